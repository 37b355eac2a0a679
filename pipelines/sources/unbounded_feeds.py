"""FollowFeeds: polls feeds for ever, and keeps in its checkpoints what it knows of them."""

import datetime as dt
import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import apache_beam as beam
import msgspec
from apache_beam.coders import Coder
from apache_beam.io.unbounded_source import (
    CheckpointMark,
    ReadFromUnboundedSource,
    UnboundedReader,
    UnboundedSource,
)
from apache_beam.pvalue import PBegin, PCollection
from apache_beam.utils.timestamp import MAX_TIMESTAMP, Duration, Timestamp

from pipelines.clock import Clock, system_clock
from pipelines.sources.memory import FeedMemory
from pipelines.sources.poller import Poller, PollerOptions, item_key
from pipelines.store import HostMemory, Store
from schemas.errors import VedetteError
from schemas.ids import content_id
from transforms.feeds.parsed import ParsedFeed
from transforms.feeds.poll import FeedPoll, PollOutlook
from transforms.normalise.urls import without_credentials
from transforms.polling.history import FeedHistory
from transforms.polling.hosts import DueFeed, HostState, host_of, start_now

#: Bytes of an item's key that are kept: two of a million items collide once in 30 million shards.
_KEY_BYTES: Final = 8
#: A longer robots.txt is left out of checkpoints, and asked for again after a crash.
_MAX_KEPT_ROBOTS: Final = 4_096
#: Beam 2.77 sizes the first outputs of a bundle, but none of them once a bundle had more than 30:
#: it then takes the progress of the next for NaN, and a split that Prism asks for fails the job.
_POLLS_A_BUNDLE: Final = 25
#: A bundle that ends in the middle of what was fetched may fetch the rest again.
_BUNDLE_SECONDS: Final = 60.0

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class FollowOptions:
    """How feeds are followed, and when that ends."""

    #: Independent parts; all feeds of one host are in one of them.
    shards: int = 4
    #: How often an idle shard looks whether a feed is due, and whether to stop.
    idle_seconds: float = 1.0
    #: How often the list of feeds is read again.
    relist_seconds: float = 30.0
    #: How far a clock may be set back without its polls being late.
    disorder_seconds: float = 1.0
    #: Keys of items that a shard remembers; those not seen for longest go first.
    max_keys: int = 100_000
    #: When to end.
    until: dt.datetime | None = None
    #: End once each feed has been polled so often, those left out that are retired.
    max_polls: int | None = None

    def __post_init__(self) -> None:
        if self.shards < 1 or self.max_keys < 1:
            raise ValueError("shards and max_keys must be at least 1")
        if min(self.idle_seconds, self.relist_seconds, self.disorder_seconds) < 0:
            raise ValueError("seconds must not be negative")


@dataclass(frozen=True)
class StopFile:
    """Stops once a file is there; it reaches workers that share no memory with the launcher."""

    path: str

    def __call__(self) -> bool:
        """Whether to stop."""
        return Path(self.path).exists()


@dataclass(frozen=True)
class Following:
    """What follows which feeds; every part of it pickles.

    Attributes:
        list_feeds: reads the list of feeds; what it raises is fatal only on the first time.
        poller: how feeds are polled.
        options: how they are followed.
        open_store: opens the store that a run begins from and hands what it learns to; None
            where workers do not see one.
        stop: whether to end now.
        clock: the time.
    """

    list_feeds: Callable[[], Iterable[str]]
    poller: PollerOptions
    options: FollowOptions
    open_store: Callable[[], Store] | None
    stop: Callable[[], bool] | None
    clock: Clock


