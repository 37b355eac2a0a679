"""How often feeds may be polled: the operator's numbers, in seconds."""

from dataclasses import dataclass
from typing import Final

_DAY_SECONDS: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPolicy:
    """The bounds within which feeds are polled.

    Raises:
        ValueError: the intervals are not ordered, or jitter could undo what back-off does.
    """

    min_interval_seconds: float = 600.0
    max_interval_seconds: float = _DAY_SECONDS
    #: Until a feed has shown how often it has news.
    first_interval_seconds: float = 1_800.0
    #: A longer Retry-After is taken for a mistake and honoured up to here. The other wishes of a
    #: publisher (max-age, ttl) are honoured up to `max_interval_seconds`.
    max_retry_after_seconds: float = 7 * _DAY_SECONDS
    #: A wait grows by up to this share, so that feeds polled together drift apart.
    jitter: float = 0.1
    #: Permanent redirects in a row to one place, after which it is the feed's address.
    moves_after: int = 1
    #: Failures in a row at the new address, after which the listed one is tried again.
    moves_back_after: int = 5
    #: Answers 410 in a row that retire a feed.
    retires_after: int = 1
    #: A feed is silent after this many times its habit without news.
    silent_after_habits: float = 10.0
    #: A habit is never taken for shorter: a feed with news by the minute pauses at night.
    least_habit_seconds: float = 3_600.0

    def __post_init__(self) -> None:
        if not 0 < self.min_interval_seconds <= self.max_interval_seconds:
            raise ValueError("need 0 < min_interval_seconds <= max_interval_seconds")
        if not 0 <= self.jitter < 1:
            raise ValueError(f"jitter must be at least 0 and below 1, got {self.jitter:g}")
        if min(self.moves_after, self.moves_back_after, self.retires_after) < 1:
            raise ValueError("moves_after, moves_back_after and retires_after must be at least 1")

    def clamp_seconds(self, interval_seconds: float) -> float:
        """The interval, or the bound that it lies beyond."""
        return min(max(interval_seconds, self.min_interval_seconds), self.max_interval_seconds)
