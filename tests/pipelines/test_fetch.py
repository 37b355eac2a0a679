import datetime as dt
import gzip
import ipaddress
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.clock import FixedClock
from pipelines.sources.addresses import is_public
from pipelines.sources.http import USER_AGENT, FetchLimits
from pipelines.sources.poller import Poller, PollerOptions
from pipelines.store import Store
from schemas.vocabulary import PollOutcome
from tests.builders import NOW
from tests.pipelines.feed_server import Answer, serve
from transforms.feeds.poll import FeedPoll
from transforms.polling.hosts import HostPolicy

BODY = (
    b"<rss version='2.0'><channel><title>C</title>"
    b"<item><title>T</title><link>https://a.example/1</link></item></channel></rss>"
)
OPEN = FetchLimits(allow_private=True, timeout_seconds=2, max_bytes=1000)
QUICK = HostPolicy(min_delay_seconds=0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store.sqlite3")


def poll(store: Store, url: str, limits: FetchLimits = OPEN) -> FeedPoll:
    """One poll, committed."""
    (got,) = Poller(PollerOptions(limits, hosts=QUICK), store, FixedClock(NOW)).poll([url])
    store.commit()
    return got


def test_a_feed_is_fetched_with_one_descriptive_user_agent(store: Store) -> None:
    with serve(lambda *_: Answer(body=BODY, headers=(("Content-Type", "text/xml"),))) as server:
        got = poll(store, f"{server.url}/rss")
        assert got.outcome == "ok"
        assert got.document is not None
        assert (got.document.body, got.document.content_type) == (BODY, "text/xml")
        assert [headers["user-agent"] for _, headers in server.requests] == [USER_AGENT]


def test_validators_are_sent_back_and_a_304_keeps_them(store: Store) -> None:
    def handler(_: str, headers: dict[str, str]) -> Answer:
        if headers.get("if-none-match") == '"v1"':
            return Answer(304)
        return Answer(body=BODY, headers=(("ETag", '"v1"'), ("Last-Modified", "then")))

    with serve(handler) as server:
        first = poll(store, f"{server.url}/rss")
        second = poll(store, f"{server.url}/rss")
        third = poll(store, f"{server.url}/rss")
    assert (first.outcome, second.outcome, second.document) == ("ok", "not_modified", None)
    assert third.outcome == "not_modified"
    history = store.feed_history(f"{server.url}/rss")
    assert (history.etag, history.last_modified) == ('"v1"', "then")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(404), "http_error"),
        (Answer(500), "http_error"),
        (Answer(410), "gone"),
        (Answer(429, headers=(("Retry-After", "60"),)), "rate_limited"),
        (Answer(body=b"x" * 1001), "too_large"),
        (
            Answer(body=gzip.compress(b"0" * 50_000_000), headers=(("Content-Encoding", "gzip"),)),
            "too_large",
        ),
        (Answer(302, headers=(("Location", "/again"),)), "http_error"),
        (Answer(302, headers=(("Location", "file:///etc/passwd"),)), "refused_address"),
    ],
)
def test_each_way_to_fail_has_its_outcome(
    store: Store, answer: Answer, outcome: PollOutcome
) -> None:
    with serve(lambda *_: answer) as server:
        got = poll(store, f"{server.url}/rss")
    assert (got.outcome, got.document) == (outcome, None)
    assert got.message
    assert got.outlook is not None
    assert got.outlook.consecutive_failures == 1
    gone = outcome == "gone"
    assert (got.outlook.next_poll_at is None) == gone


def test_a_server_that_does_not_answer_times_out(store: Store) -> None:
    def slow(*_: object) -> Answer:
        time.sleep(1.5)
        return Answer(body=BODY)

    with serve(slow) as server:
        got = poll(store, server.url, FetchLimits(allow_private=True, timeout_seconds=0.2))
    assert got.outcome == "timeout"


def test_a_retry_after_counts_from_an_answer_that_was_late(store: Store) -> None:
    def late(*_: object) -> Answer:
        time.sleep(0.5)
        return Answer(503, headers=(("Retry-After", "3600"),))

    with serve(late) as server:
        got = poll(store, server.url)
    assert got.outlook is not None
    assert got.outlook.next_poll_at is not None
    assert (got.outlook.next_poll_at - got.checked_at).total_seconds() >= 3600.5


def test_a_permanent_redirect_is_followed_and_told(store: Store) -> None:
    def handler(path: str, _: object) -> Answer:
        return Answer(301, headers=(("Location", "/new"),)) if path == "/old" else Answer(body=BODY)

    with serve(handler) as server:
        got = poll(store, f"{server.url}/old")
    assert (got.outcome, got.document is not None) == ("moved", True)
    assert got.message.endswith("/new")


