"""What must hold of a soak, whatever its feeds do: judged by the server's log and by storage."""

from collections import Counter, defaultdict
from pathlib import Path
from statistics import linear_regression, mean

from tests.duck import query
from tests.soak.server import Soak
from tests.soak.ways import Blank, FallenSilent


def titles(folder: Path) -> Counter[str]:
    """Titles of all articles as stored; a title tells a version from all others."""
    return Counter(dict(query(f"SELECT title, count(*) FROM '{folder}/data/articles/*/*.parquet'"
                              " GROUP BY title")))  # fmt: skip


def assert_every_version_is_stored_once(soak: Soak, folder: Path) -> None:
    stored, served = titles(folder), soak.versions()
    assert served - stored.keys() == set()  # none is lost
    assert stored.keys() - served == set()  # none is made up
    assert {title: n for title, n in stored.items() if n > 1} == {}


def assert_no_key_is_stored_twice(folder: Path) -> None:
    for stream, key in (("entities", "entity_id"), ("signals", "signal_id")):
        if any((folder / "data" / stream).rglob("*.parquet")):
            rows = f"'{folder}/data/{stream}/*/*.parquet'"
            assert query(f"SELECT count(*) - count(DISTINCT {key}) FROM {rows}") == [(0,)]


def assert_rests_are_kept(soak: Soak) -> None:
    """No request to a feed's host while an answer forbids one."""
    for feed in soak.feeds:
        exchanges = soak.exchanges(feed)
        for one in exchanges:
            ends = one.replied_at + one.reply.rest_seconds
            early = [late for late in exchanges if one.replied_at < late.asked_at < ends]
            assert not early, (type(feed), one, early)


def assert_forbidden_paths_are_not_asked(soak: Soak) -> None:
    forbidding = [feed for feed in soak.feeds if b"Disallow: /" in feed.robots().body]
    paths = {one.path for feed in forbidding for one in soak.exchanges(feed)}
    assert paths == {"/robots.txt"}


def share_not_modified(soak: Soak) -> float:
    """Of polls of feeds that were unchanged since they were read whole, those answered 304."""
    statuses = [one.reply.status for one in soak.log if one.is_unchanged]
    return statuses.count(304) / len(statuses)


def assert_each_poll_is_told(soak: Soak, folder: Path) -> None:
    """Health has what the feeds of each way do badly."""
    ways, told = {feed.url: type(feed) for feed in soak.feeds}, defaultdict(set)
    rows = f"'{folder}/data/feed_health/*/*.parquet'"
    for url, outcome in query(f"SELECT DISTINCT feed_url, outcome FROM {rows}"):
        told[ways[url]].add(outcome)
    assert told.keys() == set(ways.values())
    for way, outcomes in told.items():
        assert way.outcomes <= outcomes, (way, outcomes)


def assert_silence_is_told(soak: Soak, folder: Path) -> None:
    """A feed that had items and has none any more is silent, and no other is."""
    rows = f"'{folder}/data/feed_health/*/*.parquet'"
    silent = {url for (url,) in query(f"SELECT DISTINCT feed_url FROM {rows} WHERE silent")}
    emptied = {feed.url for feed in soak.feeds if isinstance(feed, FallenSilent) and feed.change}
    assert emptied
    assert silent - {feed.url for feed in soak.feeds if isinstance(feed, Blank)} == emptied


def growth_a_minute(memory: list[tuple[float, int]]) -> float:
    """The slope of resident memory over the last two thirds, as a share of its mean."""
    ends = memory[-1][0]
    late = [(at, size) for at, size in memory if at >= ends / 3]
    sizes = [size for _, size in late]
    return linear_regression([at for at, _ in late], sizes).slope * 60 / mean(sizes)
