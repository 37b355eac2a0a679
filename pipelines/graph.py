"""The graph: wiring, with as little logic as possible. Batch and streaming build the same one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import apache_beam as beam
from apache_beam.pvalue import PBegin, PCollection
from apache_beam.transforms.window import FixedWindows
from apache_beam.utils.timestamp import Duration

from pipelines.clock import Clock
from pipelines.records import (
    stored_article,
    stored_entity,
    stored_health,
    stored_rejection,
    stored_signal,
)
from pipelines.sinks.part import Part, Stored
from pipelines.sinks.sink import Sink
from pipelines.sinks.write import WriteStreams
from schemas.analysis import AnalysedArticle
from schemas.article import Article, Document
from transforms.analysis.analyse import Analyser
from transforms.analysis.analyse_beam import Analyse
from transforms.entities.extract_beam import ExtractEntities
from transforms.feeds.parse_beam import ParseFeeds
from transforms.feeds.poll import FeedPoll
from transforms.language.detect import LanguageDetector
from transforms.language.detect_beam import DetectLanguage
from transforms.normalise.normalise_beam import NormaliseArticles, ParseArticles
from transforms.rejections_beam import Rejection, Split
from transforms.seen.seen import SeenKeys
from transforms.seen.seen_beam import DropSeen
from transforms.signals.extract import SignalExtractor
from transforms.signals.extract_beam import ExtractSignals

_WINDOW_SECONDS: Final = 60
#: How late an article may come and still be written; a backlog in Pub/Sub is hours old.
_LATENESS_SECONDS: Final = 7 * 24 * 3600

FeedSource = beam.PTransform[PBegin, PCollection[FeedPoll]]
DocumentSource = beam.PTransform[PBegin, PCollection[Document]]
PageStep = beam.PTransform[PCollection[Article], Split[Article]]


@dataclass(frozen=True)
class Loaders:
    """What workers load once each, and how; functions that pickle."""

    detector: Callable[[], LanguageDetector]
    analyser: Callable[[], Analyser]
    extractor: Callable[[], SignalExtractor]
    store: Callable[[], SeenKeys]


@dataclass(frozen=True)
class GraphOptions:
    """How the graph is built."""

    clock: Clock
    #: Whether sources may never end: then rows are written window by window.
    streaming: bool = False
    #: Whether article texts are stored.
    keep_text: bool = True
    batch_size: int = 16
    shards: int = 1


def build_graph(
    pipeline: beam.Pipeline,
    feeds: Mapping[str, FeedSource],
    documents: Mapping[str, DocumentSource],
    sinks: Sequence[Sink],
    loaders: Loaders,
    options: GraphOptions,
    pages: PageStep | None = None,
) -> PCollection[Part]:
    """Adds the whole graph to a pipeline; the result has one element per part written.

    Args:
        pipeline: what the graph is added to.
        feeds: sources of polled feeds, by step label.
        documents: sources of documents that hold one article each, by step label.
        sinks: where every stream is written.
        loaders: what workers load.
        options: how the graph is built.
        pages: gives articles the text of their pages; None to leave them as their feeds do.
    """
    window = partial(_window, streaming=options.streaming)
    rows: list[PCollection[Stored]] = []
    rejections: list[PCollection[Rejection]] = []
    raw_articles = []
    for label, source in feeds.items():
        polls = window(pipeline | label >> source, f"{label}Window")
        parsed = polls | f"{label}ParseFeeds" >> ParseFeeds()
        raw_articles.append(parsed.articles)
        rejections.append(parsed.rejected)
        rows.append(parsed.health | f"{label}StoreHealth" >> beam.Map(stored_health))
    for label, reader in documents.items():
        lines = window(pipeline | label >> reader, f"{label}Window")
        read = lines | f"{label}ParseArticles" >> ParseArticles()
        raw_articles.append(read.kept)
        rejections.append(read.rejected)

    normal = (
        raw_articles | "AllItems" >> beam.Flatten() | "NormaliseArticles" >> NormaliseArticles()
    )
    rejections.append(normal.rejected)
    articles, left_out = normal.kept, []
    if pages:
        completed = articles | "FetchPages" >> pages
        articles = completed.kept
        left_out.append(completed.rejected)
    fresh = articles | "DropSeen" >> DropSeen(loaders.store, streaming=options.streaming)
    refused = (
        rejections
        | "AllRejections" >> beam.Flatten()
        | "DropSeenRejections" >> DropSeen(loaders.store, streaming=options.streaming)
    )
    analysis = (
        fresh.kept
        | "DetectLanguage" >> DetectLanguage(loaders.detector)
        | "Analyse" >> Analyse(loaders.analyser, options.batch_size)
    )
    rows += _branches(analysis.kept, loaders, options)
    left_out += [fresh.rejected, refused.kept, refused.rejected, analysis.rejected]
    rows.append(
        left_out | "AllLeftOut" >> beam.Flatten() | "StoreRejections" >> beam.Map(stored_rejection)
    )
    all_rows = rows | "AllRows" >> beam.Flatten()
    written: PCollection[Part] = all_rows | "WriteStreams" >> WriteStreams(sinks, options.shards)
    return written


def _branches(
    analysed: PCollection[AnalysedArticle], loaders: Loaders, options: GraphOptions
) -> list[PCollection[Stored]]:
    """Articles, entities and signals, in parallel over one analysis; never joined."""
    store_article = partial(stored_article, clock=options.clock, keep_text=options.keep_text)
    return [
        analysed | "StoreArticles" >> beam.Map(store_article),
        analysed
        | "ExtractEntities" >> ExtractEntities()
        | "StoreEntities" >> beam.MapTuple(stored_entity),
        analysed
        | "ExtractSignals" >> ExtractSignals(loaders.extractor)
        | "StoreSignals" >> beam.MapTuple(stored_signal),
    ]


def _window(elements: PCollection, label: str, *, streaming: bool) -> PCollection:  # type: ignore[type-arg]
    """Fixed windows when streaming; in batch, the one window that everything is in."""
    if not streaming:
        return elements
    windowed: PCollection = elements | label >> beam.WindowInto(  # type: ignore[type-arg]
        FixedWindows(_WINDOW_SECONDS), allowed_lateness=Duration(_LATENESS_SECONDS)
    )
    return windowed
