"""What came of polling a feed once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from schemas.article import Document
from schemas.errors import RejectedItemError
from schemas.row import require_utc
from schemas.vocabulary import PollOutcome
from transforms.feeds.parse import parse_feed
from transforms.feeds.parsed import ParsedFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOutlook:
    """What a poller that remembers the feed adds to a poll."""

    #: Items not seen before; None without a feed.
    items_new: int | None
    silent: bool | None
    #: None when the feed is retired.
    next_poll_at: dt.datetime | None
    #: Failed polls in a row, this one included.
    consecutive_failures: int


@dataclass(frozen=True, kw_only=True)
class FeedPoll:
    """One poll of a feed, and what its document holds once somebody has read it."""

    feed_url: str
    checked_at: dt.datetime
    outcome: PollOutcome
    status: int | None = None
    latency_ms: float | None = None
    #: The feed's body, when there is one to parse.
    document: Document | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Where a chain of permanent redirects ended.
    moved_to: str | None = None
    message: str = ""
    reading: ParsedFeed | RejectedItemError | None = None
    outlook: PollOutlook | None = None

    def __post_init__(self) -> None:
        require_utc(checked_at=self.checked_at)


def read_poll(poll: FeedPoll) -> FeedPoll:
    """The poll with its document read, or with the reason why it cannot be."""
    if poll.document is None or poll.reading is not None:
        return poll
    try:
        return replace(poll, reading=parse_feed(poll.document))
    except RejectedItemError as error:
        return replace(poll, reading=error)
