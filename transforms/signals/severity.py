"""How grave a signal is, 0–10."""

import math
from collections.abc import Iterable

from schemas.signal import Quantity
from schemas.vocabulary import Certainty, Polarity

_LARGE = 100.0


def severity(
    goldstein: float, polarity: Polarity, certainty: Certainty, quantities: Iterable[Quantity]
) -> float:
    """Minus the Goldstein score, clamped at 0; halved if possible, 0 if negated.

    One is added for every order of magnitude of the largest quantity above 100; at most 10.

    >>> severity(-7.2, "affirmed", "possible", [])
    3.6
    """
    if polarity == "negated":
        return 0.0
    base = max(0.0, -goldstein)
    if certainty == "possible":
        base /= 2
    largest = max(map(_size, quantities), default=0.0)
    if largest > _LARGE:
        # The tiny addend keeps 1,000 a whole order above 100 in binary arithmetic.
        base += math.floor(math.log10(largest / _LARGE) + 1e-9)
    return min(10.0, round(base, 2))


def _size(quantity: Quantity) -> float:
    return next((n for n in (quantity.value, quantity.high, quantity.low) if n is not None), 0.0)
