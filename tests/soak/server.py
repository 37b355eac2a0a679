"""The soak's server: each feed on a loopback address of its own, and a log of what was asked."""

import asyncio
import ipaddress
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from tests.soak.feed import Feed
from tests.soak.wire import Reply, Request, read_request, send

#: Addresses of feeds; what their readers must not be led to is on others.
NETWORK: Final = ipaddress.IPv4Network("127.0.2.0/24")


@dataclass(frozen=True)
class Exchange:
    """One request and its reply, by the server's own clock."""

    feed: str
    path: str
    asked_at: float
    #: Just before the first byte.
    replied_at: float
    reply: Reply
    #: Whether the feed had been read whole as it is now.
    is_unchanged: bool


@dataclass
class Soak:
    """Feeds that are served, and the log."""

    feeds: Sequence[Feed]
    log: list[Exchange] = field(default_factory=list)

    @property
    def urls(self) -> list[str]:
        return [feed.url for feed in self.feeds]

    def calm(self) -> None:
        """Lets all feeds behave, and stay as they are."""
        for feed in self.feeds:
            feed.calm_down()

    def is_settled(self) -> bool:
        """Whether all that is in the feeds has been read."""
        return all(feed.is_settled for feed in self.feeds if feed.asked_again)

    def versions(self) -> set[str]:
        """All versions of items that were ever sent whole."""
        return {version for one in self.log if one.reply.is_whole for version in one.reply.versions}

    def has_answered(self, requests: int) -> bool:
        """Whether there were so many requests."""
        return len(self.log) >= requests

    def least_polls(self) -> int:
        """Polls of the feed that was polled least, of those that may be polled again."""
        return min(feed.polls for feed in self.feeds if feed.asked_again)

    def exchanges(self, feed: Feed) -> list[Exchange]:
        return [one for one in self.log if one.feed == feed.name]


@contextmanager
def serve(feeds: Sequence[Feed]) -> Iterator[Soak]:
    """Serves until the block ends, in a thread of its own."""
    soak, loop, ready = Soak(feeds), asyncio.new_event_loop(), threading.Event()

    async def run() -> None:
        servers = [
            await asyncio.start_server(_Connections(soak, feed).serve, _address(number), 0)
            for number, feed in enumerate(feeds, start=1)
        ]
        for server, feed in zip(servers, feeds, strict=True):
            host, port = server.sockets[0].getsockname()
            feed.url = f"http://{host}:{port}/{feed.name}"
        ready.set()
        await stop.wait()
        for server in servers:
            server.close()
        await _end_connections()

    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    try:
        assert ready.wait(10)
        yield soak
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


async def _end_connections() -> None:
    """Ends the connections that are still open."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


def _address(number: int) -> str:
    return str(NETWORK[number])


class _Connections:
    """Answers for one feed."""

    def __init__(self, soak: Soak, feed: Feed) -> None:
        self._log = soak.log
        self._feed = feed
        self._had: set[str] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await read_request(reader):
                asked_at = time.monotonic()
                reply = self._feed.reply(request)
                await asyncio.sleep(reply.wait_seconds)
                self._note(request, asked_at, reply)
                if not await send(writer, reply):
                    return
        finally:
            writer.close()

    def _note(self, request: Request, asked_at: float, reply: Reply) -> None:
        unchanged = reply.status in (200, 304) and reply.tag in self._had
        now = time.monotonic()
        self._log.append(Exchange(self._feed.name, request.path, asked_at, now, reply, unchanged))
        if reply.is_whole and reply.tag:
            self._had.add(reply.tag)
