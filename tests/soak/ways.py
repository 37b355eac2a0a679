"""The ways in which feeds of the soak misbehave, each a feed with one habit of its own."""

import datetime as dt
import gzip
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import format_datetime
from functools import cache
from typing import ClassVar

import brotli  # type: ignore[import-untyped]

from tests.soak.feed import Feed, Item, json_feed, map_items, rss
from tests.soak.wire import Reply, Request

_BOMB_BYTES = 50_000_000
_RETRY_SECONDS = 3
MODIFIED = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)


class Quiet(Feed):
    """Misbehaves in no way."""


class LastModified(Feed):
    """Has no ETag, only a date."""

    @property
    def date(self) -> str:
        return format_datetime(MODIFIED + dt.timedelta(minutes=self.change), usegmt=True)

    def knows(self, request: Request) -> bool:
        return request.headers.get("if-modified-since") == self.date

    def headers(self) -> Sequence[tuple[str, str]]:
        return (("Last-Modified", self.date),)


class Unvalidated(Feed):
    """Never answers 304, and changes at every fourth poll."""

    def answer(self, request: Request) -> Reply:
        if not self.calm:
            self.change = self.polls // 4
        return replace(super().answer(request), tag=None)

    def knows(self, request: Request) -> bool:
        return False

    def headers(self) -> Sequence[tuple[str, str]]:
        return ()

    @property
    def is_settled(self) -> bool:
        return self.calm_polls > 1  # a reader that comes again has done with what it had


class ChurnedGuids(Unvalidated):
    """Gives every item a new guid at each poll."""

    def items(self) -> list[Item]:
        return [replace(item, guid=f"{self.polls}-{item.number}") for item in super().items()]


class ReusedGuids(Feed):
    """Gives all items, old and new, the same three guids."""

    def items(self) -> list[Item]:
        return [replace(item, guid=f"guid-{item.number % 3}") for item in super().items()]


class Edited(Feed):
    """Has the same items for ever, and changes their words."""

    def items(self) -> list[Item]:
        return [Item(number, edition=self.change) for number in range(self.size)]


class Shuffled(Feed):
    """Lists its items in another order at each change."""

    def items(self) -> list[Item]:
        items = super().items()
        turn = self.change % len(items)
        return [*items[turn:], *items[:turn]][:: 1 if self.change % 2 else -1]


class Undated(Feed):
    """Never says when."""

    def items(self) -> list[Item]:
        return [replace(item, date=None) for item in super().items()]


class Misdated(Feed):
    """Says when in words that are no date, and in the future."""

    def items(self) -> list[Item]:
        dates = ("last Tuesday", "Mon, 01 Jan 2046 00:00:00 GMT")
        return [replace(item, date=dates[item.number % 2]) for item in super().items()]


class Long(Feed):
    """Has very many items; in Finnish, for which no model is loaded that would take minutes."""

    def version(self, item: Item) -> str:
        return f"Uutinen {item.number} lähteestä {self.name}, versio {item.edition}"

    def words(self, item: Item) -> str:
        return f"Tämä on se, mitä uutisessa numero {item.number} sanotaan tänään."


class JsonFeed(Feed):
    """Is a JSON Feed."""

    content_type = "application/feed+json"

    def document(self, items: Sequence[Item]) -> bytes:
        return json_feed(self, items)


class MisnamedCharset(Feed):
    """Is in windows-1251 and says that it is in UTF-8."""

    def version(self, item: Item) -> str:
        return f"Новость {item.number} ленты {self.name}, редакция {item.edition}"

    def document(self, items: Sequence[Item]) -> bytes:
        return rss(map_items(self, items)).decode().encode("cp1251")


class MistypedText(Feed):
    """Calls itself HTML, and begins with a byte-order mark and blank lines."""

    content_type = "text/html"

    def document(self, items: Sequence[Item]) -> bytes:
        return b"\xef\xbb\xbf\n\n" + rss(map_items(self, items))


class Slow(Feed):
    """Takes a second over its answer."""

    def answer(self, request: Request) -> Reply:
        return replace(super().answer(request), wait_seconds=1.0)


