"""The address that a page gives itself, when it can be believed."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import SplitResult, urlsplit

from lxml.html import HtmlElement

#: Longer than any address of an article; longer ones carry sessions.
_MAX_URL_CHARACTERS: Final = 2_000
#: Google's caches of AMP pages name the site they copied:
#: https://developers.google.com/amp/cache/overview ("AMP Cache URL format").
_AMP_CACHE: Final = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/(?:[cviw]/)+|www\.google\.[\w.]+/amp/)"
    r"(?P<secure>s/)?(?P<origin>[\w.-]+/.*)"
)
#: A path that leads to the front page of a site or of one of its languages.
_FRONT_PAGE: Final = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2,4})?/?)?(?:index\.\w+|home/?)?", re.I)


def canonical_address(tree: HtmlElement, url: str) -> str | None:
    """`<link rel=canonical>`, else og:url: the first that is absolute and of the page's own site.

    A site is what one registrant holds below a public suffix. The front page is refused as the
    canonical address of another page: a template that says so would make all articles one.

    >>> from lxml.html import document_fromstring as read
    >>> page = read('<link rel="canonical" href="https://news.example.com/a">')
    >>> canonical_address(page, "https://amp.example.com/a?utm_source=rss")
    'https://news.example.com/a'
    >>> canonical_address(page, "https://example.net/a") is None
    True
    """
    return next((named for named in _named(tree) if is_plausible(named, url)), None)


def is_plausible(canonical: str, url: str) -> bool:
    """Whether a page at `url` may have this canonical address."""
    named, read = _split(canonical), _split(_origin_of_amp_cache(url))
    if named is None or read is None or len(canonical) > _MAX_URL_CHARACTERS:
        return False
    if _is_front_page(named) and not _is_front_page(read):
        return False
    return _site(named) == _site(read)


def _named(tree: HtmlElement) -> Iterator[str]:
    for link in tree.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            yield link.get("href", "").strip()
    for meta in tree.iter("meta"):
        if meta.get("property", meta.get("name", "")).lower() == "og:url":
            yield meta.get("content", "").strip()


def _origin_of_amp_cache(url: str) -> str:
    cached = _AMP_CACHE.fullmatch(url)
    return f"https://{cached['origin']}" if cached else url


def _split(url: str) -> SplitResult | None:
    """The parts of an absolute http(s) URL without spaces; None for anything else."""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, an unclosed bracket
        return None
    return parts if is_web and not re.search(r"\s", url) else None


def _is_front_page(parts: SplitResult) -> bool:
    return bool(_FRONT_PAGE.fullmatch(parts.path)) and not parts.query


def _site(parts: SplitResult) -> str:
    """The registrable domain; host and port where there is none, as for an IP address."""
    from courlan import extract_domain  # which takes a third of a second

    host = _unicode_host(parts.hostname or "")
    return extract_domain(f"https://{host}") or f"{host}:{parts.port}"


def _unicode_host(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host
