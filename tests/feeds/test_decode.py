"""Which encoding a document is in."""

import gzip

import pytest

from schemas.errors import RejectedItemError
from transforms.feeds.decode import decode_body

_RUSSIAN = "<?xml version='1.0' encoding='{}'?><rss>Войска у границы, говорят в Киеве</rss>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("windows-1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-be"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32"),
        ("iso-8859-1", "utf-8"),
        ("us-ascii", "utf-8"),
        ("utf-16", "utf-8"),
        ("no-such-thing", "utf-8"),
        ("unicode_escape", "utf-8"),
        ("undefined", "utf-8"),
    ],
)
def test_the_real_encoding_is_found(declared: str, encoding: str) -> None:
    text = _RUSSIAN.format(declared)
    assert decode_body(text.encode(encoding)) == text


def test_the_http_charset_goes_before_the_declaration() -> None:
    text = _RUSSIAN.format("iso-8859-5")
    assert decode_body(text.encode("cp1251"), 'text/xml; charset="windows-1251"') == text


def test_latin_1_means_windows_1252() -> None:
    body = "<?xml version='1.0' encoding='iso-8859-1'?><a>“war”</a>".encode("cp1252")
    assert "“war”" in decode_body(body)


def test_gb2312_means_gb18030() -> None:
    body = "<?xml version='1.0' encoding='gb2312'?><a>鎔</a>".encode("gb18030")
    assert "鎔" in decode_body(body)


def test_a_damaged_character_leaves_the_others_alone() -> None:
    body = "é à ü ".encode() * 20 + b"\xe2\x82 " + "é".encode()
    assert decode_body(body) == "é à ü " * 20 + "\ufffd é"


def test_undeclared_western_text_is_windows_1252() -> None:
    assert decode_body("caf\u00e9 \u2013 d\u00e9j\u00e0".encode("cp1252")) == "café – déjà"


@pytest.mark.parametrize(
    "body", [gzip.compress(b"<rss/>" * 100), bytes(range(256)) * 4, b"\xff\xfe" + b"\x00\xd8" * 99]
)
def test_what_is_no_text_is_undecodable(body: bytes) -> None:
    with pytest.raises(RejectedItemError) as refusal:
        decode_body(body)
    assert refusal.value.reason == "undecodable"
