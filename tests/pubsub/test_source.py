import datetime as dt
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.pubsub import MESSAGE_ID_ATTRIBUTE, holds_article, message_document, require_name
from pipelines.sources.pubsub import PullLimits, Subscription
from schemas.article import Document
from schemas.errors import ConfigError, TransientError
from tests.builders import NOW
from tests.pubsub.conftest import Queue
from tests.pubsub.passes import limits

NAME = "projects/vedette-test/subscriptions/articles"


@pytest.fixture
def subscription(queue: Queue) -> Iterator[Subscription]:
    subscription = Subscription(queue.subscription)
    yield subscription
    subscription.close()


def told(body: bytes = b"{}", **attributes: str) -> Document:
    return message_document(body, attributes, message_id="7", subscription=NAME, retrieved_at=NOW)


def test_a_message_without_attributes_is_an_article_as_json_from_the_subscription() -> None:
    document = told(b'{"text": "x"}')
    assert (document.content_type, document.source) == ("application/json", NAME)
    assert document.attributes == {MESSAGE_ID_ATTRIBUTE: "7"}
    assert holds_article(document)


@pytest.mark.parametrize(
    ("content_type", "article"),
    [
        ("application/json; charset=utf-8", True),
        ("APPLICATION/JSON", True),
        ("text/plain", True),
        ("application/feed+json", False),
        ("application/rss+xml", False),
        ("text/xml", False),
        ("image/png", False),
    ],
)
def test_the_content_type_says_whether_a_message_is_an_article(
    content_type: str, article: bool
) -> None:
    assert holds_article(told(content_type=content_type)) == article


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("https://user:secret@a.example/rss", "https://a.example/rss"),
        ("wire desk", "wire desk"),
        ("http://[broken", NAME),
        ("", NAME),
    ],
)
def test_the_source_is_the_one_the_message_names_without_credentials(
    source: str, kept: str
) -> None:
    document = told(source=source)
    assert document.source == document.attributes["source"] == kept


@pytest.mark.parametrize(
    "name",
    [
        "",
        "articles",
        "projects/vedette-test/topics/articles",
        "projects/vedette-test/subscriptions/",
        "projects/vedette-test/subscriptions/ab",
        "projects/vedette-test/subscriptions/goog-articles",
        "projects//subscriptions/articles",
        "projects/vedette-test/subscriptions/articles\n",
    ],
)
def test_a_malformed_name_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(ConfigError, match="projects/PROJECT/subscriptions/NAME"):
        require_name("subscriptions", name)


@pytest.mark.parametrize(
    "fields", [{"lease_seconds": 9}, {"lease_seconds": 601}, {"max_messages": 0}]
)
def test_limits_that_the_service_would_refuse_are_refused_at_launch(fields: dict[str, int]) -> None:
    with pytest.raises(ConfigError):
        PullLimits(**fields)


def test_what_is_published_is_what_is_pulled(queue: Queue, subscription: Subscription) -> None:
    bodies = [f'{{"text": "Article {number}."}}'.encode() for number in range(250)]
    ids = queue.publish(*bodies, source="https://a.example/", desk="east")
    with subscription.pull(limits(), lambda: NOW) as batch:
        assert sorted(document.body for document in batch.articles) == sorted(bodies)
        assert {document.attributes[MESSAGE_ID_ATTRIBUTE] for document in batch.articles} == set(
            ids
        )
        first = batch.articles[0]
        assert (first.source, first.retrieved_at) == ("https://a.example/", NOW)
        assert first.attributes["desk"] == "east"
        batch.acknowledge()
    assert not subscription.pull(limits())


def test_a_feed_document_is_a_poll_at_the_moment_it_was_published(
    queue: Queue, subscription: Subscription
) -> None:
    queue.publish(b"<rss/>", content_type="text/xml", source="https://a.example/rss")
    with subscription.pull(limits()) as batch:
        (poll,) = batch.polls
    with subscription.pull(limits()) as again:
        (second,) = again.polls
    assert poll.feed_url == "https://a.example/rss"
    assert poll.document is not None
    assert poll.document.body == b"<rss/>"
    assert poll.checked_at == second.checked_at
    assert abs(poll.checked_at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_a_batch_holds_no_more_messages_than_it_may(
    queue: Queue, subscription: Subscription
) -> None:
    queue.publish(*(f"{number}".encode() for number in range(130)))
    with subscription.pull(limits(max_messages=120)) as batch:
        assert len(batch) == 120


def test_a_batch_is_full_once_it_holds_its_bytes(queue: Queue, subscription: Subscription) -> None:
    queue.publish(*([b"x" * 1000] * 300))
    with subscription.pull(limits(max_bytes=50_000)) as batch:
        assert 50_000 <= batch.bytes < 150_001


def test_an_empty_subscription_gives_an_empty_batch_when_its_time_is_over(
    subscription: Subscription,
) -> None:
    started = time.monotonic()
    with subscription.pull(limits(wait_seconds=0.5)) as batch:
        assert not batch
    assert time.monotonic() - started < 5


def test_what_is_not_acknowledged_comes_again_at_once(
    queue: Queue, subscription: Subscription
) -> None:
    (message_id,) = queue.publish(b'{"text": "x"}')

    def fail() -> None:
        with subscription.pull(limits()) as batch:
            assert batch
            raise RuntimeError("the pass fails")

    with pytest.raises(RuntimeError, match="the pass fails"):
        fail()
    with subscription.pull(limits()) as again:
        assert [d.attributes[MESSAGE_ID_ATTRIBUTE] for d in again.articles] == [message_id]


def test_a_leased_message_does_not_come_again_while_its_pass_is_slow(
    queue: Queue, subscription: Subscription
) -> None:
    queue.publish(b'{"text": "x"}')
    with subscription.pull(limits()) as batch:
        assert batch
        # Longer than the deadline of ten seconds that the subscription and the lease have.
        with subscription.pull(limits(wait_seconds=14)) as meanwhile:
            assert not meanwhile
        batch.acknowledge()
    assert "lease-keeper" not in {thread.name for thread in threading.enumerate()}


def test_a_subscription_that_is_not_there_is_told_in_one_line(
    queue: Queue, subscription: Subscription
) -> None:
    missing = Subscription(f"{queue.subscription}-not-there")
    with pytest.raises(ConfigError, match="there is no projects/vedette-test/subscriptions"):
        missing.pull(limits())
    queue.publish(b"x")
    with subscription.pull(limits()) as batch:
        queue.subscriber.delete_subscription(subscription=queue.subscription)
        with pytest.raises(ConfigError, match="there is no"):
            batch.acknowledge()


def test_a_service_that_stays_away_is_a_transient_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("google.cloud.pubsub_v1")
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", "127.0.0.1:1")
    with pytest.raises(TransientError, match="Pub/Sub does not answer"):
        Subscription(NAME).pull(limits(patience_seconds=1))


def test_a_missing_permission_is_told_in_one_line() -> None:
    exceptions = pytest.importorskip("google.api_core.exceptions")

    class Closed:
        def pull(self, **_: object) -> None:
            raise exceptions.PermissionDenied("User not authorized to perform this action.")

    with pytest.raises(ConfigError, match="no permission to use projects/vedette-test"):
        Subscription(NAME, Closed()).pull(limits())
