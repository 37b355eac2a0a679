"""Google Cloud Pub/Sub as a source of bounded passes: pull, lease, and acknowledge at the end.

A message is acknowledged only once the rows of its pass are in place; whatever happens before
that, it comes again. It may come twice anyway: ids are made of content, so its rows are the same.
"""

import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar

import apache_beam as beam
from apache_beam.pvalue import PBegin, PCollection

from pipelines.clock import Clock, system_clock
from pipelines.pubsub import (
    explained,
    holds_article,
    load_library,
    message_document,
    patient_retry,
    require_name,
)
from schemas.article import Document
from schemas.errors import ConfigError
from transforms.feeds.poll import FeedPoll

#: Messages that one request asks for; bounds how far a batch can pass its limit of bytes.
_MESSAGES_A_PULL: Final = 100
#: Far below the 512 KiB that a request may hold.
_ACK_IDS_A_REQUEST: Final = 1000
#: Shortest and longest lease that the service grants.
_SHORTEST_LEASE_SECONDS: Final = 10
_LONGEST_LEASE_SECONDS: Final = 600
_REQUEST_SECONDS: Final = 60.0
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class PullLimits:
    """How much one pass reads, and how long it waits."""

    max_messages: int = 1000
    #: A batch is in memory; it is full once it holds this much.
    max_bytes: int = 50_000_000
    #: Longest time in which a batch fills.
    wait_seconds: float = 5.0
    #: How long after a crash a message comes again; a running pass extends it.
    lease_seconds: int = 60
    #: How long the service may be unavailable before the run fails.
    patience_seconds: float = 600.0

    def __post_init__(self) -> None:
        if not _SHORTEST_LEASE_SECONDS <= self.lease_seconds <= _LONGEST_LEASE_SECONDS:
            raise ConfigError(
                f"a lease lasts {_SHORTEST_LEASE_SECONDS} to {_LONGEST_LEASE_SECONDS} s,"
                f" not {self.lease_seconds}"
            )
        if self.max_messages < 1 or self.max_bytes < 1 or self.wait_seconds <= 0:
            raise ConfigError("a batch needs room for a message and time to fill")


class Subscription:
    """A subscription that batches are pulled from, one after another.

    Args:
        name: `projects/PROJECT/subscriptions/NAME`.
        client: a `google.cloud.pubsub_v1.SubscriberClient`; by default one of its own.

    Raises:
        ConfigError: a malformed name, no library, or no credentials.
    """

    def __init__(self, name: str, client: Any = None) -> None:
        self.name = require_name("subscriptions", name)
        library = load_library()
        with explained(name):
            self._client = client or library.SubscriberClient()

    def close(self) -> None:
        """Closes the connection."""
        self._client.close()

    def pull(self, limits: PullLimits, clock: Clock = system_clock) -> "PulledBatch":
        """The messages that come until the batch is full or its time is over; perhaps none.

        Raises:
            ConfigError: the subscription is not there, or may not be read.
            TransientError: the service was unavailable for longer than `limits` allow.
        """
        batch = PulledBatch(self, limits.lease_seconds)
        try:
            self._fill(batch, limits, clock)
        except BaseException:
            batch.release()
            raise
        return batch

    def _fill(self, batch: "PulledBatch", limits: PullLimits, clock: Clock) -> None:
        ends = time.monotonic() + limits.wait_seconds
        while len(batch) < limits.max_messages and batch.bytes < limits.max_bytes:
            seconds = ends - time.monotonic()
            wanted = min(_MESSAGES_A_PULL, limits.max_messages - len(batch))
            received = self._receive(wanted, seconds, limits) if seconds > 0 else []
            if not received:
                return
            batch.add(received, clock())

    def _receive(self, wanted: int, seconds: float, limits: PullLimits) -> list[Any]:
        from google.api_core.exceptions import DeadlineExceeded

        with explained(self.name), contextlib.suppress(DeadlineExceeded):
            answer = self._client.pull(
                subscription=self.name,
                max_messages=wanted,
                timeout=seconds,
                retry=patient_retry(limits.patience_seconds),
            )
            return list(answer.received_messages)
        return []

    def lease(self, ack_ids: Sequence[str], seconds: int) -> None:
        """Leases messages from now on; 0 seconds hand them back. A failure is left aside.

        At worst a message comes again although its rows are written: it is then dropped as seen.
        """
        from google.api_core.exceptions import GoogleAPICallError

        for chunk in _chunks(ack_ids):
            with contextlib.suppress(GoogleAPICallError):
                self._client.modify_ack_deadline(
                    subscription=self.name,
                    ack_ids=chunk,
                    ack_deadline_seconds=seconds,
                    retry=None,
                    timeout=_SHORTEST_LEASE_SECONDS / 2,
                )

    def acknowledge(self, ack_ids: Sequence[str]) -> None:
        """Tells the service that messages need not come again.

        Raises:
            ConfigError: the subscription is gone.
            TransientError: the service does not answer; the messages come again.
        """
        from google.api_core.exceptions import FailedPrecondition

        for chunk in _chunks(ack_ids):
            # Exactly-once delivery refuses ids whose lease is over; those messages come again.
            with explained(self.name), contextlib.suppress(FailedPrecondition):
                self._client.acknowledge(
                    subscription=self.name,
                    ack_ids=chunk,
                    retry=patient_retry(_REQUEST_SECONDS),
                    timeout=_REQUEST_SECONDS,
                )


