import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import apache_beam as beam
import msgspec
import pytest
from apache_beam.runners.direct.direct_runner import BundleBasedDirectRunner
from apache_beam.testing.test_stream import TestStream as BeamTestStream
from apache_beam.transforms.window import TimestampedValue

from pipelines.annotate import Annotation, Annotator
from pipelines.clock import FixedClock
from pipelines.graph import GraphOptions, build_graph
from pipelines.ledger import read_ledger
from schemas.analysis import AnalysedArticle
from schemas.article import Article, Language
from schemas.errors import RejectedItemError
from tests.builders import NOW
from tests.evaldata import ROOT
from tests.pipelines.graphs import LOADERS, document, rows, run_graph
from transforms.analysis.analyse import Analyser, load_analyser
from transforms.feeds.parse import parse_feed
from transforms.language.detect import load_detector
from transforms.normalise.json_article import parse_json_article
from transforms.normalise.normalise import MAX_ITEM_CHARACTERS
from transforms.signals.extract import load_extractor

STREAMS = ("articles", "entities", "signals")


def sample_articles() -> list[dict[str, Any]]:
    """Every readable item of three sample feeds (English, Russian, Arabic), as input objects."""
    items = []
    for name in sorted((ROOT / "pipelines" / "sample").glob("*.xml")):
        if not name.name.startswith("broken") and ("-en" in name.name or "-ru" in name.name):
            feed = replace(document(name.read_bytes()), source=name.name, content_type="text/xml")
            items += [
                {"url": raw.url, "title": raw.title, "text": raw.text, "html": raw.html}
                | ({"published_at": raw.published_at.isoformat()} if raw.published_at else {})
                for raw in parse_feed(feed).articles
            ]
    assert len(items) > 20
    return items


@pytest.fixture(scope="module")
def items() -> list[dict[str, Any]]:
    return sample_articles()


@pytest.fixture(scope="module")
def batch(items: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    run_graph(folder, [document(item) for item in items])
    return folder


def annotated(items: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What `vedette annotate` gives for the same items, by stream, each version once."""
    annotator = Annotator(
        load_detector("vote"), load_analyser(), load_extractor(), FixedClock(NOW), batch_size=5
    )
    raws = [
        parse_json_article(json.dumps(item).encode(), source="in.jsonl", retrieved_at=NOW)
        for item in items
    ]
    found: dict[str, dict[bytes, Any]] = {stream: {} for stream in STREAMS}
    for result in annotator.annotate(raws):
        if isinstance(result, Annotation):
            parts = ([result.article], result.entities, result.signals)
            for stream, part in zip(STREAMS, parts, strict=True):
                found[stream] |= {msgspec.json.encode(row): row for row in part}
    return {
        stream: [json.loads(line) for line in sorted(by_line)] for stream, by_line in found.items()
    }


def test_the_command_line_and_the_batch_graph_give_equal_rows(
    items: list[dict[str, Any]], batch: Path
) -> None:
    expected = annotated(items)
    for stream in STREAMS:
        assert rows(batch, stream) == expected[stream]
        assert expected[stream], f"no {stream} to compare"


def test_a_stream_and_the_batch_graph_give_equal_rows(
    items: list[dict[str, Any]], batch: Path, tmp_path: Path
) -> None:
    story = BeamTestStream()
    for minute, item in enumerate(items):
        story = story.advance_watermark_to(minute * 20)
        # Each item comes twice, the second time in a later window.
        for second in (minute * 20, minute * 20 + 90):
            story = story.add_elements([TimestampedValue(document(item), second)])
    run_graph(
        tmp_path,
        story.advance_watermark_to_infinity(),
        streaming=True,
        make_runner=BundleBasedDirectRunner,
        arguments=["--streaming"],
    )
    for stream in STREAMS:
        assert rows(tmp_path, stream) == rows(batch, stream)
    assert len(rows(tmp_path, "dropped")) >= len(items)


def test_batch_size_and_order_change_no_row(
    items: list[dict[str, Any]], batch: Path, tmp_path: Path
) -> None:
    run_graph(tmp_path, [document(item) for item in reversed(items)], batch_size=3)
    for stream in STREAMS:
        assert rows(tmp_path, stream) == rows(batch, stream)


class _FailingAnalyser(Analyser):
    """Rejects the texts that say so, as the model rejects a text it cannot read."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def analyse(
        self, batch: Sequence[tuple[Article, Language]]
    ) -> list[AnalysedArticle | RejectedItemError]:
        return [
            RejectedItemError("analysis_failed", "told to")
            if "POISON" in article.text
            else self._analyser.analyse([(article, language)])[0]
            for article, language in batch
        ]


def _load_failing_analyser() -> Analyser:
    return _FailingAnalyser(load_analyser())


def test_every_article_in_is_written_dropped_or_a_dead_letter(tmp_path: Path) -> None:
    same = {"text": "The same text.", "url": "https://a.example/1"}
    bodies: list[bytes | dict[str, Any]] = [
        {"text": "A text."},
        same,
        same,
        same,
        {"title": "", "text": " "},
        {"text": "POISON"},
        {"text": "x" * (MAX_ITEM_CHARACTERS + 1)},
        {"url": "https://a.example/2"},
        {"text": 5},
        b"no json",
        b"no json",
        b'{"text": "\xff"}',
    ]
    loaders = replace(LOADERS, analyser=_load_failing_analyser)
    result = run_graph(tmp_path, [document(body) for body in bodies], loaders=loaders)
    ledger = read_ledger(result.metrics())
    assert ledger.read == len(bodies)
    assert ledger.written == 2
    assert ledger.dropped == {"already_seen": 3, "empty": 1}
    assert ledger.dead_letters == {
        "analysis_failed": 1,
        "invalid_field": 1,
        "malformed_json": 1,
        "missing_text": 1,
        "too_large": 1,
        "undecodable": 1,
    }
    assert ledger.balances
    assert len(rows(tmp_path, "articles")) == ledger.written
    assert len(rows(tmp_path, "dropped")) == sum(ledger.dropped.values())
    assert len(rows(tmp_path, "dead_letter")) == sum(ledger.dead_letters.values())


def test_a_dead_letter_keeps_the_input_capped_with_its_full_length(tmp_path: Path) -> None:
    body = b'{"text": "' + b"x" * 2_000_000
    run_graph(tmp_path, [document(body)])
    (row,) = rows(tmp_path, "dead_letter")
    payload = msgspec.json.decode(json.dumps(row["payload"]), type=bytes)
    assert body.startswith(payload)
    assert len(payload) == 1_000_000
    assert row["payload_length"] == len(body)


def test_the_graph_is_labelled_without_the_help_of_chance() -> None:
    labels = set()
    for _ in range(2):
        pipeline = beam.Pipeline()
        build_graph(
            pipeline, {}, {"Read": beam.Create([])}, [], LOADERS, GraphOptions(FixedClock(NOW))
        )
        labels.add(tuple(sorted(pipeline.applied_labels)))
    assert len(labels) == 1
