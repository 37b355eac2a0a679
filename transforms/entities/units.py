"""Finds numbered military units: "41st Combined Arms Army", "72. Brigade", "58-я армия"."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from schemas.vocabulary import Echelon
from transforms.places.memory import Memory
from transforms.places.names import Form, fold, forms, is_small
from transforms.places.phrases import PhraseIndex
from transforms.places.pieces import Piece, Pieces

_DATA: Final = Path(__file__).parent / "data" / "units.toml"
UNIT_METHOD: Final = "pattern:units-2"
_NUMBER: Final = re.compile(r"\d{1,3}")
_ROMAN: Final = re.compile(r"[IVX]{1,6}")
_ORDINAL: Final = re.compile(r"\d{1,4}[^\W\d]{1,4}|\d{1,4}[ªº°]")
_MAX_MODIFIERS: Final = 6
_MAX_NAME_PIECES: Final = 5
#: What a spelt-out number before it does not make military: leagues, seasons, departments.
_EVERYDAY: Final = frozenset({"squad", "division", "squadron", "wing", "company", "platoon"})
_OPENING: Final = frozenset('«“"„')
_CLOSING: Final = frozenset('»”"“')


class Unit(NamedTuple):
    """A unit named in a text; pieces [first, last)."""

    first: int
    last: int
    start: int
    end: int
    echelon: Echelon


@dataclass(frozen=True)
class _Words:
    """Echelon words of one language and what may stand between number and echelon."""

    echelons: PhraseIndex[Echelon]
    compounds: tuple[tuple[str, Echelon], ...]
    modifiers: frozenset[str]
    ordinals: frozenset[str]
    #: Letters written after a number and a hyphen: "58-я".
    endings: frozenset[str]
    #: Whether the number may follow the echelon: "Brigada 72".
    number_last: bool
    #: What may follow the echelon as part of the name: "11e brigade parachutiste".
    after: frozenset[str]
    #: Small words between such followers: "16e division d'infanterie".
    connectors: frozenset[str]
    #: Whether a name in quotes may stand for the number: батальон «Азов».
    quoted: bool
    #: What stands before a number in a script without spaces, and characters that write one.
    ordinal_sign: str
    numerals: frozenset[str]
    #: Characters that make another word of an echelon: 军医.
    not_before: frozenset[str]
    #: Whether an echelon may begin with a piece, for all that it says.
    begun: Memory[str, bool]


@cache
def _words(language: str) -> _Words:
    tables: Mapping[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    table = tables.get(language, {})
    echelons: PhraseIndex[Echelon] = PhraseIndex()
    for echelon, names in table.get("echelons", {}).items():
        for name in names:
            echelons.add(name, echelon)
    return _Words(
        echelons=echelons,
        compounds=tuple((fold(w), e) for e, ws in table.get("compounds", {}).items() for w in ws),
        modifiers=frozenset(map(fold, table.get("modifiers", ()))),
        ordinals=frozenset(map(fold, table.get("ordinals", ()))),
        endings=frozenset(map(fold, table.get("endings", ()))),
        number_last=table.get("number_last", False),
        after=frozenset(
            map(fold, table.get("modifiers" if table.get("trailing") else "after", ()))
        ),
        connectors=frozenset(map(fold, table.get("connectors", ()))),
        quoted=table.get("quoted", False),
        ordinal_sign=table.get("ordinal_sign", ""),
        numerals=frozenset(table.get("numerals", "")),
        not_before=frozenset(table.get("not_before", ())),
        begun=Memory(lambda piece: _begins_echelon(piece, language)),
    )


def _begins_echelon(piece: str, language: str) -> bool:
    words = _words(language)
    readings = forms(piece, language)
    known = any(any(words.echelons.knows(form.key)) for form in readings)
    return known or _compound_of(readings, words) is not None


def begins_unit(piece: str, language: str) -> bool:
    """Whether a unit's name may begin with the piece: a number, or an echelon before one."""
    words = _words(language)
    if not len(words.echelons):
        return False
    if piece[0].isdecimal() or _ROMAN.fullmatch(piece) or fold(piece) in words.ordinals:
        return True
    if piece == words.ordinal_sign:
        return True
    return (words.number_last or words.quoted) and (
        words.echelons.begins(piece, forms(piece, language))
        or _compound(piece, language) is not None
    )


def find_units(pieces: Pieces, language: str, starts: Iterable[int]) -> list[Unit]:
    """Units in the pieces of one sentence, in text order, without overlap.

    Args:
        pieces: of one sentence.
        language: primary subtag; a language without echelon words has no units.
        starts: pieces at which a unit may begin (`begins_unit`), ascending.
    """
    words = _words(language)
    found: list[Unit] = []
    free = 0
    for position in starts:
        if position < free:
            continue
        unit = _after_number(pieces, position, words) or _before_number(pieces, position, words)
        if unit is not None:
            found.append(unit)
            free = unit.last
    return found


