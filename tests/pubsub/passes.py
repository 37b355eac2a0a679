"""Passes in tests: the graph up to the store and the sink, over the batches of a subscription.

Run as a program, it is a run that is killed: `python -m tests.pubsub.passes SUBSCRIPTION FOLDER
MESSAGES PASS` dies in that pass, between writing rows and committing them; it prints the ledgers
of the passes before.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apache_beam as beam
import msgspec
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner

from pipelines.ledger import Ledger, read_ledger
from pipelines.pubsub import load_library
from pipelines.records import stored_rejection
from pipelines.sinks.part import Stored
from pipelines.sinks.sink import open_sink
from pipelines.sinks.write import WriteStreams
from pipelines.sources.pubsub import (
    PulledBatch,
    PullLimits,
    Subscription,
    article_source,
    feed_source,
    run_passes,
)
from pipelines.store import StoreOpener, locked_store, store_path
from schemas.article import Article, Language
from tests.builders import NOW
from transforms.articles import article_row
from transforms.feeds.parse_beam import ParseFeeds
from transforms.normalise.normalise_beam import NormaliseArticles, ParseArticles
from transforms.seen.seen_beam import DropSeen

#: One in ten messages is delivered again after its pass, because its acknowledgement is lost.
LOST_ATTRIBUTE = "lose_once"
_UNTOLD = Language("und", None, "und:not_asked")


def limits(**fields: Any) -> PullLimits:
    """Limits for a subscription that is not waited for long."""
    return PullLimits(**{"wait_seconds": 1.0, "lease_seconds": 10, "patience_seconds": 2, **fields})


@dataclass
class ForgetfulClient:
    """A subscriber that loses, once, the acknowledgement of messages that ask for it.

    A lost acknowledgement is what makes Pub/Sub deliver again. What was lost is noted in a file,
    for the process that comes after a crash.
    """

    client: Any
    notes: Path

    def __post_init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.notes.touch()
        self.lost = set(self.notes.read_text().split())

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)

    def pull(self, **request: Any) -> Any:
        answer = self.client.pull(**request)
        for delivery in answer.received_messages:
            if LOST_ATTRIBUTE in delivery.message.attributes:
                self.ids[delivery.ack_id] = delivery.message.message_id
        return answer

    def acknowledge(self, *, subscription: str, ack_ids: list[str], **request: Any) -> None:
        losing = [i for i in ack_ids if i in self.ids and self.ids[i] not in self.lost]
        self.lost |= {self.ids[ack_id] for ack_id in losing}
        self.notes.write_text("\n".join(self.lost))
        if losing:
            self.client.modify_ack_deadline(
                subscription=subscription, ack_ids=losing, ack_deadline_seconds=0
            )
        kept = [ack_id for ack_id in ack_ids if ack_id not in losing]
        if kept:
            self.client.acknowledge(subscription=subscription, ack_ids=kept, **request)


def run_batch(batch: PulledBatch, folder: Path) -> Ledger:
    """One pass: rows of articles and rejections into JSON Lines below the folder, `data`."""
    sink = open_sink(f"jsonl://{folder}/data")
    sink.prepare()
    store = StoreOpener(str(store_path(folder / "state")))
    pipeline = beam.Pipeline(runner=FnApiRunner())
    documents = pipeline | "ReadArticles" >> article_source(batch) | ParseArticles()
    feeds = pipeline | "ReadFeeds" >> feed_source(batch) | ParseFeeds()
    raw = (documents.kept, feeds.articles) | "AllItems" >> beam.Flatten()
    normal = raw | NormaliseArticles()
    fresh = normal.kept | "DropSeen" >> DropSeen(store, streaming=False)
    refused = (
        (documents.rejected, feeds.rejected, normal.rejected)
        | "AllRejections" >> beam.Flatten()
        | "DropSeenRejections" >> DropSeen(store, streaming=False)
    )
    rows = (
        fresh.kept | "StoreArticles" >> beam.Map(_stored_article),
        (fresh.rejected, refused.kept, refused.rejected)
        | "AllLeftOut" >> beam.Flatten()
        | "StoreRejections" >> beam.Map(stored_rejection),
    )
    rows | "AllRows" >> beam.Flatten() | WriteStreams([sink])
    result = pipeline.run()
    assert result.wait_until_finish() == "DONE"
    ledger = read_ledger(result.metrics())
    assert ledger.balances
    return ledger


def rows(folder: Path, stream: str) -> list[dict[str, Any]]:
    """The rows of a stream in the folder of a run."""
    return [
        json.loads(line)
        for path in (folder / "data" / stream).rglob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def drain(
    subscription: Subscription,
    folder: Path,
    pull_limits: PullLimits,
    *,
    before_commit: Callable[[int], None] = lambda _: None,
    after_commit: Callable[[Ledger], None] = lambda _: None,
    **stopping: Any,
) -> list[Ledger]:
    """Passes one after another over the store; the ledger of each that was committed."""
    ledgers: list[Ledger] = []
    with locked_store(folder / "state") as store:

        def run_pass(batch: PulledBatch) -> None:
            ledger = run_batch(batch, folder)
            before_commit(len(ledgers))
            store.commit()
            ledgers.append(ledger)
            after_commit(ledger)

        run_passes(subscription, run_pass, limits=pull_limits, **stopping)
    return ledgers


def _stored_article(article: Article) -> Stored:
    return Stored("articles", article.partition_date, article_row(article, _UNTOLD, NOW))


def _main() -> None:
    name, folder, messages, last = sys.argv[1:]
    client = ForgetfulClient(load_library().SubscriberClient(), Path(folder) / "lost")

    def die(passes: int) -> None:
        if passes == int(last):
            os.kill(os.getpid(), signal.SIGKILL)

    def tell(ledger: Ledger) -> None:
        print(msgspec.json.encode(ledger).decode(), flush=True)

    drain(
        Subscription(name, client),
        Path(folder),
        limits(max_messages=int(messages)),
        before_commit=die,
        after_commit=tell,
        stop_when_empty=True,
    )


if __name__ == "__main__":
    _main()
