"""Finding every number of a text: digits, words, orders of magnitude, bounds and ranges."""

from collections.abc import Sequence
from typing import NamedTuple

from schemas.vocabulary import Comparator
from transforms.quantities.atoms import Atom, atoms_of
from transforms.quantities.bounds import read_bound
from transforms.quantities.cardinals import Cardinal, read_cardinal
from transforms.quantities.lexicon import Bound, NumberLexicon, load_number_lexicon
from transforms.quantities.number import Number
from transforms.quantities.tokens import Token, tokenise

__all__ = ["Number", "find_numbers"]

_NUMERIC = frozenset({"digits", "value", "factor", "fraction"})
_MINUS = frozenset("-−")
_DASHES = frozenset("-‐‑–—~〜～")


def find_numbers(text: str, language: str) -> list[Number]:
    """The numbers of `text` in text order, none overlapping; offsets are those of `text`.

    Years, dates, money and percentages are numbers, too; `find_quantities` leaves them out.
    Numbers inside a model's name (F-16, T-90), ordinals and measures written together
    (155mm) are not.
    """
    return numbers_among(tokenise(text), text, language)


def numbers_among(tokens: list[Token], text: str, language: str) -> list[Number]:
    """As `find_numbers`, with the tokens of `text` at hand."""
    lexicon = load_number_lexicon(language)
    if not (lexicon.compounds or lexicon.prefixes) and not any(
        t.kind == "digits" or t.lower in lexicon.starters or t.text.isnumeric() for t in tokens
    ):
        return []
    atoms = atoms_of(tokens, language, lexicon)
    numbers: list[Number] = []
    at = taken = 0
    while at < len(atoms):
        cardinal = _cardinal_at(atoms, at, lexicon)
        if cardinal is None or cardinal.ordinal:
            at = cardinal.stop if cardinal else at + 1
            continue
        end = _range_end(atoms, at, cardinal, lexicon)
        numbers.append(_number(text, atoms, at, cardinal, end, taken, lexicon))
        at = taken = end.stop if end else cardinal.stop
    return numbers


def _cardinal_at(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon) -> Cardinal | None:
    atom = atoms[at]
    if atom.kind not in _NUMERIC and atom.word not in lexicon.starters and atom.word not in _MINUS:
        return None
    if at:
        before = atoms[at - 1]
        if before.word in lexicon.not_after.get(atom.word, ()):
            return None
        if atom.glued and atom.kind == "digits" and before.kind == "word" and before.word.isascii():
            return None
        if atom.glued and at > 1 and _is_model_part(atoms[at - 2], before, atom):
            return None
    return read_cardinal(atoms, at, lexicon)


def _is_model_part(name: Atom, hyphen: Atom, digits: Atom) -> bool:
    """Whether digits end a model's name, as in F-16."""
    return (
        digits.kind == "digits" and hyphen.word in _DASHES and hyphen.glued and name.kind == "word"
    )


def _range_end(
    atoms: Sequence[Atom], at: int, low: Cardinal, lexicon: NumberLexicon
) -> Cardinal | None:
    """The upper end of a range whose lower end was read at `at`; None when it is no range."""
    stop = low.stop
    if low.vague or stop + 1 >= len(atoms):
        return None
    joiner = atoms[stop].word
    opened = at > 0 and atoms[at - 1].word in lexicon.range_openers
    if joiner in _DASHES:
        if atoms[stop].glued != atoms[stop + 1].glued:
            return None
    elif joiner not in lexicon.range_joiners and not (
        opened and joiner in lexicon.range_joiners_after_opener
    ):
        return None
    high = read_cardinal(atoms, stop + 1, lexicon)
    if high is None or high.vague or high.ordinal:
        return None
    return high if high.value > _scaled(low, high) > 0 else None


def _scaled(low: Cardinal, high: Cardinal) -> float:
    """The lower end of "10 to 20 thousand", which leaves the multiplier to the upper."""
    if low.scale == 1 and high.scale >= 100 and low.value * high.scale < high.value:
        return low.value * high.scale
    return low.value


def _number(
    text: str,
    atoms: Sequence[Atom],
    at: int,
    cardinal: Cardinal,
    end: Cardinal | None,
    taken: int,
    lexicon: NumberLexicon,
) -> Number:
    stop = end.stop if end else cardinal.stop
    bound = read_bound(atoms, at, stop, lexicon)
    first = max(taken, bound.first) if bound else at
    last = bound.stop if bound else stop
    if end and at > taken and atoms[first - 1].word in lexicon.range_openers:
        first -= 1
    limits = _limits(cardinal, end, bound.bound if bound else "at_least" if cardinal.more else "eq")
    start, stop_offset = atoms[first].start, atoms[last - 1].end
    return Number(
        value=limits.value,
        low=limits.low,
        high=limits.high,
        comparator=limits.comparator,
        text=text[start:stop_offset],
        start=start,
        end=stop_offset,
        number_start=atoms[at].start,
        grouped_otherwise=cardinal.grouped_otherwise,
    )


class _Limits(NamedTuple):
    value: float | None
    low: float | None
    high: float | None
    comparator: Comparator


def _limits(cardinal: Cardinal, end: Cardinal | None, bound: Bound) -> _Limits:
    """Value, low, high and comparator of a number or range under a bound."""
    value = cardinal.value
    if end:
        return _Limits(None, _scaled(cardinal, end), end.value, "range")
    if cardinal.vague:
        return _Limits(None, value, None, "at_least")
    match bound:
        case "at_least":
            return _Limits(value, value, None, "at_least")
        case "at_most":
            return _Limits(value, None, value, "at_most")
        case "nearly":
            return _Limits(value, None, value, "about")
        case "about":
            return _Limits(value, None, None, "about")
        case _:
            return _Limits(value, value, value, "eq")
