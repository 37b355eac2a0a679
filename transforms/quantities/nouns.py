"""The noun that a number counts: the first fitting one to its right in the same phrase."""

from typing import NamedTuple

from schemas.vocabulary import QuantityUnit
from transforms.quantities.tokens import Token
from transforms.quantities.units import Nouns, UnitLexicon

_HYPHENS = frozenset("-‐‑–")
_TRANSPARENT = frozenset("-‐‑\"“”„«»'‘’")


class Phrase(NamedTuple):
    """What a number counts."""

    #: None for civilians, who are counted only when they suffered.
    unit: QuantityUnit | None
    #: Tokens [first, stop) of the noun.
    first: int
    stop: int


def noun_after(
    tokens: list[Token],
    words: list[str],
    at: int,
    lexicon: UnitLexicon,
    numbers_at: set[int],
    *,
    single: bool,
) -> Phrase | None:
    """The noun that a number which ends before token `at` counts, or None.

    `numbers_at` holds the tokens where numbers begin: the search ends at the next number, unless
    that is part of a model's name.
    """
    nouns = lexicon.singular if single else lexicon.plural
    strong = _strong(words, tokens, at, lexicon)
    if strong is not None:
        return strong
    unknown = 0
    others: Phrase | None = None
    for i in range(at, min(at + 2 * lexicon.reach, len(tokens))):
        token = tokens[i]
        if token.kind == "mark":
            if token.text not in _TRANSPARENT:
                break
            continue
        if found := _counted(words, i, lexicon, nouns):
            if found.unit is None and words[i] in lexicon.modifiers:
                others = found
                continue
            return None if _is_possessive(tokens, found.stop) else _mixed(words, found, lexicon)
        unknown += 1
        if unknown > lexicon.reach or _ends_phrase(tokens, words, i, at, lexicon, numbers_at):
            break
    return others


def _mixed(words: list[str], found: Phrase, lexicon: UnitLexicon) -> Phrase:
    """Equipment of two kinds under one number, as other: "300 drones and missiles"."""
    at = found.stop
    if at + 1 >= len(words) or words[at] not in lexicon.conjunctions or words[at] in ",،、":
        return found
    second = lexicon.plural.match(words, at + 1)
    kinds = {found.unit, second[0]} if second else {found.unit}
    if second is None or len(kinds) == 1 or not kinds <= _ALOFT:
        return found
    return Phrase("other", found.first, second[1])


#: What is fired together, and counted as one.
_ALOFT: frozenset[QuantityUnit | None] = frozenset({"drones", "missiles", "shells"})


def noun_before(words: list[str], first: int, stop: int, lexicon: UnitLexicon) -> Phrase | None:
    """The noun that ends right before token `first`: "战机13架"; the phrase ends at `stop`."""
    for begin in range(max(0, first - _LONGEST_BEFORE), first):
        found = lexicon.plural.match(words, begin)
        if found and found[1] == first:
            return Phrase(found[0], first, stop)
    return None


#: Longest noun before its number, tokens.
_LONGEST_BEFORE = 6


def _counted(words: list[str], at: int, lexicon: UnitLexicon, nouns: Nouns) -> Phrase | None:
    """The noun at `at`, with the nouns right after it: "artillery shells" are shells."""
    found = nouns.match(words, at)
    civilians = lexicon.civilians.match(words, at)
    if civilians and (found is None or civilians[1] > found[1]):
        return Phrase(None, at, civilians[1])
    if found is None:
        return None
    unit, stop = found
    while stop < len(words) and (further := nouns.match(words, stop)):
        if further[0] in _FATES:
            break
        unit, stop = further
    return Phrase(unit, at, stop)


_FATES = frozenset({"killed", "wounded", "captured", "missing"})


def _strong(words: list[str], tokens: list[Token], at: int, lexicon: UnitLexicon) -> Phrase | None:
    """As in "5,000-strong", "40-vehicle": a hyphen ties the number to what it counts."""
    if at + 1 >= len(tokens) or words[at] not in _HYPHENS or not tokens[at].glued:
        return None
    if words[at + 1] in lexicon.strong:
        return Phrase("personnel", at + 1, at + 2)
    found = lexicon.singular.match(words, at + 1)
    return Phrase(found[0], at + 1, found[1]) if found and tokens[at + 1].glued else None


def _ends_phrase(
    tokens: list[Token],
    words: list[str],
    i: int,
    at: int,
    lexicon: UnitLexicon,
    numbers_at: set[int],
) -> bool:
    """Whether token `i` cannot stand between a number that ends before `at` and its noun."""
    token, word = tokens[i], words[i]
    if token.kind == "digits" or i in numbers_at:
        return not _is_model_number(tokens, words, i, lexicon)
    if token.glued and tokens[i - 1].kind == "digits":
        return False
    if word in lexicon.modifiers:
        return word in lexicon.conjunctions and i == at
    if word in lexicon.stops or word in lexicon.conjunctions:
        return True
    if word in lexicon.measures:
        return len(word) > 1 or token.text.islower()
    if token.text[0].isupper():
        hyphenated = i + 1 < len(tokens) and tokens[i + 1].glued and words[i + 1] in _HYPHENS
        return lexicon.capitals_block and not hyphenated
    return (
        lexicon.plurals_block and word.endswith("s") and not word.endswith(("ss", "'s"))
    ) or word in lexicon.fate_before


def _is_model_number(tokens: list[Token], words: list[str], i: int, lexicon: UnitLexicon) -> bool:
    """Digits of a name or a calibre: Leopard 2, T-72, M777, 155mm."""
    following_glued = i + 1 < len(tokens) and tokens[i + 1].glued and tokens[i + 1].kind == "word"
    return tokens[i].glued or following_glued or words[i - 1] in lexicon.models


def _is_possessive(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text in "'’" and tokens[at].glued
