"""Input that is wrong in every usual way: each leaves a row that says so; none stops the run."""

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Document
from tests.builders import NOW
from tests.pipelines.graphs import document, feed, rows, run_graph
from transforms.feeds.poll import FeedPoll
from transforms.normalise.normalise import REFUSED_DATE_ATTRIBUTE

RSS = '<?xml version="1.0"{}?><rss version="2.0"><channel><title>C</title>{}</channel></rss>'


def rss(*items: str, declaration: str = "", encoding: str = "utf-8") -> FeedPoll:
    """A feed of items, as bytes in an encoding."""
    body = "".join(f"<item>{item}</item>" for item in items)
    return feed(RSS.format(declaration, body).encode(encoding, "surrogatepass"), "text/xml")


def item(title: str, **fields: str) -> str:
    tags = {"title": title, "description": f"Text of {title}.", **fields}
    return "".join(f"<{name}>{value}</{name}>" for name, value in tags.items())


@pytest.mark.parametrize(
    ("bad", "stream", "reason"),
    [
        (
            feed(b"<html><body>Not found</body></html>", "text/html"),
            "dead_letter",
            "malformed_feed",
        ),
        (feed(b"%PDF-1.7 no feed at all"), "dead_letter", "malformed_feed"),
        (feed(b""), "dead_letter", "empty_body"),
        (
            feed(b'{"version": "https://jsonfeed.org/version/1.1", "it'),
            "dead_letter",
            "malformed_json",
        ),
        (
            feed(b'<!DOCTYPE x [<!ENTITY a "b">]><rss><channel/></rss>'),
            "dead_letter",
            "entity_declaration",
        ),
        (rss(item("big", description="x" * 50_000_000)), "dead_letter", "too_large"),
        (document({"text": "x" * 50_000_000}), "dead_letter", "too_large"),
        (document(b"\xff\xfe not json"), "dead_letter", "undecodable"),
        (rss("<guid>only-a-guid</guid>"), "dropped", "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_gives_no_article_leaves_a_row_with_its_reason(
    bad: FeedPoll | Document, stream: str, reason: str, tmp_path: Path
) -> None:
    run_graph(tmp_path, [bad, rss(item("Good"))])
    assert [row["reason"] for row in rows(tmp_path, stream)] == [reason]
    assert [row["title"] for row in rows(tmp_path, "articles")] == ["Good"]
    healthy = 2 if isinstance(bad, FeedPoll) else 1
    assert len(rows(tmp_path, "feed_health")) == healthy


def one_article(folder: Path, poll: FeedPoll) -> dict[str, Any]:
    run_graph(folder, [poll])
    (row,) = rows(folder, "articles")
    return row


def test_a_charset_that_is_declared_wrong_is_seen_through(tmp_path: Path) -> None:
    poll = rss(item("Учения под Псковом"), declaration=' encoding="utf-8"', encoding="cp1251")
    assert one_article(tmp_path, poll)["title"] == "Учения под Псковом"


def test_no_date_and_no_readable_date_are_no_date(tmp_path: Path) -> None:
    run_graph(tmp_path, [rss(item("None"), item("Bad", pubDate="the day after"))])
    found = [(row["published_at"], row["published_at_basis"]) for row in rows(tmp_path, "articles")]
    assert found == [(None, "unknown")] * 2


def test_a_date_in_the_future_is_refused_and_kept_aside(tmp_path: Path) -> None:
    row = one_article(tmp_path, rss(item("Late", pubDate="Wed, 01 Jan 2031 00:00:00 GMT")))
    assert (row["published_at"], row["published_at_basis"]) == (None, "unknown")
    assert row["attributes"][REFUSED_DATE_ATTRIBUTE].startswith("2031-01-01")


def test_control_characters_surrogates_and_direction_marks_go(tmp_path: Path) -> None:
    title = "a\\u0000b\\u0008c\\ud800d\\u200fe\\u202ef"
    body = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items":'
        f' [{{"id": "1", "title": "{title}", "content_text": "T"}}]}}'
    )
    row = one_article(tmp_path, feed(body.encode(), "application/feed+json"))
    assert row["title"] == "abcdef"


def test_html_in_a_title_is_read(tmp_path: Path) -> None:
    row = one_article(tmp_path, rss(item("&lt;b&gt;Tanks&lt;/b&gt; &amp;amp; men")))
    assert row["title"] == "Tanks & men"


def test_a_reused_guid_hides_no_article_and_a_churned_one_repeats_none(tmp_path: Path) -> None:
    link = "https://feed.example/1"
    run_graph(
        tmp_path,
        [
            rss(
                item("One", guid="same", link=link),
                item("Two", guid="same", link="https://feed.example/2"),
                item("One", guid="churned", link=link),
            )
        ],
    )
    assert sorted(row["title"] for row in rows(tmp_path, "articles")) == ["One", "Two"]
    (dropped,) = rows(tmp_path, "dropped")
    assert (dropped["reason"], json.dumps(dropped["at"])) == (
        "already_seen",
        json.dumps(NOW.isoformat().replace("+00:00", "Z")),
    )
