"""From a document to the items of a feed: size, encoding, format."""

from typing import Final

from schemas.article import Document
from schemas.errors import RejectedItemError
from transforms.feeds.decode import decode_body
from transforms.feeds.json_feed import parse_json_feed
from transforms.feeds.markup import safe_markup
from transforms.feeds.parsed import ParsedFeed
from transforms.feeds.xml_feed import parse_xml_feed

__all__ = ["MAX_FEED_BYTES", "ParsedFeed", "parse_feed"]

MAX_FEED_BYTES: Final = 10_000_000


def parse_feed(document: Document, max_bytes: int = MAX_FEED_BYTES) -> ParsedFeed:
    """The items of an RSS, Atom, CDF or JSON feed; of a damaged feed those that are complete.

    Nothing is fetched and nothing is cleaned. A date that is missing or names no moment stays None.

    Raises:
        RejectedItemError: `empty_body`, `too_large`, `undecodable`, `entity_declaration`,
            `malformed_json` or `malformed_feed`.
    """
    if len(document.body) > max_bytes:
        raise RejectedItemError("too_large", f"{len(document.body):,} bytes, at most {max_bytes:,}")
    if not document.body.strip(b"\x00 \t\r\n"):
        raise RejectedItemError("empty_body", f"{len(document.body):,} bytes, all blank")
    text = decode_body(document.body, document.content_type).lstrip("\ufeff \t\r\n\x00")
    if not text:
        raise RejectedItemError("empty_body", "nothing but a byte-order mark")
    if text.startswith(("{", "[")):
        return parse_json_feed(text, document)
    return parse_xml_feed(safe_markup(text), document)
