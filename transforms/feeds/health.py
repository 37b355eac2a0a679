"""What a poll says of a feed's health."""

from collections.abc import Sequence

from schemas.article import RawArticle
from schemas.errors import RejectedItemError
from schemas.feed_health import FeedHealthRow, FeedPoll
from schemas.vocabulary import PollOutcome


def feed_health(
    poll: FeedPoll, articles: Sequence[RawArticle], error: RejectedItemError | None = None
) -> FeedHealthRow:
    """The row of one poll, with what its document held, or why it could not be read."""
    dates = [article.published_at for article in articles if article.published_at]
    return FeedHealthRow(
        feed_url=poll.feed_url,
        checked_at=poll.checked_at,
        status=poll.status,
        outcome=_outcome(poll, articles, error),
        latency_ms=poll.latency_ms,
        bytes=len(poll.document.body) if poll.document else 0,
        items=len(articles),
        items_new=None,
        share_undated=1 - len(dates) / len(articles) if articles else None,
        newest_item_at=max(dates, default=None),
        silent=None,
        consecutive_failures=poll.consecutive_failures,
        next_poll_at=None,
        message=poll.message or (str(error) if error else ""),
    )


def _outcome(
    poll: FeedPoll, articles: Sequence[RawArticle], error: RejectedItemError | None
) -> PollOutcome:
    if poll.document is None or poll.outcome != "ok":
        return poll.outcome
    if error is None:
        return "ok" if articles else "empty"
    if error.reason == "too_large":
        return "too_large"
    return "empty" if error.reason == "empty_body" else "not_a_feed"
