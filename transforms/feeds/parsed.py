"""What a feed holds once it is parsed, and the rules that all feed formats share."""

import datetime as dt
import html
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from schemas.article import RawArticle
from schemas.vocabulary import PublishedAtBasis

_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, kw_only=True)
class ParsedFeed:
    """The items of a feed, in its order, and what it says of itself."""

    articles: tuple[RawArticle, ...]
    title: str = ""
    #: BCP 47.
    language: str | None = None
    #: The page the feed belongs to.
    url: str | None = None
    #: How long the publisher asks not to come back (`ttl`, `sy:updatePeriod`).
    ttl_seconds: int | None = None
    #: Whether the document ends before the feed does: more items may have been meant.
    breaks_off: bool = False


def plain(text: str, *, as_html: bool) -> str:
    """Plain text, written as HTML where the article's other parts are HTML."""
    if not as_html:
        return text
    escaped = html.escape(text, quote=False)
    # Only inside `pre` does a line break of the source stay one.
    return f"<pre>{escaped}</pre>" if "\n" in text.strip() else escaped


def publication(
    *candidates: dt.datetime | None,
) -> tuple[dt.datetime | None, PublishedAtBasis]:
    """The first date there is, and its basis."""
    date = next((date for date in candidates if date is not None), None)
    return date, "feed" if date else "unknown"


def language_tag(declared: str) -> str | None:
    """A declared language as a BCP 47 tag ("en_US" is "en-US"); None when it is no tag."""
    tag = declared.strip().replace("_", "-")
    return tag if _LANGUAGE_TAG.fullmatch(tag) else None


def web_address(text: str, base: str = "") -> str | None:
    """The http or https URL that a reference is, resolved against `base`; None if it is none."""
    try:
        url = urljoin(base, text.strip())
        parts = urlsplit(url)
    except ValueError:  # a bracket that is no IPv6 address
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
