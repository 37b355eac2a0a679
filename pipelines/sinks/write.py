"""WriteStreams: rows of every stream into every sink, counted for the ledger."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection
from apache_beam.transforms.window import GlobalWindow

from pipelines.sinks.part import Part, Stored, window_name
from pipelines.sinks.sink import Sink
from schemas.ids import content_id
from schemas.row import Row
from schemas.streams import row_key


class WriteStreams(beam.PTransform[PCollection[Stored], PCollection[Part]]):
    """PCollection[Stored] -> PCollection[Part], each once its rows are in every sink.

    Args:
        sinks: where the rows go.
        shards: files of one stream, date and window that are written side by side.
    """

    def __init__(self, sinks: Sequence[Sink], shards: int = 1) -> None:
        super().__init__()
        self._sinks = tuple(sinks)
        self._shards = shards

    def expand(self, rows: PCollection[Stored]) -> PCollection[Part]:
        parts = (
            rows
            | "KeyByPart" >> beam.ParDo(_KeyByPartFn(self._shards))
            | "GroupByPart" >> beam.GroupByKey()
        )
        written: PCollection[Part] = parts | "Write" >> beam.ParDo(_WriteFn(self._sinks))
        return written


class _KeyByPartFn(beam.DoFn):
    def __init__(self, shards: int) -> None:
        self._shards = shards

    def process(self, stored: Stored) -> Iterator[tuple[str, Row]]:
        key = row_key(stored.stream, stored.row)
        shard = int(content_id(key)[:8], 16) % self._shards
        yield f"{stored.stream}/{stored.date}/{shard}", stored.row


class _WriteFn(beam.DoFn):
    def __init__(self, sinks: Sequence[Sink]) -> None:
        self._sinks = sinks
        self._written = Metrics.counter("ledger", "written")

    def process(
        self,
        group: tuple[str, Iterable[Row]],
        window: Any = beam.DoFn.WindowParam,
    ) -> Iterator[Part]:
        stream, date, shard = group[0].split("/")
        part = Part(stream, date, window_name(_end(window)), int(shard))  # type: ignore[arg-type]
        rows = list(group[1])
        for sink in self._sinks:
            sink.write(part, rows)
        if part.stream == "articles":
            self._written.inc(len(rows))
        yield part


def _end(window: Any) -> float:
    """When a window ends, in seconds since 1970."""
    return math.inf if isinstance(window, GlobalWindow) else float(window.end)
