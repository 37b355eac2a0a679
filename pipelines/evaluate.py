"""The quality gate over files: gold of the project, public data, and the pinned floors."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from schemas.errors import ConfigError
from transforms.evaluation.gate import Floors

FLOORS_FILE: Final = "floors.json"


@dataclass(frozen=True)
class GoldSet:
    """One labelled file, and how it is scored."""

    #: First part of the names of its measurements.
    name: str
    path: Path
    measure: Callable[[Path], dict[str, float]]


@dataclass(frozen=True)
class Report:
    """What came of an evaluation."""

    measured: dict[str, float]
    #: Sets whose file is not there.
    not_measured: tuple[str, ...]


def measure(sets: list[GoldSet]) -> Report:
    """Scores every set that is there."""
    measured: dict[str, float] = {}
    missing = []
    for gold_set in sets:
        if gold_set.path.exists():
            scores = gold_set.measure(gold_set.path)
            measured |= {f"{gold_set.name}.{name}": value for name, value in scores.items()}
        else:
            missing.append(gold_set.name)
    return Report(measured, tuple(missing))


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
