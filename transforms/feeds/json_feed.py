"""JSON Feed 1.0 and 1.1: from its text to raw articles."""

import json
from collections.abc import Mapping
from typing import Final

from schemas.article import Document, RawArticle
from schemas.errors import RejectedItemError
from transforms.feeds.dates import parse_feed_date
from transforms.feeds.parsed import ParsedFeed, language_tag, plain, publication, web_address
from transforms.normalise.clean import clean_line

#: A version names the format by its address; some publishers shorten it to the number.
_VERSION: Final = "jsonfeed.org/version/"


def parse_json_feed(text: str, document: Document) -> ParsedFeed:
    """The items of a JSON Feed, in its order.

    Source: https://www.jsonfeed.org/version/1.1/. Items that are no objects hold nothing and
    are kept as empty articles, to be dropped with a reason later.

    Raises:
        RejectedItemError: `malformed_json` for broken JSON, `malformed_feed` for other JSON.
    """
    feed = _load(text)
    items = feed.get("items")
    if not isinstance(items, list):
        known = _VERSION in _string(feed.get("version"))
        raise RejectedItemError(
            "malformed_feed", "a JSON Feed without items" if known else "JSON that is no feed"
        )
    title = clean_line(_string(feed.get("title")))
    return ParsedFeed(
        articles=tuple(_article(_mapping(item), feed, title, document) for item in items),
        title=title,
        language=language_tag(_string(feed.get("language"))),
        url=web_address(_string(feed.get("home_page_url"))),
    )


def _load(text: str) -> Mapping[str, object]:
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RejectedItemError("malformed_json", str(error) or type(error).__name__) from error
    if not isinstance(loaded, dict):
        raise RejectedItemError("malformed_feed", f"JSON that is no feed: {type(loaded).__name__}")
    return loaded


def _article(
    item: Mapping[str, object], feed: Mapping[str, object], publisher: str, document: Document
) -> RawArticle:
    markup, text = _string(item.get("content_html")), _string(item.get("content_text"))
    title, summary = _string(item.get("title")), _string(item.get("summary"))
    guid = _string(item.get("id"))
    published = parse_feed_date(_string(item.get("date_published")))
    updated = parse_feed_date(_string(item.get("date_modified")))
    published_at, basis = publication(published, updated)
    return RawArticle(
        retrieved_at=document.retrieved_at,
        source=document.source,
        feed_url=document.source,
        attributes=document.attributes,
        url=_string(item.get("url")) or _string(item.get("external_url")) or web_address(guid),
        base_url=web_address(_string(feed.get("home_page_url"))) or document.source,
        # Of title and summary the format says that they are plain text.
        title=plain(title, as_html=bool(markup)),
        summary=plain(summary, as_html=bool(markup)),
        text=markup or text or summary,
        html=bool(markup),
        text_basis="feed_full" if markup or text else "feed_summary",
        authors=_authors(item) or _authors(feed),
        publisher=publisher or None,
        guid=guid or None,
        published_at=published_at,
        updated_at=updated,
        published_at_basis=basis,
        declared_language=language_tag(
            _string(item.get("language")) or _string(feed.get("language"))
        ),
    )


def _authors(holder: Mapping[str, object]) -> tuple[str, ...]:
    """Names under `authors` (1.1) or `author` (1.0)."""
    authors = holder.get("authors")
    listed = authors if isinstance(authors, list) else [holder.get("author")]
    names = (_string(_mapping(author).get("name")) or _string(author) for author in listed)
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str:
    """A string without lone surrogates; a number as written (ids often are); else empty."""
    if isinstance(value, str):
        return value.encode(errors="ignore").decode()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
