"""Feeds that misbehave in every way that is known, followed for a while, and through crashes."""

import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from tests.prism import needs_prism, prism_arguments
from tests.soak.feed import Feed
from tests.soak.laws import (
    assert_each_poll_is_told,
    assert_every_version_is_stored_once,
    assert_forbidden_paths_are_not_asked,
    assert_no_key_is_stored_twice,
    assert_rests_are_kept,
    assert_silence_is_told,
    growth_a_minute,
    share_not_modified,
    titles,
)
from tests.soak.reader import Reader, reading
from tests.soak.server import Soak, serve
from tests.soak.ways import WAYS, Long

#: As long as a busy machine may need.
_SETTLE_SECONDS = 600

on_each_runner = pytest.mark.parametrize(
    ("arguments", "mode"),
    [
        pytest.param((), "bounded passes", id="passes"),
        pytest.param(prism_arguments(), "streaming", id="prism", marks=needs_prism),
    ],
)


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


def settle(soak: Soak, reader: Reader) -> str:
    """Lets the reader come to rest on feeds that have come to rest; what it printed."""
    soak.calm()
    reader.watch(_SETTLE_SECONDS, until=soak.is_settled)
    assert soak.is_settled()
    return reader.stop()


def assert_laws(soak: Soak, folder: Path) -> None:
    assert_every_version_is_stored_once(soak, folder)
    assert_no_key_is_stored_twice(folder)
    assert_rests_are_kept(soak)
    assert_forbidden_paths_are_not_asked(soak)
    assert share_not_modified(soak) >= 0.8
    assert_each_poll_is_told(soak, folder)
    assert_silence_is_told(soak, folder)


@on_each_runner
def test_feeds_that_misbehave_in_every_way_lose_nothing_and_repeat_nothing(
    arguments: Sequence[str], mode: str, tmp_path: Path
) -> None:
    feeds = misbehaving(len(WAYS), most_items=100, polls_a_change=2)
    with serve(feeds) as soak, reading(soak, tmp_path, arguments) as reader:
        reader.watch(_SETTLE_SECONDS, until=lambda: soak.least_polls() >= 5)
        assert mode in settle(soak, reader)
    assert_laws(soak, tmp_path)


@pytest.mark.scale
@on_each_runner
def test_ten_minutes_of_misbehaviour_lose_nothing_and_do_not_grow(
    arguments: Sequence[str], mode: str, tmp_path: Path
) -> None:
    feeds = misbehaving(200, most_items=10_000, polls_a_change=4)
    with serve(feeds) as soak, reading(soak, tmp_path, arguments) as reader:
        reader.watch(600)
        reader.watch(300, until=lambda: soak.least_polls() >= 6)
        assert mode in settle(soak, reader)
    assert_laws(soak, tmp_path)
    assert growth_a_minute(reader.memory) <= 0.01


@pytest.mark.scale
@needs_prism
def test_on_prism_a_kill_repeats_nothing_and_loses_nothing_that_feeds_still_show(
    tmp_path: Path,
) -> None:
    moments = random.Random(2)
    with serve(misbehaving(len(WAYS), most_items=100, polls_a_change=10_000)) as soak:
        for _ in range(2):  # a window lasts a minute: some are committed, and one is not
            with reading(soak, tmp_path, prism_arguments()) as reader:
                reader.watch(moments.uniform(100, 200))
                reader.kill()
        assert titles(tmp_path)
        with reading(soak, tmp_path, prism_arguments()) as reader:
            settle(soak, reader)
    assert_every_version_is_stored_once(soak, tmp_path)
    assert_no_key_is_stored_twice(tmp_path)


@pytest.mark.parametrize(
    ("kills", "count", "most_polls"),
    [(1, len(WAYS), 150), pytest.param(5, 200, 1_200, marks=pytest.mark.scale)],
)
def test_a_run_that_is_killed_at_any_moment_loses_nothing_and_repeats_nothing(
    kills: int, count: int, most_polls: int, tmp_path: Path
) -> None:
    moments = random.Random(kills)
    with serve(misbehaving(count, most_items=count, polls_a_change=2)) as soak:
        for _ in range(kills):
            with reading(soak, tmp_path) as reader:
                # So that a slow machine is not always killed before its first pass is over.
                asked = len(soak.log) + moments.randrange(most_polls)
                reader.watch(_SETTLE_SECONDS, until=partial(soak.has_answered, asked))
                reader.watch(moments.uniform(0, 10))
                reader.kill()
        with reading(soak, tmp_path) as reader:
            settle(soak, reader)
    assert_every_version_is_stored_once(soak, tmp_path)
    assert_no_key_is_stored_twice(tmp_path)
