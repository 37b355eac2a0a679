"""A feed of the soak: it changes once its reader has shown that it knows it as it is."""

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from tests.soak.wire import Reply, Request


@dataclass(frozen=True)
class Item:
    """One item as it stands in a feed."""

    number: int
    edition: int = 0
    guid: str | None = None
    date: str | None = "Fri, 27 Nov 2026 10:00:00 GMT"


@dataclass
class Feed:
    """A feed that answers politely and grows by an item at each change.

    A way to misbehave overrides what it does badly: `items`, `document`, `headers`, or `disturb`,
    which answers some polls in place of the feed.

    Attributes:
        name: path of the feed without its slash; items link to it.
        url: where the server answers for this feed alone.
        size: items that it shows, the newest first.
        polls: requests for the feed so far.
        change: how often the feed has changed.
        known: polls since then in which the reader showed that it has the feed as it is.
        calm: whether it has stopped to misbehave and to change.
        calm_polls: polls since then.
    """

    name: str
    url: str = ""
    size: int = 5
    polls: int = 0
    change: int = 0
    known: int = 0
    calm: bool = False
    calm_polls: int = 0
    #: Polls in which the reader shows that it knows the feed, after which it changes.
    polls_a_change: int = 3

    #: One poll in so many is disturbed.
    disturbed_every: ClassVar[int] = 3
    #: Whether a reader should come again.
    asked_again: ClassVar[bool] = True
    #: What feed_health calls those polls.
    outcomes: ClassVar[frozenset[str]] = frozenset()

    def reply(self, request: Request) -> Reply:
        """The answer to one request."""
        if request.path == "/robots.txt":
            return self.robots()
        if request.path != f"/{self.name}":
            return self.elsewhere(request)
        self.polls += 1
        self.calm_polls += self.calm
        if not self.calm and self.polls % self.disturbed_every == 2:
            disturbance = self.disturb(request)
            if disturbance is not None:
                return disturbance
        return self.answer(request)

    def answer(self, request: Request) -> Reply:
        """The feed, or 304 to those who have it."""
        if self.knows(request):
            self.known += 1
            if self.known < self.polls_a_change or self.calm:
                return Reply(304, headers=tuple(self.headers()), tag=self.tag)
            self.change, self.known = self.change + 1, 0
        items = self.items()
        return Reply(
            body=self.document(items),
            headers=(*self.headers(), ("Content-Type", self.content_type)),
            versions=frozenset(map(self.version, items)),
            tag=self.tag,
        )

    def calm_down(self) -> None:
        """Misbehaves and changes no more."""
        self.calm, self.known = True, 0

    @property
    def is_settled(self) -> bool:
        """Whether its reader has shown that it has read it as it will stay."""
        return self.known > 0

    @property
    def tag(self) -> str:
        """Tells this state of the feed from others."""
        return f'"{self.name}-{self.change}"'

    content_type = "application/rss+xml; charset=utf-8"

    def knows(self, request: Request) -> bool:
        """Whether the reader has shown that it has the feed as it is."""
        return request.headers.get("if-none-match") == self.tag

    def headers(self) -> Sequence[tuple[str, str]]:
        return (("ETag", self.tag),)

    def items(self) -> list[Item]:
        newest = self.change + self.size - 1
        return [Item(number) for number in range(newest, newest - self.size, -1)]

    def version(self, item: Item) -> str:
        """The words by which a version of an item is told from all others; its title."""
        return f"Item {item.number} of {self.name}, edition {item.edition}"

    def words(self, item: Item) -> str:
        """What an item says below its title."""
        return f"What is said in item {item.number}."

    def link(self, item: Item) -> str:
        return f"https://soak.example/{self.name}/{item.number}"

    def document(self, items: Sequence[Item]) -> bytes:
        return rss(map_items(self, items))

    def disturb(self, request: Request) -> Reply | None:
        """What answers now and then in place of the feed; None: the feed does."""
        return None

    def robots(self) -> Reply:
        return Reply(404)

    def elsewhere(self, request: Request) -> Reply:
        """The answer on another path of the feed's host."""
        return Reply(404)


def map_items(feed: Feed, items: Sequence[Item]) -> str:
    """Items as RSS."""
    return "".join(rss_item(feed, item) for item in items)


def rss_item(feed: Feed, item: Item) -> str:
    guid = f"<guid isPermaLink='false'>{item.guid}</guid>" if item.guid else ""
    date = f"<pubDate>{item.date}</pubDate>" if item.date else ""
    title = html.escape(feed.version(item))
    return (
        f"<item><title>{title}</title><link>{feed.link(item)}</link>{guid}{date}"
        f"<description>{feed.words(item)}</description></item>"
    )


def rss(items: str, declaration: str = "") -> bytes:
    document = f"<rss version='2.0'><channel><title>Soak</title>{items}</channel></rss>"
    return f"{declaration}{document}".encode()


def json_feed(feed: Feed, items: Sequence[Item]) -> bytes:
    entries = [
        {
            "id": feed.link(item),
            "url": feed.link(item),
            "title": feed.version(item),
            "content_text": feed.words(item),
        }
        for item in items
    ]
    about = {"version": "https://jsonfeed.org/version/1.1", "title": "Soak"}
    return json.dumps({**about, "items": entries}).encode()
