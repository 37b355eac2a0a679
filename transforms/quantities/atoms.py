"""The smallest parts of numbers: each word, digit group or mark, seen as what it can add."""

import functools
import re
import unicodedata
from typing import Literal, NamedTuple

from transforms.quantities.lexicon import NumberLexicon, PartKind, load_number_lexicon
from transforms.quantities.literals import read_literal
from transforms.quantities.tokens import Token

#: What an atom does in a number; "word" and "mark" may still link or bound one.
AtomKind = PartKind | Literal["digits", "mark"]


class Atom(NamedTuple):
    """One part of a number, or what stands between. Offsets are half-open code points."""

    kind: AtomKind
    word: str
    number: float
    start: int
    end: int
    #: Whether it follows the previous token without a space.
    glued: bool
    #: Digits whose mark would mean thousands in another language: "4.800" in English.
    grouped_otherwise: bool = False


def atoms_of(tokens: list[Token], language: str, lexicon: NumberLexicon) -> list[Atom]:
    """The atoms of tokens, in order. A compound word ("zweihundert") gives several."""
    atoms: list[Atom] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "digits":
            at = _add_digits(tokens, at, lexicon, atoms)
            continue
        if token.kind == "word":
            _add_word(token, language, lexicon, atoms)
        else:
            atoms.append(Atom("mark", token.text, 0, token.start, token.end, token.glued))
        at += 1
    return atoms


def _add_word(token: Token, language: str, lexicon: NumberLexicon, atoms: list[Atom]) -> None:
    found = lexicon.parts.get(token.lower)
    if (
        found is None
        and token.lower[0] in lexicon.prefixes
        and _add_prefixed(token, lexicon, atoms)
    ):
        return
    compound = lexicon.compounds and token.lower not in lexicon.vague
    if found is None and compound and len(token.lower) > 4:
        for kind, number, word in split_compound(token.lower, language) or ():
            glued = token.glued or bool(atoms and atoms[-1].start == token.start)
            atoms.append(Atom(kind, word, number, token.start, token.end, glued))
        if atoms and atoms[-1].start == token.start:
            return
    if found is None and len(token.text) == 1 and token.text.isnumeric():
        found = ("value", unicodedata.numeric(token.text))
    kind, number = found or ("word", 0.0)
    atoms.append(Atom(kind, token.lower, number, token.start, token.end, token.glued))


def _add_prefixed(token: Token, lexicon: NumberLexicon, atoms: list[Atom]) -> bool:
    """Adds a particle and the number word written together with it: "وعشرين", "بعشرات"."""
    rest = token.lower[1:].removeprefix("ال") if token.lower[0] == "و" else token.lower[1:]
    found = lexicon.parts.get(rest) or (("word", 0.0) if rest in lexicon.vague else None)
    if found is None:
        return False
    inner = token.start + 1
    atoms.append(Atom("word", token.lower[0], 0, token.start, inner, token.glued))
    atoms.append(Atom(found[0], rest, found[1], inner, token.end, False))
    return True


def _add_digits(tokens: list[Token], at: int, lexicon: NumberLexicon, atoms: list[Atom]) -> int:
    """Adds the atoms of a digit group and what belongs to it; returns the next token's index."""
    token = tokens[at]
    if at and token.glued and tokens[at - 1].kind == "word" and not lexicon.glued_letters:
        atoms.append(Atom("word", token.text, 0, token.start, token.end, True))
        return at + 1
    value, otherwise = read_literal(token.text, lexicon.decimal_mark)
    if value is None:
        _add_list(token, atoms)
        return at + 1
    stop = at + 1
    if token.text.isdecimal() and len(token.text) <= 3 and _can_continue(tokens, stop):
        while stop < len(tokens) and _continues(tokens[stop], tokens[stop - 1]):
            group, _ = read_literal(tokens[stop].text, lexicon.decimal_mark)
            value = value * 1000 + (group or 0)
            stop += 1
    elif over := _denominator(tokens, at):
        value, stop = value / over, at + 3
    end = tokens[stop - 1].end
    suffix = tokens[stop] if stop < len(tokens) else None
    factor = _abbreviation(suffix, lexicon)
    tied = suffix is not None and suffix.kind == "word" and suffix.glued
    if tied and factor is None and not lexicon.glued_letters:
        atoms.append(Atom("word", token.text, 0, token.start, end, token.glued))
        return stop
    atoms.append(Atom("digits", token.text, value, token.start, end, token.glued, otherwise))
    if factor is not None and suffix is not None:
        stop = _after_abbreviation(tokens, stop, lexicon)
        end = tokens[stop - 1].end
        atoms.append(Atom("factor", suffix.lower, factor, suffix.start, end, suffix.glued))
    return stop


