import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.pubsub.emulator import running_emulator

_PROJECT = "projects/vedette-test"
_NUMBERS = itertools.count()


@dataclass(frozen=True)
class Queue:
    """A topic with its one subscription, and the clients to use them by hand."""

    topic: str
    subscription: str
    publisher: Any
    subscriber: Any

    def publish(self, *bodies: bytes, **attributes: str) -> list[str]:
        """Publishes messages; their ids."""
        futures = [self.publisher.publish(self.topic, body, **attributes) for body in bodies]
        return [future.result(timeout=20) for future in futures]


@pytest.fixture(scope="session")
def emulator_host() -> Iterator[str]:
    with running_emulator() as host:
        yield host


@pytest.fixture
def queue(emulator_host: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue]:
    """A new topic and subscription; the library talks to the emulator."""
    pubsub = pytest.importorskip("google.cloud.pubsub_v1")
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", emulator_host)
    number = next(_NUMBERS)
    topic = f"{_PROJECT}/topics/articles-{number}"
    subscription = f"{_PROJECT}/subscriptions/articles-{number}"
    publisher, subscriber = pubsub.PublisherClient(), pubsub.SubscriberClient()
    publisher.create_topic(name=topic)
    subscriber.create_subscription(name=subscription, topic=topic, ack_deadline_seconds=10)
    yield Queue(topic, subscription, publisher, subscriber)
    publisher.stop()
    subscriber.close()
