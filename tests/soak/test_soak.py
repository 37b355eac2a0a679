"""Feeds that misbehave in every way that is known, followed for a while."""

from pathlib import Path

import pytest

from tests.soak.feed import Feed
from tests.soak.laws import (
    assert_each_poll_is_told,
    assert_every_version_is_stored_once,
    assert_forbidden_paths_are_not_asked,
    assert_no_key_is_stored_twice,
    assert_rests_are_kept,
    growth_a_minute,
    share_not_modified,
)
from tests.soak.reader import reading
from tests.soak.server import Soak, serve
from tests.soak.ways import WAYS, Long


def misbehaving(count: int, most_items: int, polls_a_change: int) -> list[Feed]:
    """So many feeds, each way to misbehave in turn; the first long one has the most items."""
    feeds: list[Feed] = []
    for number in range(count):
        way = WAYS[number % len(WAYS)]
        feed = way(f"{way.__name__}-{number}", polls_a_change=polls_a_change)
        if isinstance(feed, Long):
            feed.size = most_items if number < len(WAYS) else min(300, most_items)
        feeds.append(feed)
    return feeds


def assert_laws(soak: Soak, folder: Path) -> None:
    assert_every_version_is_stored_once(soak, folder)
    assert_no_key_is_stored_twice(folder)
    assert_rests_are_kept(soak)
    assert_forbidden_paths_are_not_asked(soak)
    assert share_not_modified(soak) >= 0.8
    assert_each_poll_is_told(soak, folder)


def test_feeds_that_misbehave_in_every_way_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    feeds = misbehaving(len(WAYS), most_items=100, polls_a_change=2)
    with serve(feeds) as soak, reading(soak, tmp_path) as reader:
        reader.watch(50, until=lambda: soak.least_polls() >= 5)
        assert soak.least_polls() >= 4
        assert "bounded passes" in reader.stop()
    assert_laws(soak, tmp_path)


@pytest.mark.scale
def test_ten_minutes_of_misbehaviour_lose_nothing_and_do_not_grow(tmp_path: Path) -> None:
    feeds = misbehaving(200, most_items=10_000, polls_a_change=4)
    with serve(feeds) as soak, reading(soak, tmp_path) as reader:
        reader.watch(600)
        reader.stop()
    assert_laws(soak, tmp_path)
    assert growth_a_minute(reader.memory) <= 0.01
