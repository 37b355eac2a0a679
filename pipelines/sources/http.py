"""Fetching one URL politely and safely: sizes, times, redirects and addresses are bounded."""

import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

import aiohttp

from pipelines.sources.addresses import find_refusal, guarded_connector
from schemas.version import __version__
from schemas.vocabulary import PollOutcome
from transforms.normalise.urls import mask_credentials, with_credentials_of

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CHUNK_BYTES: Final = 65_536
_ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
USER_AGENT: Final = f"Vedette/{__version__} (news feed reader)"


@dataclass(frozen=True)
class FetchLimits:
    """What one fetch may cost."""

    max_bytes: int = 10_000_000
    #: Whether a longer body is cut there, and not refused.
    cuts: bool = False
    timeout_seconds: float = 30.0
    max_redirects: int = 5
    #: Connections at once, in all and to one host.
    connections: int = 32
    connections_a_host: int = 2
    #: Whether private, loopback and link-local addresses may be fetched.
    allow_private: bool = False


class FetchError(Exception):
    """A fetch that gave no body, with the outcome it has in the feed's health."""

    def __init__(
        self,
        outcome: PollOutcome,
        message: str,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.status = status
        #: The answer's; a refusal may say when to come back.
        self.headers = headers or {}


@dataclass(frozen=True)
class Response:
    """An answer whose status is 200–299 or 304."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    #: Where a chain of permanent redirects ended; None if there was none.
    moved_to: str | None
    #: Where it was read, after redirects of any kind.
    url: str

    @property
    def content_type(self) -> str:
        """The media type that the answer declares; empty if it declares none."""
        values = (value for name, value in self.headers.items() if name.lower() == "content-type")
        return next(values, "")


#: Asked before each request for an address; raises FetchError where it must not be made.
MayFetch = Callable[[aiohttp.ClientSession, str], Awaitable[None]]


def open_session(limits: FetchLimits) -> aiohttp.ClientSession:
    """A session whose connections go only to addresses that `limits` allow."""
    open_connector = aiohttp.TCPConnector if limits.allow_private else guarded_connector
    connector = open_connector(limit=limits.connections, limit_per_host=limits.connections_a_host)
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": USER_AGENT, "Accept": _ACCEPT},
        timeout=aiohttp.ClientTimeout(total=limits.timeout_seconds),
    )


async def fetch(
    session: aiohttp.ClientSession,
    url: str,
    headers: Mapping[str, str],
    limits: FetchLimits,
    may_fetch: MayFetch | None = None,
) -> Response:
    """GETs a URL, following redirects itself so that each hop is checked.

    Credentials in the URL go to its own host, and to no other that it leads to.

    Raises:
        FetchError: for every answer that is not 2xx or 304, and when there is none.
    """
    try:
        return await _follow(session, url, headers, limits, may_fetch)
    except FetchError:
        raise
    except TimeoutError as error:
        raise FetchError("timeout", f"no answer in {limits.timeout_seconds:g} s") from error
    except (aiohttp.ClientError, ssl.SSLError, OSError, ValueError) as error:
        refusal = find_refusal(error)
        if refusal:
            raise FetchError("refused_address", str(refusal)) from error
        message = mask_credentials(f"{type(error).__name__}: {error}")
        raise FetchError("network_error", message) from error


async def _follow(
    session: aiohttp.ClientSession,
    asked: str,
    headers: Mapping[str, str],
    limits: FetchLimits,
    may_fetch: MayFetch | None,
) -> Response:
    url, moved_to, permanent = asked, None, True
    for _ in range(limits.max_redirects + 1):
        _refuse_scheme(url)
        if may_fetch:
            await may_fetch(session, url)
        async with session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status in _REDIRECTS and "Location" in answer.headers:
                url = with_credentials_of(urljoin(url, answer.headers["Location"]), asked)
                permanent = permanent and answer.status in (301, 308)
                moved_to = url if permanent else moved_to
                continue
            _raise_for_status(answer)
            body = b"" if answer.status == 304 else await _read(answer, limits)
            return Response(answer.status, body, dict(answer.headers), moved_to, url)
    raise FetchError("http_error", f"more than {limits.max_redirects} redirects")


def _raise_for_status(answer: aiohttp.ClientResponse) -> None:
    status = answer.status
    if 200 <= status < 300 or status == 304:
        return
    outcome: PollOutcome = (
        "gone" if status == 410 else "rate_limited" if status == 429 else "http_error"
    )
    message = f"HTTP {status} {answer.reason or ''}".strip()
    raise FetchError(outcome, message, status, dict(answer.headers))


async def _read(answer: aiohttp.ClientResponse, limits: FetchLimits) -> bytes:
    """The body, decompressed; stops as soon as it grows beyond the limit."""
    body = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK_BYTES):
        body += chunk
        if len(body) > limits.max_bytes:
            if limits.cuts:
                return bytes(body[: limits.max_bytes])
            raise FetchError("too_large", f"more than {limits.max_bytes:,} bytes", answer.status)
    return bytes(body)


def _refuse_scheme(url: str) -> None:
    """Raises FetchError for what is no http or https URL with a host."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError("refused_address", "not an http:// or https:// address")
