import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.pubsub import MESSAGE_ID_ATTRIBUTE
from pipelines.sources.pubsub import Subscription
from tests.evaldata import ROOT
from tests.pubsub.conftest import Queue
from tests.pubsub.passes import LOST_ATTRIBUTE, ForgetfulClient, drain, limits, rows

ARTICLE = b'{"text": "Two tanks crossed the river.", "url": "https://a.example/1"}'


@pytest.fixture
def subscription(queue: Queue) -> Iterator[Subscription]:
    subscription = Subscription(queue.subscription)
    yield subscription
    subscription.close()


def read(subscription: Subscription, folder: Path, **fields: Any) -> list[Any]:
    return drain(subscription, folder, limits(**fields), stop_when_empty=True)


def test_a_message_gives_a_row_with_its_attributes_and_id(
    queue: Queue, subscription: Subscription, tmp_path: Path
) -> None:
    (message_id,) = queue.publish(ARTICLE, desk="east")
    (ledger,) = read(subscription, tmp_path)
    (row,) = rows(tmp_path, "articles")
    assert row["attributes"] == {"desk": "east", MESSAGE_ID_ATTRIBUTE: message_id}
    assert (ledger.read, ledger.written) == (1, 1)


def test_one_article_in_two_messages_of_a_batch_leaves_one_row(
    queue: Queue, subscription: Subscription, tmp_path: Path
) -> None:
    queue.publish(ARTICLE, ARTICLE)
    (ledger,) = read(subscription, tmp_path)
    assert (ledger.read, ledger.written, ledger.dropped) == (2, 1, {"already_seen": 1})
    assert len(rows(tmp_path, "articles")) == 1


def test_a_message_delivered_again_after_its_pass_leaves_one_row(
    queue: Queue, tmp_path: Path
) -> None:
    client = ForgetfulClient(queue.subscriber, tmp_path / "lost")
    queue.publish(ARTICLE, b"no json", **{LOST_ATTRIBUTE: "1"})
    first, second = read(Subscription(queue.subscription, client), tmp_path)
    assert (first.written, first.dead_letters) == (1, {"malformed_json": 1})
    assert (second.read, second.written, second.dropped) == (2, 0, {"already_seen": 2})
    assert len(rows(tmp_path, "articles")) == 1
    assert len(rows(tmp_path, "dead_letter")) == 1


@pytest.mark.parametrize(
    ("body", "content_type", "stage", "reason"),
    [
        (b"\x00\xff no json", "", "ParseArticles", "malformed_json"),
        (b'{"text": "\xff"}', "", "ParseArticles", "undecodable"),
        (b'{"url": "https://a.example/"}', "application/json", "ParseArticles", "missing_text"),
        (b'{"text": 5}', "", "ParseArticles", "invalid_field"),
        (b"[]", "", "ParseArticles", "malformed_json"),
        (b"\xff\xfe\xfd", "text/plain", "ParseArticles", "undecodable"),
        (b"no feed", "text/xml", "ParseFeeds", "malformed_feed"),
        (b"\x89PNG", "image/png", "ParseFeeds", "malformed_feed"),
        (b"", "", "ParseArticles", "malformed_json"),
    ],
)
def test_a_malformed_message_becomes_a_dead_letter_with_its_raw_bytes(
    body: bytes,
    content_type: str,
    stage: str,
    reason: str,
    queue: Queue,
    subscription: Subscription,
    tmp_path: Path,
) -> None:
    attributes = {"desk": "east", **({"content_type": content_type} if content_type else {})}
    (message_id,) = queue.publish(body, **attributes)
    read(subscription, tmp_path)
    (row,) = rows(tmp_path, "dead_letter")
    assert (row["stage"], row["reason"]) == (stage, reason)
    assert base64.b64decode(row["payload"]) == body
    assert row["source"] == queue.subscription
    assert row["attributes"] == {**attributes, MESSAGE_ID_ATTRIBUTE: message_id}
    assert not subscription.pull(limits(wait_seconds=0.3))


def test_the_items_of_a_feed_in_a_message_are_articles(
    queue: Queue, subscription: Subscription, tmp_path: Path
) -> None:
    feed = (ROOT / "pipelines" / "sample" / "harbour-en.rss.xml").read_bytes()
    queue.publish(feed, content_type="application/rss+xml", source="https://harbour.example/rss")
    (ledger,) = read(subscription, tmp_path)
    found = rows(tmp_path, "articles")
    assert len(found) == ledger.written > 1
    assert {row["feed_url"] for row in found} == {"https://harbour.example/rss"}
    assert all(MESSAGE_ID_ATTRIBUTE in row["attributes"] for row in found)


def test_a_pass_that_fails_acknowledges_nothing(
    queue: Queue, subscription: Subscription, tmp_path: Path
) -> None:
    queue.publish(ARTICLE)

    def fail(_: int) -> None:
        raise RuntimeError("before the commit")

    with pytest.raises(RuntimeError, match="before the commit"):
        drain(subscription, tmp_path, limits(), before_commit=fail)
    (ledger,) = read(subscription, tmp_path)
    # The rows of the pass that failed are there already; written again, they replace themselves.
    assert (ledger.read, ledger.written, ledger.dropped) == (1, 1, {})
    assert len(rows(tmp_path, "articles")) == 1


def test_passes_end_when_they_are_told_to(
    queue: Queue, subscription: Subscription, tmp_path: Path
) -> None:
    queue.publish(*(b'{"text": "Article %d."}' % number for number in range(5)))
    committed: list[int] = []
    drain(
        subscription,
        tmp_path,
        limits(max_messages=1),
        before_commit=committed.append,
        until=lambda: len(committed) == 2,
    )
    assert committed == [0, 1]
    assert sum(ledger.written for ledger in read(subscription, tmp_path)) == 3
