"""Carrying out a plan: one pass, or passes one after another, each committed when it is done."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Final

import apache_beam as beam
from apache_beam.pipeline import AppliedPTransform, PipelineVisitor

from pipelines.graph import DocumentSource, FeedSource, GraphOptions, Loaders, build_graph
from pipelines.ledger import Ledger, read_ledger
from pipelines.models import analysis_config
from pipelines.passes import Stop, follow_feeds
from pipelines.plan import Plan, page_options, poller_options, read_feed_lists
from pipelines.sinks.commit import CommitWindows, commit, publish_committed
from pipelines.sources.feeds import ReadFeeds
from pipelines.sources.files import ReadFiles
from pipelines.sources.following import StopFile
from pipelines.sources.pages import Fetching, FetchPages
from pipelines.sources.pubsub import (
    PulledBatch,
    PullLimits,
    Subscription,
    article_source,
    feed_source,
    run_passes,
)
from pipelines.sources.unbounded_feeds import FollowFeeds
from pipelines.store import Store, StoreOpener, locked_store, store_path
from schemas.errors import VedetteError
from transforms.analysis.analyse import load_analyser
from transforms.language.detect import load_detector
from transforms.signals.extract import load_extractor

#: How soon workers hear that it is time to stop.
_LOOK_SECONDS: Final = 0.5


class RunFailedError(VedetteError):
    """The run ended without all of its rows in place."""


def execute(
    plan: Plan, stop: Stop | None = None, on_ready: Callable[[], None] | None = None
) -> tuple[Ledger, float]:
    """Runs a plan; the ledger of all its passes, and the seconds it took.

    Args:
        plan: what to run.
        stop: says when to end passes that would go on; by default after the plan's duration.
        on_ready: called once every output can be written and nothing has been read.

    Raises:
        ConfigError: when an output cannot be written or is in use by another run.
        RunFailedError: when a pass ends in another state than done.
    """
    stop = stop or Stop(plan.settings.duration)
    # The lock comes first: preparing a sink clears away what a run that died left half-written.
    with locked_store(plan.state) as store:
        publish_committed(store)
        for sink in plan.sinks:
            sink.prepare()
        if on_ready:
            on_ready()
        started = time.monotonic()
        with _workers_told(plan, stop):
            ledger = _passes(plan, store, stop)
        return ledger, time.monotonic() - started


def _passes(plan: Plan, store: Store, stop: Stop) -> Ledger:
    if plan.settings.subscription is not None:
        return _consume(plan, plan.settings.subscription, store, stop)
    if plan.streams:
        return _stream(plan, store, stop)
    if plan.settings.follow:
        return follow_feeds(
            plan, store, stop, lambda urls: _run_pass(plan, store, stop, *_sources(plan, urls))
        )
    return _run_pass(plan, store, stop, *_sources(plan, plan.feed_urls))


def _consume(plan: Plan, name: str, store: Store, stop: Stop) -> Ledger:
    """Passes over batches of messages, each acknowledged once its rows are in place."""
    total = Ledger()

    def run_batch(batch: PulledBatch) -> None:
        nonlocal total
        sources = {"ReadMessageFeeds": feed_source(batch)}, {"ReadMessages": article_source(batch)}
        total += _run_pass(plan, store, stop, *sources)

    run_passes(
        Subscription(name),
        run_batch,
        limits=PullLimits(max_messages=plan.settings.max_messages),
        clock=plan.clock,
        until=stop.is_set,
    )
    return total


def _stream(plan: Plan, store: Store, stop: Stop) -> Ledger:
    """One graph that follows feeds until told to stop, and commits window by window."""
    source = FollowFeeds(
        partial(read_feed_lists, plan.settings),
        poller_options(plan.settings),
        open_store=StoreOpener(str(store_path(plan.state))),
        stop=StopFile(str(_stop_file(plan))),
        clock=plan.clock,
    )
    return _run_pass(plan, store, stop, {"FollowFeeds": source}, {}, streaming=True)


@contextmanager
def _workers_told(plan: Plan, stop: Stop) -> Iterator[None]:
    """Lets workers hear when it is time to stop, by a file, where they can heed it."""
    if not (plan.streams or plan.settings.full_text):
        yield
        return
    stop_file = _stop_file(plan)
    stop_file.unlink(missing_ok=True)
    over = threading.Event()

    def tell() -> None:
        while not (stop.is_set() or over.is_set()):
            stop.wait(_LOOK_SECONDS)
        stop_file.touch()

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def build(plan: Plan) -> beam.Pipeline:
    """The pipeline of a plan's pass over its feeds and files, not started."""
    return _build(plan, *_sources(plan, plan.feed_urls))


