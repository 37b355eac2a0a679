"""What follows a feed to where it leads: its credentials, and the robots.txt of each host."""

import base64
from pathlib import Path

import pytest

from pipelines.clock import FixedClock
from pipelines.sources.http import FetchLimits
from pipelines.sources.poller import Poller, PollerOptions
from pipelines.store import Store
from tests.builders import NOW
from tests.pipelines.feed_server import Answer, FeedServer, serve
from transforms.feeds.poll import FeedPoll
from transforms.normalise.urls import with_credentials_of
from transforms.polling.hosts import HostPolicy

BODY = b"<rss version='2.0'><channel><title>C</title></channel></rss>"
OPTIONS = PollerOptions(
    FetchLimits(allow_private=True, timeout_seconds=2), hosts=HostPolicy(min_delay_seconds=0)
)
BASIC = "Basic " + base64.b64encode(b"me:secret").decode()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store.sqlite3")


def poll(store: Store, url: str) -> FeedPoll:
    """One poll with credentials, committed."""
    listed = url.replace("http://", "http://me:secret@")
    (got,) = Poller(OPTIONS, store, FixedClock(NOW)).poll([listed])
    store.commit()
    assert "secret" not in repr(got)
    return got


def authorized(server: FeedServer) -> list[tuple[str, str | None]]:
    """Paths and credentials of the requests that a server has had."""
    return [(path, headers.get("authorization")) for path, headers in server.requests]


@pytest.mark.parametrize("status", [301, 302])
@pytest.mark.parametrize("is_absolute", [False, True])
def test_a_feed_that_moves_on_its_server_keeps_its_credentials(
    store: Store, status: int, is_absolute: bool
) -> None:
    def handler(path: str, headers: dict[str, str]) -> Answer:
        if headers.get("authorization") != BASIC:
            return Answer(401)
        base = f"http://{headers['host']}" if is_absolute else ""
        moved = Answer(status, headers=(("Location", f"{base}/new"),))
        return moved if path == "/old" else Answer(body=BODY)

    with serve(handler) as server:
        polls = [poll(store, f"{server.url}/old") for _ in range(2)]
        paths = [path for path, _ in server.requests]
    assert all(one.document for one in polls)
    assert paths == (["/old", "/new", "/new"] if status == 301 else ["/old", "/new"] * 2)
    assert store.feed_history(f"{server.url}/old").url == f"{server.url}/old"


def test_no_other_server_gets_the_credentials_of_a_feed(store: Store) -> None:
    with serve(lambda *_: Answer(body=BODY)) as new:
        moved = Answer(301, headers=(("Location", f"{new.url}/rss"),))
        with serve(lambda *_: moved) as old:
            for _ in range(2):
                assert poll(store, f"{old.url}/rss").document
        assert authorized(old) == [("/rss", BASIC)]
        assert authorized(new) == [("/rss", None)] * 2


def test_credentials_that_a_redirect_names_are_not_used(store: Store) -> None:
    with serve(lambda *_: Answer(body=BODY)) as new:
        named = new.url.replace("http://", "http://you:else@")
        with serve(lambda *_: Answer(302, headers=(("Location", f"{named}/rss"),))) as old:
            assert poll(store, f"{old.url}/rss").document
        assert authorized(new) == [("/rss", None)]


@pytest.mark.parametrize(
    ("url", "listed", "expected"),
    [
        ("https://a.example/b", "https://me:pw@A.example:443/a", "https://me:pw@a.example/b"),
        ("https://a.example/b", "http://me:pw@a.example/a", "https://me:pw@a.example/b"),
        ("http://a.example/b", "https://me:pw@a.example/a", "http://a.example/b"),
        ("https://a.example:8443/b", "https://me:pw@a.example/a", "https://a.example:8443/b"),
        ("https://b.a.example/b", "https://me:pw@a.example/a", "https://b.a.example/b"),
        ("https://you@a.example/b", "https://a.example/a", "https://a.example/b"),
        ("https://a.example/b", "https://a.example/a", "https://a.example/b"),
        ("file:///etc/passwd", "https://me:pw@a.example/a", "file:///etc/passwd"),
    ],
)
def test_credentials_stay_with_host_port_and_encryption(
    url: str, listed: str, expected: str
) -> None:
    assert with_credentials_of(url, listed) == expected


def test_the_robots_txt_of_where_a_redirect_leads_is_obeyed(store: Store) -> None:
    with serve(lambda *_: Answer(body=BODY), robots=b"User-agent: *\nDisallow: /no") as new:

        def handler(path: str, _: object) -> Answer:
            return Answer(302, headers=(("Location", f"{new.url}{path}"),))

        with serve(handler) as old:
            assert poll(store, f"{old.url}/no/rss").outcome == "blocked_by_robots"
            assert poll(store, f"{old.url}/yes/rss").outcome == "ok"
        assert [path for path, _ in new.requests] == ["/yes/rss"]


def test_of_a_robots_txt_that_does_not_end_the_beginning_is_obeyed(store: Store) -> None:
    robots = b"User-agent: *\nDisallow: /no\n" + b"# padding\n" * 150_000
    with serve(lambda *_: Answer(body=BODY), robots) as server:
        assert poll(store, f"{server.url}/no/rss").outcome == "blocked_by_robots"
        assert poll(store, f"{server.url}/rss").outcome == "ok"
