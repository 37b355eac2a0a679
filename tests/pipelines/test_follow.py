"""Feeds followed by bounded passes, against a real server."""

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipelines.ledger import Ledger
from pipelines.passes import Stop, follow_feeds
from pipelines.plan import plan_run
from pipelines.run import execute
from pipelines.settings import Settings
from pipelines.store import locked_store
from schemas.errors import ConfigError
from tests.duck import query
from tests.evaldata import ROOT
from tests.pipelines.feed_server import Answer, FeedServer, serve

RSS = "<rss version='2.0'><channel><title>C</title>{}</channel></rss>"
ITEM = "<item><title>Item {0}</title><link>https://a.example/{0}</link></item>"


class GrowingFeed:
    """A feed that has one more item at each change; 304 in between."""

    def __init__(self, polls_a_change: int) -> None:
        self.polls = 0
        self._polls_a_change = polls_a_change

    def __call__(self, path: str, headers: dict[str, str]) -> Answer:
        self.polls += 1
        items = 1 + self.polls // self._polls_a_change
        tag = f'"{path}{items}"'
        if headers.get("if-none-match") == tag:
            return Answer(304)
        # The feed shows its latest items only, as feeds do.
        shown = range(max(0, items - 3), items)
        body = RSS.format("".join(ITEM.format(f"{path.strip('/')}-{n}") for n in shown))
        return Answer(body=body.encode(), headers=(("ETag", tag),))


def settings(folder: Path, urls: list[str], **fields: object) -> Settings:
    return Settings.model_validate(
        {
            "feeds": urls,
            "output": [str(folder / "data")],
            "follow": True,
            "allow_private": True,
            "host_delay_seconds": 0,
            "min_interval_seconds": 0.05,
            "max_interval_seconds": 0.1,
            **fields,
        }
    )


def follow(wanted: Settings, stop: Stop | None = None) -> Ledger:
    ledger, _ = execute(plan_run(wanted, []), stop)
    assert ledger.balances
    return ledger


def titles(folder: Path) -> list[str]:
    return [title for (title,) in query(f"SELECT title FROM '{folder}/data/articles/*/*.parquet'")]


def test_every_item_of_a_feed_that_grows_is_written_once(tmp_path: Path) -> None:
    feed = GrowingFeed(polls_a_change=3)
    with serve(feed) as server:
        ledger = follow(settings(tmp_path, [f"{server.url}/f"], max_polls=12))
        assert feed.polls == 12
    assert sorted(titles(tmp_path)) == sorted(f"Item f-{n}" for n in range(ledger.written))
    assert ledger.written == 5
    outcomes = query(
        f"SELECT outcome, count(*) FROM '{tmp_path}/data/feed_health/*/*.parquet' GROUP BY 1"
    )
    assert dict(outcomes) == {"ok": 5, "not_modified": 7}


def test_a_restart_goes_on_where_the_last_run_ended(tmp_path: Path) -> None:
    feed = GrowingFeed(polls_a_change=2)
    with serve(feed) as server:
        for _ in range(3):
            follow(settings(tmp_path, [f"{server.url}/f"], max_polls=2))
    assert len(titles(tmp_path)) == len(set(titles(tmp_path))) == 4


def test_a_feed_new_in_the_list_is_followed_without_a_restart(tmp_path: Path) -> None:
    opml, stop = tmp_path / "feeds.txt", Stop()

    def handler(path: str, headers: dict[str, str]) -> Answer:
        opml.write_text(f"{server.url}/one\n{server.url}/two\n")
        if path == "/two":
            stop.set()
        return GrowingFeed(polls_a_change=100)(path, headers)

    with serve(handler) as server:
        opml.write_text(f"{server.url}/one\n")
        follow(settings(tmp_path, [str(opml)]), stop)
    assert set(titles(tmp_path)) == {"Item one-0", "Item two-0"}


def test_no_request_falls_inside_a_retry_after(tmp_path: Path) -> None:
    asked: list[float] = []

    def limited(*_: object) -> Answer:
        asked.append(time.monotonic())
        return Answer(429, headers=(("Retry-After", "2"),))

    with serve(limited) as server:
        follow(settings(tmp_path, [f"{server.url}/f"], max_polls=3))
    assert len(asked) == 3
    assert all(later - earlier >= 2 for earlier, later in itertools.pairwise(asked))


