"""Feed health: one row per poll of a feed."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from schemas.row import Doc, Row, require_utc
from schemas.vocabulary import PollOutcome


@dataclass(frozen=True, kw_only=True)
class FeedHealthRow(Row):
    """One poll of a feed."""

    feed_url: Annotated[str, Doc(description="The feed, without credentials.")]
    checked_at: Annotated[dt.datetime, Doc(description="When it was polled.")]
    status: Annotated[int | None, Doc(description="HTTP status; null without an answer.")]
    outcome: Annotated[PollOutcome, Doc(description="How the poll went.")]
    latency_ms: Annotated[float | None, Doc(description="Time to the last byte, milliseconds.")]
    bytes: Annotated[int, Doc(description="Size of the body, decoded.")]
    items: Annotated[int, Doc(description="Items in the feed.")]
    items_new: Annotated[int | None, Doc(description="Items not seen before; null if not told.")]
    share_undated: Annotated[
        float | None, Doc(description="Share of items without a date, 0–1; null without items.")
    ]
    newest_item_at: Annotated[
        dt.datetime | None, Doc(description="Latest publication among the items.")
    ]
    silent: Annotated[
        bool | None, Doc(description="No news for ten times its habit; null if not told.")
    ]
    consecutive_failures: Annotated[int, Doc(description="Failed polls in a row, this included.")]
    next_poll_at: Annotated[
        dt.datetime | None, Doc(description="Earliest polite next poll; null in a single pass.")
    ]
    message: Annotated[str, Doc(description="One line for people; empty when all is well.")]

    def __post_init__(self) -> None:
        require_utc(
            checked_at=self.checked_at,
            newest_item_at=self.newest_item_at,
            next_poll_at=self.next_poll_at,
        )
