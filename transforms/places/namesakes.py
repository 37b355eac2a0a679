"""What a name may mean, weighed before anything is known of the article it stands in."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from transforms.places.entry import Entry, Named

#: Weights of a reading; a city's population adds up to 7.
_COUNTRY: Final = 10.0
_PROVINCE: Final = 8.0
_DISTRICT: Final = -1.0
_CAPITAL: Final = 3.0
_USUAL: Final = 1.0
_OTHER_NAME_OF_PROVINCE: Final = -3.0
#: A city that bears its province's name is meant rather than the province, when so large.
_SEAT_POPULATION: Final = 100_000
#: More readings of one name are not looked at.
_MOST_READINGS: Final = 60
_MOST_REMEMBERED: Final = 20_000

#: A country, a province of one, or a square of a degree and its neighbours.
Bucket = str | tuple[str, str] | int


class Reading(NamedTuple):
    """One of the places that a name may mean."""

    entry: Entry
    weight: float
    country: str
    #: The province of a place that is smaller.
    province: tuple[str, str] | None
    #: The square it lies in; None for what is larger than one.
    cell: int | None
    #: What it is evidence for: its country, its province, its square and the squares around it.
    buckets: tuple[Bucket, ...]


#: How a reading stands by itself: its weight; its country, province and square, each with what its
#: name votes for it. A plain tuple, since it is taken apart for each name of each article.
Stand = tuple[float, str, float, tuple[str, str] | None, float, int | None, float]


class Ballot(NamedTuple):
    """How the readings of a name stand by themselves."""

    weights: Sequence[float]
    #: What each bucket of evidence gets from the likely ones.
    votes: Mapping[Bucket, float]
    stands: Sequence[Stand]
    #: The one that leads so far that other names need not be heard.
    decided: Reading | None


@dataclass(frozen=True, slots=True, eq=False)
class Namesakes:
    """All that a name may mean."""

    readings: tuple[Reading, ...]
    #: Whether one of them comes from GeoNames' lists, which hold many ordinary words.
    listed: bool
    #: Which of them are countries.
    states: tuple[int, ...]
    #: The countries in which they lie.
    lands: frozenset[str]
    #: The buckets whose votes they are weighed by.
    asked: frozenset[Bucket]
    #: The buckets that they may vote for.
    covered: frozenset[Bucket]
    #: Countries that the name tells without doubt, by name, people or capital.
    countries: frozenset[str]
    #: Ballots by what they depend on: articles name the same places near the same countries.
    ballots: dict[Hashable, Ballot] = field(default_factory=dict)


_remembered: Final[dict[int, tuple[tuple[Named, ...], Namesakes]]] = {}


def namesakes(candidates: tuple[Named, ...]) -> Namesakes:
    """The readings of a name, weighed once for each tuple that the gazetteer keeps.

    Comparing tuples of a hundred namesakes would cost more than all the rest, so that a tuple is
    known again by its identity, for as long as it is held here.
    """
    known = _remembered.get(id(candidates))
    if known is not None and known[0] is candidates:
        return known[1]
    if len(_remembered) >= _MOST_REMEMBERED:
        _remembered.clear()
    found = _weighed(candidates)
    _remembered[id(candidates)] = (candidates, found)
    return found


def _weighed(candidates: Sequence[Named]) -> Namesakes:
    seats = {
        _province(named.entry)
        for named in candidates
        if named.entry.kind == "city" and named.entry.population >= _SEAT_POPULATION
    }
    readings = [_reading(named, _province(named.entry) in seats) for named in candidates]
    readings.sort(key=lambda reading: -reading.weight)
    kept = tuple(readings[:_MOST_READINGS])
    states = tuple(i for i, reading in enumerate(kept) if reading.entry.kind == "country")
    asked = frozenset(b for r in kept for b in (r.country, r.province, r.cell) if b is not None)
    covered = frozenset(bucket for reading in kept for bucket in reading.buckets)
    lands = frozenset(reading.country for reading in kept)
    listed = any(named.entry.listed for named in candidates)
    return Namesakes(kept, listed, states, lands, asked, covered, _countries(candidates))


def _reading(named: Named, has_seat: bool) -> Reading:
    entry = named.entry
    place = entry.place
    country = place.country or ""
    province = _province(entry)
    small = entry.kind == "city" or entry.district
    cell = cell_number(round(place.lat), round(place.lon)) if small else None
    squares = () if cell is None else tuple(cell + beside for beside in _AROUND)
    divided = () if province is None else (province,)
    weight = _weight(named, has_seat)
    inside = province if small else None
    return Reading(entry, weight, country, inside, cell, (country, *divided, *squares))


def _province(entry: Entry) -> tuple[str, str] | None:
    place = entry.place
    return (place.country or "", place.admin1) if place.admin1 is not None else None


def _weight(named: Named, has_seat: bool) -> float:
    entry = named.entry
    weight = _USUAL if named.primary else 0.0
    if entry.kind in ("country", "people"):
        return weight + _COUNTRY
    if entry.district:
        return weight + math.log10(entry.population + 1) + _DISTRICT
    if entry.kind == "region":
        other = 0.0 if named.primary else _OTHER_NAME_OF_PROVINCE
        return weight + _PROVINCE + other + (_OTHER_NAME_OF_PROVINCE if has_seat else 0.0)
    return weight + math.log10(entry.population + 1) + _CAPITAL * entry.capital


def cell_number(row: int, column: int) -> int:
    """The number of a square of a degree."""
    return row * 1000 + column


#: A square and its neighbours, as what is added to its number.
_AROUND: Final = tuple(cell_number(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1))


def _countries(candidates: Sequence[Named]) -> frozenset[str]:
    """Countries told without doubt: not by a name that is a province's too ("Georgia")."""
    entries = [named.entry for named in candidates]
    kinds = {entry.kind for entry in entries}
    states = {entry.place.country for entry in entries if entry.kind in ("country", "people")}
    if "people" in kinds or (states and "region" not in kinds):
        return frozenset(code for code in states if code)
    codes = {entry.place.country for entry in entries}
    if len(codes) == 1 and any(entry.capital for entry in entries):
        return frozenset(code for code in codes if code)
    return frozenset()
