"""JSON Feed."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import RawArticle
from schemas.errors import RejectedItemError
from tests.feeds.corpora import RETRIEVED_AT, document
from transforms.feeds.parse import ParsedFeed, parse_feed

_SOURCE = "https://x.example/feed.json"


def _parse(feed: object) -> ParsedFeed:
    return parse_feed(document(json.dumps(feed).encode(), _SOURCE))


def _only(item: dict[str, object], **feed: object) -> RawArticle:
    [article] = _parse(
        {"version": "https://jsonfeed.org/version/1.1", "items": [item], **feed}
    ).articles
    return article


def test_every_field_has_its_place() -> None:
    article = _only(
        {
            "id": "1",
            "url": "/1",
            "title": "A < B",
            "summary": "S",
            "content_html": "<p>T</p>",
            "date_published": "2026-10-02T10:00:00+02:00",
            "date_modified": "2026-10-02T09:00:00Z",
            "authors": [{"name": "N"}, {"name": "M"}, {"name": "N"}],
            "language": "de",
        },
        title="The  Paper",
        home_page_url="https://x.example/",
        language="en_US",
    )
    assert article == RawArticle(
        retrieved_at=RETRIEVED_AT,
        source=_SOURCE,
        feed_url=_SOURCE,
        url="/1",
        base_url="https://x.example/",
        title="A &lt; B",
        summary="S",
        text="<p>T</p>",
        html=True,
        authors=("N", "M"),
        publisher="The Paper",
        guid="1",
        published_at=dt.datetime(2026, 10, 2, 8, tzinfo=dt.UTC),
        updated_at=dt.datetime(2026, 10, 2, 9, tzinfo=dt.UTC),
        published_at_basis="feed",
        text_basis="feed_full",
        declared_language="de",
    )


def test_plain_content_is_not_html() -> None:
    article = _only({"id": "1", "title": "A < B", "content_text": "T & U"})
    assert (article.html, article.title, article.text) == (False, "A < B", "T & U")


def test_a_summary_alone_is_the_text() -> None:
    article = _only({"id": "1", "summary": "S"})
    assert (article.text, article.text_basis) == ("S", "feed_summary")


def test_feed_authors_and_language_are_inherited() -> None:
    article = _only({"id": 7}, author={"name": "N"}, language="fr")
    assert (article.authors, article.declared_language, article.guid) == (("N",), "fr", "7")


def test_without_a_date_there_is_none() -> None:
    article = _only({"id": "1", "date_published": "soon"})
    assert (article.published_at, article.published_at_basis) == (None, "unknown")


def test_an_id_that_is_an_address_is_the_link() -> None:
    assert _only({"id": "https://x.example/2"}).url == "https://x.example/2"


@pytest.mark.parametrize(
    "body", [b"{", b'{"items": [}', b"[1,", b"{" * 50, b'{"items":' + b"[" * 99_999]
)
def test_broken_json_is_malformed_json(body: bytes) -> None:
    with pytest.raises(RejectedItemError) as refusal:
        parse_feed(document(body))
    assert refusal.value.reason == "malformed_json"


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"items": 3}', b'{"version": "1", "items": {}}'])
def test_other_json_is_no_feed(body: bytes) -> None:
    with pytest.raises(RejectedItemError) as refusal:
        parse_feed(document(body))
    assert refusal.value.reason == "malformed_feed"


_ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)
_ITEM = _ODD | st.dictionaries(
    st.sampled_from(
        "id url title summary content_html content_text date_published authors author".split()
    ),
    _ODD,
)


@given(st.lists(_ITEM, max_size=4))
def test_no_item_is_lost_however_odd(items: list[object]) -> None:
    articles = _parse({"items": items}).articles
    assert len(articles) == len(items)
    for article in articles:
        (article.title + article.text + (article.url or "") + (article.guid or "")).encode()
