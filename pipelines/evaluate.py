"""The quality gate over files: gold of the project, public data, and the pinned floors."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from schemas.errors import ConfigError
from transforms.evaluation.gate import Floors

FLOORS_FILE: Final = "floors.json"


class Details(NamedTuple):
    """A table that says more than the measurements that floors are pinned on."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Scores(NamedTuple):
    """What one set gives: measurements, each better when higher, and a table if there is one."""

    values: dict[str, float]
    details: Details | None = None


class GoldSet(NamedTuple):
    """One labelled file or folder, and how it is scored."""

    #: First part of the names of its measurements.
    name: str
    path: Path
    measure: Callable[[Path], Scores]


class Report(NamedTuple):
    """What came of an evaluation."""

    measured: dict[str, float]
    #: Names of sets whose file is not there.
    not_measured: tuple[str, ...]
    details: tuple[Details, ...]


def measure(sets: Iterable[GoldSet]) -> Report:
    """Scores every set that is there."""
    measured: dict[str, float] = {}
    missing: list[str] = []
    details: list[Details] = []
    for gold_set in sets:
        if not gold_set.path.exists():
            missing.append(gold_set.name)
            continue
        scores = gold_set.measure(gold_set.path)
        measured |= {f"{gold_set.name}.{name}": value for name, value in scores.values.items()}
        if scores.details:
            details.append(scores.details)
    return Report(measured, tuple(missing), tuple(details))


def read_floors(gold: Path) -> Floors:
    """The pinned floors of a gold folder; none pinned yet where there is no file.

    Raises:
        ConfigError: when the folder is not there, or the file is not as it should be.
    """
    if not gold.is_dir():
        raise ConfigError(f"there is no gold folder {gold}: run it in a checkout, or give --gold")
    path = gold / FLOORS_FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors) if path.exists() else Floors()
    except msgspec.DecodeError as error:
        raise ConfigError(f"{path}: {error}") from error


def write_floors(gold: Path, floors: Floors) -> None:
    """Pins floors."""
    text = json.dumps(msgspec.to_builtins(floors), indent=2, ensure_ascii=False)
    (gold / FLOORS_FILE).write_text(text + "\n", encoding="utf-8")


def gold_hashes(gold: Path) -> dict[str, str]:
    """SHA-256 of each gold file, by its path in the folder."""
    return {
        path.relative_to(gold).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(gold.rglob("*.jsonl"))
    }


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, gzip or plain."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_held_out(row: dict[str, Any]) -> bool:
    """Whether a row is in the half that only scores: by its id alone, so that none moves."""
    return hashlib.sha256(str(row["id"]).encode()).hexdigest()[0] >= "8"
