"""A crash in the middle of many messages, some malformed, some delivered twice."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import pytest

from pipelines.ledger import Ledger
from pipelines.sources.pubsub import Subscription
from tests.evaldata import ROOT
from tests.pubsub.conftest import Queue
from tests.pubsub.passes import LOST_ATTRIBUTE, ForgetfulClient, drain, limits, rows

_CRASH_IN_PASS = 2
_DRAIN_SECONDS = 240


def publish(queue: Queue, messages: int) -> None:
    """Distinct messages: one in a hundred malformed, one in ten to be delivered again."""
    futures = []
    for number in range(messages):
        body = b"malformed %d" if number % 100 == 50 else b'{"text": "Article number %d."}'
        attributes = {LOST_ATTRIBUTE: "1"} if number % 10 == 5 else {}
        futures.append(queue.publisher.publish(queue.topic, body % number, **attributes))
    for future in futures:
        future.result(timeout=60)


def crash(queue: Queue, folder: Path, messages_a_pass: int) -> list[Ledger]:
    """Runs passes in a process that is killed between rows and commit; those that it committed."""
    arguments = (queue.subscription, str(folder), str(messages_a_pass), str(_CRASH_IN_PASS))
    killed = subprocess.run(
        [sys.executable, "-m", "tests.pubsub.passes", *arguments],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    ledgers = [msgspec.json.decode(line, type=Ledger) for line in killed.stdout.splitlines()]
    assert len(ledgers) == _CRASH_IN_PASS
    return ledgers


def finish(queue: Queue, folder: Path, messages_a_pass: int, deliveries: int) -> list[Ledger]:
    """Passes of a second run until so many deliveries were read, and what comes after them."""
    client = ForgetfulClient(queue.subscriber, folder / "lost")
    subscription = Subscription(queue.subscription, client)
    bounds = limits(max_messages=messages_a_pass)
    ledgers: list[Ledger] = []
    deadline = time.monotonic() + _DRAIN_SECONDS
    while sum(ledger.read for ledger in ledgers) < deliveries and time.monotonic() < deadline:
        ledgers += drain(subscription, folder, bounds, stop_when_empty=True)
    return ledgers + drain(subscription, folder, bounds, stop_when_empty=True)


@pytest.mark.parametrize(
    ("messages", "messages_a_pass"),
    [(300, 50), pytest.param(10_000, 1000, marks=pytest.mark.scale)],
)
def test_after_a_crash_every_message_is_counted_exactly(
    messages: int, messages_a_pass: int, queue: Queue, tmp_path: Path
) -> None:
    malformed, redelivered = messages // 100, messages // 10
    publish(queue, messages)
    ledgers = crash(queue, tmp_path, messages_a_pass)
    missing = messages + redelivered - sum(ledger.read for ledger in ledgers)
    ledgers += finish(queue, tmp_path, messages_a_pass, missing)

    assert sum(ledger.read for ledger in ledgers) == messages + redelivered
    assert sum(ledger.written for ledger in ledgers) == messages - malformed
    assert total(ledger.dead_letters for ledger in ledgers) == {"malformed_json": malformed}
    assert total(ledger.dropped for ledger in ledgers) == {"already_seen": redelivered}
    # The rows of the pass that was killed may be there twice, never with two keys.
    articles = {row["text"]: row["version_id"] for row in rows(tmp_path, "articles")}
    assert len(articles) == messages - malformed
    assert {row["version_id"] for row in rows(tmp_path, "articles")} == set(articles.values())
    letters = {row["dead_letter_id"] for row in rows(tmp_path, "dead_letter")}
    assert len(letters) == malformed
    assert len((tmp_path / "lost").read_text().split()) == redelivered


def total(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    """Counts of all ledgers together."""
    return sum(map(Counter, counts), Counter())