def _run_pass(
    plan: Plan,
    store: Store,
    stop: Stop,
    feeds: dict[str, FeedSource],
    documents: dict[str, DocumentSource],
    *,
    streaming: bool = False,
) -> Ledger:
    """One run of the graph; what it let through counts as seen once its rows are in place."""
    pipeline = _build(plan, feeds, documents, streaming=streaming)
    with stop.shielding() if streaming else nullcontext():
        result = pipeline.run()
    state = result.wait_until_finish()
    if state != "DONE":
        raise RunFailedError(f"the pipeline ended as {state}")
    commit(store, (sink.staging for sink in plan.sinks))
    return read_ledger(result.metrics())


def _sources(
    plan: Plan, feed_urls: Sequence[str]
) -> tuple[dict[str, FeedSource], dict[str, DocumentSource]]:
    feeds: dict[str, FeedSource] = {}
    documents: dict[str, DocumentSource] = {}
    if feed_urls:
        open_store = StoreOpener(str(store_path(plan.state)))
        feeds["ReadFeeds"] = ReadFeeds(
            feed_urls, poller_options(plan.settings), open_store, plan.clock
        )
    if plan.input_paths:
        documents["ReadFiles"] = ReadFiles(plan.input_paths, plan.clock)
    return feeds, documents


def _build(
    plan: Plan,
    feeds: dict[str, FeedSource],
    documents: dict[str, DocumentSource],
    *,
    streaming: bool = False,
) -> beam.Pipeline:
    settings = plan.settings
    pipeline = beam.Pipeline(runner=plan.runner.runner, options=plan.runner.options)
    loaders = Loaders(
        detector=partial(load_detector, settings.language_detector),
        analyser=partial(load_analyser, analysis_config(settings)),
        extractor=load_extractor,
        store=StoreOpener(str(store_path(plan.state))),
    )
    options = GraphOptions(
        clock=plan.clock,
        streaming=streaming,
        keep_text=settings.text,
        batch_size=settings.batch_size,
        shards=settings.shards,
    )
    pages = _pages(plan, streaming=streaming) if settings.full_text else None
    sinks = tuple(sink.staged() for sink in plan.sinks)
    parts = build_graph(pipeline, feeds, documents, sinks, loaders, options, pages)
    if streaming:
        open_store = StoreOpener(str(store_path(plan.state)))
        _ = parts | "CommitWindows" >> CommitWindows(sinks, open_store)
    return pipeline


def _pages(plan: Plan, *, streaming: bool) -> FetchPages:
    fetching = Fetching(
        page_options(plan.settings),
        StoreOpener(str(store_path(plan.state))),
        plan.clock,
        StopFile(str(_stop_file(plan))),
    )
    return FetchPages(fetching, streaming=streaming)


def _stop_file(plan: Plan) -> Path:
    """The file by which workers hear that it is time to stop."""
    return plan.state / "stop"


def graph_lines(pipeline: beam.Pipeline) -> list[str]:
    """The steps of a pipeline, indented by how they contain one another."""
    visitor = _Outline()
    pipeline.visit(visitor)
    return visitor.lines


class _Outline(PipelineVisitor):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def enter_composite_transform(self, node: AppliedPTransform) -> None:
        self._add(node)

    def visit_transform(self, node: AppliedPTransform) -> None:
        self._add(node)

    def _add(self, node: AppliedPTransform) -> None:
        if node.full_label:
            depth = node.full_label.count("/")
            self.lines.append("  " * depth + node.full_label.rpartition("/")[2])
