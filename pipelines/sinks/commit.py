"""CommitWindows: what a window of a stream let through counts as seen once its rows are written."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import apache_beam as beam
from apache_beam.pvalue import PCollection

from pipelines.sinks.files import FileSink, publish
from pipelines.sinks.part import Part
from pipelines.store import ALL, Store

#: Windows that end together are committed side by side, and must not move one file twice.
_PUBLISHING: Final = threading.Lock()


class CommitWindows(beam.PTransform[PCollection[Part], PCollection[float]]):
    """PCollection[Part] -> PCollection[float], the ends of windows that were committed.

    A window's parts are grouped when no more of them can come, that is when all are written. What
    comes late is committed with the next window, or with its own, when that comes again.

    Args:
        sinks: where the rows are staged.
        open_store: opens the store of seen items.
    """

    def __init__(self, sinks: Sequence[FileSink], open_store: Callable[[], Store]) -> None:
        super().__init__()
        self._commit = _CommitFn([sink.staging for sink in sinks], open_store)

    def expand(self, parts: PCollection[Part]) -> PCollection[float]:
        windows = parts | "KeyByNothing" >> beam.Map(_by_nothing) | "Group" >> beam.GroupByKey()
        ends: PCollection[float] = windows | "Commit" >> beam.ParDo(self._commit)
        return ends


def commit(store: Store, stagings: Iterable[str], until: float = ALL) -> None:
    """Commits what is older than an event time, and publishes its rows."""
    store.commit(stagings, until)
    publish_committed(store)


def publish_committed(store: Store) -> None:
    """Lets rows be read that count as seen; also those of a run that died before it could."""
    with _PUBLISHING:
        for staging, until in store.unpublished():
            publish(staging, until)
            store.published(staging, until)


def _by_nothing(part: Part) -> tuple[str, str]:
    return "", part.window


class _CommitFn(beam.DoFn):
    def __init__(self, stagings: Sequence[str], open_store: Callable[[], Store]) -> None:
        self._stagings = stagings
        self._open_store = open_store

    def setup(self) -> None:
        self._store = self._open_store()

    def teardown(self) -> None:
        self._store.close()

    def process(self, _: Any, window: Any = beam.DoFn.WindowParam) -> Iterator[float]:
        until = float(window.end)
        commit(self._store, self._stagings, until)
        yield until
