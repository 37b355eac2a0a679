"""An item of a feed, completed by its page."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from tests.builders import NOW, article
from tests.pages.html_pages import PARAGRAPHS, TITLE, URL
from transforms.pages.merge import FEED_DATE_ATTRIBUTE, REASON_ATTRIBUTE, page_url, with_page
from transforms.pages.page import Page, PublishedDate

TEXT = "\n\n".join(PARAGRAPHS)
PUBLISHED = dt.datetime(2026, 11, 16, 9, 30, tzinfo=dt.UTC)


def item(**fields: Any) -> Article:
    given = {"title": TITLE, "summary": PARAGRAPHS[0], "text": PARAGRAPHS[0], "url": URL}
    return article(**{**given, "text_basis": "feed_summary", **fields})


def page(**fields: Any) -> Page:
    return Page(**{"text": TEXT, "title": TITLE, **fields})


def dated(at: dt.datetime | None) -> dict[str, Any]:
    return {"published_at": at, "published_at_basis": "feed" if at else "unknown"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, URL),
        ({"url": "/a", "base_url": "https://example.com/feed"}, "https://example.com/a"),
        ({"text_basis": "feed_full"}, None),
        ({"text_basis": "page"}, None),
        ({"text_basis": "input"}, None),
        ({"url": None}, None),
        ({"url": "/a"}, None),
        ({"url": "file:///etc/passwd"}, None),
        ({"url": "magnet:?xt=1"}, None),
    ],
)
def test_a_page_is_needed_for_a_summary_with_a_web_address(
    fields: dict[str, Any], expected: str | None
) -> None:
    assert page_url(item(**fields)) == expected


def test_the_longer_text_of_the_page_replaces_the_summary() -> None:
    merged = with_page(item(), page())
    assert (merged.text, merged.text_basis, merged.summary) == (TEXT, "page", PARAGRAPHS[0])


def test_a_longer_summary_is_kept_and_the_address_taken() -> None:
    summary = f"{TEXT} {TEXT}"
    merged = with_page(item(text=summary), page(canonical_url="https://example.com/b"))
    assert (merged.text, merged.text_basis) == (summary, "feed_summary")
    assert (merged.url, merged.canonical_url) == (URL, "https://example.com/b")
    assert merged.attributes == {REASON_ATTRIBUTE: "not_longer"}


def test_characters_of_markup_in_cleaned_text_stay() -> None:
    merged = with_page(item(title="1 < 2 &amp; 3"), page(text=f"{TEXT}\n\na < b &lt; c"))
    assert merged.title == "1 < 2 &amp; 3"
    assert merged.text.endswith("a < b &lt; c")


def test_the_page_makes_another_version_and_its_address_another_work() -> None:
    summary = item()
    merged = with_page(summary, page())
    assert merged.article_id == summary.article_id
    assert merged.version_id != summary.version_id
    moved = with_page(summary, page(canonical_url="https://example.com/b?utm_source=rss"))
    assert moved.canonical_url == "https://example.com/b"
    assert moved.article_id != summary.article_id


def test_the_title_of_the_feed_is_not_repeated_in_the_text() -> None:
    assert with_page(item(), page(text=f"{TITLE}\n\n{TEXT}")).text == TEXT


def test_the_page_fills_what_the_feed_leaves_out_and_no_more() -> None:
    found = page(authors=("Ada",), language="en-GB", title="Page title")
    filled = with_page(item(title=""), found)
    assert (filled.title, filled.authors, filled.declared_language) == (
        "Page title",
        ("Ada",),
        "en-GB",
    )
    kept = with_page(item(authors=("Bob",), declared_language="en"), found)
    assert (kept.title, kept.authors, kept.declared_language) == (TITLE, ("Bob",), "en")


def test_a_page_about_something_else_changes_nothing() -> None:
    login = "Enter your password below, choose language settings, or request another account. " * 9
    found = page(text=login, title="Login", canonical_url=f"{URL}/login")
    assert with_page(item(), found) == replace(
        item(), attributes={REASON_ATTRIBUTE: "other_subject"}
    )


def test_a_script_without_spaces_is_not_taken_for_something_else() -> None:
    raw = item(
        title="军队向边境集结", summary="", text="官员说，车队已经出发，目的地不明，人数很多。"
    )
    found = page(
        title="大军压境", text="周一有装甲车队沿铁路驶向边境，两名官员匿名透露了这一消息。" * 3
    )
    assert with_page(raw, found).text == found.text


@pytest.mark.parametrize(
    ("feed_hours", "source", "expected_hours", "basis"),
    [
        (0, "metadata", 0, "feed"),
        (47, "metadata", 47, "feed"),
        (48, "metadata", 48, "feed"),
        (49, "metadata", 0, "page"),
        (72, "time_element", 72, "feed"),
        (-47, "metadata", -47, "feed"),
        (-999, "metadata", -999, "feed"),
        (None, "metadata", 0, "page"),
        (None, "time_element", 0, "page"),
    ],
)
def test_the_date_of_the_feed_holds_unless_it_is_missing_or_much_later(
    feed_hours: int | None, source: Any, expected_hours: int, basis: str
) -> None:
    at = None if feed_hours is None else PUBLISHED + dt.timedelta(hours=feed_hours)
    merged = with_page(item(**dated(at)), page(published=PublishedDate(PUBLISHED, source)))
    assert merged.published_at == PUBLISHED + dt.timedelta(hours=expected_hours)
    assert merged.published_at_basis == basis


def test_an_overruled_date_is_kept_as_attribute() -> None:
    late = PUBLISHED + dt.timedelta(days=3)
    found = page(published=PublishedDate(PUBLISHED, "metadata"))
    merged = with_page(item(**dated(late), attributes={"a": "b"}), found)
    assert merged.attributes == {"a": "b", FEED_DATE_ATTRIBUTE: "2026-11-19T09:30:00Z"}
    assert FEED_DATE_ATTRIBUTE not in with_page(item(), found).attributes


def test_a_date_of_the_page_after_retrieval_is_no_date() -> None:
    ahead = page(published=PublishedDate(NOW + dt.timedelta(days=2), "metadata"))
    merged = with_page(item(), ahead)
    assert (merged.published_at, merged.published_at_basis) == (None, "unknown")


MOMENTS = st.none() | st.integers(-2_000, 100).map(lambda hours: NOW + dt.timedelta(hours=hours))


@given(MOMENTS, MOMENTS, st.sampled_from(["metadata", "time_element"]))
def test_a_page_never_makes_an_article_younger_and_every_date_has_a_basis(
    feed: dt.datetime | None, on_page: dt.datetime | None, source: Any
) -> None:
    published = PublishedDate(on_page, source) if on_page else None
    merged = with_page(item(**dated(feed)), page(published=published))
    assert (merged.published_at is None) == (merged.published_at_basis == "unknown")
    if feed and feed <= NOW + dt.timedelta(hours=26):
        assert merged.published_at
        assert merged.published_at <= feed


@given(MOMENTS)
def test_a_completed_article_needs_no_page(feed: dt.datetime | None) -> None:
    found = page(published=PublishedDate(PUBLISHED, "metadata"), canonical_url=f"{URL}/canonical")
    assert page_url(with_page(item(**dated(feed)), found)) is None
