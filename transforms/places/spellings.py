"""Other spellings of names of Russia, Ukraine and Belarus: "Єльня", "Jelnja"."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from transforms.places.entry import Named
from transforms.places.names import Form, is_small
from transforms.places.phrases import Match, Names
from transforms.places.pieces import Piece
from transforms.places.readings import Setting, is_allowed

_DATA: Final = Path(__file__).parent / "data" / "spellings.toml"
#: Shorter words are spelt like too many others.
_MIN_LETTERS: Final = 5
_CYRILLIC: Final = re.compile("[а-яєіґў]+")
_LATIN: Final = re.compile("[a-z]+")
_VOWELS: Final = frozenset("аеєиіоуыэюя")


@dataclass(frozen=True)
class _Letters:
    countries: frozenset[str]
    initial: Mapping[str, str]
    letters: Mapping[str, str]
    ukrainian: Mapping[str, str]
    latin: Mapping[str, str]
    latin_pattern: re.Pattern[str]


@cache
def _letters() -> _Letters:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    cyrillic, latin = table["cyrillic"], table["latin"]
    return _Letters(
        frozenset(table["countries"]),
        cyrillic["initial"],
        cyrillic["letters"],
        {**cyrillic["letters"], **cyrillic["uk"]},
        latin,
        re.compile("|".join(sorted(latin, key=len, reverse=True))),
    )


def respelt(key: str, language: str) -> str | None:
    """The folded name as GeoNames usually romanises it; None where it cannot differ.

    >>> respelt("єлня", "uk"), respelt("jelnja", "de"), respelt("london", "en")
    ('yelnya', 'yelnya', None)

    Args:
        key: of one word.
        language: primary subtag of the text's language.
    """
    if len(key) < _MIN_LETTERS - 1:
        return None
    if _CYRILLIC.fullmatch(key):
        letters = _letters().ukrainian if language == "uk" else _letters().letters
        return "".join(_romanised(key, letters))
    if len(key) < _MIN_LETTERS or language == "en" or not _LATIN.fullmatch(key):
        return None
    latin = _letters().latin
    spelt = _letters().latin_pattern.sub(lambda match: latin[match.group()], key)
    return spelt if spelt != key else None


def find_respelt(piece: Piece, cities: Names[Named], around: Setting) -> Match[Named] | None:
    """A place of these countries under a spelling that no list has, where a word makes it a place.

    Args:
        piece: its name, of one piece.
        cities: names of places as GeoNames has them.
        around: where the name stands.
    """
    for form in piece.forms if around.located else ():
        key = respelt(form.key, around.language)
        values = tuple(
            named
            for named in (cities.find(key)[0] if key else ())
            if named.entry.place.country in _letters().countries
            and is_allowed(named, [piece.text], form.length == len(piece.text), around)
        )
        if key and values:
            return Match(0, 1, 0, form.length, False, values, key)
    return None


def may_be_respelt(
    piece: str, readings: Sequence[Form], language: str, cities: Names[Named]
) -> bool:
    """Whether a piece may be such a spelling, for all that it says."""
    if is_small(piece):
        return False
    keys = [respelt(form.key, language) for form in readings]
    return any(key is not None and cities.knows(key)[0] for key in keys)


def _romanised(key: str, letters: Mapping[str, str]) -> Iterator[str]:
    before = ""
    for letter in key:
        initial = not before or before in _VOWELS
        yield (_letters().initial.get(letter) if initial else None) or letters.get(letter, "")
        before = letter
