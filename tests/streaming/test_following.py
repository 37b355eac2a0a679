"""Feeds that are followed through a graph, on each runner that can stream."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.runners.runner import PipelineResult

from pipelines.sources.following import FollowOptions
from pipelines.sources.unbounded_feeds import FollowFeeds
from pipelines.store import StoreOpener, locked_store, store_path
from tests.pipelines.feed_server import Answer, FeedServer, serve
from tests.prism import needs_prism, prism_arguments
from tests.streaming.changing_feeds import (
    QUICK,
    AppendFn,
    ChangingFeeds,
    ListedIn,
    lines,
    rss,
)
from tests.streaming.following import start_following
from transforms.feeds.health import feed_health
from transforms.feeds.poll import FeedPoll
from transforms.polling.hosts import HostPolicy

OPTIONS: Final = FollowOptions(shards=2, idle_seconds=0.2, relist_seconds=1)
PATHS: Final = tuple(f"/{number}" for number in range(12))


@dataclass(frozen=True)
class CountedList:
    """No feeds; each time that is found out leaves a dot in a file."""

    path: str

    def __call__(self) -> list[str]:
        """No URLs."""
        with Path(self.path).open("a") as looks:
            looks.write(".")
        return []


@contextmanager
def following(
    folder: Path, feeds: ChangingFeeds, arguments: Sequence[str]
) -> Iterator[tuple[FeedServer, PipelineResult]]:
    """Follows all feeds until the block ends; then drains."""
    with serve(feeds) as server:
        (folder / "feeds").write_text("\n".join(server.url + path for path in PATHS))
        result = start_following(folder, QUICK, OPTIONS, arguments)
        try:
            yield server, result
        finally:
            (folder / "stop").touch()
            state = result.wait_until_finish(duration=60_000)
        assert state == "DONE"


def every_item_comes_out_once(folder: Path, arguments: Sequence[str]) -> None:
    """The rule, for any runner: all items, each once, most of them while the feeds go on."""
    feeds = ChangingFeeds(items=6, item_seconds=2)
    with following(folder, feeds, arguments):
        wait_until(lambda: len(list(lines(folder / "articles"))) >= 3 * len(PATHS))
        early = len(list(lines(folder / "articles")))
        time.sleep(max(0.0, feeds.started + 15 - time.monotonic()))
    articles = sorted(line["title"] for line in lines(folder / "articles"))
    assert articles == feeds.titles(PATHS)
    assert early < len(articles)
    polls = list(lines(folder / "polls"))
    statuses = feeds.statuses()
    # Once fetched, a version is never fetched again.
    assert statuses[200] <= 6 * len(PATHS)
    assert statuses[304] >= statuses[200]
    assert len(polls) == statuses.total()
    assert sum(poll["new"] or 0 for poll in polls) == len(articles)


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.1)


@pytest.mark.scale
@needs_prism
def test_on_prism_every_item_comes_out_once_and_a_stop_drains(tmp_path: Path) -> None:
    every_item_comes_out_once(tmp_path, prism_arguments())


@pytest.mark.scale
@needs_prism
def test_on_prism_a_feed_that_is_added_to_the_list_is_followed(tmp_path: Path) -> None:
    feeds = ChangingFeeds(items=1)
    with following(tmp_path, feeds, prism_arguments()) as (server, _):
        wait_until(lambda: len(list(lines(tmp_path / "articles"))) == len(PATHS))
        with (tmp_path / "feeds").open("a") as listed:
            listed.write(f"\n{server.url}/new")
        wait_until(lambda: feeds.answers["/new", 304] > 0)
    assert len(list(lines(tmp_path / "articles"))) == len(PATHS) + 1


@pytest.mark.scale
@needs_prism
def test_on_prism_an_idle_source_rests_between_two_looks(tmp_path: Path) -> None:
    counted = CountedList(str(tmp_path / "looks"))
    ends = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=6)
    options = FollowOptions(shards=1, idle_seconds=0.5, relist_seconds=0, until=ends)
    with beam.Pipeline(options=PipelineOptions([*prism_arguments(), "--streaming"])) as pipeline:
        _ = pipeline | "FollowFeeds" >> FollowFeeds(counted, QUICK, options)
    assert dt.datetime.now(dt.UTC) >= ends
    # The pipeline needs a moment to start, and each look one of its own.
    assert 4 <= len((tmp_path / "looks").read_text()) <= 13


@pytest.mark.scale
@needs_prism
def test_on_prism_a_restart_goes_on_from_the_store(tmp_path: Path) -> None:
    feeds = ChangingFeeds(items=1)
    options = FollowOptions(shards=2, idle_seconds=0.2, max_polls=1)
    opener = StoreOpener(str(store_path(tmp_path / "state")))
    with serve(feeds) as server:
        (tmp_path / "feeds").write_text("\n".join(server.url + path for path in PATHS))
        for _ in range(2):
            with locked_store(tmp_path / "state") as store:
                result = start_following(tmp_path, QUICK, options, prism_arguments(), opener)
                assert result.wait_until_finish(duration=60_000) == "DONE"
                store.commit()
    assert feeds.statuses() == {200: len(PATHS), 304: len(PATHS)}
    assert len(list(lines(tmp_path / "articles"))) == len(PATHS)


def test_a_bundle_that_is_cut_gives_on_each_poll_once(tmp_path: Path) -> None:
    paths = [f"/{number}" for number in range(130)]
    with serve(lambda path, _: Answer(body=rss(path, [1]))) as server:
        (tmp_path / "feeds").write_text("\n".join(server.url + path for path in paths))
        source = FollowFeeds(
            ListedIn(str(tmp_path / "feeds")), QUICK, FollowOptions(shards=1, max_polls=1)
        )
        with beam.Pipeline(runner=FnApiRunner()) as pipeline:
            polls = pipeline | "FollowFeeds" >> source
            health = polls | "Health" >> beam.Map(feed_health)
            _ = health | "Write" >> beam.ParDo(AppendFn(tmp_path / "polls"))
        assert sorted(path for path, _ in server.requests) == sorted(paths)
    urls = sorted(line["url"] for line in lines(tmp_path / "polls"))
    assert urls == sorted(server.url + path for path in paths)


class SlowFn(beam.DoFn):
    """Takes its time over the third poll of a bundle."""

    def __init__(self) -> None:
        self._polls = 0

    def start_bundle(self) -> None:
        self._polls = 0

    def process(self, poll: FeedPoll) -> Iterator[FeedPoll]:
        self._polls += 1
        if self._polls == 3:
            time.sleep(1)
        yield poll


@pytest.mark.scale
@needs_prism
def test_on_prism_a_slow_step_behind_the_source_does_not_fail_the_job(tmp_path: Path) -> None:
    paths = [f"/{number}" for number in range(40)]
    with serve(ChangingFeeds(items=1)) as server:
        (tmp_path / "feeds").write_text("\n".join(server.url + path for path in paths))
        source = FollowFeeds(
            ListedIn(str(tmp_path / "feeds")),
            replace(QUICK, hosts=HostPolicy(min_delay_seconds=0, max_requests_at_once=40)),
            FollowOptions(shards=1, idle_seconds=0.1, max_polls=3),
        )
        options = PipelineOptions([*prism_arguments(), "--streaming"])
        with beam.Pipeline(options=options) as pipeline:
            polls = pipeline | "FollowFeeds" >> source | "Slow" >> beam.ParDo(SlowFn())
            health = polls | "Health" >> beam.Map(feed_health)
            _ = health | "Write" >> beam.ParDo(AppendFn(tmp_path / "polls"))
    assert len(list(lines(tmp_path / "polls"))) == 120
