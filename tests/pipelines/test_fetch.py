import asyncio
import gzip
import ipaddress
import time
from pathlib import Path

import pytest

from pipelines.clock import FixedClock
from pipelines.sources.feeds import poll_feeds
from pipelines.sources.http import USER_AGENT, FetchLimits, is_public
from pipelines.store import FeedState
from schemas.feed_health import FeedPoll
from schemas.vocabulary import PollOutcome
from tests.builders import NOW
from tests.pipelines.feed_server import Answer, serve

BODY = b"<rss/>"
OPEN = FetchLimits(allow_private=True, timeout_seconds=2, max_bytes=1000)


def poll(
    url: str, limits: FetchLimits = OPEN, state: FeedState | None = None
) -> tuple[FeedPoll, FeedState]:
    states = {url: state or FeedState(url)}
    return asyncio.run(poll_feeds(states, limits, FixedClock(NOW)))[0]


def test_a_feed_is_fetched_with_one_descriptive_user_agent() -> None:
    with serve(lambda *_: Answer(body=BODY, headers=(("Content-Type", "text/xml"),))) as server:
        got, _ = poll(f"{server.url}/rss")
        assert got.outcome == "ok"
        assert got.document is not None
        assert (got.document.body, got.document.content_type) == (BODY, "text/xml")
        assert [headers["user-agent"] for _, headers in server.requests] == [USER_AGENT]


def test_validators_are_sent_back_and_a_304_keeps_them() -> None:
    def handler(_: str, headers: dict[str, str]) -> Answer:
        if headers.get("if-none-match") == '"v1"':
            return Answer(304)
        return Answer(body=BODY, headers=(("ETag", '"v1"'), ("Last-Modified", "then")))

    with serve(handler) as server:
        first, state = poll(f"{server.url}/rss")
        second, kept = poll(f"{server.url}/rss", state=state)
    assert (first.outcome, second.outcome, second.document) == ("ok", "not_modified", None)
    assert kept == state == FeedState(f"{server.url}/rss", '"v1"', "then")


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
def test_each_way_to_fail_has_its_outcome(answer: Answer, outcome: PollOutcome) -> None:
    with serve(lambda *_: answer) as server:
        got, state = poll(f"{server.url}/rss")
    assert (got.outcome, got.document) == (outcome, None)
    assert got.message
    assert state.failures == got.consecutive_failures == 1


def test_a_server_that_does_not_answer_times_out() -> None:
    def slow(*_: object) -> Answer:
        time.sleep(1.5)
        return Answer(body=BODY)

    with serve(slow) as server:
        got, _ = poll(server.url, FetchLimits(allow_private=True, timeout_seconds=0.2))
    assert got.outcome == "timeout"


def test_a_permanent_redirect_is_followed_and_told() -> None:
    def handler(path: str, _: object) -> Answer:
        return Answer(301, headers=(("Location", "/new"),)) if path == "/old" else Answer(body=BODY)

    with serve(handler) as server:
        got, _ = poll(f"{server.url}/old")
    assert (got.outcome, got.document is not None) == ("moved", True)
    assert got.message.endswith("/new")


def test_nobody_listening_is_a_network_error() -> None:
    assert poll("http://127.0.0.1:9/rss")[0].outcome == "network_error"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "169.254.169.254", "10.0.0.1"])
def test_private_addresses_are_refused_as_number_and_as_name(host: str) -> None:
    got, _ = poll(f"http://{host}:9/rss", FetchLimits(timeout_seconds=2))
    assert got.outcome == "refused_address"


def test_a_feed_may_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a feed.xml"
    path.write_bytes(BODY)
    got, _ = poll(path.as_uri())
    assert got.document is not None
    assert got.document.body == BODY
    assert poll((tmp_path / "none.xml").as_uri())[0].outcome == "network_error"
    path.write_bytes(b"x" * 1001)
    assert poll(path.as_uri())[0].outcome == "too_large"


def test_credentials_are_used_and_told_to_nobody() -> None:
    with serve(lambda *_: Answer(body=BODY)) as server:
        url = server.url.replace("http://", "http://me:secret@")
        got = asyncio.run(poll_feeds({url: FeedState(server.url)}, OPEN, FixedClock(NOW)))[0][0]
        assert server.requests[0][1]["authorization"].startswith("Basic ")
    assert got.document is not None
    assert "secret" not in repr(got)


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
