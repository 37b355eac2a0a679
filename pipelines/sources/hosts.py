"""The hosts that are asked: how long each is left alone, and what its robots.txt allows."""

import asyncio
import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

import aiohttp

from pipelines.sources.http import USER_AGENT, FetchError, FetchLimits, fetch
from pipelines.sources.memory import HostsMemory
from pipelines.store import HostMemory
from transforms.polling.hosts import HostPolicy, HostState, ended, host_of
from transforms.polling.robots import Robots, read_robots, robots_url

#: More of a robots.txt need not be read (RFC 9309 §2.5).
_MAX_ROBOTS_BYTES: Final = 500 * 1024


class Hosts:
    """Hosts by `host_of`, over what is remembered of them.

    Args:
        limits: of one fetch.
        policy: what a host may bear.
        memory: what earlier requests left behind.
        now: the time.
        obey_robots: whether robots.txt is asked.
    """

    def __init__(
        self,
        limits: FetchLimits,
        policy: HostPolicy,
        memory: HostsMemory,
        now: Callable[[], dt.datetime],
        *,
        obey_robots: bool,
    ) -> None:
        self.states: dict[str, HostState] = {}
        self._limits = replace(limits, max_bytes=_MAX_ROBOTS_BYTES, cuts=True)
        self._policy = policy
        self._memory = memory
        self._now = now
        self._obey_robots = obey_robots
        self._robots: dict[str, Robots] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    def recall(self, hosts: Collection[str]) -> None:
        """Begins with these hosts, as they are remembered."""
        self.states, self._robots, self._locks = {}, {}, {}
        for host in hosts:
            self._recall(host)

    def remember(self) -> None:
        """Remembers all hosts as they are now."""
        self._memory.remember_hosts(
            {host: HostMemory(state, self._robots.get(host)) for host, state in self.states.items()}
        )

    def ended(self, host: str, retry_after_seconds: float, *, is_rate_limit: bool) -> None:
        """One request to a host ended, which may have asked for a rest."""
        self.states[host] = ended(
            self.states.get(host, HostState()),
            self._now(),
            self._policy,
            retry_after_seconds=retry_after_seconds,
            is_rate_limit=is_rate_limit,
        )

    async def require_allowed(self, session: aiohttp.ClientSession, url: str) -> None:
        """Raises FetchError unless the host lets the URL be fetched; a redirect may lead here."""
        host = host_of(url)
        if not host or not self._obey_robots:
            return
        if host not in self.states:
            self._recall(host)
        async with self._locks.setdefault(host, asyncio.Lock()):
            robots = self._robots.get(host)
            if robots is None or robots.expires_at <= self._now():
                robots = await self._read_robots(session, url, robots)
                self._robots[host] = robots
        if not robots.allows(url, USER_AGENT):
            raise FetchError("blocked_by_robots", f"robots.txt of {host}: {robots.state}")
        delay = robots.crawl_delay_seconds(USER_AGENT)
        self.states[host] = replace(self.states[host], crawl_delay_seconds=delay)

    def _recall(self, host: str) -> None:
        memory = self._memory.host_memory(host)
        # What was running when an earlier run stopped no longer is.
        self.states[host] = replace(memory.state, running=0)
        if memory.robots:
            self._robots[host] = memory.robots

    async def _read_robots(
        self, session: aiohttp.ClientSession, url: str, previous: Robots | None
    ) -> Robots:
        try:
            answer = await fetch(session, robots_url(url), {}, self._limits)
        except FetchError as error:
            if error.outcome in ("refused_address", "network_error", "timeout"):
                raise  # what is wanted would fare no better
            return read_robots(self._now(), error.status, b"", previous)
        return read_robots(self._now(), answer.status, answer.body, previous)
