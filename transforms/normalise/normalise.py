"""One raw item into one article, or the reason why it is none."""

import datetime as dt
from typing import Final

import msgspec

from schemas.article import Article, RawArticle
from schemas.errors import RejectedItemError
from schemas.ids import article_id, content_id, content_sha256, full_text, version_id
from schemas.rejection import DroppedRow
from schemas.vocabulary import PublishedAtBasis
from transforms.normalise.clean import clean_line, clean_text, html_to_text
from transforms.normalise.urls import absolute_url, canonical_url, without_credentials
from transforms.normalise.wire import wire_origin
from transforms.normalise.words import count_words

#: Longest item, in characters of title, summary and body before clean-up.
MAX_ITEM_CHARACTERS: Final = 10_000_000
#: A publication date further ahead of retrieval than this is an error of the publisher's: time
#: zones differ by up to 26 hours.
_MAX_AHEAD: Final = dt.timedelta(hours=26)
#: No text that is news today was published before.
_FIRST_YEAR: Final = 1900
REFUSED_DATE_ATTRIBUTE: Final = "vedette.published_at_refused"


def normalise(raw: RawArticle) -> Article | DroppedRow:
    """The article that a raw item is; a drop with reason `empty` when it says nothing.

    Raises:
        RejectedItemError: `too_large` beyond MAX_ITEM_CHARACTERS.
    """
    _refuse_too_large(raw)
    strip = html_to_text if raw.html else str
    title = clean_line(strip(raw.title))
    summary = clean_text(strip(raw.summary))
    text = clean_text(strip(raw.text))
    if not title and not text:
        return _dropped_as_empty(raw)
    url = absolute_url(raw.url, raw.base_url)
    canonical = canonical_url(url) if url else None
    sha256 = content_sha256(title, text)
    work = article_id(canonical, title, text)
    published_at, basis, attributes = _publication(raw)
    authors = tuple(filter(None, map(clean_line, raw.authors)))
    return Article(
        article_id=work,
        version_id=version_id(work, sha256),
        url=without_credentials(url) if url else None,
        canonical_url=canonical,
        title=title,
        summary=summary,
        text=text,
        authors=authors,
        publisher=clean_line(raw.publisher or "") or None,
        publisher_family=None,
        wire_origin=wire_origin(text, authors),
        feed_url=raw.feed_url,
        guid=clean_line(raw.guid or "") or None,
        published_at=published_at,
        published_at_basis=basis,
        updated_at=raw.updated_at,
        retrieved_at=raw.retrieved_at,
        text_basis=raw.text_basis,
        word_count=count_words(full_text(title, text)),
        content_sha256=sha256,
        attributes=attributes,
        declared_language=raw.declared_language,
        input_id=raw.input_id,
    )


def _refuse_too_large(raw: RawArticle) -> None:
    length = len(raw.title) + len(raw.summary) + len(raw.text)
    if length > MAX_ITEM_CHARACTERS:
        raise RejectedItemError(
            "too_large", f"{length:,} characters, at most {MAX_ITEM_CHARACTERS:,}"
        )


def _publication(
    raw: RawArticle,
) -> tuple[dt.datetime | None, PublishedAtBasis, dict[str, str]]:
    """Date, basis and attributes; a date ahead of retrieval is refused, and kept as attribute."""
    date = raw.published_at
    if date is None:
        return None, "unknown", raw.attributes
    is_ahead = date > raw.retrieved_at + _MAX_AHEAD
    if is_ahead or date.year < _FIRST_YEAR:
        why = "is after retrieval" if is_ahead else f"is before {_FIRST_YEAR}"
        refused = {REFUSED_DATE_ATTRIBUTE: f"{date.isoformat()} {why}"}
        return None, "unknown", {**raw.attributes, **refused}
    return date, raw.published_at_basis, raw.attributes


def _dropped_as_empty(raw: RawArticle) -> DroppedRow:
    identity = msgspec.json.encode(
        (raw.source, raw.guid, raw.url, raw.summary, raw.published_at), order="deterministic"
    )
    return DroppedRow(
        drop_id=content_id("dropped", "empty", identity.decode()),
        article_id=None,
        guid=clean_line(raw.guid or "") or None,
        feed_url=raw.feed_url,
        reason="empty",
        detail="neither title nor text",
        at=raw.retrieved_at,
    )
