"""The stored form of signals."""

from collections.abc import Sequence
from dataclasses import fields

from schemas.analysis import AnalysedArticle
from schemas.ids import signal_id
from schemas.signal import Signal, SignalRow

_FIELDS = [field.name for field in fields(Signal)]


def signal_rows(analysed: AnalysedArticle, signals: Sequence[Signal]) -> list[SignalRow]:
    """The row of each signal of an article, in the same order."""
    return [_row(analysed, signal) for signal in signals]


def _row(analysed: AnalysedArticle, signal: Signal) -> SignalRow:
    article = analysed.article
    trigger = signal.trigger
    return SignalRow(
        signal_id=signal_id(article.version_id, signal.type, trigger.start, trigger.end),
        article_id=article.article_id,
        version_id=article.version_id,
        **{name: getattr(signal, name) for name in _FIELDS},
    )
