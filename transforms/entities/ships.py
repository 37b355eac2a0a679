"""Finds ships by what introduces their names: "USS Porter", "frigate Admiral Essen"."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from schemas.vocabulary import EquipmentClass
from transforms.places.names import Form, Piece
from transforms.places.phrases import PhraseIndex

_DATA: Final = Path(__file__).parent / "data" / "ships.toml"
SHIP_METHOD: Final = "pattern:ships-1"
_MAX_NAME_PIECES: Final = 4
_QUOTES: Final = frozenset("\"'“”„‘’«»")


class Ship(NamedTuple):
    """A ship's name in a text."""

    start: int
    end: int
    equipment_class: EquipmentClass


class _Words(NamedTuple):
    prefixes: frozenset[str]
    nouns: PhraseIndex[EquipmentClass]


@cache
def _words() -> _Words:
    tables = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    nouns: PhraseIndex[EquipmentClass] = PhraseIndex()
    for equipment_class, names in tables["nouns"].items():
        for name in names:
            nouns.add(name, equipment_class)
    return _Words(frozenset(tables["prefixes"]), nouns)


def begins_ship(piece: str, readings: Sequence[Form]) -> bool:
    """Whether the piece may introduce a ship."""
    return piece in _words().prefixes or _words().nouns.begins(piece, readings)


def find_ships(pieces: Sequence[Piece], starts: Iterable[int]) -> list[Ship]:
    """Ships in the pieces of one sentence, in text order.

    Args:
        pieces: of one sentence.
        starts: pieces that may introduce a ship (`begins_ship`), ascending.
    """
    found: list[Ship] = []
    words = _words()
    free = 0
    for position in starts:
        if position < free:
            continue
        piece = pieces[position]
        free, ship = position + 1, None
        if piece.text in words.prefixes:
            free, ship = _named(pieces, piece.start, position + 1, "ship", quoted=False)
        else:
            noun = words.nouns.longest(pieces, position)
            if noun is not None:
                free, ship = _after_noun(pieces, noun.last, noun.values[0])
        if ship is not None:
            found.append(ship)
    return found


def _after_noun(
    pieces: Sequence[Piece], first: int, equipment_class: EquipmentClass
) -> tuple[int, Ship | None]:
    """A name in quotes, or of two capitalised words: one word might be anybody's."""
    if first >= len(pieces):
        return first, None
    quoted = pieces[first].text in _QUOTES
    name = first + quoted
    if name >= len(pieces) or pieces[name].text in _words().prefixes:
        return first, None
    return _named(pieces, pieces[name].start, name, equipment_class, quoted=quoted)


def _named(
    pieces: Sequence[Piece],
    start: int,
    first: int,
    equipment_class: EquipmentClass,
    *,
    quoted: bool,
) -> tuple[int, Ship | None]:
    """The capitalised words from a piece on, as a ship's name."""
    last = first
    while (
        last < min(first + _MAX_NAME_PIECES, len(pieces))
        and pieces[last].text[0].isupper()
        and (last == first or _adjoins(pieces[last - 1], pieces[last]))
    ):
        last += 1
    prefixed = last > first and start < pieces[first].start
    if last == first or not (quoted or prefixed or last - first > 1):
        return max(last, first), None
    end = pieces[last - 1].start + len(pieces[last - 1].text)
    return last, Ship(start, end, equipment_class)


def _adjoins(before: Piece, after: Piece) -> bool:
    return after.start - (before.start + len(before.text)) <= 1
