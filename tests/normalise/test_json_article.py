import datetime as dt
import json
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedItemError
from schemas.vocabulary import DeadLetterReason
from tests.builders import NOW
from transforms.normalise.json_article import parse_json_article, parse_time
from transforms.normalise.normalise import normalise
from transforms.normalise.plain_article import parse_plain_article


def parse(body: bytes) -> object:
    return parse_json_article(body, source="in.jsonl", retrieved_at=NOW)


def test_an_object_needs_only_its_text() -> None:
    raw = parse_json_article(b'{"text": "T"}', source="in.jsonl", retrieved_at=NOW)
    assert (raw.text, raw.published_at, raw.published_at_basis) == ("T", None, "unknown")


def test_every_input_field_is_read() -> None:
    raw = parse_json_article(
        json.dumps(
            {
                "id": 7,
                "title": "H",
                "text": "T",
                "url": "https://a.example/1",
                "published_at": "2021-11-15T18:00:00+02:00",
                "language": "de",
                "authors": ["A", "B"],
                "unknown": {"kept": "aside"},
            }
        ).encode(),
        source="in.jsonl",
        retrieved_at=NOW,
    )
    assert raw.input_id == "7"
    assert raw.published_at == dt.datetime(2021, 11, 15, 16, tzinfo=dt.UTC)
    assert (raw.published_at_basis, raw.declared_language, raw.authors) == (
        "input",
        "de",
        ("A", "B"),
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"not json", "malformed_json"),
        (b"[1, 2]", "malformed_json"),
        (b'{"text": "cut', "malformed_json"),
        (b"[" * 100_000, "malformed_json"),
        (b'{"text": "\xff\xfe"}', "undecodable"),
        (b'{"url": "https://a.example"}', "missing_text"),
        (b'{"text": null}', "missing_text"),
        (b'{"text": 5}', "invalid_field"),
        (b'{"text": "T", "published_at": "yesterday"}', "invalid_field"),
        (b'{"text": "T", "published_at": 1637000000}', "invalid_field"),
        (b'{"text": "T", "language": "not a tag"}', "invalid_field"),
        (b'{"text": "T", "authors": [1]}', "invalid_field"),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason(
    body: bytes, reason: DeadLetterReason
) -> None:
    with pytest.raises(RejectedItemError) as caught:
        parse(body)
    assert caught.value.reason == reason


@pytest.mark.parametrize("field", ["text", "title", "summary", "url", "guid", "id", "authors"])
def test_a_lone_surrogate_leaves_every_field(field: str) -> None:
    body = f'{{"text": "T", "{field}": "https://a.example/a\\ud800b"}}'.encode()
    made = normalise(parse_json_article(body, source="", retrieved_at=NOW))
    assert b"ab" in msgspec.json.encode(made)


def test_plain_text_takes_its_other_fields_from_the_sidecar() -> None:
    raw = parse_plain_article(
        "\ufeffDer Text.".encode(),
        b'{"title": "Kopf", "published_at": "2021-11-15"}',
        source="a.txt",
        retrieved_at=NOW,
    )
    assert (raw.title, raw.text) == ("Kopf", "Der Text.")
    assert raw.published_at == dt.datetime(2021, 11, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("body", "sidecar", "reason"),
    [
        (b"\xff", b"", "undecodable"),
        (b"T", b"{", "malformed_json"),
        (b"T", b"[]", "malformed_json"),
    ],
)
def test_a_bad_plain_text_or_sidecar_is_rejected(
    body: bytes, sidecar: bytes, reason: DeadLetterReason
) -> None:
    with pytest.raises(RejectedItemError) as caught:
        parse_plain_article(body, sidecar, source="a.txt", retrieved_at=NOW)
    assert caught.value.reason == reason


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00+14:00", "2021-13-01", "soon", ""])
def test_what_is_no_time_is_an_error(value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_time(value)


@given(st.binary(max_size=100))
def test_any_bytes_are_an_article_or_a_reason(body: bytes) -> None:
    with suppress(RejectedItemError):
        parse(body)
