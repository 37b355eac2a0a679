"""One tag for each language, whatever a detector, a feed or a data set calls it."""

import functools
import tomllib
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).with_name("data")
UNDETERMINED: Final = "und"


def normalise_tag(code: str) -> str:
    """The BCP 47 tag, without region and script, that stands for a language code.

    >>> [normalise_tag(code) for code in ("zh-Hant", "nb_NO", "iw", "EN", "")]
    ['zh', 'no', 'he', 'en', 'und']
    """
    primary = code.replace("_", "-").strip().partition("-")[0].strip().lower()
    return _aliases().get(primary, primary) or UNDETERMINED


def read_data(name: str) -> dict[str, Any]:
    """A table of this package's data folder."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@functools.cache
def _aliases() -> dict[str, str]:
    aliases: dict[str, str] = read_data("tags.toml")["aliases"]
    return aliases