class Stalled(Feed):
    """Takes too long."""

    outcomes = frozenset({"timeout"})

    def disturb(self, request: Request) -> Reply:
        return Reply(200, wait_seconds=12)


class MovedAway(Feed):
    """Sends its readers on, for ever, in three steps."""

    outcomes = frozenset({"moved"})

    def reply(self, request: Request) -> Reply:
        steps = {f"/{self.name}": "/step", "/step": "/last", "/last": f"/{self.name}-new"}
        if request.path in steps:
            return Reply(301, headers=(("Location", steps[request.path]),))
        if request.path == f"/{self.name}-new":
            request = replace(request, path=f"/{self.name}")
        return super().reply(request)


class Detoured(Feed):
    """Sends its readers elsewhere, for now."""

    def reply(self, request: Request) -> Reply:
        if request.path == f"/{self.name}":
            return Reply(302, headers=(("Location", "/today"),))
        if request.path == "/today":
            request = replace(request, path=f"/{self.name}")
        return super().reply(request)


class Circling(Feed):
    """Sends its readers round in a circle."""

    outcomes = frozenset({"http_error"})

    def disturb(self, request: Request) -> Reply:
        return Reply(302, headers=(("Location", f"/{self.name}-again"),))

    def elsewhere(self, request: Request) -> Reply:
        return Reply(302, headers=(("Location", f"/{self.name}-again"),))


@dataclass
class _Leading(Feed):
    """Sends its readers where they must not go."""

    outcomes = frozenset({"refused_address"})
    target: ClassVar[str]

    def disturb(self, request: Request) -> Reply:
        return Reply(302, headers=(("Location", self.target),))


class ToLoopback(_Leading):
    """Redirects to the reader's own machine."""

    target = "http://127.0.0.1:9/"


class ToMetadata(_Leading):
    """Redirects to where clouds keep credentials."""

    target = "http://169.254.169.254/latest/meta-data/"


class ToFile(_Leading):
    """Redirects to a file."""

    target = "file:///etc/passwd"


class Gone(Feed):
    """Ends after its third poll."""

    asked_again = False
    outcomes = frozenset({"gone"})

    def reply(self, request: Request) -> Reply:
        return Reply(410) if self.polls >= 3 else super().reply(request)


class LimitedInSeconds(Feed):
    """Limits its readers, and says for how many seconds."""

    outcomes = frozenset({"rate_limited"})

    def disturb(self, request: Request) -> Reply:
        retry = (("Retry-After", str(_RETRY_SECONDS)),)
        return Reply(429, headers=retry, rest_seconds=_RETRY_SECONDS)


class LimitedUntil(Feed):
    """Limits its readers, and says until when."""

    outcomes = frozenset({"rate_limited"})

    def disturb(self, request: Request) -> Reply:
        until = int(time.time()) + _RETRY_SECONDS
        date = format_datetime(dt.datetime.fromtimestamp(until, dt.UTC), usegmt=True)
        wait = until - time.time()
        return Reply(429, headers=(("Retry-After", date),), rest_seconds=wait)


class Overloaded(Feed):
    """Is slow to say that it is overloaded, and for how long."""

    outcomes = frozenset({"http_error"})

    def disturb(self, request: Request) -> Reply:
        retry = (("Retry-After", str(_RETRY_SECONDS)),)
        wait = _RETRY_SECONDS
        return Reply(503, headers=retry, rest_seconds=wait, wait_seconds=1)


@dataclass
class _InBursts(Feed):
    """Fails twice in a row."""

    burst: ClassVar[Reply]

    def reply(self, request: Request) -> Reply:
        if request.path == f"/{self.name}" and not self.calm and self.polls % 5 in (2, 3):
            self.polls += 1
            return self.burst
        return super().reply(request)


class Failing(_InBursts):
    """Fails to find an answer."""

    outcomes = frozenset({"http_error"})
    burst = Reply(500, b"oops")