def _after_number(pieces: Pieces, first: int, words: _Words) -> Unit | None:
    """A unit that begins with its number."""
    position, ordinal = _number(pieces, first, words)
    if position == first:
        return None
    for last in range(position, min(position + _MAX_MODIFIERS, len(pieces))):
        found = _echelon(pieces, last, words)
        if found is not None:
            end_piece, end, echelon = found
            if not (ordinal or _is_title(pieces[position:end_piece])):
                return None
            if position == last and echelon in _EVERYDAY and not pieces[first].text[0].isdigit():
                return None
            last, end = _with_followers(pieces, end_piece, end, words)
            return Unit(first, last, pieces.start(first), end, echelon)
        if not _is_modifier(pieces[last], words, ordinal):
            return None
    return None


def _with_followers(pieces: Pieces, last: int, end: int, words: _Words) -> tuple[int, int]:
    """The end of a unit's name with what belongs to it after its echelon."""
    for position in range(last, min(last + _MAX_MODIFIERS, len(pieces)) if words.after else last):
        piece = pieces[position]
        if any(form.key in words.after for form in piece.forms):
            if fold(piece.text) not in words.connectors:
                last, end = position + 1, pieces.end(position)
        elif not piece.forms or fold(piece.text) not in words.connectors:
            break
    return last, end


def _number(pieces: Pieces, first: int, words: _Words) -> tuple[int, bool]:
    """Where the number that begins at `first` ends, and whether it is an ordinal."""
    text = pieces[first].text
    if text == words.ordinal_sign and text:
        after = first + 1
        while after < len(pieces) and (
            pieces[after].text in words.numerals or _NUMBER.fullmatch(pieces[after].text)
        ):
            after += 1
        return (after, True) if after > first + 1 else (first, False)
    if _ORDINAL.fullmatch(text) or fold(text) in words.ordinals or _ROMAN.fullmatch(text):
        return first + 1, True
    if not _NUMBER.fullmatch(text):
        return first, False
    after = first + 1
    if after < len(pieces) and fold(pieces[after].text) in words.endings:
        return after + 1, True
    return after, bool(words.compounds) or words.number_last


def _before_number(pieces: Pieces, first: int, words: _Words) -> Unit | None:
    """A unit that ends with its number, or with a name in quotes."""
    found = _echelon(pieces, first, words) if words.number_last or words.quoted else None
    if found is None or found[0] >= len(pieces):
        return None
    last, _, echelon = found
    if words.quoted and pieces[last].text in _OPENING:
        return _named(pieces, first, last, echelon)
    if not words.number_last:
        return None
    for position in range(last, min(last + _MAX_MODIFIERS, len(pieces))):
        piece = pieces[position]
        if _NUMBER.fullmatch(piece.text) or _ORDINAL.fullmatch(piece.text):
            return Unit(first, position + 1, pieces.start(first), pieces.end(position), echelon)
        if any(form.key in words.ordinals for form in piece.forms):
            return Unit(first, position + 1, pieces.start(first), pieces.end(position), echelon)
        if not any(form.key in words.modifiers for form in piece.forms):
            return None
    return None


def _named(pieces: Pieces, first: int, quote: int, echelon: Echelon) -> Unit | None:
    """A unit with a name in quotes that opens at a piece."""
    for position in range(quote + 1, min(quote + _MAX_NAME_PIECES, len(pieces))):
        piece = pieces[position]
        if piece.text in _CLOSING and position > quote + 1:
            return Unit(first, position + 1, pieces.start(first), pieces.end(position), echelon)
        if not piece.forms or is_small(piece.text):
            return None
    return None


def _echelon(pieces: Pieces, position: int, words: _Words) -> tuple[int, int, Echelon] | None:
    """The echelon word at a position: the piece after it, its end, the echelon."""
    if not words.begun[pieces.words[position]]:
        return None
    match = words.echelons.longest(pieces, position)
    if match is not None and not (
        match.last < len(pieces) and pieces[match.last].text in words.not_before
    ):
        return match.last, match.end, match.values[0]
    piece = pieces[position]
    found = _compound_of(piece.forms, words)
    return (
        None
        if found is None
        else (
            position + 1,
            pieces.start(position) + found[0],
            found[1],
        )
    )


def _compound(piece: str, language: str) -> tuple[int, Echelon] | None:
    return _compound_of(forms(piece, language), _words(language))


def _compound_of(readings: Sequence[Form], words: _Words) -> tuple[int, Echelon] | None:
    """Length and echelon of a compound such as "Panzerbrigade"."""
    for ending, echelon in words.compounds:
        for form in readings:
            if form.key.endswith(ending):
                return form.length, echelon
    return None


def _is_modifier(piece: Piece, words: _Words, ordinal: bool) -> bool:
    if not piece.forms:
        return False
    if any(form.key in words.modifiers for form in piece.forms):
        return True
    return ordinal and piece.text[0].isupper()


def _is_title(pieces: Sequence[Piece]) -> bool:
    """Whether no word is in lower case: "3 Commando Brigade", not "3 tank battalions"."""
    return not any(piece.text[0].islower() for piece in pieces)
