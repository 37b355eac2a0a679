"""ParseFeeds: from polls of feeds to their items and their health."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection, TaggedOutput

from schemas.article import RawArticle
from schemas.errors import RejectedItemError
from schemas.feed_health import FeedHealthRow
from transforms.feeds.health import feed_health
from transforms.feeds.parsed import ParsedFeed
from transforms.feeds.poll import FeedPoll, read_poll
from transforms.rejections_beam import (
    REJECTED,
    Rejection,
    dead_letter_of,
    rejected,
    several_outputs,
)

_HEALTH: Final = "health"


class ParsedFeeds(NamedTuple):
    """The items of feeds, the documents that are none, and the health of each feed."""

    articles: PCollection[RawArticle]
    rejected: PCollection[Rejection]
    health: PCollection[FeedHealthRow]


class ParseFeeds(beam.PTransform[PCollection[FeedPoll], ParsedFeeds]):
    """PCollection[FeedPoll] -> ParsedFeeds."""

    @several_outputs
    def expand(self, polls: PCollection[FeedPoll]) -> ParsedFeeds:
        outputs = polls | "Parse" >> beam.ParDo(_ParseFeedsFn()).with_outputs(
            REJECTED, _HEALTH, main="articles"
        )
        return ParsedFeeds(outputs.articles, outputs[REJECTED], outputs[_HEALTH])


class _ParseFeedsFn(beam.DoFn):
    def __init__(self) -> None:
        self._in = Metrics.counter("ledger", "in")

    def process(self, poll: FeedPoll) -> Iterator[Any]:
        poll = read_poll(poll)
        yield TaggedOutput(_HEALTH, feed_health(poll))
        match poll.reading:
            case ParsedFeed(articles=articles):
                self._in.inc(len(articles))
                yield from articles
            case RejectedItemError() as error if poll.document:
                self._in.inc()
                yield rejected(dead_letter_of("ParseFeeds", error, poll.document))
