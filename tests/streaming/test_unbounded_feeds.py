"""What a runner may rely on, held against a reader without any runner."""

import datetime as dt
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from apache_beam.utils.timestamp import MAX_TIMESTAMP, Timestamp
from hypothesis import given
from hypothesis import strategies as st

from pipelines.sources.feed_reader import FeedReader
from pipelines.sources.following import Following, FollowOptions
from pipelines.sources.unbounded_feeds import FeedShard
from pipelines.store import Store, StoreOpener, locked_store, store_path
from schemas.errors import ConfigError
from tests.builders import NOW
from tests.pipelines.feed_server import Answer, FeedServer, serve
from tests.streaming.changing_feeds import QUICK, ListedIn, rss
from transforms.feeds.poll import FeedPoll
from transforms.polling.hosts import HostPolicy, host_of

ONE_SHARD = FollowOptions(shards=1)


@dataclass
class World:
    """A clock that a test moves, a flag that it sets, and the list of feeds."""

    now: dt.datetime = NOW
    stopped: bool = False
    urls: list[str] = field(default_factory=list)
    unreadable: bool = False

    def list_feeds(self) -> list[str]:
        if self.unreadable:
            raise ConfigError("cannot read the list")
        return self.urls

    def shard(
        self, options: FollowOptions = ONE_SHARD, open_store: Callable[[], Store] | None = None
    ) -> FeedShard:
        return FeedShard(
            Following(
                self.list_feeds, QUICK, options, open_store, lambda: self.stopped, lambda: self.now
            )
        )

    def reader(self, options: FollowOptions = ONE_SHARD) -> FeedReader:
        return self.shard(options).create_reader(None, None)

    def restored(self, reader: FeedReader) -> FeedReader:
        """A reader in another process, made of what the first one's mark travels as."""
        shard = self.shard()
        coder = shard.get_checkpoint_mark_coder()
        mark = coder.decode(coder.encode(reader.get_checkpoint_mark()))
        return shard.create_reader(None, mark)

    def later(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def world() -> World:
    return World()


def read(reader: FeedReader) -> Iterator[FeedPoll]:
    """What the reader has now."""
    while reader.advance():
        yield reader.get_current()


def versioned(path: str, headers: dict[str, str]) -> Answer:
    """A feed of one item that knows its validator."""
    if headers.get("if-none-match") == '"v1"':
        return Answer(304)
    return Answer(body=rss(path, [1]), headers=(("ETag", '"v1"'),))


def follow(world: World, server: FeedServer, *paths: str) -> None:
    world.urls = [server.url + path for path in paths]


def test_a_poll_is_given_on_once_with_the_time_it_was_made(world: World) -> None:
    with serve(versioned) as server:
        follow(world, server, "/a")
        reader = world.reader()
        assert reader.start()
        poll = reader.get_current()
        assert poll.outcome == "ok"
        assert reader.get_current_timestamp() == Timestamp.from_utc_datetime(poll.checked_at)
        assert not reader.advance()
        with pytest.raises(ValueError, match="no poll"):
            reader.get_current()


def test_a_shard_that_is_asked_all_the_time_asks_no_more_often_than_it_may(world: World) -> None:
    with serve(versioned) as server:
        follow(world, server, "/a")
        reader = world.reader()
        for _ in range(200):
            world.later(0.01)
            reader.advance()
        # Intervals of 0.5 s at least in 2 s, and one poll to begin with.
        assert 2 <= len(server.requests) <= 5


def test_an_idle_watermark_follows_the_clock_and_never_passes_a_poll_to_come(world: World) -> None:
    with serve(versioned) as server:
        follow(world, server, "/a", "/b")
        reader = world.reader(replace(ONE_SHARD, disorder_seconds=2))
        reader.start()
        world.later(100)
        waiting = reader.get_watermark()
        assert reader.advance()
        assert waiting < reader.get_current_timestamp()
        assert reader.get_watermark() == Timestamp.from_utc_datetime(world.now) - 2


def test_a_mark_keeps_validators_and_the_next_poll(world: World) -> None:
    with serve(versioned) as server:
        follow(world, server, "/a")
        first = world.reader()
        assert len(list(read(first))) == 1
        second = world.restored(first)
        assert list(read(second)) == []
        world.later(10)
        (poll,) = read(second)
        assert (poll.outcome, len(server.requests)) == ("not_modified", 2)


def test_a_mark_remembers_which_items_were_seen(world: World) -> None:
    with serve(lambda path, _: Answer(body=rss(path, [1, 2]))) as server:
        follow(world, server, "/a")
        reader = world.reader()
        list(read(reader))
        world.later(10)
        (poll,) = read(world.restored(reader))
        assert poll.outlook is not None
        assert poll.outlook.items_new == 0


def test_nothing_is_lost_by_a_mark_between_fetch_and_emission(world: World) -> None:
    with serve(versioned) as server:
        follow(world, server, "/a", "/b", "/c")
        reader = world.reader()
        reader.start()
        given_on = reader.get_current()
        world.later(0.2)
        again = list(read(world.restored(reader)))
        assert len(server.requests) == 5
        assert {poll.feed_url for poll in [given_on, *again]} == set(world.urls)
        assert [poll.document is not None for poll in again] == [True, True]
        assert [poll.outlook and poll.outlook.items_new for poll in again] == [1, 1]
        # The first reader, where it lives on, has them still and asks nobody.
        assert len(list(read(reader))) == 2
        assert len(server.requests) == 5


def test_a_refusal_that_was_not_given_on_yet_is_told_and_obeyed_after_a_crash(world: World) -> None:
    with serve(lambda *_: Answer(429, headers=(("Retry-After", "60"),))) as server:
        follow(world, server, "/a", "/b")
        reader = world.reader()
        reader.start()
        world.later(30)
        (poll,) = read(world.restored(reader))
        assert {poll.feed_url, reader.get_current().feed_url} == set(world.urls)
        assert poll.outlook is not None
        assert (poll.outcome, poll.outlook.consecutive_failures) == ("rate_limited", 1)
        assert len(server.requests) == 2


def test_a_new_feed_is_asked_before_those_that_are_late(world: World) -> None:
    one_by_one = replace(QUICK, limits=replace(QUICK.limits, connections=1))
    with serve(versioned) as server:
        follow(world, server, "/a")
        shard = world.shard(replace(ONE_SHARD, relist_seconds=0))
        shard._following = replace(shard._following, poller=one_by_one)
        reader = shard.create_reader(None, None)
        list(read(reader))
        follow(world, server, "/a", "/new")
        world.later(1000)
        reader.advance()
        assert reader.get_current().feed_url.endswith("/new")


def test_a_host_that_must_be_left_alone_does_not_hold_up_the_shard(world: World) -> None:
    one_by_one = replace(QUICK, hosts=HostPolicy(min_delay_seconds=0, max_requests_at_once=1))
    with serve(lambda *_: Answer(429, headers=(("Retry-After", "3600"),))) as server:
        follow(world, server, "/a", "/b", "/c")
        shard = world.shard()
        shard._following = replace(shard._following, poller=one_by_one)
        reader = shard.create_reader(None, None)
        assert len(list(read(reader))) == 1
        assert len(server.requests) == 1


def test_credentials_are_sent_but_in_no_mark(world: World) -> None:
    with serve(versioned) as server:
        world.urls = [server.url.replace("http://", "http://me:secret@") + "/a"]
        reader = world.reader()
        assert len(list(read(reader))) == 1
        assert server.requests[0][1]["authorization"].startswith("Basic ")
        assert b"secret" not in reader.get_checkpoint_mark().state


def test_a_stop_ends_a_shard_once_all_it_has_is_given_on(world: World) -> None:
    with serve(versioned) as server:
        follow(world, server, "/a", "/b")
        reader = world.reader()
        reader.start()
        world.stopped = True
        assert reader.advance()
        assert reader.get_watermark() < MAX_TIMESTAMP
        assert not reader.advance()
        assert reader.get_watermark() == MAX_TIMESTAMP
        assert len(server.requests) == 2


def test_a_shard_ends_at_its_deadline(world: World) -> None:
    reader = world.reader(replace(ONE_SHARD, until=NOW + dt.timedelta(seconds=5)))
    assert not reader.start()
    assert reader.get_watermark() < MAX_TIMESTAMP
    world.later(5)
    assert not reader.advance()
    assert reader.get_watermark() == MAX_TIMESTAMP


def test_a_shard_ends_when_each_feed_has_been_polled_often_enough(world: World) -> None:
    def handler(path: str, headers: dict[str, str]) -> Answer:
        return Answer(410) if path == "/gone" else versioned(path, headers)

    with serve(handler) as server:
        follow(world, server, "/a", "/gone")
        reader = world.reader(replace(ONE_SHARD, max_polls=3))
        outcomes = []
        while reader.get_watermark() < MAX_TIMESTAMP:
            outcomes += [poll.outcome for poll in read(reader)]
            world.later(1)
        assert sorted(outcomes) == ["gone", "not_modified", "not_modified", "ok"]


def test_the_list_of_feeds_is_read_again(world: World) -> None:
    with serve(versioned) as server:
        follow(world, server, "/a")
        reader = world.reader(replace(ONE_SHARD, relist_seconds=5))
        list(read(reader))
        follow(world, server, "/b")
        assert list(read(reader)) == []
        world.later(5)
        assert [poll.feed_url for poll in read(reader)] == [f"{server.url}/b"]
        assert b"/a" not in reader.get_checkpoint_mark().state


def test_a_list_that_cannot_be_read_is_fatal_only_at_the_start(world: World) -> None:
    with serve(versioned) as server:
        follow(world, server, "/a")
        reader = world.reader(replace(ONE_SHARD, relist_seconds=0))
        list(read(reader))
        world.unreadable = True
        world.later(10)
        assert len(list(read(reader))) == 1
        with pytest.raises(ConfigError):
            world.reader().start()


def test_the_keys_of_items_are_bounded_and_the_latest_stay(world: World) -> None:
    def many(path: str, _: object) -> Answer:
        return Answer(body=rss(path, range(50)))

    with serve(many) as server:
        follow(world, server, "/a")
        reader = world.reader(replace(ONE_SHARD, max_keys=20))
        list(read(reader))
        world.later(10)
        (poll,) = read(reader)
        assert poll.outlook is not None
        assert poll.outlook.items_new == 30


def test_a_run_begins_from_the_store_and_hands_it_what_it_learned(
    world: World, tmp_path: Path
) -> None:
    opener = StoreOpener(str(store_path(tmp_path)))
    with serve(versioned) as server:
        follow(world, server, "/a")
        for outcome in ("ok", "not_modified"):
            with locked_store(tmp_path) as store:
                reader = world.shard(open_store=opener).create_reader(None, None)
                assert [poll.outcome for poll in read(reader)] == [outcome]
                reader.close()
                store.commit()
            world.later(10)
        with locked_store(tmp_path) as store:
            assert store.feed_history(world.urls[0]).polls == 2


URLS = st.lists(
    st.builds(
        "https://{}.example/{}".format, st.sampled_from("abcdefgh"), st.sampled_from("12345")
    ),
    unique=True,
)


@given(urls=URLS, shards=st.integers(1, 6))
def test_each_feed_is_in_one_shard_and_so_is_each_host(urls: list[str], shards: int) -> None:
    split = World(urls=urls).shard(FollowOptions(shards=shards)).split(20)
    parts = [list(shard.feeds()) for shard in split]
    assert sorted(url for part in parts for url in part) == sorted(urls)
    hosts: Iterable[set[str]] = ({host_of(url) for url in part} for part in parts)
    assert sum(map(len, hosts)) == len({host_of(url) for url in urls})


def test_a_shard_travels_by_pickle(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_text("https://a.example/rss")
    list_feeds = ListedIn(str(tmp_path / "feeds"))
    shard = FeedShard(Following(list_feeds, QUICK, ONE_SHARD, None, None, _noon))
    assert list(pickle.loads(pickle.dumps(shard)).feeds()) == ["https://a.example/rss"]


def _noon() -> dt.datetime:
    return NOW


@pytest.mark.parametrize("wrong", [{"shards": 0}, {"max_keys": 0}, {"idle_seconds": -1.0}])
def test_impossible_options_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        FollowOptions(**wrong)  # type: ignore[arg-type]
