"""Lists of feeds."""

import re

import pytest

from schemas.errors import ConfigError
from tests.evaldata import evaldata
from transforms.feeds.lists import FeedEntry, parse_feed_list

_HERE = "file:///news/feeds.opml"


def _urls(text: str, source: str = _HERE) -> list[str]:
    return [entry.url for entry in parse_feed_list(text.encode(), source)]


def test_opml_outlines_are_read_with_title_language_and_group() -> None:
    opml = (
        "<?xml version='1.0'?><!-- ours --><opml version='2.0'><head/><body><outline text='World'>"
        "<outline text='Asia'><outline type='rss' text='t' title='T' xmlUrl='a.xml' language='uk'/>"
        "</outline></outline><outline xmlurl='https://x.example/?a=1&amp;b=2'/></body></opml>"
    )
    assert parse_feed_list(opml.encode(), _HERE) == (
        FeedEntry(url="file:///news/a.xml", title="T", language="uk", group="World/Asia"),
        FeedEntry(url="https://x.example/?a=1&b=2"),
    )


def test_a_bare_ampersand_in_opml_loses_nothing() -> None:
    opml = (
        "<opml><body><outline text='A & B' xmlUrl='a.xml'/><outline xmlUrl='b.xml'/></body></opml>"
    )
    assert _urls(opml) == ["file:///news/a.xml", "file:///news/b.xml"]


@pytest.mark.parametrize(
    "text",
    [
        "- a.xml\n- https://x.example/rss",
        "feeds:\n  - url: a.xml\n    title: A\n  - https://x.example/rss",
        "sources: [a.xml, 'https://x.example/rss']",
        "# ours\na.xml\n\nhttps://x.example/rss  # theirs\n",
        "a.xml\r\nhttps://x.example/rss\r\na.xml",
    ],
)
def test_yaml_and_plain_lists_are_read(text: str) -> None:
    assert _urls(text) == ["file:///news/a.xml", "https://x.example/rss"]


def test_yaml_mappings_keep_title_language_and_group() -> None:
    text = "- {url: a.xml, title: A, language: no, group: G}"
    [entry] = parse_feed_list(text.encode(), _HERE)
    assert entry == FeedEntry(url="file:///news/a.xml", title="A", language="no", group="G")


def test_references_are_resolved_against_the_list() -> None:
    assert _urls("../b/a.xml", "https://x.example/lists/feeds.txt") == ["https://x.example/b/a.xml"]
    assert _urls("a.xml", "/news/feeds.txt") == ["file:///news/a.xml"]


def test_a_fragment_is_no_comment() -> None:
    assert _urls("https://x.example/rss#top") == ["https://x.example/rss#top"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no feeds"),
        ("# nothing yet", "no feeds"),
        ("<opml><body/></opml>", "no feeds"),
        ("<rss><channel/></rss>", "no OPML"),
        ("<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>", "declares entities"),
        ("- [a", "no valid YAML"),
        ("key: value", "under `feeds`"),
        ("- title: A", "mapping with `url`"),
        ("This is a letter.", "expected one URL"),
        ("ftp://x.example/rss", "http, https or file"),
        ("- javascript:alert(1)", "http, https or file"),
        ("http://[", "is no URL"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(text: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem) as refusal:
        _urls(text)
    assert "\n" not in str(refusal.value)


def test_nested_yaml_aliases_cost_nothing() -> None:
    levels = [f"  - &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    with pytest.raises(ConfigError):
        _urls("\n".join(["feeds:", "  - &a0 [x]", *levels]))


def test_the_starter_list_is_read() -> None:
    body = evaldata("feeds/starter_feeds.opml").read_bytes()
    entries = parse_feed_list(body, "starter_feeds.opml")
    assert len(entries) == len(set(re.findall(rb'xmlUrl="([^"]+)"', body)))
    assert all(entry.url.startswith("http") and entry.title for entry in entries)


@pytest.mark.parametrize(
    "body",
    [
        b"ftp://me:secret@a.example/rss",
        b"https://me:secret@[a/rss",
        b"https://me:secret@a.example:99999/rss",
        b"a feed: https://me:secret@a.example/rss",
        b"- url: 'https://me:secret@a.example/rss",
    ],
)
def test_a_complaint_about_a_list_does_not_tell_a_password(body: bytes) -> None:
    with pytest.raises(ConfigError) as raised:
        parse_feed_list(body, "feeds.txt")
    assert "secret" not in str(raised.value)