def _after_abbreviation(tokens: list[Token], at: int, lexicon: NumberLexicon) -> int:
    """The token after the abbreviation at `at` and its full stop: "тыс."."""
    dotted = (
        at + 1 < len(tokens)
        and tokens[at + 1].text == "."
        and tokens[at + 1].glued
        and len(tokens[at].text) > 1
        and tokens[at].lower not in lexicon.multipliers
    )
    return at + 1 + dotted


def _add_list(token: Token, atoms: list[Atom]) -> None:
    """As in "22,24,26,31": numbers that marks keep apart."""
    at = token.start
    for part in token.text.translate(_MARKS_TO_SPACES).split(" "):
        if part:
            atoms.append(Atom("digits", part, float(part), at, at + len(part), at > token.start))
        at += len(part) + 1


_MARKS_TO_SPACES = str.maketrans(".,'’\u066b\u066c\u060ceE+-", " " * 11)


def _can_continue(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and _continues(tokens[at], tokens[at - 1])


def _continues(token: Token, before: Token) -> bool:
    """Whether three digits after a space belong to the digits before: "90 000"."""
    return (
        token.kind == "digits"
        and before.text.isdecimal()
        and token.start - before.end == 1
        and _GROUP.fullmatch(token.text) is not None
    )


#: Three digits, the last three with decimals: "567", "567,89".
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")


def _denominator(tokens: list[Token], at: int) -> float:
    """What the digits at `at` are a part of ("3/4" → 4); 0 when no such or a date ("5/17/2018")."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "/" or tokens[at + 2].kind != "digits":
        return 0
    if not (tokens[at + 1].glued and tokens[at + 2].glued and tokens[at + 2].text.isdecimal()):
        return 0
    around = (tokens[at - 1] if at else None, tokens[at + 3] if at + 3 < len(tokens) else None)
    return 0 if any(t is not None and t.text == "/" for t in around) else float(tokens[at + 2].text)


def _abbreviation(token: Token | None, lexicon: NumberLexicon) -> float | None:
    """The factor of "k", "bn" after digits; a single letter only if glued ("5 m" is a length)."""
    if token is None or token.kind != "word" or not (token.glued or len(token.lower) > 1):
        return None
    factor = lexicon.abbreviations.get(token.lower)
    return lexicon.multipliers.get(token.lower) if factor is None and token.glued else factor


@functools.lru_cache(maxsize=4096)
def split_compound(word: str, language: str) -> tuple[tuple[PartKind, float, str], ...] | None:
    """A number word written together as its parts ("zweihundert" → 2, ×100); None if it is none.

    Longest parts first, with backtracking; a part may be a connector ("und").
    """
    lexicon = load_number_lexicon(language)
    parts: list[tuple[PartKind, float, str]] = []

    def split(at: int) -> bool:
        if at == len(word):
            return True
        for stop in range(len(word), at, -1):
            piece = word[at:stop]
            found = lexicon.parts.get(piece)
            if found is None and at and piece in lexicon.connectors:
                found = ("word", 0.0)
            if found is not None and found[0] != "fraction":
                parts.append((*found, piece))
                if split(stop):
                    return True
                parts.pop()
        return False

    if len(word) > _LONGEST_COMPOUND or not split(0):
        return None
    return tuple(parts)


#: Longer words are no numbers; also bounds the backtracking.
_LONGEST_COMPOUND = 60
