"""When to poll a feed again: the publisher's wish, the feed's habit, back-off; no clock here."""

import datetime as dt
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise
from statistics import median
from typing import Final, Literal

from transforms.polling.answer import PollAnswer
from transforms.polling.history import FeedHistory, with_news
from transforms.polling.policy import PollPolicy
from transforms.polling.wishes import after_skipped, fresh_seconds, retry_after_seconds

#: What the next poll waits for; "gone" has no next poll.
Reason = Literal["gone", "interval", "back_off", "retry_after", "fresh", "ttl", "skipped_time"]

#: An interval grows by this factor when all items are known …
_GROWTH: Final = 1.5
#: … and otherwise shrinks: by the first factor when all are new, by the second when hardly one is.
_SHRINK_ALL_NEW: Final = 0.25
_SHRINK_FEW_NEW: Final = 0.75
#: A server that is asked too often is asked half as often from then on.
_RATE_LIMIT_GROWTH: Final = 2.0
#: 2 ** 64 minimal intervals are longer than any maximal one.
_MAX_DOUBLINGS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """When to poll a feed again, and what to remember of it."""

    #: None: never, the feed is retired.
    next_poll_at: dt.datetime | None
    reason: Reason
    history: FeedHistory


def next_poll(
    now: dt.datetime, history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> Decision:
    """Decides when to poll again after an answer; the same arguments give the same decision.

    * The wait is at least `policy.min_interval_seconds`, Retry-After and the freshness that the
      answer's headers ask for, and after a success the feed's ttl.
    * After a success it follows the share of known items; after a failure it doubles.
    * Only answers 410 retire a feed, and a success brings a retired one back.

    Args:
        now: when the answer came, in UTC.
        history: what was remembered before this poll; `FeedHistory(url=…)` for a new feed.
        answer: what came of the poll.
        policy: the operator's bounds.
    """
    learned = _learn(now, history, answer, policy)
    if learned.retired:
        return Decision(
            next_poll_at=None, reason="gone", history=replace(learned, next_poll_at=None)
        )
    waits = _waits(now, learned, answer, policy)
    reason = max(waits, key=lambda name: waits[name])
    at = now + dt.timedelta(seconds=waits[reason])
    allowed = after_skipped(at, learned.skip_hours, learned.skip_days)
    return Decision(
        next_poll_at=allowed,
        reason="skipped_time" if allowed > at else reason,
        history=replace(learned, next_poll_at=allowed),
    )


def _learn(
    now: dt.datetime, history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> FeedHistory:
    history = replace(history, polls=history.polls + 1)
    if answer.succeeded:
        return _after_success(now, history, answer, policy)
    return _after_failure(history, answer, policy)


def _after_success(
    now: dt.datetime, history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> FeedHistory:
    last_news_at, gaps = with_news(history, answer, now)
    etag, last_modified = _validators(history, answer)
    history = replace(
        history,
        etag=etag,
        last_modified=last_modified,
        failures=0,
        gone=0,
        retired=False,
        interval_seconds=_adapted_seconds(history, answer, policy),
        last_success_at=now,
        last_news_at=last_news_at,
        news_gaps_seconds=gaps,
    )
    if answer.has_feed:
        history = replace(
            history,
            ttl_seconds=answer.ttl_seconds,
            skip_hours=answer.skip_hours,
            skip_days=answer.skip_days,
            items=answer.items,
            had_items=history.had_items or bool(answer.items),
        )
    return _after_move(history, answer, policy)


def _validators(history: FeedHistory, answer: PollAnswer) -> tuple[str | None, str | None]:
    """ETag and Last-Modified to ask with, which say what of the feed was read."""
    if answer.breaks_off:
        # What was not read would be answered 304 from now on.
        return history.etag, history.last_modified
    # An answer 304 repeats its validators or leaves them out; it does not take them back.
    kept = (None, None) if answer.has_feed else (history.etag, history.last_modified)
    return answer.header("ETag") or kept[0], answer.header("Last-Modified") or kept[1]


def _after_failure(history: FeedHistory, answer: PollAnswer, policy: PollPolicy) -> FeedHistory:
    failures = history.failures + 1
    gone = history.gone + 1 if answer.is_gone else 0
    interval = history.interval_seconds
    if answer.is_rate_limit and interval is not None:
        interval = policy.clamp_seconds(interval * _RATE_LIMIT_GROWTH)
    moves_back = failures % policy.moves_back_after == 0
    return replace(
        history,
        failures=failures,
        gone=gone,
        retired=history.retired or gone >= policy.retires_after,
        interval_seconds=interval,
        # A wrong redirect must not be the end of a feed whose listed address works again.
        moved_to=None if moves_back else history.moved_to,
        moving_to=None,
        moves_seen=0,
    )


def _after_move(history: FeedHistory, answer: PollAnswer, policy: PollPolicy) -> FeedHistory:
    """Follows a permanent redirect that led to a feed: one to a page of excuses fails before."""
    target = answer.moved_to
    if target is None:
        return replace(history, moving_to=None, moves_seen=0)
    seen = history.moves_seen + 1 if target == history.moving_to else 1
    if seen < policy.moves_after:
        return replace(history, moving_to=target, moves_seen=seen)
    moved_to = None if target == history.url else target
    return replace(history, moved_to=moved_to, moving_to=None, moves_seen=0)


def _adapted_seconds(history: FeedHistory, answer: PollAnswer, policy: PollPolicy) -> float:
    """The interval after a success: shorter with news, longer without."""
    if history.interval_seconds is None:
        return policy.clamp_seconds(_first_seconds(answer, policy))
    known = answer.known_share
    if known is None:
        return policy.clamp_seconds(history.interval_seconds)
    shrink = _SHRINK_ALL_NEW + (_SHRINK_FEW_NEW - _SHRINK_ALL_NEW) * known
    return policy.clamp_seconds(history.interval_seconds * (_GROWTH if known == 1 else shrink))


def _first_seconds(answer: PollAnswer, policy: PollPolicy) -> float:
    """On a first poll all items are new; their dates tell more than their share."""
    gaps = [(b - a).total_seconds() for a, b in pairwise(sorted(set(answer.item_dates)))]
    return median(gaps) if gaps else policy.first_interval_seconds


def _waits(
    now: dt.datetime, history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> dict[Reason, float]:
    """Seconds to wait for each reason; the longest wait holds, of equal ones the first."""
    longest = policy.max_interval_seconds
    waits: dict[Reason, float] = {
        "retry_after": min(retry_after_seconds(answer, now), policy.max_retry_after_seconds),
        "fresh": min(fresh_seconds(answer, now), longest),
    }
    if answer.succeeded:
        # What a failure did not bring cannot be fresh: the ttl counts from a success only.
        waits["ttl"] = min(float(history.ttl_seconds or 0), longest)
    # Jitter only lengthens a wish, and is the same at each attempt: see _back_off_seconds.
    wishes = {
        reason: seconds * _stretch(history.url, 0, policy) for reason, seconds in waits.items()
    }
    if not answer.succeeded:
        return {"back_off": _back_off_seconds(history, policy), **wishes}
    interval = policy.clamp_seconds(history.interval_seconds or 0)
    return {"interval": interval * _stretch(history.url, history.polls, policy), **wishes}


def _back_off_seconds(history: FeedHistory, policy: PollPolicy) -> float:
    """Doubles with each failure. Jitter is below one doubling, so more failures never wait less."""
    growing = policy.min_interval_seconds * float(1 << min(history.failures - 1, _MAX_DOUBLINGS))
    longest = policy.max_interval_seconds * _stretch(history.url, 0, policy)
    return min(growing * _stretch(history.url, history.failures, policy), longest)


def _stretch(url: str, attempt: int, policy: PollPolicy) -> float:
    """A factor in [1, 1 + jitter) that looks random but follows from the feed and the attempt."""
    digest = blake2b(f"{attempt} {url}".encode(), digest_size=6).digest()
    return 1 + policy.jitter * int.from_bytes(digest) / (1 << 8 * len(digest))
