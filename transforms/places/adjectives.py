"""Cities named by their adjectives: "Одеський порт", "на Бахмутському напрямку"."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from transforms.places.entry import Named
from transforms.places.names import fold, is_small
from transforms.places.phrases import Match, Names
from transforms.places.pieces import Pieces

_DATA: Final = Path(__file__).parent / "data" / "adjectives.toml"
#: Smaller towns give their names to villages' adjectives, streets and surnames.
_MIN_POPULATION: Final = 10_000
_MIN_STEM: Final = 3
#: How far behind the adjective its noun may stand: "Київській та Івано-Франківській областях".
_MAX_GAP: Final = 4


@dataclass(frozen=True)
class _Rules:
    endings: tuple[str, ...]
    areas: frozenset[str]
    nouns: frozenset[str]
    stems: Mapping[str, tuple[str, ...]]


class Adjective(NamedTuple):
    """A city's adjective in a text."""

    match: Match[Named]
    #: The last piece of "… напрямку", which makes it the area around the city; None without one.
    area: int | None


@cache
def _rules(language: str) -> _Rules | None:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8")).get(language)
    if table is None:
        return None
    return _Rules(
        endings=tuple(sorted(map(fold, table["endings"]), key=len, reverse=True)),
        areas=frozenset(map(fold, table["areas"])),
        nouns=frozenset(map(fold, table["nouns"])),
        stems={fold(core): tuple(map(fold, ends)) for core, ends in table["stems"].items()},
    )


def has_adjectives(language: str) -> bool:
    """Whether a language (primary subtag) makes such adjectives of cities' names."""
    return _rules(language) is not None


def may_be_adjective(piece: str, language: str) -> bool:
    """Whether a piece may be such an adjective, for all that it says."""
    rules = _rules(language)
    return rules is not None and not is_small(piece) and any(_names(fold(piece), rules))


def find_adjective(
    pieces: Pieces, position: int, language: str, cities: Names[Named]
) -> Adjective | None:
    """The city whose adjective stands at a position, if a noun follows that it may belong to."""
    rules = _rules(language)
    piece = pieces[position]
    if rules is None or is_small(piece.text):
        return None
    noun = _noun(pieces, position, rules)
    if noun is None:
        return None
    for key in _names(fold(piece.text), rules):
        values = tuple(n for n in cities.find(key)[0] if _is_large(n))
        if values:
            start, end = pieces.start(position), pieces.end(position)
            match = Match(position, position + 1, start, end, False, values, key)
            return Adjective(match, noun if fold(pieces[noun].text) in rules.areas else None)
    return None


def _noun(pieces: Pieces, position: int, rules: _Rules) -> int | None:
    for number in range(position + 1, min(position + 1 + _MAX_GAP, len(pieces))):
        piece = pieces[number]
        if not piece.forms:
            return None
        word = fold(piece.text)
        if word in rules.areas or word in rules.nouns:
            return number
    return None


def _names(word: str, rules: _Rules) -> Iterator[str]:
    """Keys of the names that an adjective may be made of."""
    for ending in rules.endings:
        if not word.endswith(ending):
            continue
        rest = word[: -len(ending)]
        for core, replacements in rules.stems.items():
            stem = rest.removesuffix(core)
            if stem != rest and len(stem) >= _MIN_STEM:
                yield from (stem + replacement for replacement in replacements)


def _is_large(named: Named) -> bool:
    return named.entry.kind == "city" and named.entry.population >= _MIN_POPULATION
