"""Running the graph in tests: real transforms, real models, files in a temporary folder."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.runners.runner import PipelineResult, PipelineRunner

from pipelines.clock import FixedClock
from pipelines.graph import DocumentSource, FeedSource, GraphOptions, Loaders, build_graph
from pipelines.sinks.sink import open_sink
from schemas.article import Document
from schemas.ids import content_id
from tests.builders import NOW
from transforms.analysis.analyse import load_analyser
from transforms.feeds.poll import FeedPoll
from transforms.language.detect import load_detector
from transforms.seen.seen import NothingSeen
from transforms.signals.extract import load_extractor

LOADERS = Loaders(
    detector=partial(load_detector, "vote"),
    analyser=load_analyser,
    extractor=load_extractor,
    store=NothingSeen,
)


def document(body: bytes | dict[str, Any]) -> Document:
    """A line of a JSON Lines file, read at NOW."""
    if isinstance(body, dict):
        body = json.dumps(body).encode()
    return Document(source="in.jsonl", body=body, retrieved_at=NOW, content_type="application/json")


def feed(body: bytes, content_type: str = "application/rss+xml") -> FeedPoll:
    """A feed as a server answered it at NOW."""
    url = f"https://feed.example/{content_id(body.hex())}"
    got = Document(source=url, body=body, retrieved_at=NOW, content_type=content_type)
    return FeedPoll(feed_url=url, checked_at=NOW, outcome="ok", status=200, document=got)


def run_graph(
    folder: Path,
    source: Sequence[Document | FeedPoll] | DocumentSource,
    *,
    loaders: Loaders = LOADERS,
    streaming: bool = False,
    batch_size: int = 16,
    make_runner: Callable[[], PipelineRunner] = FnApiRunner,
    arguments: Sequence[str] = (),
) -> PipelineResult:
    """Runs documents and polls through the whole graph into JSON Lines in a folder."""
    feeds: dict[str, FeedSource] = {}
    documents: dict[str, DocumentSource] = {}
    if isinstance(source, beam.PTransform):
        documents["Documents"] = source
    else:
        lines = [one for one in source if isinstance(one, Document)]
        polls = [one for one in source if isinstance(one, FeedPoll)]
        documents["Documents"] = beam.Create(lines)
        feeds["Polls"] = beam.Create(polls)
    sink = open_sink(f"jsonl://{folder}")
    sink.prepare()
    pipeline = beam.Pipeline(runner=make_runner(), argv=list(arguments))
    options = GraphOptions(FixedClock(NOW), streaming=streaming, batch_size=batch_size)
    build_graph(pipeline, feeds, documents, [sink], loaders, options)
    result = pipeline.run()
    result.wait_until_finish()
    return result


def rows(folder: Path, stream: str) -> list[dict[str, Any]]:
    """The rows of a stream, in an order that does not depend on files."""
    lines = [
        line
        for path in (folder / stream).rglob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [json.loads(line) for line in sorted(lines)]
