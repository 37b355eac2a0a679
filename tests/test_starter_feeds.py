"""The list of feeds that ships: readable, varied, and every address from the public collection."""

from collections import Counter

import pytest
from lxml import etree

from tests.evaldata import ROOT, evaldata
from transforms.feeds.lists import FeedEntry, parse_feed_list

LIST = ROOT / "deploy" / "starter_feeds.opml"


@pytest.fixture(scope="module")
def feeds() -> tuple[FeedEntry, ...]:
    return parse_feed_list(LIST.read_bytes(), str(LIST))


def test_the_starter_list_has_at_least_150_feeds_and_each_once(
    feeds: tuple[FeedEntry, ...],
) -> None:
    outlines = etree.parse(LIST).getroot().findall(".//outline[@xmlUrl]")
    assert len(feeds) == len(outlines) >= 150


def test_the_starter_list_covers_at_least_15_languages(feeds: tuple[FeedEntry, ...]) -> None:
    languages = Counter((feed.language or "").partition("-")[0] for feed in feeds)
    assert "" not in languages
    assert len(languages) >= 15


def test_every_feed_of_the_starter_list_has_a_title_a_language_and_a_topic(
    feeds: tuple[FeedEntry, ...],
) -> None:
    assert all(feed.title and feed.language and "/" in feed.group for feed in feeds)


def test_no_group_of_the_starter_list_is_empty() -> None:
    for outline in etree.parse(LIST).getroot().iter("outline"):
        assert outline.get("xmlUrl") or len(outline), outline.get("text")


def test_the_starter_list_tells_its_licences_and_claims_no_life() -> None:
    text = LIST.read_text(encoding="utf-8")
    for words in ("CC0-1.0", "MIT", "Apache-2.0", "no claim is made that a feed is alive"):
        assert words in text


def test_every_address_of_the_starter_list_is_in_the_public_collection(
    feeds: tuple[FeedEntry, ...],
) -> None:
    collection = etree.parse(evaldata("feeds/starter_feeds.opml")).getroot()
    assert {feed.url for feed in feeds} <= {o.get("xmlUrl") for o in collection.iter("outline")}
