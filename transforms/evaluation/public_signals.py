"""How the types of public event data map onto the project's, for measuring recall."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from schemas.vocabulary import SignalType

_POSTURE: Final[tuple[SignalType, ...]] = (
    "deployment", "troop_movement", "force_buildup", "naval_activity", "air_activity", "exercise",
)  # fmt: skip
_FORCE: Final[tuple[SignalType, ...]] = (
    "ground_offensive", "ground_combat", "air_strike", "drone_strike", "missile_strike", "shelling",
    "naval_attack", "bombing",
)  # fmt: skip

#: Labels of the International Crisis Behavior Events data (Douglass et al., 2022).
ICBE_TYPES: Final[Mapping[str, tuple[SignalType, ...]]] = {
    "exercise": ("exercise",),
    "mobilization": ("mobilization",),
    "raise in alert": ("alert_readiness",),
    "deployment to area": _POSTURE,
    "show of force": _POSTURE,
    "weapons test": ("weapons_test",),
    "attack": _FORCE,
    "invasion/occupation": ("ground_offensive", "territorial_control"),
    "bombard": _FORCE,
    "battle/clash": _FORCE,
}
#: Event classes of PLOVER 0.5, of rows whose context is military.
PLOVER_TYPES: Final[Mapping[str, tuple[SignalType, ...]]] = {
    "FIGHT": (*_FORCE, "territorial_control", "losses"),
    "ASSAULT": (*_FORCE, "losses"),
    "MOBILIZE": (*_POSTURE, "mobilization", "alert_readiness", "shelling", "warning"),
    "RETREAT": ("withdrawal", "ceasefire", "prisoner_exchange", "blockade", "deployment"),
    "THREATEN": ("threat_of_force", "ultimatum", "withdrawal", "blockade"),
    "AID": ("military_aid", "military_cooperation", "deployment"),
    "COOPERATE": ("exercise", "military_cooperation"),
}


def recall_by_label(
    rows: Iterable[tuple[Iterable[str], Iterable[str]]],
    types: Mapping[str, tuple[SignalType, ...]],
) -> dict[str, tuple[float, int]]:
    """By label: the share of its rows in which one of its types was found, and how many rows.

    Args:
        rows: labels of a row and the types found in it.
        types: types that tell what a label means.

    >>> recall_by_label([(["exercise"], ["exercise"]), (["exercise"], [])], ICBE_TYPES)
    {'exercise': (0.5, 2)}
    """
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for labels, got in rows:
        for label in types.keys() & set(labels):
            wanted[label] += 1
            found[label] += not set(types[label]).isdisjoint(got)
    return {label: (found[label] / n, n) for label, n in sorted(wanted.items())}
