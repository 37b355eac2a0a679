"""RSS, Atom and CDF: from safe markup to raw articles, through feedparser."""

import re
from collections import deque
from collections.abc import Mapping
from typing import Final, NamedTuple

from schemas.article import Document
from schemas.errors import RejectedItemError
from transforms.feeds.feed_item import FeedDefaults, author_names, heading, item_article, string
from transforms.feeds.feedparser_reader import read_strictly_or_loosely
from transforms.feeds.parsed import ParsedFeed, language_tag, web_address

#: RSS 0.9x and 2.0, Atom, RSS 0.90 and 1.0, CDF.
_ROOT: Final = re.compile(r"<((?:[\w.-]+:)?(?:rss|feed|rdf|channel))\b[^<>]*?(/?)>", re.IGNORECASE)
_ITEM_TAG: Final = re.compile(
    r"<(?P<closing>/?)(?:[\w.-]+:)?(?:item|entry)\b[^<>]*?(?P<empty>/?)>", re.IGNORECASE
)
_ITEM: Final = re.compile(r"<((?:[\w.-]+:)?(?:item|entry))\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)

_MAX_HEAD_CHARACTERS: Final = 20_000

_PERIOD_SECONDS: Final = {
    "hourly": 3_600,
    "daily": 86_400,
    "weekly": 7 * 86_400,
    "monthly": 30 * 86_400,
    "yearly": 365 * 86_400,
}


class _Reading(NamedTuple):
    """What feedparser made of a feed."""

    feed: Mapping[str, object]
    entries: list[Mapping[str, object]]
    #: Why the markup is not well-formed; empty when it is.
    problem: str


def parse_xml_feed(markup: str, document: Document) -> ParsedFeed:
    """The items of a feed whose markup is safe to parse, in its order.

    Raises:
        RejectedItemError: `malformed_feed` when it is no feed, or so damaged that no item is left.
    """
    reading = _read(markup, document.source)
    entries = reading.entries
    if not entries:
        _require_whole_feed(markup, reading.problem)
    page = web_address(string(reading.feed.get("link")), document.source)
    defaults = FeedDefaults(
        document=document,
        publisher=heading(reading.feed),
        language=language_tag(string(reading.feed.get("language"))),
        base_url=page or document.source,
        authors=author_names(reading.feed) if _is_atom(markup) else (),
        is_rss=not _is_atom(markup),
    )
    return ParsedFeed(
        articles=tuple(item_article(entry, defaults) for entry in entries),
        title=defaults.publisher,
        language=defaults.language,
        url=page,
        ttl_seconds=_ttl_seconds(reading.feed),
        breaks_off=_breaks_off(markup),
    )


def _require_whole_feed(markup: str, problem: str) -> None:
    """A feed may have no items, but one that breaks off before its first is not a feed."""
    if not _ROOT.match(markup):
        raise RejectedItemError("malformed_feed", f"{markup[:40]!r} begins no feed")
    if _breaks_off(markup):
        raise RejectedItemError("malformed_feed", problem or "the feed breaks off")


def _breaks_off(markup: str) -> bool:
    """Whether the feed's root is not closed."""
    root = _ROOT.match(markup)
    if root is None or root[2]:
        return False
    return f"</{root[1]}".lower() not in markup.lower()


def _read(markup: str, source: str) -> _Reading:
    try:
        return _feedparser_reading(markup, source)
    except Exception as error:  # feedparser trips over odd values in many ways
        return _read_one_by_one(markup, source, f"{type(error).__name__}: {error}")


def _read_one_by_one(markup: str, source: str, problem: str) -> _Reading:
    """The same item by item, so that the one feedparser trips over leaves the others alone."""
    items = list(_ITEM.finditer(markup))
    head = _readable_head(markup[: items[0].start()], source) if items else ""
    feed: Mapping[str, object] = {}
    entries: list[Mapping[str, object]] = []
    for item in items:
        try:
            alone = _feedparser_reading(head + item[0], source)
        except Exception:  # as above; an item without content is dropped with a reason later
            entries.append({})
        else:
            entries.extend(alone.entries)
            feed = alone.feed
    return _Reading(feed, entries, problem)


def _readable_head(head: str, source: str) -> str:
    """What stands before the first item, or only the feed's root where that cannot be read."""
    root = _ROOT.match(head)
    try:
        # It is read again with every item.
        if len(head) <= _MAX_HEAD_CHARACTERS:
            _feedparser_reading(head, source)
            return head
    except Exception:  # noqa: S110 the trouble is in the head, and the items do without
        pass
    return root[0] if root else ""


def _feedparser_reading(markup: str, source: str) -> _Reading:
    # RSS has no base but the feed's page, against which links are resolved later.
    base = (web_address(source) or "") if _is_atom(markup) else ""
    parser, problem = read_strictly_or_loosely(markup, base)
    # Copied, because FeedParserDict gives `published` for a missing `updated`.
    entries: list[Mapping[str, object]] = [dict(entry) for entry in parser.entries]
    if problem and _ends_inside_an_item(markup):
        # Half an item would be stored as a version of its own.
        entries = entries[:-1]
    return _Reading(dict(parser.feeddata), entries, problem)


def _is_atom(markup: str) -> bool:
    root = _ROOT.match(markup)
    return root is not None and root[1].lower().endswith("feed")


def _ends_inside_an_item(markup: str) -> bool:
    last = deque(_ITEM_TAG.finditer(markup), maxlen=1)
    return bool(last) and not last[0]["closing"] and not last[0]["empty"]


def _ttl_seconds(feed: Mapping[str, object]) -> int | None:
    """`ttl` in minutes (RSS 2.0), or the period of the Syndication module."""
    ttl = string(feed.get("ttl"))
    if ttl.isascii() and ttl.isdigit():
        return int(ttl[:9]) * 60 or None
    period = _PERIOD_SECONDS.get(string(feed.get("sy_updateperiod")).lower())
    frequency = string(feed.get("sy_updatefrequency"))
    times = int(frequency[:9]) if frequency.isascii() and frequency.isdigit() else 1
    return period // max(times, 1) if period else None
