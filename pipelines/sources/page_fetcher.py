"""Fetches pages of articles side by side, as polite to hosts as the poller of feeds."""

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

import aiohttp

from pipelines.clock import Clock
from pipelines.sources.hosts import Hosts
from pipelines.sources.http import FetchError, FetchLimits, fetch, open_session
from pipelines.sources.memory import HostsMemory
from transforms.normalise.urls import without_credentials
from transforms.pages.extract import extract_page
from transforms.pages.page import MAX_PAGE_BYTES, Page
from transforms.polling.answer import PollAnswer
from transforms.polling.hosts import HostPolicy, free_at, host_of
from transforms.polling.wishes import retry_after_seconds

_ACCEPT: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
#: A host that rests longer has its pages left for later.
_PATIENCE: Final = dt.timedelta(seconds=5)
_LONG_REST: Final = dt.timedelta(hours=1)
#: How soon a wait for a host's turn notices that it is time to stop.
_LOOK_SECONDS: Final = 0.5
#: What may be otherwise the next time; so may a status of 500 and above.
_PASSING: Final = frozenset({"timeout", "network_error", "rate_limited", "blocked_by_robots"})


@dataclass(frozen=True)
class PageOptions:
    """How pages are fetched."""

    limits: FetchLimits = field(default_factory=lambda: FetchLimits(max_bytes=MAX_PAGE_BYTES))
    hosts: HostPolicy = field(default_factory=HostPolicy)
    obey_robots: bool = True
    #: How long the pages of one pass or window may take; the others are left for later.
    batch_seconds: float = 300.0


class NoPage(NamedTuple):
    """Why there is no page."""

    reason: str
    #: Whether asking again would be in vain.
    final: bool = True
    #: Whether this was one of the tries that a page has.
    is_try: bool = True


_LEFT_FOR_LATER: Final = NoPage("left_for_later", final=False, is_try=False)


class PageFetcher:
    """Fetches pages; what hosts asked for is in the memory, which feeds share.

    No validators are kept: a page is read once for what its feed said, and once more when that
    has changed; an answer 304 would leave nothing to read then.

    Args:
        options: how.
        memory: what is remembered of hosts.
        clock: the time.
        stop: whether to make no more requests.
    """

    def __init__(
        self,
        options: PageOptions,
        memory: HostsMemory,
        clock: Clock,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        self._options = options
        self._started_at, self._started = clock(), time.monotonic()
        self._stop = stop or _never
        self._hosts = Hosts(
            options.limits, options.hosts, memory, self._now, obey_robots=options.obey_robots
        )

    def fetch(self, urls: Collection[str]) -> dict[str, Page | NoPage]:
        """What each page holds, or why there is none; each URL is asked once."""
        return asyncio.run(self._fetch_all(sorted(set(urls))))

    async def _fetch_all(self, urls: Iterable[str]) -> dict[str, Page | NoPage]:
        queues: dict[str, list[str]] = {}
        for url in urls:
            queues.setdefault(host_of(url), []).append(url)
        self._hosts.recall(queues)
        results: dict[str, Page | NoPage] = {}
        free = asyncio.Semaphore(self._options.limits.connections)
        async with open_session(self._options.limits) as session, asyncio.TaskGroup() as group:

            async def ask(host: str, queue: list[str]) -> None:
                """One page of a host after another."""
                for url in queue:
                    results[url] = await self._turn(host) or await self._ask(session, url, free)

            for host, queue in queues.items():
                group.create_task(ask(host, queue))
        self._hosts.remember()
        return results

    async def _turn(self, host: str) -> NoPage | None:
        """Waits until a host may be asked; why it will not be in this batch, or None."""
        while True:
            state, now = self._hosts.states[host], self._now()
            if state.blocked_until and state.blocked_until > now + _PATIENCE:
                # While it rests long, the feeds that lead to it need not be read again and again.
                is_long = state.blocked_until > now + _LONG_REST
                return NoPage("rate_limited", final=False, is_try=is_long)
            wait = (free_at(state, self._options.hosts) - now).total_seconds()
            spent = time.monotonic() - self._started
            if self._stop() or spent + max(wait, 0) > self._options.batch_seconds:
                return _LEFT_FOR_LATER
            if wait <= 0:
                return None
            await asyncio.sleep(min(wait, _LOOK_SECONDS))

    async def _ask(
        self, session: aiohttp.ClientSession, url: str, free: asyncio.Semaphore
    ) -> Page | NoPage:
        host, limits = host_of(url), self._options.limits
        async with free:
            state = self._hosts.states[host]
            self._hosts.states[host] = replace(state, last_started_at=self._now())
            try:
                answer = await fetch(
                    session, url, {"Accept": _ACCEPT}, limits, self._hosts.require_allowed
                )
            except FetchError as error:
                return self._no_page(host, error)
            self._hosts.ended(host, 0.0, is_rate_limit=False)
        read_at = without_credentials(answer.url)
        page = await asyncio.to_thread(extract_page, answer.body, read_at, answer.content_type)
        if not isinstance(page, Page):
            return NoPage(page)
        if page.canonical_url is None and answer.moved_to:
            return replace(page, canonical_url=without_credentials(answer.moved_to))
        return page

    def _no_page(self, host: str, error: FetchError) -> NoPage:
        answer = PollAnswer(outcome=error.outcome, status=error.status, headers=error.headers)
        wait = retry_after_seconds(answer, self._now())
        # A page may be out of order (503) where its host is not.
        is_rate_limit = bool(wait) if error.status == 503 else answer.is_rate_limit
        self._hosts.ended(host, wait, is_rate_limit=is_rate_limit)
        status = error.status or 0
        is_status = status >= 400 and error.outcome != "rate_limited"
        return NoPage(
            f"http_{status}" if is_status else error.outcome,
            final=error.outcome not in _PASSING and status < 500,
        )

    def _now(self) -> dt.datetime:
        """The clock's time at the start, and what has passed since: a clock may stand still."""
        return self._started_at + dt.timedelta(seconds=time.monotonic() - self._started)


def _never() -> bool:
    return False
