"""What is remembered of a feed between polls, and what its silence is measured by."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from schemas.row import require_utc
from transforms.polling.answer import PollAnswer
from transforms.polling.policy import PollPolicy

#: Gaps between news that are remembered.
_GAPS: Final = 16
#: Fewer gaps are no habit yet.
_LEAST_GAPS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHistory:
    """One feed's past polls, small and bounded; made of what msgspec encodes."""

    #: The feed as its list names it: the key, which a move does not change.
    url: str
    #: Its address now, when that is another one.
    moved_to: str | None = None
    #: A permanent redirect not yet seen often enough, and how often it was seen in a row.
    moving_to: str | None = None
    moves_seen: int = 0
    etag: str | None = None
    last_modified: str | None = None
    #: Polls so far, failed polls in a row, and answers 410 in a row.
    polls: int = 0
    failures: int = 0
    gone: int = 0
    retired: bool = False
    #: The adaptive interval; None before the first success.
    interval_seconds: float | None = None
    next_poll_at: dt.datetime | None = None
    last_success_at: dt.datetime | None = None
    #: What the feed last said of itself; an answer 304 does not repeat it.
    ttl_seconds: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    #: When there last was news, and the latest gaps between news.
    last_news_at: dt.datetime | None = None
    news_gaps_seconds: tuple[float, ...] = ()
    #: Items in the feed as last read, and whether it ever had any.
    items: int | None = None
    had_items: bool = False

    def __post_init__(self) -> None:
        require_utc(
            next_poll_at=self.next_poll_at,
            last_success_at=self.last_success_at,
            last_news_at=self.last_news_at,
        )

    @property
    def address(self) -> str:
        """Where to fetch the feed."""
        return self.moved_to or self.url

    @property
    def habit_seconds(self) -> float | None:
        """The median gap between news; None while too few are known."""
        if len(self.news_gaps_seconds) < _LEAST_GAPS:
            return None
        return median(self.news_gaps_seconds)


def is_silent(
    history: FeedHistory, now: dt.datetime, policy: PollPolicy | None = None
) -> bool | None:
    """Whether a feed says nothing where it used to; None while its habit is not known.

    Silent is a feed without news for ten times its habit, and one that is there but empty
    although it used to have items.
    """
    policy = policy or PollPolicy()
    if history.items == 0 and history.had_items:
        return True
    if history.habit_seconds is None or history.last_news_at is None:
        return None
    habit = max(history.habit_seconds, policy.least_habit_seconds)
    silence = (now - history.last_news_at).total_seconds()
    return silence > policy.silent_after_habits * habit


def with_news(
    history: FeedHistory, answer: PollAnswer, now: dt.datetime
) -> tuple[dt.datetime | None, tuple[float, ...]]:
    """When the feed last had news, and the gaps between its news, after an answer."""
    last = history.last_news_at
    times = _news_times(last, answer, now)
    if not times:
        return last, history.news_gaps_seconds
    line = times if last is None else [last, *times]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(line)]
    return times[-1], (*history.news_gaps_seconds, *gaps)[-_GAPS:]


def _news_times(
    last: dt.datetime | None, answer: PollAnswer, now: dt.datetime
) -> list[dt.datetime]:
    """When the news that an answer brings came out, in order; dates in the future are no dates."""
    # Known items under new dates are no news, but on a first poll their dates tell the habit.
    if not answer.has_feed or (answer.items_new == 0 and last is not None):
        return []
    dates = {date for date in answer.item_dates if date <= now and (last is None or date > last)}
    if not dates and answer.items_new and (last is None or now > last):
        return [now]
    return sorted(dates)
