"""Where the public labelled data is, for the tests that use it when it is there."""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def evaldata(name: str) -> Path:
    """The path of one data file or folder; skips the test where it is not there."""
    folder = Path(os.environ.get("VEDETTE_EVALDATA", SHARED / "evaldata"))
    return _there(folder / name)


def seed(name: str) -> Path:
    """The path of a file of the article the project began with."""
    return _there(SHARED / "seed" / name)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, gzip or plain."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _there(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path
