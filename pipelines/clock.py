"""The one place that reads the clock."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

#: The clock, injected: a plain function or a value with __call__, so that it pickles.
Clock = Callable[[], dt.datetime]


def system_clock() -> dt.datetime:
    """Now, in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still, for tests and replays."""

    now: dt.datetime

    def __call__(self) -> dt.datetime:
        """The moment it stands at."""
        return self.now
