"""One run of the pipeline: from settings to rows in storage and a ledger."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import apache_beam as beam
from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems
from apache_beam.pipeline import AppliedPTransform, PipelineVisitor

from pipelines.clock import Clock, system_clock
from pipelines.graph import DocumentSource, FeedSource, GraphOptions, Loaders, build_graph
from pipelines.ledger import Ledger, read_ledger
from pipelines.models import analysis_config
from pipelines.runners import Runner, choose_runner
from pipelines.settings import Settings
from pipelines.sinks.files import FileSink
from pipelines.sinks.sink import open_sink
from pipelines.sources.feeds import ReadFeeds
from pipelines.sources.files import ReadFiles, match_files
from pipelines.sources.http import FetchLimits
from pipelines.sources.poller import PollerOptions
from pipelines.store import StoreOpener, locked_store, store_path
from schemas.errors import ConfigError, VedetteError
from transforms.analysis.analyse import load_analyser
from transforms.feeds.lists import parse_feed_list
from transforms.language.detect import load_detector
from transforms.polling.hosts import HostPolicy
from transforms.signals.extract import load_extractor

_LIST_ENDINGS: Final = (".opml", ".yaml", ".yml", ".txt")


class RunFailedError(VedetteError):
    """The run ended without all of its rows in place."""


@dataclass(frozen=True)
class Plan:
    """A run that has been checked: everything it needs is there."""

    settings: Settings
    runner: Runner
    feed_urls: tuple[str, ...]
    input_paths: tuple[str, ...]
    sinks: tuple[FileSink, ...]
    state: Path
    clock: Clock

    @property
    def headline(self) -> str:
        """The first line of output: runner and mode."""
        return (
            f"{self.runner.name}, batch: {len(self.feed_urls)} feeds, {len(self.input_paths)} files"
        )


def plan_run(
    settings: Settings, beam_arguments: Sequence[str], clock: Clock = system_clock
) -> Plan:
    """Checks settings before anything starts.

    Raises:
        ConfigError: with one line that says what to change.
    """
    if not settings.feeds and not settings.input:
        raise ConfigError("nothing to read: give --feeds or --input")
    load_detector(settings.language_detector)
    analysis_config(settings)
    return Plan(
        settings=settings,
        runner=choose_runner(beam_arguments),
        feed_urls=tuple(dict.fromkeys(url for name in settings.feeds for url in _feed_urls(name))),
        input_paths=tuple(match_files(settings.input)),
        sinks=tuple(open_sink(url) for url in settings.output),
        state=_state_folder(settings),
        clock=clock,
    )


def execute(plan: Plan) -> tuple[Ledger, float]:
    """Runs a plan; the ledger, and the seconds it took.

    Raises:
        ConfigError: when an output cannot be written or is in use by another run.
        RunFailedError: when the pipeline ends in another state than done.
    """
    for sink in plan.sinks:
        sink.prepare()
    with locked_store(plan.state) as store:
        started = time.monotonic()
        result = build(plan).run()
        state = result.wait_until_finish()
        if state != "DONE":
            raise RunFailedError(f"the pipeline ended as {state}")
        store.commit()
        return read_ledger(result.metrics()), time.monotonic() - started


def build(plan: Plan) -> beam.Pipeline:
    """The pipeline of a plan, not started."""
    settings, open_store = plan.settings, StoreOpener(str(store_path(plan.state)))
    feeds: dict[str, FeedSource] = {}
    documents: dict[str, DocumentSource] = {}
    if plan.feed_urls:
        feeds["ReadFeeds"] = ReadFeeds(
            plan.feed_urls, poller_options(settings), open_store, plan.clock
        )
    if plan.input_paths:
        documents["ReadFiles"] = ReadFiles(plan.input_paths, plan.clock)
    pipeline = beam.Pipeline(runner=plan.runner.runner, options=plan.runner.options)
    build_graph(
        pipeline,
        feeds,
        documents,
        plan.sinks,
        Loaders(
            detector=partial(load_detector, settings.language_detector),
            analyser=partial(load_analyser, analysis_config(settings)),
            extractor=load_extractor,
            store=open_store,
        ),
        GraphOptions(
            clock=plan.clock,
            keep_text=settings.text,
            batch_size=settings.batch_size,
            shards=settings.shards,
        ),
    )
    return pipeline


def poller_options(settings: Settings) -> PollerOptions:
    """How feeds are polled under these settings."""
    return PollerOptions(
        limits=FetchLimits(
            max_bytes=settings.max_feed_bytes,
            timeout_seconds=settings.timeout_seconds,
            allow_private=settings.allow_private,
        ),
        hosts=HostPolicy(min_delay_seconds=settings.host_delay_seconds),
        obey_robots=settings.robots,
    )


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


def _state_folder(settings: Settings) -> Path:
    """Where the store lies: as told, else beside the first output that is a folder here."""
    if settings.state:
        return Path(settings.state)
    for url in settings.output:
        parts = urlsplit(url)
        if parts.scheme in ("", "file", "jsonl"):
            return Path(unquote(parts.netloc + parts.path)) / "_state"
    raise ConfigError(
        "no output is a local folder: give --state FOLDER for the store of seen items"
    )


def _feed_urls(name: str) -> Iterator[str]:
    """The feeds that one --feeds names: those of a list, or the one feed."""
    scheme = urlsplit(name).scheme
    if scheme in ("http", "https"):
        yield name
        return
    path = unquote(urlsplit(name).path) if scheme == "file" else name
    body = _read_list(path)
    source = path if "://" in path else Path(path).resolve().as_uri()
    if path.endswith(_LIST_ENDINGS) or b"<opml" in body[:1000].lower():
        yield from (entry.url for entry in parse_feed_list(body, source))
    else:
        yield source


def _read_list(path: str) -> bytes:
    try:
        with FileSystems.open(path) as file:
            body: bytes = file.read()
            return body
    except (BeamIOError, OSError) as error:
        raise ConfigError(f"cannot read the feed list {path}") from error
