"""The article on a page, by trafilatura; nothing is fetched."""

import logging
import re
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from lxml import etree, html
from lxml.html import HtmlElement

from transforms.normalise.clean import clean_line
from transforms.normalise.words import UNSPACED
from transforms.pages.page import MAX_ELEMENTS

_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_LIST_MARK: Final = re.compile(r"^- ")


class Body(NamedTuple):
    """What trafilatura finds on a page, cleaned."""

    #: In order; none when the page holds no article.
    paragraphs: tuple[str, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()


def parse_tree(markup: str) -> HtmlElement | None:
    """The tree of a page, or None when there is nothing in it."""
    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return html.document_fromstring(markup.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # only markup that the parser leaves out
        return None


def has_too_many_elements(tree: HtmlElement) -> bool:
    """Whether extraction would take too long."""
    return sum(1 for _ in tree.iter()) > MAX_ELEMENTS


def read_body(tree: HtmlElement) -> Body:
    """The article of a page."""
    return _load_extractor(is_dense=_is_dense(tree))(tree)


def _is_dense(tree: HtmlElement) -> bool:
    """Whether most of a page is in scripts that say in one character what others say in four."""
    pieces = tree.xpath("//text()[not(parent::script or parent::style)]")
    text = "".join("".join(map(str, pieces)).split()) if isinstance(pieces, list) else ""
    dense = sum(1 for _ in _UNSPACED.finditer(text))
    return 4 * dense > len(text) - dense


@cache
def _load_extractor(*, is_dense: bool) -> Callable[[HtmlElement], Body]:
    """Trafilatura without comments, tables and links.

    Imported here because that takes half a second. Its messages are about single pages, which
    have their reason: they are silenced, unless the operator has set a level.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document, Extractor

    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.CRITICAL)
    options = Extractor(output_format="python", comments=False, tables=False, with_metadata=True)
    # Its dates have no time, and may be those of a teaser: `publication_date` reads better.
    options.date_params = {"extensive_search": False}
    if is_dense:
        # Below this many characters trafilatura takes the whole page instead.
        options.min_extracted_size //= 4

    def read(tree: HtmlElement) -> Body:
        document = bare_extraction(tree, options=options)
        if not isinstance(document, Document):
            return Body()
        lines = (clean_line(_LIST_MARK.sub("", line)) for line in (document.text or "").split("\n"))
        authors = map(clean_line, (document.author or "").split(";"))
        return Body(
            paragraphs=tuple(filter(None, lines)),
            title=clean_line(document.title or ""),
            authors=tuple(filter(None, authors)),
        )

    return read
