"""One conditional request for a feed, as a poll: what it brought, or why it brought nothing."""

import asyncio
import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiohttp

from pipelines.sources.http import FetchError, FetchLimits, MayFetch, Response, fetch
from schemas.article import Document
from transforms.feeds.poll import FeedPoll
from transforms.normalise.urls import without_credentials
from transforms.polling.history import FeedHistory


async def fetch_feed(
    session: aiohttp.ClientSession,
    address: str,
    history: FeedHistory,
    limits: FetchLimits,
    *,
    now: Callable[[], dt.datetime],
    may_fetch: MayFetch,
) -> FeedPoll:
    """Asks a feed for what is new; a failure is a poll too.

    Args:
        session: what requests go through.
        address: where the feed is now, with credentials.
        history: what is remembered of it: its validators make the request conditional.
        limits: what the request may cost.
        now: the time.
        may_fetch: asked before each request.
    """
    checked_at, started = now(), time.monotonic()
    try:
        answer = await _get(session, address, history, limits, may_fetch)
    except FetchError as error:
        return FeedPoll(
            feed_url=history.url,
            checked_at=checked_at,
            outcome=error.outcome,
            status=error.status,
            latency_ms=_milliseconds_since(started),
            headers=error.headers,
            message=str(error),
        )
    moved_to = without_credentials(answer.moved_to) if answer.moved_to else None
    return FeedPoll(
        feed_url=history.url,
        checked_at=checked_at,
        outcome="not_modified" if answer.status == 304 else "moved" if moved_to else "ok",
        status=answer.status or None,
        latency_ms=_milliseconds_since(started),
        document=None if answer.status == 304 else _document(history.url, answer, checked_at),
        headers=answer.headers,
        moved_to=moved_to,
        message=f"moved to {moved_to}" if moved_to else "",
    )


async def _get(
    session: aiohttp.ClientSession,
    address: str,
    history: FeedHistory,
    limits: FetchLimits,
    may_fetch: MayFetch,
) -> Response:
    if urlsplit(address).scheme == "file":
        return await asyncio.to_thread(_read_file, address, limits.max_bytes)
    validators = (
        ("If-None-Match", history.etag),
        ("If-Modified-Since", history.last_modified),
    )
    headers = {name: value for name, value in validators if value}
    return await fetch(session, address, headers, limits, may_fetch)


def _document(feed_url: str, answer: Response, retrieved_at: dt.datetime) -> Document:
    return Document(
        source=feed_url,
        body=answer.body,
        retrieved_at=retrieved_at,
        content_type=answer.content_type,
    )


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
    return Response(0, body, {}, None, url)


def _milliseconds_since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 3)