class Truncated(Feed):
    """Hangs up in the middle of what it announced."""

    outcomes = frozenset({"network_error"})

    def answer(self, request: Request) -> Reply:
        reply = super().answer(request)
        if self.calm or reply.status != 200 or self.polls % 3 == 0:
            return reply
        return replace(reply, cut_at=len(reply.body) // 2)


class Unfinished(Feed):
    """Sends half a document, as if that were all, under the validator of the whole."""

    def answer(self, request: Request) -> Reply:
        reply = super().answer(request)
        if self.calm or reply.status != 200 or self.polls % 3 == 0:
            return reply
        half = reply.body.index(b"</item>", len(reply.body) // 2) + 20
        return replace(reply, body=reply.body[:half], tag=None, versions=frozenset())


class HungUp(_InBursts):
    """Hangs up without a word; once would not do, for aiohttp asks again at once."""

    outcomes = frozenset({"network_error"})
    burst = Reply(reset=True)


class GzipBomb(Feed):
    """Sends little that unpacks to very much."""

    outcomes = frozenset({"too_large"})

    def disturb(self, request: Request) -> Reply:
        return Reply(body=_gzip_bomb(), headers=(("Content-Encoding", "gzip"),))


class BrotliBomb(Feed):
    """Sends even less that unpacks to as much."""

    outcomes = frozenset({"too_large"})

    def disturb(self, request: Request) -> Reply:
        return Reply(body=_brotli_bomb(), headers=(("Content-Encoding", "br"),))


class EntityBomb(Feed):
    """Declares entities that unfold to very much."""

    outcomes = frozenset({"not_a_feed"})

    def disturb(self, request: Request) -> Reply:
        lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)]
        entities = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{"".join(lines)}]>'
        return Reply(body=rss("<item><title>&a8;</title></item>", entities))


class WebPage(Feed):
    """Is now and then a page of excuses."""

    outcomes = frozenset({"not_a_feed"})

    def disturb(self, request: Request) -> Reply:
        page = b"<!doctype html><html><body><h1>We are improving</h1></body></html>"
        return Reply(body=page, headers=(("Content-Type", "text/html"), ("ETag", '"page"')))


class Blank(Feed):
    """Is now and then nothing at all."""

    outcomes = frozenset({"empty"})

    def disturb(self, request: Request) -> Reply:
        return Reply()


class Empty(Feed):
    """Never has an item."""

    outcomes = frozenset({"empty"})

    def items(self) -> list[Item]:
        return []


class FallenSilent(Feed):
    """Had items, and is empty from its first change on."""

    outcomes = frozenset({"empty"})

    def items(self) -> list[Item]:
        return [] if self.change else super().items()


class Forbidding(Feed):
    """Wants no robots."""

    asked_again = False
    outcomes = frozenset({"blocked_by_robots"})

    def robots(self) -> Reply:
        return Reply(body=b"User-agent: *\nDisallow: /")


class Fresh(Feed):
    """Says how long it stays as it is: longer than the shortest interval, not than the longest."""

    def answer(self, request: Request) -> Reply:
        reply = super().answer(request)
        headers = (*reply.headers, ("Cache-Control", "max-age=2"))
        return replace(reply, headers=headers, rest_seconds=2)


WAYS: tuple[type[Feed], ...] = (
    Quiet, LastModified, Unvalidated, ChurnedGuids, ReusedGuids, Edited, Shuffled, Undated,
    Misdated, Long, JsonFeed, MisnamedCharset, MistypedText, Slow, Stalled, MovedAway, Detoured,
    Circling, ToLoopback, ToMetadata, ToFile, Gone, LimitedInSeconds, LimitedUntil, Overloaded,
    Failing, Truncated, Unfinished, HungUp, GzipBomb, BrotliBomb, EntityBomb, WebPage, Blank,
    Empty, FallenSilent, Forbidding, Fresh,
)  # fmt: skip


@cache
def _gzip_bomb() -> bytes:
    return gzip.compress(bytes(_BOMB_BYTES))


@cache
def _brotli_bomb() -> bytes:
    bomb: bytes = brotli.compress(bytes(_BOMB_BYTES), quality=5)
    return bomb
