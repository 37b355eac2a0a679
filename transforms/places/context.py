"""Tells what ambiguous names mean, from the countries that an article mentions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from transforms.places.entry import Entry, Named

#: An area around a city: the size of a middling province.
_AREA_RADIUS_KM: Final = 100.0
#: Between a city and the land it lies in: "Paris, Texas".
_MAX_GAP_CHARACTERS: Final = 2
_NAMESAKE_OF_COUNTRY_POPULATION: Final = 5_000
_NAMESAKE_OF_PROVINCE_POPULATION: Final = 20_000


class Sighting(NamedTuple):
    """A name of the gazetteer in a text, with all that it may mean."""

    start: int
    end: int
    candidates: tuple[Named, ...]
    #: "Kharkiv region": the area around the city.
    area: bool
    #: Likely a person's name ("Lloyd Austin") or the first word of a sentence; counts only where
    #: the article mentions the country.
    doubtful: bool
    #: A comma follows: the next name may be the land that this one lies in.
    comma: bool
    #: A preposition of place or a word such as "village" stands before it.
    located: bool
    #: The name as it is looked up; the same for all its sightings.
    key: str


class Mention(NamedTuple):
    """A name of the gazetteer in a text, with what it means in this article."""

    start: int
    end: int
    entry: Entry


def containers(sightings: Sequence[Sighting]) -> dict[int, Entry]:
    """The readings that a comma and a land demand, by number of the sighting: "Paris, Texas".

    The land itself is among them.
    """
    found: dict[int, Entry] = {}
    for number in [number for number, seen in enumerate(sightings[:-1]) if seen.comma]:
        inner, outer = sightings[number : number + 2]
        if outer.start - inner.end <= _MAX_GAP_CHARACTERS:
            city, land = _contained(inner.candidates, outer.candidates)
            if city is not None and land is not None:
                found[number] = city
                found.setdefault(number + 1, land)
    return found


def _contained(
    inner: Sequence[Named], outer: Sequence[Named]
) -> tuple[Entry, Entry] | tuple[None, None]:
    """The largest place of that name that lies in a land of the other name, and the land.

    In a list of lands ("Nevada, Texas") the first is no town of the second, unless a large one.
    """
    least = max((_least_population(named.entry) for named in inner), default=0)
    pairs = [
        (city.entry, land.entry)
        for land in outer
        if land.entry.kind in ("country", "region") and not land.entry.district
        for city in inner
        if (city.entry.kind == "city" or city.entry.district)
        and city.entry.population >= least
        and _lies_in(city.entry, land.entry)
    ]
    return max(pairs, key=lambda pair: pair[0].population) if pairs else (None, None)


def _least_population(entry: Entry) -> int:
    """How large a town must be that is named before a land though its name is one itself."""
    if entry.kind == "country":
        return _NAMESAKE_OF_COUNTRY_POPULATION
    return 0 if entry.kind == "city" or entry.district else _NAMESAKE_OF_PROVINCE_POPULATION


def _lies_in(city: Entry, land: Entry) -> bool:
    if city.place.country != land.place.country:
        return False
    return land.kind == "country" or (
        land.place.admin1 is not None and land.place.admin1 == city.place.admin1
    )


def around(entry: Entry) -> Entry:
    """The area around a city, as "Kharkiv region" names it; other entries as they are."""
    if entry.kind != "city":
        return entry
    place = replace(entry.place, precision="admin1", radius_km=_AREA_RADIUS_KM, geonames_id=None)
    return replace(entry, place=place, kind="region", capital=False)
