"""Rows as they go to storage, and what the run counts of them."""

from apache_beam.metrics.metric import Metrics

from pipelines.clock import Clock
from pipelines.sinks.part import Stored
from schemas.analysis import AnalysedArticle
from schemas.entity import EntityRow
from schemas.feed_health import FeedHealthRow
from schemas.rejection import DeadLetterRow
from schemas.signal import SignalRow
from transforms.articles import article_row
from transforms.rejections_beam import Rejection


def stored_article(analysed: AnalysedArticle, *, clock: Clock, keep_text: bool) -> Stored:
    """An article's row; counts its language."""
    Metrics.counter("articles", f"language_{analysed.language.tag}").inc()
    row = article_row(analysed.article, analysed.language, clock(), keep_text=keep_text)
    return Stored("articles", analysed.article.partition_date, row)


def stored_entity(date: str, row: EntityRow) -> Stored:
    """An entity's row; counts its label."""
    Metrics.counter("entities", f"label_{row.label}").inc()
    return Stored("entities", date, row)


def stored_signal(date: str, row: SignalRow) -> Stored:
    """A signal's row; counts its type."""
    Metrics.counter("signals", f"type_{row.type}").inc()
    return Stored("signals", date, row)


def stored_rejection(rejection: Rejection) -> Stored:
    """A drop's or dead letter's row; counts its reason, for the ledger."""
    if isinstance(rejection, DeadLetterRow):
        Metrics.counter("ledger", f"dead_letter_{rejection.reason}").inc()
        return Stored("dead_letter", f"{rejection.first_failed_at:%Y-%m-%d}", rejection)
    Metrics.counter("ledger", f"dropped_{rejection.reason}").inc()
    return Stored("dropped", f"{rejection.at:%Y-%m-%d}", rejection)


def stored_health(row: FeedHealthRow) -> Stored:
    """The row of a poll."""
    return Stored("feed_health", f"{row.checked_at:%Y-%m-%d}", row)
