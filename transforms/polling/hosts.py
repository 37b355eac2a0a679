"""Politeness towards a host: which due feeds may be asked now, and when others may be."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from schemas.row import require_utc

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
#: URLs whose host is remembered: a pass looks at each feed of a list again and again.
_HOSTS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPolicy:
    """What all feeds of one host together may ask of it."""

    max_requests_at_once: int = 2
    #: Between the starts of two requests.
    min_delay_seconds: float = 1.0
    #: A longer Crawl-delay of robots.txt is cut to this: a feed is one request, not a crawl.
    max_crawl_delay_seconds: float = 60.0
    #: How long a host is left alone that is asked too often and does not say how long.
    pause_seconds: float = 60.0
    #: A longer Retry-After is taken for a mistake and honoured up to here, as a feed's own is.
    max_pause_seconds: float = 7 * 86_400.0

    def __post_init__(self) -> None:
        if self.max_requests_at_once < 1:
            raise ValueError("max_requests_at_once must be at least 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """One host as its requests left it; made of what msgspec encodes."""

    running: int = 0
    last_started_at: dt.datetime | None = None
    #: What the host's Retry-After forbids, for all its feeds.
    blocked_until: dt.datetime | None = None
    #: As robots.txt says.
    crawl_delay_seconds: float = 0.0

    def __post_init__(self) -> None:
        require_utc(last_started_at=self.last_started_at, blocked_until=self.blocked_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFeed:
    """A feed whose time has come, or will."""

    url: str
    due_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPlan:
    """What may start now."""

    #: URLs of feeds, the longest due first.
    start: tuple[str, ...]
    #: All hosts, as they are once these have started.
    hosts: dict[str, HostState]
    #: When to plan again, unless a request ends before; None if only that can free a feed.
    next_at: dt.datetime | None


@lru_cache(maxsize=_HOSTS)
def host_of(url: str) -> str:
    """Host and port that a feed is asked from, in lower case; empty for a file."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{host}:{parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)}" if host else ""


def start_now(
    now: dt.datetime,
    feeds: Iterable[DueFeed],
    hosts: Mapping[str, HostState],
    policy: HostPolicy,
    free_slots: int | None = None,
) -> StartPlan:
    """Chooses the feeds to ask now, the longest due first, within what each host may bear.

    Args:
        now: the time, in UTC.
        feeds: those not running, due or not.
        hosts: states by `host_of`; a host that is not there is a new one. Files have no host
            and start when they are due.
        policy: what a host may bear.
        free_slots: requests that may still start over all hosts; None for any number.
    """
    states = dict(hosts)
    start: list[str] = []
    wake: list[dt.datetime] = []
    for feed in sorted(feeds, key=lambda feed: (feed.due_at, feed.url)):
        host = host_of(feed.url)
        state = states.get(host, HostState())
        earliest = max(feed.due_at, free_at(state, policy)) if host else feed.due_at
        if earliest > now:
            wake.append(earliest)
        elif (free_slots is None or len(start) < free_slots) and (
            not host or state.running < policy.max_requests_at_once
        ):
            start.append(feed.url)
            if host:
                states[host] = replace(state, running=state.running + 1, last_started_at=now)
    return StartPlan(start=tuple(start), hosts=states, next_at=min(wake, default=None))


def ended(
    state: HostState,
    now: dt.datetime,
    policy: HostPolicy,
    *,
    retry_after_seconds: float = 0.0,
    is_rate_limit: bool = False,
) -> HostState:
    """The host after one of its requests ended; a pause it asks for never shortens another."""
    pause = retry_after_seconds or policy.pause_seconds if is_rate_limit else 0.0
    pause = min(pause, policy.max_pause_seconds)
    until = [now + dt.timedelta(seconds=pause)] if pause else []
    if state.blocked_until and state.blocked_until > now:
        until.append(state.blocked_until)
    return replace(state, running=max(state.running - 1, 0), blocked_until=max(until, default=None))


def merged(one: HostState, other: HostState) -> HostState:
    """A host as `one` left it, and another that did not see it: the longer pause holds."""
    started = [at for at in (one.last_started_at, other.last_started_at) if at]
    blocked = [at for at in (one.blocked_until, other.blocked_until) if at]
    return replace(
        one,
        last_started_at=max(started, default=None),
        blocked_until=max(blocked, default=None),
    )


def idle_hosts(
    now: dt.datetime, hosts: Mapping[str, HostState], policy: HostPolicy
) -> frozenset[str]:
    """Hosts whose state says no more than that of a new one, to be forgotten."""
    return frozenset(
        host
        for host, state in hosts.items()
        if not state.running and not state.crawl_delay_seconds and free_at(state, policy) <= now
    )


def free_at(state: HostState, policy: HostPolicy) -> dt.datetime:
    """When a host may be asked again, as far as time decides; long ago for a new one."""
    crawl_delay = min(state.crawl_delay_seconds, policy.max_crawl_delay_seconds)
    delay = dt.timedelta(seconds=max(policy.min_delay_seconds, crawl_delay))
    times = [state.last_started_at + delay] if state.last_started_at else []
    if state.blocked_until:
        times.append(state.blocked_until)
    return max(times, default=dt.datetime.min.replace(tzinfo=dt.UTC))