class PulledBatch:
    """The messages of one pass, leased by a thread of its own while they are worked on.

    As a context manager it hands back, on leaving, what was not acknowledged. Messages may repeat,
    and their order says nothing.

    Attributes:
        articles: messages that hold one article each.
        polls: messages that hold a feed document each, as if the feed had been polled.
        bytes: size of all bodies.
    """

    def __init__(self, subscription: Subscription, lease_seconds: int) -> None:
        self.articles: list[Document] = []
        self.polls: list[FeedPoll] = []
        self.bytes = 0
        self._subscription = subscription
        self._lease_seconds = lease_seconds
        self._ack_ids: list[str] = []
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="lease-keeper", daemon=True)

    def __len__(self) -> int:
        return len(self.articles) + len(self.polls)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def add(self, received: Sequence[Any], retrieved_at: dt.datetime) -> None:
        """Takes in the `ReceivedMessage`s of one answer and leases them at once."""
        ack_ids = [delivery.ack_id for delivery in received]
        self._subscription.lease(ack_ids, self._lease_seconds)
        self._ack_ids += ack_ids
        if not self._keeper.is_alive():
            self._keeper.start()
        for delivery in received:
            self._add(delivery.message, retrieved_at)

    def _add(self, message: Any, retrieved_at: dt.datetime) -> None:
        document = message_document(
            message.data,
            message.attributes,
            message_id=message.message_id,
            subscription=self._subscription.name,
            retrieved_at=retrieved_at,
        )
        self.bytes += len(document.body)
        if holds_article(document):
            self.articles.append(document)
            return
        # Delivered again, the message is the same poll: health rows are known by their moment.
        polled_at = message.publish_time.astimezone(dt.UTC)
        self.polls.append(
            FeedPoll(
                feed_url=document.source, checked_at=polled_at, outcome="ok", document=document
            )
        )

    def acknowledge(self) -> None:
        """To be called once everything that the messages gave is in place.

        Raises:
            ConfigError: the subscription is gone.
            TransientError: the service does not answer; the messages come again.
        """
        self._end_lease()
        self._subscription.acknowledge(self._ack_ids)
        self._ack_ids = []

    def release(self) -> None:
        """Hands back what was not acknowledged, so that it comes again soon."""
        self._end_lease()
        self._subscription.lease(self._ack_ids, 0)
        self._ack_ids = []

    def _end_lease(self) -> None:
        self._over.set()
        if self._keeper.is_alive():
            self._keeper.join()

    def _keep(self) -> None:
        # A third, so that the lease survives a request that fails.
        while not self._over.wait(self._lease_seconds / 3):
            self._subscription.lease(list(self._ack_ids), self._lease_seconds)


def run_passes(
    subscription: Subscription,
    run_pass: Callable[[PulledBatch], None],
    *,
    limits: PullLimits,
    clock: Clock = system_clock,
    until: Callable[[], bool] | None = None,
    stop_when_empty: bool = False,
) -> int:
    """Pulls a batch, runs a pass over it, acknowledges it, and begins again; the passes run.

    Args:
        subscription: where messages come from.
        run_pass: returns when rows and store are committed, and raises when they are not: then
            nothing is acknowledged.
        limits: of each batch.
        clock: says when a message was read.
        until: asked before each batch, whether to stop.
        stop_when_empty: whether to stop at a batch without messages.

    Raises:
        ConfigError: the subscription is not there, or may not be read.
        TransientError: the service was unavailable for longer than `limits` allow.
    """
    passes = 0
    while not (until and until()):
        with subscription.pull(limits, clock) as batch:
            if batch:
                run_pass(batch)
                batch.acknowledge()
                passes += 1
            elif stop_when_empty:
                break
    return passes


def article_source(batch: PulledBatch) -> beam.PTransform[PBegin, PCollection[Document]]:
    """The pipeline's root -> PCollection[Document], the batch's articles."""
    return _Elements(batch.articles, Document)


def feed_source(batch: PulledBatch) -> beam.PTransform[PBegin, PCollection[FeedPoll]]:
    """The pipeline's root -> PCollection[FeedPoll], the batch's feed documents."""
    return _Elements(batch.polls, FeedPoll)


class _Elements(beam.PTransform[PBegin, PCollection[T]]):
    """What is in memory already; their type is told, for there may be none."""

    def __init__(self, elements: Sequence[T], element_type: type[T]) -> None:
        super().__init__()
        self._elements = elements
        self._type = element_type

    def expand(self, root: PBegin) -> PCollection[T]:
        create = beam.Create(self._elements, reshuffle=False).with_output_types(self._type)
        elements: PCollection[T] = root | "Create" >> create
        return elements


def _chunks(ack_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ack_ids), _ACK_IDS_A_REQUEST):
        yield ack_ids[start : start + _ACK_IDS_A_REQUEST]
