"""The signal types: their codes, and what is the same for them in every language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from schemas.vocabulary import QuantityUnit, SignalFamily, SignalType

_DATA = Path(__file__).parent / "data" / "types.toml"

Role = Literal["actor", "target", "recipient", "feared", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFacts:
    """One signal type."""

    family: SignalFamily
    cameo: str | None
    plover: str | None
    acled: str | None
    #: Goldstein score of the CAMEO code, −10 (war) to 10.
    goldstein: float
    #: What the subject of a passive verb is.
    passive: Role
    #: What follows the trigger.
    object: Role
    #: What the type's numbers may count.
    units: frozenset[QuantityUnit]
    #: What stands in front of a noun: "Russian shelling" (actor), "Russian losses" (target).
    modifier: Role = "actor"
    #: What who tells it is, where nobody else is named: "Wagner claims the capture of …" (actor).
    teller: Role = "none"
    #: Codes of a joint activity, where they differ.
    cameo_joint: str | None = None
    plover_joint: str | None = None


@cache
def type_facts() -> Mapping[SignalType, TypeFacts]:
    """The facts of each of the 37 types."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {
        cast(SignalType, name): TypeFacts(
            **{"cameo": None, "acled": None, **facts, "units": frozenset(facts["units"])}
        )
        for name, facts in data.items()
    }
