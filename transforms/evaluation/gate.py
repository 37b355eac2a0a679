"""The quality gate: floors that measurements must not fall below, and that only ever rise.

Every measurement is better when higher; rates of error are measured as one minus the rate.
"""

import math
from collections.abc import Mapping
from typing import Final

import msgspec

#: Digits that a floor keeps.
_DIGITS: Final = 3
#: Room below what was measured: a model's arithmetic differs a little between processors.
_SLACK: Final = 0.01


class Lowering(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One time that a floor was lowered, and why."""

    name: str
    old: float
    new: float
    because: str


class Floors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is pinned: the floors, the gold they were measured on, and each lowering."""

    floors: dict[str, float] = {}
    #: SHA-256 of each gold file, so that none changes unnoticed.
    gold: dict[str, str] = {}
    lowered: tuple[Lowering, ...] = ()


def regressions(measured: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Complaints, empty when all is well; what was not measured is no regression.

    >>> regressions({"signals.uk.f1": 0.81}, {"signals.uk.f1": 0.84})
    ['signals.uk.f1: 0.810 < floor 0.840']
    """
    return [
        f"{name}: {measured[name]:.3f} < floor {floor:.3f}"
        for name, floor in floors.items()
        if name in measured and round(measured[name], 6) < floor
    ]


def changed_gold(now: Mapping[str, str], pinned: Mapping[str, str]) -> list[str]:
    """Gold files that are not as they were when the floors were pinned."""
    return sorted(name for name in now.keys() | pinned.keys() if now.get(name) != pinned.get(name))


def raise_floors(
    measured: Mapping[str, float], gold: Mapping[str, str], old: Floors, lower: Mapping[str, str]
) -> Floors:
    """Floors raised to just below what was measured; one falls only when `lower` says why.

    Raises:
        ValueError: when a measurement is below a floor that `lower` does not name.
    """
    below = [name for name, floor in old.floors.items() if measured.get(name, math.inf) < floor]
    if refused := sorted(set(below) - set(lower)):
        raise ValueError(f"refusing to lower a floor: {', '.join(refused)}")
    lowered = tuple(
        Lowering(name=name, old=old.floors[name], new=_floor(measured[name]), because=lower[name])
        for name in below
    )
    floors = dict(old.floors)
    for name, value in measured.items():
        floors[name] = _floor(value) if name in below else max(floors.get(name, 0), _floor(value))
    return Floors(
        floors=dict(sorted(floors.items())),
        gold=dict(sorted(gold.items())),
        lowered=old.lowered + lowered,
    )


def _floor(value: float) -> float:
    return max(math.floor((value - _SLACK) * 10**_DIGITS + 1e-9) / 10**_DIGITS, 0.0)
