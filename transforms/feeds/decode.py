"""From bytes to text: which encoding a document is really in."""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Final

from charset_normalizer import from_bytes

from schemas.errors import RejectedItemError

_BYTE_ORDER_MARKS: Final = (
    # The marks of UTF-32 begin like those of UTF-16, so they come first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How "<?xm" begins without a byte-order mark (XML 1.0, appendix F).
_FIRST_BYTES: Final = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_DECLARATION_BYTES: Final = 1000
#: As much as a guess needs: it tries dozens of encodings.
_GUESS_BYTES: Final = 50_000
_RUN: Final = re.compile(rb"[\x80-\xff]{3,}")
#: Python's own escapes, which are no document's encoding.
_REFUSED: Final = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode"})
#: Superset of an encoding that publishers name when they mean the superset (WHATWG Encoding).
_MEANT: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_SINGLE_BYTE: Final = re.compile(r"iso8859|cp125|cp437|cp85|koi8|mac|latin")
#: Most of a readable document is readable: more damaged characters than this, and it is not text.
_MAX_DAMAGED: Final = 0.02
_DAMAGE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")


def decode_body(body: bytes, content_type: str = "") -> str:
    """The text of a document, without its byte-order mark.

    Byte-order mark, then first bytes, then HTTP charset, then XML declaration, then UTF-8. Bytes
    that are valid UTF-8 beyond ASCII are UTF-8 whatever single-byte encoding is declared. Single
    damaged characters become U+FFFD and do not change the encoding of the others.

    Raises:
        RejectedItemError: `undecodable` when more than 2 % of the characters are damaged.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _require_text(body[len(mark) :].decode(encoding, errors="replace"))
    encodings = tuple(dict.fromkeys((*_declared(body, content_type), "utf-8")))
    for encoding in encodings:
        try:
            return _require_text(body.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _require_text(_decode_damaged(body, encodings))


def _decode_damaged(body: bytes, encodings: Iterable[str]) -> str:
    """The first encoding that reads more characters beyond ASCII than it fails to, else a guess.

    Publishers send windows-1251 and call it UTF-8. Where bytes beyond ASCII stand in runs, the
    script is not Latin and charset-normalizer guesses; single ones are accents, in cp1252.
    """
    for encoding in encodings:
        text = body.decode(encoding, errors="replace")
        beyond_ascii = sum(1 for _ in _BEYOND_ASCII.finditer(text))
        if beyond_ascii > 2 * text.count("\ufffd"):
            return text
    beyond = sum(byte > 0x7F for byte in body[:_GUESS_BYTES])
    in_runs = sum(map(len, _RUN.findall(body[:_GUESS_BYTES])))
    guess = from_bytes(body[:_GUESS_BYTES]).best() if in_runs > beyond / 2 else None
    return body.decode(guess.encoding if guess else "cp1252", errors="replace")


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    for first, encoding in _FIRST_BYTES:
        if body.startswith(first):
            yield encoding
            return
    charset = _CHARSET.search(content_type)
    declaration = _XML_ENCODING.match(body[:_DECLARATION_BYTES])
    declared = (charset[1] if charset else "", declaration[1].decode() if declaration else "")
    for name in declared:
        known = _text_encoding(name)
        if known:
            if _SINGLE_BYTE.match(known) and _is_utf8_beyond_ascii(body):
                yield "utf-8"
            yield known


def _text_encoding(name: str) -> str | None:
    """Python's name of an encoding; None when it is unknown, wide, or not one of text."""
    try:
        encoding = codecs.lookup(name).name
        # UTF-16 and UTF-32 fail on one byte, and rightly: in them the declaration would not have
        # been readable as ASCII.
        b"a".decode(encoding)
    except (LookupError, UnicodeError):
        return None
    return None if encoding in _REFUSED else _MEANT.get(encoding, encoding)


def _is_utf8_beyond_ascii(body: bytes) -> bool:
    try:
        return not body.isascii() and bool(body.decode())
    except UnicodeDecodeError:
        return False


def _require_text(text: str) -> str:
    damaged = sum(1 for _ in _DAMAGE.finditer(text))
    if damaged > _MAX_DAMAGED * len(text):
        raise RejectedItemError(
            "undecodable", f"{damaged:,} of {len(text):,} characters are damaged"
        )
    return text
