"""Finds ships by what introduces their names: "USS Porter", "frigate Admiral Essen"."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from schemas.vocabulary import EquipmentClass
from transforms.places.names import Form
from transforms.places.phrases import PhraseIndex
from transforms.places.pieces import Pieces

_DATA: Final = Path(__file__).parent / "data" / "ships.toml"
SHIP_METHOD: Final = "pattern:ships-2"
_MAX_NAME_PIECES: Final = 4
_QUOTES: Final = frozenset("\"'“”„‘’«»")


class Ship(NamedTuple):
    """A ship's name in a text."""

    start: int
    end: int
    equipment_class: EquipmentClass
    #: Whether its name begins with the letters of a navy: "USS".
    prefixed: bool
    #: Whose navy the prefix tells; None without one.
    country: str | None


class _Words(NamedTuple):
    #: The navy of each prefix; None where several use it.
    prefixes: dict[str, str | None]
    nouns: PhraseIndex[EquipmentClass]
    no_names: frozenset[str]


@cache
def _words() -> _Words:
    tables = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    nouns: PhraseIndex[EquipmentClass] = PhraseIndex()
    for equipment_class, names in tables["nouns"].items():
        for name in names:
            nouns.add(name, equipment_class)
    prefixes = {
        prefix: None if country == "any" else country
        for country, names in tables["prefixes"].items()
        for prefix in names
    }
    return _Words(prefixes, nouns, frozenset(tables["no_names"]))


def begins_ship(piece: str, readings: Sequence[Form]) -> bool:
    """Whether the piece may introduce a ship."""
    return piece in _words().prefixes or _words().nouns.begins(piece, readings)


def find_ships(pieces: Pieces, starts: Iterable[int]) -> list[Ship]:
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
        free = position + 1
        noun = words.nouns.longest(pieces, position)
        if pieces[position].text in words.prefixes:
            last = _name_end(pieces, position + 1)
            if last > position + 1:
                country = words.prefixes[pieces[position].text]
                found.append(_ship(pieces, position, last, "ship", prefixed=True, country=country))
        elif noun is not None:
            first = noun.last + _quotes(pieces, noun.last)
            last = _name_end(pieces, first)
            if _names_a_ship(pieces, noun.last, first, last):
                found.append(_ship(pieces, first, last, noun.values[0]))
        else:
            continue
        free = max(free, last if found and last > position + 1 else free)
    return found


def _ship(
    pieces: Pieces,
    first: int,
    last: int,
    equipment_class: EquipmentClass,
    *,
    prefixed: bool = False,
    country: str | None = None,
) -> Ship:
    return Ship(pieces.start(first), pieces.end(last - 1), equipment_class, prefixed, country)


def _names_a_ship(pieces: Pieces, noun_end: int, first: int, last: int) -> bool:
    """Whether capitalised words after a noun name a ship: those in quotes do, or two of them.

    One word might be anybody's where nouns are written large; elsewhere it names the ship.
    """
    if last == first or pieces[first].text in (*_words().prefixes, *_words().no_names):
        return False
    if first > noun_end or last - first > 1:
        return True
    introduced = pieces[noun_end - 1].text
    return introduced[0].islower() and _adjoins(pieces, first)


def _quotes(pieces: Pieces, position: int) -> int:
    return int(position < len(pieces) and pieces[position].text in _QUOTES)


def _name_end(pieces: Pieces, first: int) -> int:
    """The piece after the capitalised words that begin at a piece."""
    last = first
    while (
        last < min(first + _MAX_NAME_PIECES, len(pieces))
        and pieces[last].text[0].isupper()
        and (last == first or _adjoins(pieces, last))
    ):
        last += 1
    return last


def _adjoins(pieces: Pieces, number: int) -> bool:
    """Whether at most one character separates a piece from the one before it."""
    return pieces.start(number) - pieces.end(number - 1) <= 1
