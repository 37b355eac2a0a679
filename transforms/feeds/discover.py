"""The feeds that a web page names: in its head, or as links that look like feeds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from transforms.normalise.urls import absolute_url

#: Media types of feeds; the plain XML types are used for them as well.
_FEED_TYPES: Final = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/xml",
        "text/xml",
        "text/rss+xml",
        "text/atom+xml",
    }
)
#: WordPress offers its whole API under this type: only an address tells a feed.
_PLAIN_JSON: Final = "application/json"
_JSON_ADDRESS: Final = re.compile(r"feed[^/]*(?:\.json|/json/?)$", re.IGNORECASE)

#: "rss" with at most one word before and after it in its part of the path, so that no headline
#: about feeds is taken for one; "feed" as a part of its own, or at the end of a file's name.
_RSS_ADDRESS: Final = (
    r"^//(?:rss|feeds?\d*)\."
    r"|/(?:[a-z0-9]+[-_.])?rss\d*(?:[-_.+]?[a-z0-9]+)?(?:[/.]|$)|rss\.(?:xml|php|aspx?)$|\.rss$"
    r"|/(?:feeds?\d*|[^/]*[-_.]feeds?)(?:\.(?:xml|php|aspx?))?/?$|/feeds?/[^/]+"
    r"|[?&=]rss|[?&]feed=|[?&](?:type|format)=feed\b"
)
#: Addresses that look like feeds, and the type they promise; the first that matches holds.
_LOOKS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), media_type)
    for pattern, media_type in (
        (r"(?:/|\.)atom(?:\.xml)?/?$|[?&](?:type|format|feed|alt)=atom\b", "application/atom+xml"),
        (r"(?:/|\.)rdf(?:\.xml)?/?$|[?&](?:type|format|feed)=rdf\b", "application/rdf+xml"),
        (r"/feed(?:\.json|/json/?)$", "application/feed+json"),
        (_RSS_ADDRESS, "application/rss+xml"),
    )
)
#: A page about feeds, or the icon of one.
_NO_FEED: Final = re.compile(r"\.(?:html?|pdf|png|jpe?g|gif|svg|webp|css|js)$", re.IGNORECASE)
#: Services that subscribe to a feed carry its address in theirs.
_CARRIES_ADDRESS: Final = re.compile(r"https?(?::|%3a)", re.IGNORECASE)
_COMMENTS: Final = re.compile(r"comment|kommentar|коммент|комент|comentari", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that a page names."""

    #: Absolute.
    url: str
    #: As the page calls it; may be empty.
    title: str
    #: Media type, as declared or as the address promises.
    type: str


def discover_feeds(html: bytes, base_url: str) -> tuple[FoundFeed, ...]:
    """The feeds that a page names, each URL once, the likeliest first.

    Those of `<link rel="alternate">` come before links that look like feeds, and within both
    feeds of comments come last; else in the page's order. Source of the first rule:
    https://www.rssboard.org/rss-autodiscovery.

    Args:
        html: the page, however malformed; its encoding is read from it, else taken for UTF-8.
        base_url: where it came from; a `<base>` in it goes before.
    """
    root = _tree(html)
    if root is None:
        return ()
    base = _base(root, base_url)
    declared = list(_declared(root, base))
    linked = list(_linked(root, base))
    found: dict[str, FoundFeed] = {}
    for feed in sorted(declared, key=_is_of_comments) + sorted(linked, key=_is_of_comments):
        found.setdefault(feed.url, feed)
    return tuple(found.values())


def _tree(html: bytes) -> etree._Element | None:
    # What is valid UTF-8 is UTF-8, whatever the page says; libxml2 alone would assume Latin-1.
    for encoding in ("utf-8", None) if _is_utf8(html) else (None, "utf-8"):
        parser = etree.HTMLParser(
            encoding=encoding, no_network=True, remove_comments=True, huge_tree=True
        )
        try:
            return etree.fromstring(html, parser)
        except (etree.XMLSyntaxError, ValueError):  # an empty page, or an unknown encoding
            continue
    return None


def _is_utf8(html: bytes) -> bool:
    try:
        html.decode()
    except UnicodeDecodeError:
        return False
    return True


def _base(root: etree._Element, base_url: str) -> str:
    href = next((str(e.get("href")) for e in root.iter("base") if e.get("href")), None)
    return absolute_url(href, base_url) or base_url


def _declared(root: etree._Element, base: str) -> Iterator[FoundFeed]:
    for link in root.iter("link"):
        relations = str(link.get("rel", "")).lower().split()
        media_type = str(link.get("type", "")).partition(";")[0].strip().lower()
        url = _address(str(link.get("href", "")), base)
        is_alternate = "alternate" in relations and "stylesheet" not in relations
        if not url or not (is_alternate or "feed" in relations):
            continue
        if media_type == _PLAIN_JSON and _JSON_ADDRESS.search(urlsplit(url).path):
            media_type = "application/feed+json"
        if media_type in _FEED_TYPES or ("feed" in relations and not media_type):
            yield FoundFeed(url=url, title=_one_line(str(link.get("title", ""))), type=media_type)


def _linked(root: etree._Element, base: str) -> Iterator[FoundFeed]:
    for anchor in root.iter("a"):
        url = _address(str(anchor.get("href", "")), base)
        if not url or not (media_type := _promised_type(url)):
            continue
        text = _one_line("".join(map(str, anchor.itertext())))
        title = text or _one_line(str(anchor.get("title", "")))
        yield FoundFeed(url=url, title=title, type=media_type)


def _promised_type(url: str) -> str:
    """The media type that an address looks like; empty when it does not look like a feed's."""
    parts = urlsplit(url)
    tail = f"//{parts.netloc}{parts.path}"
    query = f"?{parts.query}" if parts.query else ""
    if _NO_FEED.search(parts.path) or _CARRIES_ADDRESS.search(parts.path + query):
        return ""
    return next(
        (kind for look, kind in _LOOKS if look.search(tail) or look.search(query)),
        "",
    )


def _address(href: str, base: str) -> str | None:
    """The absolute URL without fragment; None when a page may not name it as a feed.

    "feed:" is an old scheme in front of http, or in its place.
    """
    href = re.sub(r"^\s*feed:(?://)?(?=https?:)|^\s*feed:(?=//)", "", href)
    if href.startswith("//") and not base.startswith("http"):
        href = f"http:{href}"
    url = absolute_url(href, base)
    # A page of the web must not make us read a local file.
    if not url or (url.startswith("file:") and not base.startswith("file:")):
        return None
    return urldefrag(url).url


def _is_of_comments(feed: FoundFeed) -> bool:
    return bool(_COMMENTS.search(feed.title) or _COMMENTS.search(urlsplit(feed.url).path))


def _one_line(text: str) -> str:
    return " ".join(text.split())
