"""From the bytes of a page to its article, or the reason why it holds none."""

import re
from typing import Final

from lxml.html import HtmlElement

from schemas.errors import RejectedItemError
from transforms.feeds.parsed import language_tag
from transforms.normalise.words import count_words
from transforms.pages.address import canonical_address
from transforms.pages.body import has_too_many_elements, parse_tree, read_body
from transforms.pages.dates import publication_date
from transforms.pages.decode import decode_page
from transforms.pages.notices import without_notices
from transforms.pages.page import MAX_PAGE_BYTES, MIN_WORDS, Page, PageRefusal

_HTML_TYPES: Final = frozenset(
    {"text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", ""}
)
_LOOKS_LIKE_HTML: Final = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|div|p|article)\b", re.I
)
_SNIFFED_CHARACTERS: Final = 20_000


def extract_page(body: bytes, url: str, content_type: str) -> Page | PageRefusal:
    """The article of a page; pure, and total: any bytes give a page or a reason.

    Args:
        body: the page, decompressed, at most MAX_PAGE_BYTES long.
        url: where it was read, after redirects.
        content_type: as HTTP says; "" if unknown.
    """
    if len(body) > MAX_PAGE_BYTES:
        return "too_large"
    if content_type.partition(";")[0].strip().lower() not in _HTML_TYPES:
        return "not_html"
    try:
        markup = decode_page(body, content_type)
    except RejectedItemError:
        return "undecodable"
    if not _LOOKS_LIKE_HTML.search(markup[:_SNIFFED_CHARACTERS]):
        return "not_html"
    tree = parse_tree(markup)
    if tree is None:
        return "unreadable"
    if has_too_many_elements(tree):
        return "too_large"
    return _article_of(tree, url)


def _article_of(tree: HtmlElement, url: str) -> Page | PageRefusal:
    try:
        body = read_body(tree)
    except Exception:  # heuristics of others on markup of anybody: the page is to blame
        return "unreadable"
    paragraphs, notice = without_notices(body.paragraphs)
    # The title may carry the name of the site behind it.
    if paragraphs and body.title.casefold().startswith(paragraphs[0].casefold()):
        paragraphs = paragraphs[1:]
    if sum(map(count_words, paragraphs)) < MIN_WORDS:
        return notice or "too_short"
    canonical = canonical_address(tree, url)
    return Page(
        text="\n\n".join(paragraphs),
        title=body.title,
        canonical_url=canonical,
        published=publication_date(tree, frozenset(filter(None, (url, canonical)))),
        authors=body.authors,
        language=language_tag(tree.getroottree().getroot().get("lang") or ""),
    )
