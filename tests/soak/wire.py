"""Requests and replies of the soak's server, down to bytes that are late, cut or never come."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Request:
    """One GET."""

    host: str
    path: str
    #: By lower-cased name.
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """One answer, and how badly it is sent.

    Attributes:
        versions: versions of items that a reader of the whole answer has.
        tag: what tells this state of the feed from others; None when it cannot be asked for by
            validators, or is not answered.
        wait_seconds: before the first byte.
        cut_at: bytes of the body after which the connection is closed, short of its length.
        reset: hang up without an answer.
    """

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    versions: frozenset[str] = frozenset()
    tag: str | None = None
    wait_seconds: float = 0.0
    cut_at: int | None = None
    reset: bool = False
    #: For how long no request may follow.
    rest_seconds: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether all that was announced is sent."""
        return self.status == 200 and self.cut_at is None


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection; None once it is closed."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *lines = head.split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Request(headers.get("host", ""), first.split()[1], headers)


async def send(writer: asyncio.StreamWriter, reply: Reply) -> bool:
    """Sends a reply; whether the connection can be used again."""
    if reply.reset:
        writer.transport.abort()
        return False
    try:
        reason = HTTPStatus(reply.status).phrase
        lines = [f"HTTP/1.1 {reply.status} {reason}", f"Content-Length: {len(reply.body)}"]
        lines += [f"{name}: {value}" for name, value in reply.headers]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        writer.write(reply.body[: reply.cut_at])
        await writer.drain()
    except ConnectionError:
        return False
    return reply.cut_at is None
