"""The poller against a bare loop of aiohttp and feedparser, over the same URLs and bodies.

`python -m tests.benchmarks.polling`; with `serve` it is the server, in a process of its own.
"""

import asyncio
import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import aiohttp
import feedparser
from aiohttp import web

from pipelines.clock import system_clock
from pipelines.sources.http import FetchLimits
from pipelines.sources.poller import Poller, PollerOptions
from pipelines.store import Store
from tests.evaldata import ROOT
from transforms.polling.hosts import HostPolicy

_FEEDS, _ROUNDS, _POLLS_A_ROUND, _ITEMS, _CONNECTIONS = 50, 4, 5, 30, 32
#: One answer in so many is a document, the others 304.
_ONE_IN_FIVE, _EACH = 5, 1
_OPTIONS = PollerOptions(
    FetchLimits(allow_private=True, connections=_CONNECTIONS, connections_a_host=_CONNECTIONS),
    hosts=HostPolicy(min_delay_seconds=0, max_requests_at_once=_CONNECTIONS),
)


class Speed(NamedTuple):
    """What one poll took, milliseconds."""

    wall: float
    cpu: float


def compare(answers_a_document: int) -> tuple[Speed, Speed]:
    """The bare loop and the poller, both where one answer in so many is a document."""
    bare, ours = _BareLoop(), _OurPoller()
    with _server(answers_a_document) as urls, _server(answers_a_document) as others:
        bare(urls), ours(others)  # what is fetched first is always a document
        # By turns: another process may disturb, and the best round tells.
        rounds = [(_measure(bare, urls), _measure(ours, others)) for _ in range(_ROUNDS)]
    return _best(one for one, _ in rounds), _best(other for _, other in rounds)


def main() -> None:
    """Prints the table."""
    for answers, title in ((_ONE_IN_FIVE, "80 % of answers 304"), (_EACH, "no answer 304")):
        bare, ours = compare(answers)
        print(
            f"{title}: throughput {bare.wall / ours.wall:.2f} of the bare loop's;"
            f" CPU per poll {ours.cpu:.2f} ms, bare {bare.cpu:.2f} ms"
        )


def _measure(poll: Callable[[Sequence[str]], int], urls: Sequence[str]) -> Speed:
    """Polls each feed as often as a round has answers of both kinds."""
    started, worked = time.perf_counter(), time.process_time()
    polls = sum(poll(urls) for _ in range(_POLLS_A_ROUND))
    wall, cpu = time.perf_counter() - started, time.process_time() - worked
    return Speed(wall * 1000 / polls, cpu * 1000 / polls)


def _best(speeds: Iterable[Speed]) -> Speed:
    walls, cpus = zip(*speeds, strict=True)
    return Speed(min(walls), min(cpus))


class _OurPoller:
    """A pass of the poller over a store, with its commit."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self._store = Store(Path(self._folder.name) / "store.sqlite3")

    def __call__(self, urls: Sequence[str]) -> int:
        polls = Poller(_OPTIONS, self._store, system_clock).poll(urls)
        assert all(poll.outcome in ("ok", "not_modified") for poll in polls)
        self._store.commit()
        return len(polls)


class _BareLoop:
    """What one writes without a library: fetch side by side, parse, remember the validator."""

    def __init__(self) -> None:
        self._tags: dict[str, str] = {}

    def __call__(self, urls: Sequence[str]) -> int:
        return asyncio.run(self._poll_all(urls))

    async def _poll_all(self, urls: Sequence[str]) -> int:
        connector = aiohttp.TCPConnector(limit=_CONNECTIONS)
        async with aiohttp.ClientSession(connector=connector) as session:
            return len(await asyncio.gather(*(self._poll(session, url) for url in urls)))

    async def _poll(self, session: aiohttp.ClientSession, url: str) -> int:
        headers = {"If-None-Match": self._tags[url]} if url in self._tags else {}
        async with session.get(url, headers=headers) as answer:
            body = await answer.read()
            if answer.status == 304:
                return 0
            self._tags[url] = answer.headers["ETag"]
            return len(feedparser.parse(body).entries)


@contextmanager
def _server(answers_a_document: int) -> Iterator[list[str]]:
    """URLs of feeds that are served until the block ends."""
    command = [sys.executable, "-m", "tests.benchmarks.polling", "serve", str(answers_a_document)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        yield [f"{address}/{number}" for number in range(_FEEDS)]
    finally:
        process.kill()
        process.communicate()


def _serve(answers_a_document: int) -> None:
    """Serves feeds; each has a new item whenever it answers with a document."""
    polls: dict[str, Iterator[int]] = {}

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        asked = next(polls.setdefault(request.path, itertools.count()))
        known = "If-None-Match" in request.headers
        if known and asked % answers_a_document:
            return web.Response(status=304)
        tag = {"ETag": f'"{asked}"'}
        return web.Response(body=_document(request.path, asked), headers=tag)

    async def start() -> None:
        app = web.Application()
        app.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0]
        print(f"http://{host}:{port}", flush=True)
        await asyncio.Event().wait()

    asyncio.run(start())


def _document(path: str, newest: int) -> bytes:
    words = "Shelling was reported near the river; officials said nobody was hurt. " * 8
    items = "".join(
        f"<item><title>Item {n} of {path}</title><link>https://a.example{path}/{n}</link>"
        f"<guid>{path}-{n}</guid><pubDate>Fri, 27 Nov 2026 10:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{words}&lt;/p&gt;</description></item>"
        for n in range(newest, newest + _ITEMS)
    )
    return f"<rss version='2.0'><channel><title>C</title>{items}</channel></rss>".encode()


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        _serve(int(sys.argv[2]))
    else:
        main()