class FollowFeeds(beam.PTransform[PBegin, PCollection[FeedPoll]]):
    """The pipeline's root -> PCollection[FeedPoll], unbounded until it is told to stop.

    A poll's event time is when the feed was asked. Once `stop` says so, or at the end that the
    options set, the watermark goes to the end of time and the pipeline drains.

    Args: as the attributes of `Following`.
    """

    def __init__(
        self,
        list_feeds: Callable[[], Iterable[str]],
        poller: PollerOptions,
        options: FollowOptions | None = None,
        *,
        open_store: Callable[[], Store] | None = None,
        stop: Callable[[], bool] | None = None,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__()
        options = options or FollowOptions()
        self._following = Following(list_feeds, poller, options, open_store, stop, clock)

    def expand(self, root: PBegin) -> PCollection[FeedPoll]:
        read = ReadFromUnboundedSource(
            FeedShard(self._following),
            poll_interval=self._following.options.idle_seconds,
            max_records_per_bundle=_POLLS_A_BUNDLE,
            max_read_time_seconds=_BUNDLE_SECONDS,
        )
        polls: PCollection[FeedPoll] = root | "Follow" >> read
        return polls


class FeedShard(UnboundedSource):
    """The feeds of some hosts; at first, of all."""

    def __init__(self, following: Following, shard: int = 0, shards: int = 1) -> None:
        self._following = following
        self._shard = shard
        self._shards = shards

    def split(self, desired_num_splits: int, options: Any = None) -> list["FeedShard"]:  # noqa: ARG002 - Beam's signature
        shards = min(self._following.options.shards, desired_num_splits)
        return [FeedShard(self._following, shard, shards) for shard in range(shards)]

    def create_reader(
        self,
        options: Any,  # noqa: ARG002 - Beam's signature
        checkpoint_mark: CheckpointMark | None,
    ) -> "FeedReader":
        if checkpoint_mark is not None and not isinstance(checkpoint_mark, FeedMark):
            raise TypeError(f"not a mark of this source: {checkpoint_mark!r}")
        return FeedReader(self._following, self.feeds, checkpoint_mark)

    def get_checkpoint_mark_coder(self) -> Coder:
        return _MarkCoder()

    def feeds(self) -> dict[str, str]:
        """The listed URLs of this shard's feeds, by the URL they are known by."""
        return {
            without_credentials(url): url
            for url in self._following.list_feeds()
            # A host is asked by one shard only, or nobody could keep its delays.
            if int(content_id(host_of(url) or url)[:8], 16) % self._shards == self._shard
        }


class FeedMark(CheckpointMark):
    """A shard's memory, encoded once: it is copied often, and read only after a crash."""

    def __init__(self, state: bytes) -> None:
        self.state = state


class _MarkCoder(Coder):
    def encode(self, value: FeedMark) -> bytes:
        return value.state

    def decode(self, encoded: bytes) -> FeedMark:
        return FeedMark(encoded)

    def is_deterministic(self) -> bool:
        return True


@dataclass(frozen=True)
class _State:
    """What a mark holds of a shard."""

    feeds: tuple[FeedHistory, ...] = ()
    hosts: Mapping[str, HostMemory] = field(default_factory=dict)
    #: Keys of items, one after another, those seen last at the end.
    keys: bytes = b""
    #: Polls of each feed in this run.
    polls: Mapping[str, int] = field(default_factory=dict)
    #: Fields of polls that were made and brought no document, but were not given on yet.
    unsent: tuple[Mapping[str, Any], ...] = ()


class ShardMemory(FeedMemory):
    """What a shard remembers, over what a store remembers of earlier runs.

    What a poll taught counts from `keep` on, that is once it was given on: a feed whose document
    is lost on the way is asked again. A poll without a document counts at once, and travels in the
    mark: a Retry-After must outlive a crash.

    Attributes:
        unsent: polls that an earlier reader made and did not give on.
    """

    def __init__(self, mark: FeedMark | None, store: Store | None, max_keys: int) -> None:
        state = msgspec.msgpack.decode(mark.state, type=_State) if mark else _State()
        self._store = store
        self._max_keys = max_keys
        self._feeds = {history.url: history for history in state.feeds}
        self._told: dict[str, FeedHistory] = {}
        self._hosts = dict(state.hosts)
        self._polls = dict(state.polls)
        self.unsent = tuple(map(_poll_of, state.unsent))
        starts = range(0, len(state.keys), _KEY_BYTES)
        self._keys = dict.fromkeys(state.keys[start : start + _KEY_BYTES] for start in starts)

    def feed_history(self, url: str) -> FeedHistory:
        if url not in self._feeds:
            history = self._store.feed_history(url) if self._store else FeedHistory(url=url)
            self._feeds[url] = history
        return self._feeds[url]

    def add_pending_feeds(self, histories: Iterable[FeedHistory]) -> None:
        self._told.update((history.url, history) for history in histories)

    def host_memory(self, host: str) -> HostMemory:
        if host not in self._hosts:
            self._hosts[host] = self._store.host_memory(host) if self._store else HostMemory()
        return self._hosts[host]

    def remember_hosts(self, hosts: Mapping[str, HostMemory]) -> None:
        self._hosts.update(hosts)
        if self._store:
            self._store.remember_hosts(hosts)

    def seen(self, keys: Iterable[str]) -> set[str]:
        known = {key for key in keys if _short(key) in self._keys}
        return known | (self._store.seen(set(keys) - known) if self._store else set())

    def add_pending(self, keys: Iterable[str]) -> None:
        """Leaves them for `keep`."""

    def polls(self, url: str) -> int:
        """How often a feed was polled in this run."""
        return self._polls.get(url, 0)

    def keep(self, poll: FeedPoll) -> None:
        """Makes what a poll taught count; a second time changes nothing."""
        history = self._told.pop(poll.feed_url, None)
        if history is None:
            return
        keys = _item_keys(poll)
        self._feeds[poll.feed_url] = history
        self._polls[poll.feed_url] = self.polls(poll.feed_url) + 1
        for short in map(_short, keys):
            self._keys.pop(short, None)
            self._keys[short] = None
        for oldest in list(islice(self._keys, max(0, len(self._keys) - self._max_keys))):
            del self._keys[oldest]
        if self._store:
            self._store.add_pending_feeds([history])
            self._store.add_pending(keys)

    def forget_all_but(self, urls: Iterable[str]) -> None:
        """Forgets feeds that are no longer listed, and their hosts."""
        listed = set(urls)
        hosts = set(map(host_of, listed))
        self._feeds = {url: history for url, history in self._feeds.items() if url in listed}
        self._polls = {url: polls for url, polls in self._polls.items() if url in listed}
        self._hosts = {host: memory for host, memory in self._hosts.items() if host in hosts}

    def mark(self, queue: Iterable[FeedPoll]) -> FeedMark:
        """The memory as a mark, with the polls that wait to be given on."""
        state = _State(
            feeds=tuple(self._feeds.values()),
            hosts={host: _light(memory) for host, memory in self._hosts.items()},
            keys=b"".join(self._keys),
            polls=self._polls,
            unsent=tuple(
                msgspec.to_builtins(poll, builtin_types=(dt.datetime,))
                for poll in queue
                if poll.document is None
            ),
        )
        return FeedMark(msgspec.msgpack.encode(state))

    def close(self) -> None:
        """Closes the store."""
        if self._store:
            self._store.close()


class FeedReader(UnboundedReader):
    """Polls the due feeds of a shard together and gives on one poll after another.

    Args:
        following: what to follow.
        list_feeds: the shard's feeds, URLs by the URL they are known by.
        mark: where to go on; None to begin from the store.
    """

    def __init__(
        self, following: Following, list_feeds: Callable[[], dict[str, str]], mark: FeedMark | None
    ) -> None:
        self._following = following
        self._list_feeds = list_feeds
        store = following.open_store() if following.open_store else None
        self._memory = ShardMemory(mark, store, following.options.max_keys)
        #: The mark of the memory as it is; None when it has changed.
        self._mark: FeedMark | None = None
        self._feeds: dict[str, str] = {}
        self._relist_at: dt.datetime | None = None
        self._queue = deque(self._memory.unsent)
        #: Polls given on since the last mark, that is in this bundle.
        self._given = 0
        self._current: FeedPoll | None = None
        self._is_over = False

    def start(self) -> bool:
        return self.advance()

    def advance(self) -> bool:
        """Goes to the next poll; where there is none, asks the feeds that are due and waits."""
        self._current = None
        if not self._queue:
            self._relist()
            self._is_over = self._ends()
            if not self._is_over:
                self._poll_due()
        if not self._queue:
            return False
        self._current = self._queue.popleft()
        self._memory.keep(self._current)
        self._mark = None
        self._given += 1
        return True

    def get_current(self) -> FeedPoll:
        if self._current is None:
            raise ValueError("no poll to give on")
        return self._current

    def get_current_timestamp(self) -> Timestamp:
        return _timestamp(self.get_current().checked_at)

    def get_watermark(self) -> Timestamp:
        """The time of the earliest poll that can follow: now, less the allowed disorder."""
        if self._is_over:
            return MAX_TIMESTAMP
        earliest = min((poll.checked_at for poll in self._queue), default=self._following.clock())
        return _timestamp(earliest) - Duration(self._following.options.disorder_seconds)

    def get_checkpoint_mark(self) -> FeedMark:
        self._given = 0
        if self._mark is None:
            self._mark = self._memory.mark(self._queue)
        return self._mark

    def close(self) -> None:
        self._memory.close()

    def _relist(self) -> None:
        now = self._following.clock()
        if self._relist_at and now < self._relist_at:
            return
        try:
            self._feeds = self._list_feeds()
        except (VedetteError, OSError):
            if not self._relist_at:
                raise
            _logger.warning("the list of feeds cannot be read: the old one holds", exc_info=True)
        else:
            self._memory.forget_all_but(self._feeds)
            self._mark = None
        self._relist_at = now + dt.timedelta(seconds=self._following.options.relist_seconds)

    def _ends(self) -> bool:
        options = self._following.options
        if self._following.stop and self._following.stop():
            return True
        if options.until and self._following.clock() >= options.until:
            return True
        return options.max_polls is not None and not self._unfinished()

    def _unfinished(self) -> list[str]:
        """Feeds that will be polled again."""
        most = self._following.options.max_polls
        return [
            url
            for url in self._feeds
            if (most is None or self._memory.polls(url) < most)
            and not self._memory.feed_history(url).retired
        ]

    def _poll_due(self) -> None:
        """Queues polls of the feeds that may be asked at this moment, and of no others.

        Those whose host must be left alone wait here, not in the poller: it would sleep through a
        Retry-After, and the bundle with it.
        """
        following, now = self._following, self._following.clock()
        due_at = {
            url: self._memory.feed_history(url).next_poll_at or now for url in self._unfinished()
        }
        due = [DueFeed(url=url, due_at=at) for url, at in due_at.items() if at <= now]
        if not due:
            return
        hosts = {host_of(feed.url): HostState() for feed in due}
        hosts = {host: self._memory.host_memory(host).state for host in hosts if host}
        # No more than the bundle has room for: it then ends with nothing left.
        room = _POLLS_A_BUNDLE - self._given % _POLLS_A_BUNDLE
        connections = min(following.poller.limits.connections, room)
        plan = start_now(now, due, hosts, following.poller.hosts, connections)
        urls = [self._feeds[url] for url in plan.start]
        if not urls:
            return
        for poll in Poller(following.poller, self._memory, following.clock).poll(urls):
            if poll.document is None:
                self._memory.keep(poll)
            self._queue.append(poll)
        self._mark = None


def _poll_of(fields: Mapping[str, Any]) -> FeedPoll:
    """A poll without a document, from the fields that a mark holds."""
    outlook = fields["outlook"]
    return FeedPoll(**{**fields, "outlook": PollOutlook(**outlook) if outlook else None})


def _item_keys(poll: FeedPoll) -> list[str]:
    if not isinstance(poll.reading, ParsedFeed):
        return []
    return [item_key(article) for article in poll.reading.articles]


def _short(key: str) -> bytes:
    return bytes.fromhex(key)[:_KEY_BYTES]


def _light(memory: HostMemory) -> HostMemory:
    """What a mark holds of a host: nothing runs once it is read, and its robots.txt may be long."""
    robots = memory.robots
    if robots and len(robots.text) > _MAX_KEPT_ROBOTS:
        robots = None
    return HostMemory(replace(memory.state, running=0), robots)


def _timestamp(moment: dt.datetime) -> Timestamp:
    return Timestamp.from_utc_datetime(moment)
