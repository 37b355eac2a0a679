"""When a page says that its article appeared: JSON-LD, `<meta>`, microdata, `<time>`."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml.html import HtmlElement

from transforms.feeds.dates import parse_feed_date
from transforms.pages.page import PublishedDate

#: Names of `<meta>` for the date of publication, best first: Open Graph, Parse.ly, Sailthru,
#: Dublin Core, Highwire Press, and what content-management systems write.
_META_NAMES: Final = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "cxenseparse:recs:publishtime",
)
#: Where the description of the page itself may stand in JSON-LD; not among its lists and links.
_CONTAINERS: Final = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLE: Final = re.compile(r"(?:Article|BlogPosting|Report)$")
_PAGE: Final = re.compile(r"(?:WebPage|ItemPage)$")
_MAX_DEPTH: Final = 6
#: A description of one article is a few kilobytes, with `articleBody` a few hundred.
_MAX_SCRIPT_CHARACTERS: Final = 2_000_000
#: Comment marks and the like, which hide a script from readers of long ago.
_AROUND_JSON: Final = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:;|-->|//\s*\]\]>|\s)+$")
#: Where a `<time>` belongs to something else than the article.
_ASIDE: Final = frozenset({"aside", "nav", "footer", "form", "li"})
_COMMENT: Final = re.compile(r"comment|related|sidebar|teaser|recommend", re.IGNORECASE)


def publication_date(tree: HtmlElement, addresses: frozenset[str]) -> PublishedDate | None:
    """The date that metadata of the article gives, else a `<time>` within the article itself.

    Args:
        tree: the page.
        addresses: of the page, by which JSON-LD may tell the page's own article from others.
    """
    for written in (*_json_ld(tree, addresses), *_metas(tree), *_microdata(tree)):
        if moment := parse_feed_date(written):
            return PublishedDate(moment, "metadata")
    for written in _time_elements(tree):
        if moment := parse_feed_date(written):
            return PublishedDate(moment, "time_element")
    return None


def _json_ld(tree: HtmlElement, addresses: frozenset[str]) -> Iterator[str]:
    """`datePublished` of the article at one of the addresses, of the first article, of the page."""
    nodes = [
        node
        for script in tree.iter("script")
        if "ld+json" in script.get("type", "").lower()
        for node in _within(_loaded(script.text or ""), _MAX_DEPTH)
    ]
    articles = [node for node in nodes if _is_a(_ARTICLE, node)]
    own = [node for node in articles if _addresses(node) & addresses]
    pages = [node for node in nodes if _is_a(_PAGE, node)]
    for node in (*own[:1], *articles[:1], *pages[:1]):
        yield from _strings(node.get("datePublished"))


def _loaded(source: str) -> object:
    if len(source) > _MAX_SCRIPT_CHARACTERS:
        return None
    source = _AROUND_JSON.sub("", source)
    try:
        # Publishers leave raw line ends in strings.
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _within(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    """The nodes of a document: top level, lists, `_CONTAINERS`."""
    if isinstance(value, list) and depth:
        for member in value:
            yield from _within(member, depth - 1)
    elif isinstance(value, dict) and depth:
        yield value
        for name in _CONTAINERS:
            yield from _within(value.get(name), depth - 1)


def _is_a(kind: re.Pattern[str], node: Mapping[str, object]) -> bool:
    return any(map(kind.search, _strings(node.get("@type"))))


def _addresses(node: Mapping[str, object]) -> set[str]:
    main = node.get("mainEntityOfPage")
    inner = main.get("@id") if isinstance(main, dict) else main
    return {one for value in (node.get("url"), node.get("@id"), inner) for one in _strings(value)}


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def _metas(tree: HtmlElement) -> Iterator[str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or ""
        found.setdefault(name.strip().lower(), meta.get("content", ""))
    return (found[name] for name in _META_NAMES if name in found)


def _microdata(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("meta", "time", "span"):
        if element.get("itemprop", "").lower() == "datepublished":
            yield element.get("content") or element.get("datetime") or ""


def _time_elements(tree: HtmlElement) -> Iterator[str]:
    """`<time datetime>` within `<article>` or `<main>` but not in what stands beside it."""
    for element in tree.iter("time"):
        around = list(element.iterancestors())
        if not any(one.tag in {"article", "main"} for one in around):
            continue
        if not any(one.tag in _ASIDE or _COMMENT.search(_marks(one)) for one in around):
            yield element.get("datetime", "")


def _marks(element: HtmlElement) -> str:
    # On <body> and <html> classes describe the whole site.
    if element.tag in {"html", "body"}:
        return ""
    return f"{element.get('class', '')} {element.get('id', '')}"
