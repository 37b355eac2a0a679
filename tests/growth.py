"""That work grows with its input, and not with its square: a ratio, never seconds."""

import time
from collections.abc import Callable

_SMALL, _LARGE = 1_000, 8_000
#: Linear work grows eightfold, quadratic sixty-fourfold.
_MOST = 32


def assert_linear(work: Callable[[int], object]) -> None:
    """Fails when work on a large input takes over 32 times the processor time of an eighth of it.

    Each is measured at its best of several runs, and all again when another process disturbed.
    """
    work(_SMALL)
    ratios = []
    for _ in range(4):
        ratios.append(_seconds(work, _LARGE) / _seconds(work, _SMALL))
        if ratios[-1] <= _MOST:
            return
    raise AssertionError(f"grows by {ratios} where the input grows eightfold")


def _seconds(work: Callable[[int], object], size: int) -> float:
    def once() -> float:
        started = time.process_time()
        work(size)
        return time.process_time() - started

    return max(min(once() for _ in range(3)), 1e-4)
