"""Tables of alliances, armed groups, services, institutions, named units and leaders."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from transforms.entities.equipment import split_mark
from transforms.entities.known import Known, Spelling

_DATA: Final = Path(__file__).parent / "data"
#: Each a list of rows named `organisation`.
_FILES: Final = (
    "organisations.toml",
    "armed_groups.toml",
    "institutions.toml",
    "named_units.toml",
    "leaders.toml",
)
ORGANISATION_METHOD: Final = "table:organisations-2"


def organisation_spellings() -> Iterator[Spelling]:
    """Every organisation of the tables, under every name."""
    for file in _FILES:
        for row in tomllib.loads((_DATA / file).read_text(encoding="utf-8"))["organisation"]:
            if "each" in row:
                for name in row["each"]:
                    yield _spelling(_known(row, name.lstrip("~@")), name)
            else:
                known = _known(row, row["name"])
                for name in (row["name"], *row.get("names", ())):
                    yield _spelling(known, name)


def _known(row: Mapping[str, Any], name: str) -> Known:
    return Known(
        row.get("label", "ORG"),
        name,
        ORGANISATION_METHOD,
        country=row.get("country"),
        wikidata_id=row.get("wikidata"),
        echelon=row.get("echelon"),
        institution=row.get("institution", False),
    )


def _spelling(known: Known, name: str) -> Spelling:
    doubt, written = split_mark(name) if name[0] in "~@" else (None, name)
    return Spelling(known, written, doubt)
