"""What follows which feeds, how, and when that ends."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipelines.clock import Clock
from pipelines.sources.poller import PollerOptions
from pipelines.store import Store


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
