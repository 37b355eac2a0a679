"""Reading one number, in digits or words, from a place in a text."""

from collections.abc import Sequence
from typing import NamedTuple

from transforms.quantities.atoms import Atom
from transforms.quantities.lexicon import NumberLexicon
from transforms.quantities.positional import read_positional
from transforms.quantities.running_sum import RunningSum


class Cardinal(NamedTuple):
    """A number as read: its value and the atoms it covers."""

    value: float
    #: Index of the atom after its last.
    stop: int
    #: Only the order of magnitude is told ("dozens"); `value` is the least allowed.
    vague: bool = False
    #: The greatest multiplier in it ("3 million" → 1e6), else 1.
    scale: float = 1
    #: It goes on as an ordinal ("twenty-first"), which counts nothing.
    ordinal: bool = False
    #: The digits would mean thousands in another language's writing.
    grouped_otherwise: bool = False
    #: "Odd" stands inside it and makes it a least: "十多万".
    more: bool = False


_HYPHENS = frozenset("-‐‑")


def read_cardinal(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon) -> Cardinal | None:
    """The longest number that begins with the atom at `at`, or None."""
    vague = _read_vague(atoms, at, lexicon)
    if vague or not lexicon.positional:
        return vague or _read_exact(atoms, at, lexicon)
    return _read_positional(atoms, at, lexicon)


def _read_positional(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon) -> Cardinal | None:
    """A Chinese number, with its sign, decimals (三点五) and denominator (三分之一)."""
    negative = _is_minus(atoms, at, lexicon)
    found = read_positional(atoms, at + negative, lexicon)
    if found is None:
        return None
    number = RunningSum(lexicon)
    number.group = found.value
    stop = _read_tail(atoms, found.stop, lexicon, number)
    value = number.value
    if [atom.word for atom in atoms[stop : stop + 2]] == ["分", "之"]:
        part = read_positional(atoms, stop + 2, lexicon)
        if part is not None and value:
            number.group = part.value
            stop = _read_tail(atoms, part.stop, lexicon, number)
            percent = found.stop == at + 1 and atoms[at].kind == "factor"
            value = number.value if percent else number.value / value
    return Cardinal(-value if negative else value, stop, scale=1, more=found.more)


def _read_vague(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon) -> Cardinal | None:
    """As in "dozens", "tens of thousands", "several hundred", "a few dozen"."""
    if atoms[at].word in lexicon.articles and at + 1 < len(atoms):
        at += 1
        if atoms[at].word not in lexicon.vague_factors:
            return None
    word = atoms[at].word
    if word in lexicon.vague_factors:
        start = lexicon.vague_factors[word]
    elif word in lexicon.one_after_bound and at and atoms[at - 1].word in lexicon.before:
        return None
    elif word in lexicon.vague:
        start = lexicon.vague[word]
    else:
        return None
    stop, value = _magnify(atoms, at + 1, lexicon, start)
    if stop == at + 1 and (word in lexicon.vague_factors or word in lexicon.vague_needs_more):
        return None
    return Cardinal(value, stop, vague=True, scale=value)


def _magnify(
    atoms: Sequence[Atom], at: int, lexicon: NumberLexicon, value: float
) -> tuple[int, float]:
    """As in "(of) hundred(s) thousand(s)" after a vague word: where it ends, and the product."""
    stop = at
    while at < len(atoms):
        word = atoms[at].word
        factor = lexicon.multipliers.get(word) or lexicon.vague.get(word)
        if factor:
            value *= factor
            stop = at + 1
        elif word not in lexicon.vague_links:
            break
        at += 1
    return stop, value


def _read_exact(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon) -> Cardinal | None:
    first = at
    negative = _is_minus(atoms, at, lexicon)
    at += negative
    number = RunningSum(lexicon)
    at = _read_half(atoms, at, lexicon, number)
    stop, linked = at, False
    while at < len(atoms):
        if number.take(atoms[at], linked=linked):
            at, linked = at + 1, False
            stop = at
        elif not linked and stop > first + negative and _links(atoms, at, number, lexicon):
            at, linked = at + 1, True
        else:
            break
    if not number.value and not (stop > first + negative and atoms[stop - 1].number == 0):
        return None
    if stop == first + negative:
        return None
    if _makes_ordinal(atoms, stop, number.last, lexicon):
        return Cardinal(number.value, stop + 1, ordinal=True)
    stop = _read_tail(atoms, stop, lexicon, number)
    otherwise = stop == first + 1 and atoms[first].grouped_otherwise
    value = -number.value if negative else number.value
    return Cardinal(value, stop, scale=number.scale, grouped_otherwise=otherwise)


