"""Feeds that grow while they are polled, and steps that write down what comes out of a graph."""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apache_beam as beam

from pipelines.sources.http import FetchLimits
from pipelines.sources.poller import PollerOptions
from schemas.article import Article
from schemas.feed_health import FeedHealthRow
from tests.pipelines.feed_server import Answer
from transforms.polling.hosts import HostPolicy
from transforms.polling.policy import PollPolicy

#: Polls by the half second, on a server of the test's own.
QUICK = PollerOptions(
    FetchLimits(allow_private=True, timeout_seconds=5),
    PollPolicy(min_interval_seconds=0.5, max_interval_seconds=1, first_interval_seconds=0.5),
    HostPolicy(min_delay_seconds=0, max_requests_at_once=8),
    obey_robots=False,
)


@dataclass
class ChangingFeeds:
    """Answers polls of any number of feeds; each gets a new item now and then, up to a number.

    Attributes:
        items: of each feed in the end.
        item_seconds: between two new items.
        answers: how often a feed was answered with a status, by path and status.
    """

    items: int = 6
    item_seconds: float = 1.5
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, path: str, headers: dict[str, str]) -> Answer:
        """The feed as it is now: its latest three items, and 304 for those who have them."""
        now = int((time.monotonic() - self.started) / self.item_seconds) + 1
        version = min(now, self.items)
        etag = f'"{version}"'
        status = 304 if headers.get("if-none-match") == etag else 200
        with self.lock:
            self.answers[path, status] += 1
        if status == 304:
            return Answer(304, headers=(("ETag", etag),))
        titles = range(version - 1, max(version - 4, -1), -1)
        return Answer(body=rss(path, titles), headers=(("ETag", etag),))

    def titles(self, paths: Sequence[str]) -> list[str]:
        """Titles of all items that the feeds had by now, sorted."""
        now = int((time.monotonic() - self.started) / self.item_seconds) + 1
        return sorted(title(path, n) for path in paths for n in range(min(now, self.items)))

    def statuses(self) -> Counter[int]:
        """Answers by status."""
        totals: Counter[int] = Counter()
        for (_, status), count in self.answers.items():
            totals[status] += count
        return totals


def title(path: str, number: int) -> str:
    return f"Item {number} of {path}"


def rss(path: str, numbers: Sequence[int]) -> bytes:
    """A feed of numbered items."""
    items = "".join(
        f"<item><title>{title(path, number)}</title><link>https://a.example{path}/{number}</link>"
        f"<description>What item {number} of {path} says.</description></item>"
        for number in numbers
    )
    return f"<rss version='2.0'><channel><title>C</title>{items}</channel></rss>".encode()


@dataclass(frozen=True)
class ListedIn:
    """The URLs in a file, one a line."""

    path: str

    def __call__(self) -> list[str]:
        """The URLs as they are now."""
        return Path(self.path).read_text(encoding="utf-8").split()


class AppendFn(beam.DoFn):
    """Appends a line for each element to a file, from whichever process it runs in."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)

    def process(self, element: Any) -> None:
        line = json.dumps(told(element)) + "\n"
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, line.encode())
        os.close(file)


def told(element: Any) -> Any:
    """What a test wants to know of an element."""
    match element:
        case Article():
            return {"title": element.title, "at": time.time()}
        case FeedHealthRow():
            return {"url": element.feed_url, "outcome": element.outcome, "new": element.items_new}
    return element


def lines(path: Path) -> Iterator[Any]:
    """What was appended."""
    if path.exists():
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())
