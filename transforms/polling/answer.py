"""What came of one poll, as far as the next one depends on it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from schemas.row import require_utc
from schemas.vocabulary import PollOutcome

_SUCCESSES: Final = frozenset[PollOutcome]({"ok", "not_modified", "empty", "moved"})
_RATE_LIMITS: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True, kw_only=True)
class PollAnswer:
    """What a server answered, and what its feed held where that could be read."""

    outcome: PollOutcome
    #: HTTP status; None without an answer.
    status: int | None = None
    #: The answer's headers, names in any case.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Where a chain of permanent redirects (301, 308) ended.
    moved_to: str | None = None
    #: Items in the feed; None without a body.
    items: int | None = None
    #: Those not seen before; None if not told.
    items_new: int | None = None
    #: When the items say they were published, in any order.
    item_dates: tuple[dt.datetime, ...] = ()
    #: The feed's own `ttl` or update period.
    ttl_seconds: int | None = None
    #: Hours (0-23, UTC) and weekdays (Monday is 0) in which the feed asks to be left alone.
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    #: Whether the feed's document ended before the feed did.
    breaks_off: bool = False

    def __post_init__(self) -> None:
        for date in self.item_dates:
            require_utc(item_dates=date)

    @property
    def succeeded(self) -> bool:
        """Whether the feed could be read, or has not changed since it was."""
        return self.outcome in _SUCCESSES

    @property
    def has_feed(self) -> bool:
        """Whether a feed came with the answer."""
        return self.succeeded and self.status != 304 and self.outcome != "not_modified"

    @property
    def is_rate_limit(self) -> bool:
        """Whether the server says that it is asked too often, or too busy."""
        return self.outcome == "rate_limited" or self.status in _RATE_LIMITS

    @property
    def is_gone(self) -> bool:
        """Whether the server says that the feed will not come back (410)."""
        return self.outcome == "gone" or self.status == 410

    @property
    def known_share(self) -> float | None:
        """Share of the items that were known, 0-1; 1 for an unchanged or empty feed."""
        if not self.has_feed or self.items == 0:
            return 1.0
        if self.items is None or self.items_new is None:
            return None
        return 1 - min(self.items_new, self.items) / self.items

    def header(self, name: str) -> str | None:
        """A header's value, stripped; None if it is not there."""
        wanted = name.lower()
        values = (value for key, value in self.headers.items() if key.lower() == wanted)
        return next((value.strip() for value in values), None)