def running(folder: Path, server: FeedServer) -> subprocess.Popen[str]:
    """`vedette run --follow` in a process of its own, after its first request."""
    command = [sys.executable, "-m", "pipelines.cli.main", "run", "--follow", "--allow-private"]
    options = ["--feeds", f"{server.url}/f", "--output", f"{folder}/data"]
    quick = ["--min-interval-seconds", "0.1", "--max-interval-seconds", "0.2"]
    process = subprocess.Popen(
        [*command, *options, *quick, "--host-delay-seconds", "0"],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "COLUMNS": "100"},
    )
    while not server.requests:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_after_its_pass_and_loses_nothing(
    number: signal.Signals, tmp_path: Path
) -> None:
    feed = GrowingFeed(polls_a_change=1)
    with serve(feed) as server:
        process = running(tmp_path, server)
        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (0, "")
    assert "bounded passes" in stdout.splitlines()[0]
    written = titles(tmp_path)
    assert len(written) == len(set(written)) >= 2


def test_feeds_that_become_due_one_by_one_are_polled_together(tmp_path: Path) -> None:
    url = "https://a.example/rss"
    plan = plan_run(settings(tmp_path, [url], min_interval_seconds=4, max_interval_seconds=5), [])
    passes = 0

    def run_pass(urls: Sequence[str]) -> Ledger:
        nonlocal passes
        passes += 1
        return Ledger()

    with locked_store(tmp_path / "state") as store:
        follow_feeds(plan, store, Stop(duration_seconds=1), run_pass)
    # The feed is due all the time; a twentieth of four seconds lies between two passes.
    assert 1 <= passes <= 6


def test_what_was_under_way_at_a_kill_is_read_again_and_written_once(tmp_path: Path) -> None:
    with serve(GrowingFeed(polls_a_change=1)) as server:
        for _ in range(2):
            server.requests.clear()
            process = running(tmp_path, server)
            process.kill()
            process.communicate()
        ledger = follow(settings(tmp_path, [f"{server.url}/f"], max_polls=3))
    assert ledger.written >= 3
    written = titles(tmp_path)
    assert len(written) == len(set(written)) == ledger.written


@pytest.mark.parametrize("fatal", ["pipelines.run.Store.commit", "pipelines.sinks.commit.publish"])
def test_a_run_that_dies_around_its_commit_loses_nothing_and_repeats_nothing(
    fatal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DiedError(BaseException):
        pass

    def die(*_: object) -> None:
        raise DiedError

    with serve(GrowingFeed(polls_a_change=1)) as server:
        wanted = settings(tmp_path, [f"{server.url}/f"], max_polls=1)
        with monkeypatch.context() as patch:
            patch.setattr(fatal, die)
            with pytest.raises(DiedError):
                follow(wanted)
        assert not (tmp_path / "data" / "articles").exists()
        follow(wanted)
    # The feed had two items at its first poll, and has three at its second.
    assert sorted(titles(tmp_path)) == ["Item f-0", "Item f-1", "Item f-2"]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"feeds": [], "input": ["x.jsonl"]}, "--follow follows feeds"),
        ({"min_interval_seconds": 5, "max_interval_seconds": 1}, "min_interval_seconds"),
        ({"subscription": "projects/my-project/subscriptions/mine"}, "read alone"),
        ({"feeds": [], "follow": False, "subscription": "sub"}, "subscriptions"),
        ({"follow": False, "duration": 5}, "--duration ends --follow or --subscription"),
        ({"follow": False, "max_polls": 5}, "--max-polls ends --follow"),
        (
            {"feeds": [], "follow": False, "input": ["x.jsonl"], "full_text": True},
            "--full-text fetches the pages of feeds' items",
        ),
    ],
)
def test_what_cannot_be_followed_is_told_before_the_start(
    fields: dict[str, object], complaint: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=complaint):
        plan_run(settings(tmp_path, ["https://a.example/rss"], **fields), [])
