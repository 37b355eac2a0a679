import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.errors import RejectedItemError
from schemas.rejection import DroppedRow
from tests.builders import NOW, article, raw_article
from transforms.normalise.normalise import (
    MAX_ITEM_CHARACTERS,
    REFUSED_DATE_ATTRIBUTE,
    normalise,
)


def test_an_item_that_says_nothing_is_dropped_as_empty() -> None:
    dropped = normalise(raw_article(title="<p> </p>", text="\x00\u200b", html=True, guid="g1"))
    assert isinstance(dropped, DroppedRow)
    assert (dropped.reason, dropped.guid) == ("empty", "g1")


def test_an_item_beyond_the_size_limit_is_rejected() -> None:
    with pytest.raises(RejectedItemError) as caught:
        normalise(raw_article(text="x" * (MAX_ITEM_CHARACTERS + 1)))
    assert caught.value.reason == "too_large"


def test_html_in_a_title_is_read_and_plain_text_is_not() -> None:
    assert article(title="<b>Tanks</b> &amp; men", html=True).title == "Tanks & men"
    assert article(title="a <b> c", html=False).title == "a <b> c"


def test_a_missing_date_stays_missing() -> None:
    made = article()
    assert (made.published_at, made.published_at_basis) == (None, "unknown")


def test_a_date_after_retrieval_is_refused_and_kept_as_attribute() -> None:
    made = article(published_at=NOW + dt.timedelta(days=900))
    assert (made.published_at, made.published_at_basis) == (None, "unknown")
    assert "after retrieval" in made.attributes[REFUSED_DATE_ATTRIBUTE]


def test_a_date_before_all_news_is_refused() -> None:
    made = article(published_at=dt.datetime(1, 1, 1, tzinfo=dt.UTC))
    assert made.published_at is None
    assert "0001-01-01" in made.attributes[REFUSED_DATE_ATTRIBUTE]


def test_a_date_of_tomorrow_in_another_time_zone_is_believed() -> None:
    tomorrow = NOW + dt.timedelta(hours=20)
    assert article(published_at=tomorrow).published_at == tomorrow


def test_the_same_page_with_trackers_is_the_same_version() -> None:
    plain = article("Text.", url="https://a.example/1")
    tracked = article("Text.", url="https://a.example/1?utm_source=rss", guid="other")
    assert plain.version_id == tracked.version_id


def test_other_words_under_the_same_url_are_another_version_of_the_same_article() -> None:
    first = article("Text.", url="https://a.example/1")
    second = article("Text, corrected.", url="https://a.example/1")
    assert first.article_id == second.article_id
    assert first.version_id != second.version_id


def test_the_same_words_under_another_url_are_another_article() -> None:
    first, second = (article("Text.", url=f"https://a.example/{n}") for n in (1, 2))
    assert first.content_sha256 == second.content_sha256
    assert first.article_id != second.article_id


def test_without_a_url_the_words_are_the_article() -> None:
    assert article("Text.").article_id == article("Text.", guid="x").article_id
    assert article("Text.").article_id != article("Text!").article_id


@pytest.mark.parametrize(
    ("text", "words"),
    [("Two words.", 2), ("90,000 men", 3), ("解放军演习", 5), ("", 0), ("слово и ещё", 3)],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert article(text, title="T").word_count == words + 1


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)), st.booleans())
def test_any_item_becomes_an_article_or_a_drop(title: str, text: str, html: bool) -> None:
    result = normalise(raw_article(title=title, text=text, html=html, url="/x", guid=title))
    assert isinstance(result, Article | DroppedRow)
    if isinstance(result, Article):
        result.full_text.encode()
        assert result.full_text
