"""ReadFeeds: polls each feed of a list once, over HTTP, HTTPS or from a file."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import aiohttp
import apache_beam as beam
from apache_beam.pvalue import PBegin, PCollection

from pipelines.clock import Clock
from pipelines.sources.http import FetchError, FetchLimits, Response, fetch, open_session
from pipelines.store import FeedState, Store
from schemas.article import Document
from schemas.feed_health import FeedPoll
from transforms.normalise.urls import without_credentials

#: Feeds that one bundle fetches side by side.
_FEEDS_A_CHUNK: Final = 200


class ReadFeeds(beam.PTransform[PBegin, PCollection[FeedPoll]]):
    """The pipeline's root -> PCollection[FeedPoll], one per feed, in no order."""

    def __init__(
        self,
        urls: Sequence[str],
        limits: FetchLimits,
        open_store: Callable[[], Store] | None,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._chunks = [
            list(urls[start : start + _FEEDS_A_CHUNK])
            for start in range(0, len(urls), _FEEDS_A_CHUNK)
        ]
        self._fetch = _ReadFeedsFn(limits, open_store, clock)

    def expand(self, root: PBegin) -> PCollection[FeedPoll]:
        chunks = root | "Urls" >> beam.Create(self._chunks)
        polls: PCollection[FeedPoll] = chunks | "Fetch" >> beam.ParDo(self._fetch)
        return polls


class _ReadFeedsFn(beam.DoFn):
    def __init__(
        self, limits: FetchLimits, open_store: Callable[[], Store] | None, clock: Clock
    ) -> None:
        self._limits = limits
        self._open_store = open_store
        self._clock = clock

    def setup(self) -> None:
        self._store = self._open_store() if self._open_store else None

    def teardown(self) -> None:
        if self._store:
            self._store.close()

    def process(self, urls: list[str]) -> Iterator[FeedPoll]:
        states = {url: self._state(url) for url in urls}
        results = asyncio.run(poll_feeds(states, self._limits, self._clock))
        if self._store:
            self._store.add_pending_feeds(state for _, state in results)
        yield from (poll for poll, _ in results)

    def _state(self, url: str) -> FeedState:
        name = without_credentials(url)
        return self._store.feed_state(name) if self._store else FeedState(name)


async def poll_feeds(
    states: dict[str, FeedState], limits: FetchLimits, clock: Clock
) -> list[tuple[FeedPoll, FeedState]]:
    """Polls feeds side by side: what came of each, and what to remember of it."""
    async with open_session(limits) as session:
        return await asyncio.gather(
            *(_poll(session, url, state, limits, clock) for url, state in states.items())
        )


async def _poll(
    session: aiohttp.ClientSession,
    url: str,
    state: FeedState,
    limits: FetchLimits,
    clock: Clock,
) -> tuple[FeedPoll, FeedState]:
    checked_at, started = clock(), time.monotonic()
    try:
        answer = await _get(session, url, state, limits)
    except FetchError as error:
        failures = state.failures + 1
        poll = FeedPoll(
            feed_url=state.url,
            checked_at=checked_at,
            outcome=error.outcome,
            status=error.status,
            latency_ms=_milliseconds_since(started),
            consecutive_failures=failures,
            message=str(error),
        )
        return poll, FeedState(state.url, state.etag, state.last_modified, failures)
    not_modified = answer.status == 304
    poll = FeedPoll(
        feed_url=state.url,
        checked_at=checked_at,
        outcome="not_modified" if not_modified else "moved" if answer.moved_to else "ok",
        status=answer.status or None,
        latency_ms=_milliseconds_since(started),
        document=None
        if not_modified
        else Document(
            source=state.url,
            body=answer.body,
            retrieved_at=checked_at,
            content_type=answer.headers.get("Content-Type", ""),
        ),
        message=f"moved to {without_credentials(answer.moved_to)}" if answer.moved_to else "",
    )
    etag = answer.headers.get("ETag", state.etag if not_modified else None)
    modified = answer.headers.get("Last-Modified", state.last_modified if not_modified else None)
    return poll, FeedState(state.url, etag, modified)


async def _get(
    session: aiohttp.ClientSession, url: str, state: FeedState, limits: FetchLimits
) -> Response:
    if urlsplit(url).scheme == "file":
        return await asyncio.to_thread(_read_file, url, limits.max_bytes)
    headers = {
        name: value
        for name, value in (
            ("If-None-Match", state.etag),
            ("If-Modified-Since", state.last_modified),
        )
        if value
    }
    return await fetch(session, url, headers, limits)


def _read_file(url: str, max_bytes: int) -> Response:
    """A file as if a server had sent it; its status is 0."""
    path = Path(unquote(urlsplit(url).path))
    try:
        with path.open("rb") as file:
            body = file.read(max_bytes + 1)
    except OSError as error:
        raise FetchError("network_error", f"{path}: {error.strerror}") from error
    if len(body) > max_bytes:
        raise FetchError("too_large", f"more than {max_bytes:,} bytes")
    return Response(0, body, {}, None)


def _milliseconds_since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 3)
