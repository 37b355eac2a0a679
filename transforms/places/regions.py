"""Seas, straits, provinces, front-line regions and other areas that are neither city nor state."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from schemas.analysis import Place
from transforms.places.entry import Entry, Named
from transforms.places.phrases import PhraseIndex

_DATA: Final = Path(__file__).parent / "data"
#: Kinds whose mentions are LOC; the others are governed areas (GPE).
_PHYSICAL: Final = frozenset({"water", "land"})


@cache
def load_regions() -> PhraseIndex[Named]:
    """Regions under their names in every language of the table."""
    index: PhraseIndex[Named] = PhraseIndex()
    tables = tomllib.loads((_DATA / "regions.toml").read_text(encoding="utf-8"))
    for row in tables.get("region", ()):
        entry = _region(row)
        index.add(row["name"], Named(entry, True))
        for name in row["names"]:
            index.add(name, Named(entry, True))
    return index


def _region(row: dict[str, Any]) -> Entry:
    lat, lon, radius_km = row["at"]
    kind = row["kind"]
    place = Place(
        name=row["name"],
        country=row.get("country"),
        admin1=row.get("admin1", row["name"]) if kind == "admin1" else None,
        geonames_id=None,
        lat=lat,
        lon=lon,
        precision="admin1" if kind == "admin1" else "region",
        radius_km=float(radius_km),
    )
    return Entry(place, "region", row.get("wikidata"), physical=kind in _PHYSICAL)
