"""How likely a signal is right: a logistic model over what was read of it.

Its coefficients are fitted on the development half of the gold by `make calibrate`.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from schemas.signal import Signal

COEFFICIENTS_FILE = Path(__file__).parent / "data" / "confidence.json"
_LEAST = 0.02
_MOST = 0.98


def features(signal: Signal, weight: float) -> Mapping[str, float]:
    """What the model reads of a signal; `weight` is how often the trigger's words mean its type."""
    return {
        "intercept": 1.0,
        "weight": weight,
        "has_actor": float(bool(signal.actors)),
        "has_named_actor": float(any(actor.country for actor in signal.actors)),
        "has_place": float(bool(signal.locations)),
        "has_quantity": float(bool(signal.quantities)),
        "has_claimant": float(bool(signal.attribution)),
        "has_several_rules": float(len(signal.rule_ids) > 1),
        "has_unit_or_system": float(bool(signal.equipment or signal.units)),
    }


@cache
def _coefficients() -> Mapping[str, float]:
    found: Mapping[str, float] = json.loads(COEFFICIENTS_FILE.read_bytes())
    return found


def confidence(signal: Signal, weight: float) -> float:
    """The share of such signals expected to be right, 0–1."""
    known = _coefficients()
    score = sum(known[name] * value for name, value in features(signal, weight).items())
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-score)))), 3)
