"""Whole runs over the sample, as `make run` does them."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipelines.clock import FixedClock
from pipelines.ledger import Ledger
from pipelines.plan import plan_run
from pipelines.run import execute
from pipelines.settings import Settings
from pipelines.store import locked_store
from schemas.errors import ConfigError
from tests.builders import NOW
from tests.duck import query
from tests.evaldata import ROOT
from tests.pipelines.feed_server import Answer, serve

SAMPLE = ROOT / "pipelines" / "sample"
FIRST = FixedClock(NOW)
LATER = FixedClock(NOW + dt.timedelta(hours=1))
COUNTED = ("articles", "entities", "signals", "dead_letter")


def run(settings: Settings, clock: FixedClock = FIRST) -> Ledger:
    ledger, _ = execute(plan_run(settings, [], clock))
    assert ledger.balances
    return ledger


def counts(folder: Path) -> dict[str, int]:
    return {
        stream: query(f"SELECT count(*) FROM '{folder}/{stream}/*/*.parquet'")[0][0]
        for stream in COUNTED
    }


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Ledger]:
    """A run over a copy of the sample."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE, folder / "feeds")
    settings = Settings(feeds=[str(folder / "feeds" / "feeds.opml")], output=[str(folder / "data")])
    return settings, run(settings)


def test_the_sample_gives_articles_in_many_languages_and_signals(
    sample: tuple[Settings, Ledger],
) -> None:
    settings, ledger = sample
    assert ledger.written >= 60
    assert len(ledger.languages) >= 8
    assert ledger.signals
    assert ledger.dead_letters
    assert ledger.dropped.keys() == {"already_seen", "empty"}
    assert counts(Path(settings.output[0]))["articles"] == ledger.written


def test_a_second_run_adds_no_row_and_drops_all_as_seen(sample: tuple[Settings, Ledger]) -> None:
    settings, first = sample
    folder = Path(settings.output[0])
    before = counts(folder)
    second = run(settings, LATER)
    assert counts(folder) == before
    assert second.dropped == {"already_seen": first.read}
    assert (second.read, second.written, second.dead_letters) == (first.read, 0, {})


def test_one_article_more_adds_exactly_that_article(sample: tuple[Settings, Ledger]) -> None:
    settings, first = sample
    folder = Path(settings.output[0])
    before = counts(folder)
    extra = folder.parent / "feeds" / "extra.jsonl"
    extra.write_text('{"text": "Two tanks crossed the river near Kupiansk on Monday."}\n')
    more = settings.model_copy(update={"input": [str(extra)], "batch_size": 3})
    third = run(more, LATER)
    assert third.written == 1
    assert third.dropped == {"already_seen": first.read}
    assert counts(folder)["articles"] == before["articles"] + 1
    assert counts(folder)["dead_letter"] == before["dead_letter"]


def test_feeds_over_http_give_the_rows_of_feeds_from_files(
    sample: tuple[Settings, Ledger], tmp_path: Path
) -> None:
    _, from_files = sample

    def handler(path: str, headers: dict[str, str]) -> Answer:
        body = (SAMPLE / path.lstrip("/")).read_bytes()
        tag = f'"{len(body)}"'
        if headers.get("if-none-match") == tag:
            return Answer(304)
        return Answer(body=body, headers=(("ETag", tag),))

    with serve(handler) as server:
        opml = tmp_path / "feeds.opml"
        text = (SAMPLE / "feeds.opml").read_text(encoding="utf-8")
        opml.write_text(text.replace('xmlUrl="', f'xmlUrl="{server.url}/'), encoding="utf-8")
        settings = Settings(
            feeds=[str(opml)],
            output=[str(tmp_path / "data")],
            allow_private=True,
            host_delay_seconds=0,
        )
        over_http = run(settings)
        again = run(settings, LATER)
    assert over_http == from_files
    # A document that is no feed, or breaks off, has no validators that hold: it is read again, and
    # known again. One feed of the sample breaks off.
    assert again.dropped.keys() == {"already_seen"}
    assert (again.written, again.read) == (0, sum(again.dropped.values()))
    outcomes = dict(
        query(f"SELECT outcome, count(*) FROM '{tmp_path}/data/feed_health/*/*.parquet' GROUP BY 1")
    )
    assert outcomes["not_modified"] == (len(server.requests) - outcomes["not_a_feed"]) / 2 - 1


def test_a_second_run_on_the_same_output_is_refused_and_disturbs_nothing(tmp_path: Path) -> None:
    half_written = tmp_path / "data" / "_tmp" / "part"
    half_written.parent.mkdir(parents=True)
    half_written.touch()
    settings = Settings(feeds=["https://a.example/rss"], output=[str(tmp_path / "data")])
    plan = plan_run(settings, [])
    with locked_store(plan.state), pytest.raises(ConfigError, match="in use by another run"):
        execute(plan)
    assert half_written.exists()


def test_a_private_address_is_refused_unless_allowed(tmp_path: Path) -> None:
    with serve(lambda *_: Answer(body=b"<rss/>")) as server:
        run(Settings(feeds=[server.url], output=[str(tmp_path)]))
        assert not server.requests
    ((outcome,),) = query(f"SELECT outcome FROM '{tmp_path}/feed_health/*/*.parquet'")
    assert outcome == "refused_address"


def test_texts_are_not_stored_when_the_operator_says_so(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Russian troops massed near Kharkiv on Monday.")
    (tmp_path / "in.json").write_text('{"title": "Troops mass", "published_at": "2026-11-20"}')
    run(Settings(input=[str(tmp_path / "in.*")], output=[f"{tmp_path}/data"], text=False))
    found = query(f"SELECT title, text, word_count FROM '{tmp_path}/data/articles/*/*.parquet'")
    assert found == [("Troops mass", "", 9)]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, "nothing to read"),
        ({"feeds": ["none.opml"]}, "cannot read the feed list none.opml"),
        ({"input": ["none*.jsonl"]}, "no file matches"),
        ({"input": [str(ROOT / "README.md")]}, "name it .jsonl"),
        ({"feeds": ["https://a.example/"], "output": ["ftp://x/y"]}, "no sink writes to"),
        ({"feeds": ["https://a.example/"], "output": ["s3://bucket/x"]}, "--state"),
        ({"feeds": ["https://a.example/"], "language_detector": "langdetct"}, "langdetect"),
    ],
)
def test_what_cannot_run_is_told_before_anything_starts(
    fields: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ConfigError, match=complaint):
        plan_run(Settings(**fields), [])


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--runner=SparkRunner"], "cannot carry out this graph"),
        (["--direct_num_worker=2"], "did you mean direct_num_workers"),
    ],
)
def test_a_beam_option_that_is_wrong_is_an_error(arguments: list[str], complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        plan_run(Settings(feeds=["https://a.example/rss"]), arguments)
