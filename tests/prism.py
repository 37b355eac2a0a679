"""Prism, for the tests that need a runner that streams."""

import os
import shutil
from typing import Final

import pytest

from tests.evaldata import ROOT

#: Where `make prism` puts the program, unless the variable says.
PRISM: Final = os.environ.get("VEDETTE_PRISM") or shutil.which(
    "prism", path=str(ROOT / ".venv" / "bin")
)
needs_prism = pytest.mark.skipif(not PRISM, reason="no prism: run `make prism`")


def prism_arguments() -> list[str]:
    """Beam's options for it."""
    return ["--runner=PrismRunner", f"--prism_location={PRISM}", "--prism_log_level=error"]