def test_a_very_long_feed_does_not_make_others_time_out(store: Store) -> None:
    item = b"<item><title>%d</title><link>https://a.example/%d</link></item>"
    items = b"".join(item % (number, number) for number in range(12_000))
    long = b"<rss version='2.0'><channel><title>C</title>%b</channel></rss>" % items

    def handler(path: str, _: object) -> Answer:
        if path != "/long":
            time.sleep(1)  # the answer comes while the long feed is read
        return Answer(body=long if path == "/long" else BODY)

    limits = FetchLimits(allow_private=True, timeout_seconds=3, connections_a_host=20)
    options = PollerOptions(limits, hosts=replace(QUICK, max_requests_at_once=20))
    with serve(handler, robots=b"") as server:
        urls = [f"{server.url}/{path}" for path in ("long", *"abcdefgh")]
        polls = Poller(options, store, FixedClock(NOW)).poll(urls)
    assert {one.outcome for one in polls} == {"ok"}


def test_nobody_listening_is_a_network_error(store: Store) -> None:
    assert poll(store, "http://127.0.0.1:9/rss").outcome == "network_error"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "169.254.169.254", "10.0.0.1"])
def test_private_addresses_are_refused_as_number_and_as_name(store: Store, host: str) -> None:
    got = poll(store, f"http://{host}:9/rss", FetchLimits(timeout_seconds=2))
    assert got.outcome == "refused_address"


def test_a_feed_may_be_a_file(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a feed.xml"
    path.write_bytes(BODY)
    got = poll(store, path.as_uri())
    assert got.document is not None
    assert got.document.body == BODY
    assert poll(store, (tmp_path / "none.xml").as_uri()).outcome == "network_error"
    path.write_bytes(b"x" * 1001)
    assert poll(store, path.as_uri()).outcome == "too_large"


def test_credentials_are_used_and_told_to_nobody(store: Store) -> None:
    with serve(lambda *_: Answer(body=BODY)) as server:
        url = server.url.replace("http://", "http://me:secret@")
        got = poll(store, url)
        assert server.requests[0][1]["authorization"].startswith("Basic ")
    assert got.document is not None
    assert "secret" not in repr(got)


def test_a_retired_feed_is_not_asked_again(store: Store) -> None:
    with serve(lambda *_: Answer(410)) as server:
        poll(store, server.url)
        assert poll(store, server.url).message == "retired after HTTP 410"
        assert len(server.requests) == 1


def test_a_feed_that_moved_to_another_host_is_polled_there(store: Store) -> None:
    with serve(lambda *_: Answer(body=BODY)) as new:
        moved = Answer(301, headers=(("Location", f"{new.url}/rss"),))
        with serve(lambda *_: moved) as old:
            polls = [poll(store, f"{old.url}/rss") for _ in range(2)]
            assert len(old.requests) == 1
    assert [one.outcome for one in polls] == ["moved", "ok"]
    assert {one.feed_url for one in polls} == {f"{old.url}/rss"}


def test_what_robots_txt_forbids_is_not_fetched(store: Store) -> None:
    robots = b"User-agent: Vedette\nDisallow: /private"
    with serve(lambda *_: Answer(body=BODY), robots) as server:
        assert poll(store, f"{server.url}/private/rss").outcome == "blocked_by_robots"
        assert poll(store, f"{server.url}/rss").outcome == "ok"
        assert [path for path, _ in server.requests] == ["/rss"]


def test_a_host_is_not_asked_more_often_than_its_delay_allows(store: Store) -> None:
    with serve(lambda *_: Answer(body=BODY)) as server:
        options = PollerOptions(OPEN, hosts=HostPolicy(min_delay_seconds=0.2))
        started = time.monotonic()
        polls = Poller(options, store, FixedClock(NOW)).poll(
            [f"{server.url}/{number}" for number in range(4)]
        )
        assert time.monotonic() - started >= 0.6
    assert [one.outcome for one in polls] == ["ok"] * 4


def test_a_host_that_asks_for_rest_does_not_hold_up_the_pass(store: Store) -> None:
    limited = Answer(429, headers=(("Retry-After", "3600"),))
    with serve(lambda *_: limited) as server:
        options = PollerOptions(OPEN, hosts=HostPolicy(min_delay_seconds=0, max_requests_at_once=1))
        urls = [f"{server.url}/{number}" for number in range(3)]
        polls = Poller(options, store, FixedClock(NOW)).poll(urls)
        assert len(server.requests) == 1
    store.commit()
    assert [one.outcome for one in polls] == ["rate_limited"] * 3
    assert sum("asked to be left alone" in one.message for one in polls) == 2
    for url in urls:
        next_poll_at = store.feed_history(url).next_poll_at
        assert next_poll_at is not None
        assert next_poll_at - NOW >= dt.timedelta(hours=1)


def test_a_known_item_is_not_new(store: Store) -> None:
    with serve(lambda *_: Answer(body=BODY)) as server:
        outlooks = [poll(store, server.url).outlook for _ in range(2)]
    assert [outlook and outlook.items_new for outlook in outlooks] == [1, 0]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_public_unicast_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public
