"""What a poll says of a feed's health."""

from schemas.errors import RejectedItemError
from schemas.feed_health import FeedHealthRow
from schemas.vocabulary import PollOutcome
from transforms.feeds.parsed import ParsedFeed
from transforms.feeds.poll import FeedPoll


def feed_health(poll: FeedPoll) -> FeedHealthRow:
    """The row of one poll whose document, if it has one, was read."""
    articles = poll.reading.articles if isinstance(poll.reading, ParsedFeed) else ()
    dates = [article.published_at for article in articles if article.published_at]
    outlook = poll.outlook
    return FeedHealthRow(
        feed_url=poll.feed_url,
        checked_at=poll.checked_at,
        status=poll.status,
        outcome=poll_outcome(poll),
        latency_ms=poll.latency_ms,
        bytes=len(poll.document.body) if poll.document else 0,
        items=len(articles),
        items_new=outlook.items_new if outlook else None,
        share_undated=1 - len(dates) / len(articles) if articles else None,
        newest_item_at=max(dates, default=None),
        silent=outlook.silent if outlook else None,
        consecutive_failures=outlook.consecutive_failures if outlook else 0,
        next_poll_at=outlook.next_poll_at if outlook else None,
        message=poll.message
        or (str(poll.reading) if isinstance(poll.reading, RejectedItemError) else ""),
    )


def poll_outcome(poll: FeedPoll) -> PollOutcome:
    """How a poll went, with what its document turned out to be."""
    match poll.reading:
        case RejectedItemError(reason="too_large"):
            return "too_large"
        case RejectedItemError(reason="empty_body"):
            return "empty"
        case RejectedItemError():
            return "not_a_feed"
        case ParsedFeed(articles=()) if poll.outcome == "ok":
            return "empty"
        case _:
            return poll.outcome
