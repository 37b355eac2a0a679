import datetime as dt
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.polling.strategies import NOW
from transforms.polling.robots import Robots, read_robots, robots_url

AGENT = "Vedette/1.2 (news feed reader)"
FEED = "https://news.example/feeds/rss.xml"
DAY = dt.timedelta(days=1)


def rules(text: str) -> Robots:
    return read_robots(NOW, 200, text.encode())


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /feeds/", False),
        ("User-agent: *\nDisallow: /feeds/\nAllow: /feeds/rss.xml$", True),
        ("User-agent: *\nDisallow: /*.xml$", False),
        ("User-agent: Vedette\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: vedette\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: news\nDisallow: /\n\nUser-agent: reader\nDisallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /", False),
        ("<!DOCTYPE html><title>Not found</title>", True),
    ],
)
def test_rules_are_read_as_the_standard_says(text: str, allowed: bool) -> None:
    assert rules(text).allows(FEED, AGENT) == allowed


@pytest.mark.parametrize(
    ("status", "state", "allowed", "kept"),
    [
        (404, "absent", True, DAY),
        (401, "absent", True, DAY),
        (410, "absent", True, DAY),
        (429, "unreachable", False, DAY / 24),
        (500, "unreachable", False, DAY / 24),
        (503, "unreachable", False, DAY / 24),
        (None, "unreachable", False, DAY / 24),
    ],
)
def test_what_is_absent_allows_all_and_what_fails_allows_nothing_for_now(
    status: int | None, state: str, allowed: bool, kept: dt.timedelta
) -> None:
    robots = read_robots(NOW, status, b"")
    assert (robots.state, robots.expires_at) == (state, NOW + kept)
    assert robots.allows(FEED, AGENT) == allowed
    assert robots.crawl_delay_seconds(AGENT) == 0


def test_a_host_that_fails_is_held_to_what_it_said_before() -> None:
    before = rules("User-agent: *\nDisallow: /private/")
    robots = read_robots(NOW + DAY, 503, b"", before)
    assert robots == replace(before, expires_at=NOW + DAY + DAY / 24)
    assert robots.allows(FEED, AGENT)
    assert not robots.allows("https://news.example/private/rss", AGENT)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: vedette\nCrawl-delay: 2.5\n\nUser-agent: *\nCrawl-delay: 10", 2.5),
        ("User-agent: *\nCrawl-delay: soon", 0),
        ("User-agent: *\nCrawl-delay: -1", 0),
        ("User-agent: *\nDisallow:", 0),
    ],
)
def test_a_crawl_delay_is_told_where_there_is_one(text: str, seconds: float) -> None:
    assert rules(text).crawl_delay_seconds(AGENT) == seconds


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (FEED, "https://news.example/robots.txt"),
        ("http://news.example:8080/a?b#c", "http://news.example:8080/robots.txt"),
    ],
)
def test_each_host_and_port_has_its_own_file(url: str, expected: str) -> None:
    assert robots_url(url) == expected


def test_what_a_host_said_survives_its_storage() -> None:
    robots = rules("User-agent: *\nDisallow: /")
    assert msgspec.json.decode(msgspec.json.encode(robots), type=Robots) == robots


def test_how_long_an_answer_is_kept_is_for_the_caller_to_say() -> None:
    short = dt.timedelta(seconds=2)
    assert read_robots(NOW, 200, b"", keep=short).expires_at == NOW + short
    assert read_robots(NOW, 500, b"", keep=short).expires_at == NOW + short


def test_a_file_is_read_up_to_the_size_that_the_standard_asks_for() -> None:
    long = b"User-agent: *\n" + b"#" * 600_000 + b"\nDisallow: /"
    assert len(read_robots(NOW, 200, long).text) == 500 * 1024


@given(st.binary(max_size=200), st.none() | st.integers(100, 599))
def test_no_answer_is_too_odd_to_be_read(body: bytes, status: int | None) -> None:
    robots = read_robots(NOW, status, body)
    assert robots.allows(FEED, AGENT) in (True, False)
    assert robots.crawl_delay_seconds(AGENT) >= 0
    assert robots.expires_at > NOW
