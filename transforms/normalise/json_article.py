"""An article given as a JSON object: the input form of files, messages and the command line."""

import codecs
import datetime as dt
import json
import re
from typing import Any, Final

from schemas.article import RawArticle
from schemas.errors import RejectedItemError

#: Language, script, region and variants; what RFC 5646 calls the usual forms.
_BCP_47: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def parse_json_article(
    body: bytes, *, source: str, retrieved_at: dt.datetime, attributes: dict[str, str] | None = None
) -> RawArticle:
    """One JSON object with the `articles` input fields; only `text` (or `title`) is needed.

    `html: true` says that title, summary and text are HTML. Fields that are not known are left
    aside: producers may carry more.

    Raises:
        RejectedItemError: `undecodable`, `malformed_json`, `missing_text` or `invalid_field`.
    """
    item = _object(body)
    title, text = _text(item, "title"), _text(item, "text")
    if text is None and not title:
        raise RejectedItemError("missing_text", "neither text nor title")
    published_at = _time(item, "published_at")
    return RawArticle(
        retrieved_at=retrieved_at,
        source=source,
        input_id=_identifier(item.get("id")),
        url=_text(item, "url"),
        title=title or "",
        summary=_text(item, "summary") or "",
        text=text or "",
        html=item.get("html") is True,
        authors=_authors(item),
        publisher=_text(item, "publisher"),
        feed_url=_text(item, "feed_url"),
        guid=_text(item, "guid"),
        published_at=published_at,
        updated_at=_time(item, "updated_at"),
        published_at_basis="unknown" if published_at is None else "input",
        declared_language=_language(item),
        attributes=attributes or {},
    )


def parse_time(value: str) -> dt.datetime:
    """An ISO 8601 date or time, in UTC; without a zone it is taken as UTC.

    Raises:
        ValueError: when it is none.
    """
    time = dt.datetime.fromisoformat(value.strip())
    if time.tzinfo is None:
        return time.replace(tzinfo=dt.UTC)
    try:
        return time.astimezone(dt.UTC)
    except OverflowError as error:  # year 1 or 9999 in another zone
        raise ValueError(f"out of range: {value}") from error


def _object(body: bytes) -> dict[str, Any]:
    # The standard library reads lone surrogates, which clean-up removes; msgspec refuses them.
    try:
        item = json.loads(body.removeprefix(codecs.BOM_UTF8))
    except UnicodeDecodeError as error:
        raise RejectedItemError("undecodable", str(error)) from error
    except (ValueError, RecursionError) as error:
        raise RejectedItemError("malformed_json", str(error)) from error
    if not isinstance(item, dict):
        raise RejectedItemError(
            "malformed_json", f"a JSON object is wanted, got {type(item).__name__}"
        )
    return item


def _text(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    if value is not None and not isinstance(value, str):
        raise RejectedItemError("invalid_field", f"{name} must be a string")
    return value if value is None else _encodable(value)


def _encodable(value: str) -> str:
    """The string without lone surrogates, which JSON can spell and no file can hold."""
    return value.encode(errors="ignore").decode()


def _language(item: dict[str, Any]) -> str | None:
    tag = _text(item, "language")
    if tag and not _BCP_47.fullmatch(tag):
        raise RejectedItemError("invalid_field", f"language is no BCP 47 tag: {tag[:40]}")
    return tag or None


def _identifier(value: object) -> str | None:
    return None if value is None else _encodable(str(value))


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    authors = item.get("authors") or ()
    if isinstance(authors, str):
        return (_encodable(authors),)
    if not isinstance(authors, list | tuple) or not all(isinstance(a, str) for a in authors):
        raise RejectedItemError("invalid_field", "authors must be a list of strings")
    return tuple(map(_encodable, authors))


def _time(item: dict[str, Any], name: str) -> dt.datetime | None:
    value = _text(item, name)
    if not value:
        return None
    try:
        return parse_time(value)
    except ValueError as error:
        raise RejectedItemError("invalid_field", f"{name}: {error}") from error
