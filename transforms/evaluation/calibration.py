"""How far stated confidences are to be trusted."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Confidences = Sequence[tuple[float, bool]]


def calibration_error(confidences: Confidences, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width, 0–1.

    The mean gap between stated confidence and share of right ones, weighted by bin size; Naeini,
    Cooper & Hauskrecht (2015), "Obtaining Well Calibrated Probabilities Using Bayesian Binning".

    >>> calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])
    0.0
    """
    stated, right = _columns(confidences)
    which = _bin_of(stated, bins)
    gaps = [
        abs(stated[which == b].mean() - right[which == b].mean()) * (which == b).mean()
        for b in np.unique(which)
    ]
    return float(sum(gaps))


def occupied_bins(confidences: Confidences, bins: int = 10) -> int:
    """How many bins of equal width hold a confidence."""
    return len(np.unique(_bin_of(_columns(confidences)[0], bins)))


def auroc(confidences: Confidences) -> float:
    """The chance that a right one is stated higher than a wrong one; ties count half.

    >>> auroc([(0.9, True), (0.8, False), (0.7, True), (0.2, False)])
    0.75
    """
    stated, right = _columns(confidences)
    wins = stated[right == 1][:, None] - stated[right == 0][None, :]
    return float(((wins > 0) + 0.5 * (wins == 0)).mean()) if wins.size else 0.5


def _columns(confidences: Confidences) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    table = np.array(confidences, dtype=float).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _bin_of(stated: NDArray[np.float64], bins: int) -> NDArray[np.int64]:
    return np.minimum((stated * bins).astype(np.int64), bins - 1)