def _makes_ordinal(atoms: Sequence[Atom], at: int, last: float, lexicon: NumberLexicon) -> bool:
    """Whether what follows "twenty" or "hundred and" is the last part of an ordinal."""
    at += at + 1 < len(atoms) and atoms[at].word in _HYPHENS and atoms[at].glued
    return at < len(atoms) and last >= 20 and atoms[at].word in lexicon.ordinals


def _is_minus(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon) -> bool:
    if at + 1 >= len(atoms):
        return False
    sign, following = atoms[at], atoms[at + 1]
    if sign.word in lexicon.minus:
        return following.kind in ("digits", "value")
    return (
        sign.word in ("-", "−")
        and following.kind == "digits"
        and not (at and sign.glued)
        and (following.glued or at == 0)
    )


def _read_half(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon, number: RunningSum) -> int:
    """As in "half a million", "a quarter million", "a hundred": what stands before a multiplier."""
    ahead = at
    while ahead < len(atoms) and ahead < at + 2 and atoms[ahead].word in lexicon.articles:
        ahead += 1
    if ahead >= len(atoms):
        return at
    if atoms[ahead].kind == "factor":
        return ahead
    if atoms[ahead].kind != "fraction":
        return at
    fraction = atoms[ahead]
    ahead += 1
    while ahead < len(atoms) and (
        atoms[ahead].word in lexicon.articles or atoms[ahead].word in lexicon.vague_links
    ):
        ahead += 1
    if ahead < len(atoms) and atoms[ahead].kind == "factor":
        number.group = fraction.number
        return ahead
    return at


def _links(atoms: Sequence[Atom], at: int, number: RunningSum, lexicon: NumberLexicon) -> bool:
    """Whether "and" or a hyphen at `at` may join the number's next part to it."""
    if at + 1 >= len(atoms):
        return False
    atom, following = atoms[at], atoms[at + 1]
    if atom.kind == "mark":
        return (
            atom.word in _HYPHENS
            and atom.glued == following.glued
            and following.kind in ("value", "factor")
        )
    return atom.word in lexicon.connectors and (
        number.last >= lexicon.connector_after or lexicon.ones_before_tens
    )


def _read_tail(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon, number: RunningSum) -> int:
    """As in "… and a half (million)", "… thirds (of a million)", "… point five": where it ends."""
    if at < len(atoms) and atoms[at].word in lexicon.points:
        return _read_decimals(atoms, at, number)
    return _read_mixed(atoms, at, lexicon, number) or _read_parts(atoms, at, lexicon, number) or at


def _read_mixed(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon, number: RunningSum) -> int:
    """As in "and a half": where it ends, or 0."""
    if at >= len(atoms) or atoms[at].word not in lexicon.connectors:
        return 0
    ahead = at + 1
    count = 1.0
    while ahead < len(atoms) and (
        atoms[ahead].word in lexicon.articles or (atoms[ahead].kind == "value" and count == 1)
    ):
        count = atoms[ahead].number or 1.0
        ahead += 1
    if ahead >= len(atoms) or atoms[ahead].kind != "fraction":
        return 0
    number.add_fraction(count * atoms[ahead].number)
    return _read_factor(atoms, ahead + 1, number)


def _read_parts(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon, number: RunningSum) -> int:
    """As in "two thirds (of a million)": where it ends, or 0."""
    ahead = at + (at + 1 < len(atoms) and atoms[at].word in _HYPHENS)
    if ahead >= len(atoms) or atoms[ahead].kind != "fraction":
        return 0
    if at >= 2 and atoms[at - 2].word in lexicon.connectors and number.last < 10:
        number.take_back(number.last)
        number.add_fraction(number.last * atoms[ahead].number)
    else:
        number.times(atoms[ahead].number)
    ahead = stop = ahead + 1
    while ahead < len(atoms) and (
        atoms[ahead].word in lexicon.vague_links or atoms[ahead].word in lexicon.articles
    ):
        ahead += 1
    further = _read_factor(atoms, ahead, number)
    return further if further > ahead else stop


def _read_factor(atoms: Sequence[Atom], at: int, number: RunningSum) -> int:
    taken = at < len(atoms) and atoms[at].kind == "factor" and number.multiply(atoms[at].number)
    return at + taken


def _read_decimals(atoms: Sequence[Atom], at: int, number: RunningSum) -> int:
    """As in "point zero five": digits named one by one."""
    place, stop = 0.1, at
    for atom in atoms[at + 1 : at + 12]:
        if atom.kind != "value" or not 0 <= atom.number < 10:
            break
        number.group = (number.group or 0) + atom.number * place
        place /= 10
        stop += 1
    if stop == at:
        return at
    stop += 1
    if stop < len(atoms) and atoms[stop].kind == "factor":
        number.multiply(atoms[stop].number)
        stop += 1
    return stop
