"""Provinces, states, districts and counties of GeoNames, from data/areas.tsv."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

AREAS_FILE: Final = Path(__file__).parent / "data" / "areas.tsv"


class Area(NamedTuple):
    """One division of a state."""

    #: GeoNames code: US.KY is a state, US.KY.125 a county in it.
    code: str
    geonames_id: int
    lat: float
    lon: float
    radius_km: float
    population: int
    name: str
    names: tuple[str, ...]


def read_areas() -> Iterator[Area]:
    """Every division of the table."""
    with AREAS_FILE.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                yield _area(line.rstrip("\n"))


def _area(line: str) -> Area:
    code, geonames_id, lat, lon, radius_km, population, name, names = line.split("\t")
    return Area(
        code,
        int(geonames_id),
        float(lat),
        float(lon),
        float(radius_km),
        int(population),
        name,
        tuple(filter(None, names.split("|"))),
    )
