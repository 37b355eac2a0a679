"""What was read from a page, and why an item may stay without its page's text."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from schemas.row import require_utc

#: Why a page that was fetched gives no article.
PageRefusal = Literal[
    "too_large",  # more than MAX_PAGE_BYTES or MAX_ELEMENTS
    "not_html",  # another content type
    "undecodable",  # bytes that are no text
    "unreadable",  # markup from which nothing can be taken
    "too_short",  # fewer than MIN_WORDS
    "paywall",  # what there is asks for a subscription
    "consent",  # what there is asks to accept cookies or terms
    "challenge",  # what there is asks for a proof of being human, or for JavaScript
    "error_page",  # what there is says that the article is not there
]

MAX_PAGE_BYTES: Final = 10_000_000
#: A long article has a few thousand elements, and a long thread of comments 10,000. Extraction is
#: quadratic in the worst case: about two seconds at this many.
MAX_ELEMENTS: Final = 30_000
#: Fewer words than this are a caption, a notice or a teaser.
MIN_WORDS: Final = 50

#: Whether a date stands in metadata that is about the article, or in a `<time>` of the page.
DateSource = Literal["metadata", "time_element"]


class PublishedDate(NamedTuple):
    """A publication date (aware, UTC) and where on the page it stands."""

    at: dt.datetime
    source: DateSource


@dataclass(frozen=True, kw_only=True)
class Page:
    """The article that a page holds, as the page says it."""

    #: Paragraphs of cleaned plain text, with a blank line between; at least MIN_WORDS words.
    text: str
    title: str = ""
    #: Absolute http(s) URL on the page's own site, or None.
    canonical_url: str | None = None
    published: PublishedDate | None = None
    authors: tuple[str, ...] = ()
    #: BCP 47, as the page declares it: a hint.
    language: str | None = None

    def __post_init__(self) -> None:
        require_utc(published=self.published.at if self.published else None)
