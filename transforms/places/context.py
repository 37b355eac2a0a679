"""Tells what ambiguous names mean, from the countries that an article mentions."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from transforms.places.entry import Entry, Named
from transforms.places.readings import best_entry, is_plausible

#: An area around a city: the size of a middling province.
_AREA_RADIUS_KM: Final = 100.0
#: Between a city and the land it lies in: "Paris, Texas".
_MAX_GAP_CHARACTERS: Final = 2


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


class Mention(NamedTuple):
    """A name of the gazetteer in a text, with what it means in this article."""

    start: int
    end: int
    entry: Entry


def settle(sightings: Sequence[Sighting], near: Collection[str]) -> list[Mention | None]:
    """What each name means where the countries `near` are mentioned; None where no place at all.

    Args:
        sightings: the names of one sentence, in text order.
        near: codes of the countries that the article mentions.
    """
    found: list[Mention | None] = []
    container: Entry | None = None
    for number, sighting in enumerate(sightings):
        entry, container = container, None
        if entry is None and sighting.comma and number + 1 < len(sightings):
            following = sightings[number + 1]
            if following.start - sighting.end <= _MAX_GAP_CHARACTERS:
                entry, container = _contained(sighting.candidates, following.candidates)
        mention = None if entry is None else Mention(sighting.start, sighting.end, entry)
        found.append(mention or settle_alone(sighting, near))
    return found


def settle_alone(sighting: Sighting, near: Collection[str]) -> Mention | None:
    """What a name means by itself."""
    entry = best_entry(sighting.candidates, near)
    if not is_plausible(entry, near):
        return None
    if entry.kind == "city" and sighting.doubtful and entry.place.country not in near:
        return None
    return Mention(sighting.start, sighting.end, around(entry) if sighting.area else entry)


def _contained(
    inner: Sequence[Named], outer: Sequence[Named]
) -> tuple[Entry, Entry] | tuple[None, None]:
    """The largest city of that name that lies in a land of the other name, and the land."""
    pairs = [
        (city.entry, land.entry)
        for land in outer
        if land.entry.kind in ("country", "region")
        for city in inner
        if city.entry.kind == "city" and _lies_in(city.entry, land.entry)
    ]
    return max(pairs, key=lambda pair: pair[0].population) if pairs else (None, None)


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


def countries_near(sightings: Sequence[Sighting]) -> frozenset[str]:
    """Countries named without doubt, by name, people or capital.

    A name that is a country's and a province's ("Georgia") does not count.
    """
    found: set[str] = set()
    for sighting in sightings:
        entries = [named.entry for named in sighting.candidates]
        kinds = {entry.kind for entry in entries}
        codes = {entry.place.country for entry in entries}
        states = {entry.place.country for entry in entries if entry.kind in ("country", "people")}
        if "people" in kinds or (states and "region" not in kinds):
            found |= {code for code in states if code}
        elif len(codes) == 1 and any(entry.capital for entry in entries):
            found |= {code for code in codes if code}
    return frozenset(found)
