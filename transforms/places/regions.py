"""Seas, straits, provinces, front-line regions and other areas that are neither city nor state."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from schemas.analysis import Place
from schemas.vocabulary import PlacePrecision
from transforms.places.entry import Entry, Named
from transforms.places.phrases import PhraseIndex

_DATA: Final = Path(__file__).parent / "data"
#: A village of the front, which no census counts now: as large as its namesakes mostly are.
_VILLAGE_POPULATION: Final = 2_000
_VILLAGE_RADIUS_KM: Final = 2.0
#: Kinds whose mentions are LOC; the others are governed areas (GPE).
_PHYSICAL: Final = frozenset({"water", "land"})


@cache
def load_regions() -> PhraseIndex[Named]:
    """Regions, sites and villages of the front under all names of their tables."""
    index: PhraseIndex[Named] = PhraseIndex()
    makers = {"region": _region, "site": _site, "village": _village}
    for kind, make in makers.items():
        table = tomllib.loads((_DATA / f"{kind}s.toml").read_text(encoding="utf-8"))
        for row in table[kind]:
            named = Named(make(row), True)
            for name in (row["name"], *row["names"]):
                index.add(name, named)
    return index


def _site(row: dict[str, Any]) -> Entry:
    """A base, a range, a bridge: FAC."""
    lat, lon, radius_km = row["at"]
    return Entry(_place(row, lat, lon, "exact", radius_km), "region", site=True)


def _village(row: dict[str, Any]) -> Entry:
    """As GeoNames lists one: it must be told from its namesakes."""
    lat, lon = row["at"]
    place = _place(row, lat, lon, "city", _VILLAGE_RADIUS_KM, admin1=row["admin1"], country="UA")
    return Entry(place, "city", population=_VILLAGE_POPULATION, listed=True)


def _place(
    row: dict[str, Any],
    lat: float,
    lon: float,
    precision: PlacePrecision,
    radius_km: float,
    admin1: str | None = None,
    country: str | None = None,
) -> Place:
    return Place(
        name=row["name"],
        country=row.get("country", country),
        admin1=admin1,
        geonames_id=None,
        lat=lat,
        lon=lon,
        precision=precision,
        radius_km=float(radius_km),
    )


def _region(row: dict[str, Any]) -> Entry:
    lat, lon, radius_km = row["at"]
    kind = row["kind"]
    governed = kind == "admin1"
    place = _place(
        row,
        lat,
        lon,
        "admin1" if governed else "region",
        radius_km,
        admin1=row.get("admin1", row["name"]) if governed else None,
    )
    return Entry(place, "region", row.get("wikidata"), physical=kind in _PHYSICAL)
