"""What a shard of followed feeds remembers, and the mark that it travels in."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

import msgspec
from apache_beam.coders import Coder
from apache_beam.io.unbounded_source import CheckpointMark

from pipelines.sources.memory import FeedMemory
from pipelines.sources.poller import item_key
from pipelines.store import HostMemory, Store
from transforms.feeds.parsed import ParsedFeed
from transforms.feeds.poll import FeedPoll, PollOutlook
from transforms.polling.history import FeedHistory
from transforms.polling.hosts import host_of

#: Bytes of an item's key that are kept: two of a million items collide once in 30 million shards.
_KEY_BYTES: Final = 8
#: A longer robots.txt is left out of checkpoints, and asked for again after a crash.
_MAX_KEPT_ROBOTS: Final = 4_096


class FeedMark(CheckpointMark):
    """A shard's memory, encoded once: it is copied often, and read only after a crash."""

    def __init__(self, state: bytes) -> None:
        self.state = state


class FeedMarkCoder(Coder):
    """A mark as the bytes it is."""

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
        history = self._feeds[url]
        return self._store.to_be_read(history) if self._store else history

    def add_pending_feeds(self, histories: Iterable[FeedHistory]) -> None:
        self._told.update((history.url, history) for history in histories)

    def host_memory(self, host: str) -> HostMemory:
        # Pages are asked for beside the feeds, and a host may have asked them for a rest.
        stored = self._store.host_memory(host) if self._store else HostMemory()
        return self._hosts[host].merged(stored) if host in self._hosts else stored

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
            at = poll.checked_at.timestamp()
            self._store.add_pending_feeds([history], at)
            self._store.add_pending(keys, at)

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
