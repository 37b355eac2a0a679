"""From the bytes of a page to its text, by the rules of feeds and what `<meta>` declares."""

import re
from typing import Final

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

from transforms.feeds.decode import decode_body

#: Where browsers look for a `<meta charset>`: the first 1,024 bytes; many publishers need more.
_HEAD_BYTES: Final = 8_192
#: In HTTP this is the default of a server more often than the word of an author.
_SERVER_DEFAULT: Final = "cp1252"
#: What XML, and so the parser's tree, cannot hold.
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode_page(body: bytes, content_type: str) -> str:
    """The text of a page, without what XML forbids.

    Of what HTTP and `<meta>` declare the first that can read all bytes holds; where neither can,
    the encoding is guessed.

    Raises:
        RejectedItemError: `undecodable` when too many characters are damaged.
    """
    http = http_content_type_encoding(content_type)
    meta = html_body_declared_encoding(body[:_HEAD_BYTES])
    declared = [name for name in (http if http != _SERVER_DEFAULT else None, meta) if name]
    readable = next((name for name in declared if _reads(name, body)), None)
    return _FORBIDDEN.sub("", decode_body(body, f"charset={readable}" if readable else ""))


def _reads(encoding: str, body: bytes) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
