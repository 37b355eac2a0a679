"""ReadFeeds: polls each feed of a list once, over HTTP, HTTPS or from a file."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import apache_beam as beam
from apache_beam.pvalue import PBegin, PCollection

from pipelines.clock import Clock
from pipelines.sources.poller import Poller, PollerOptions
from pipelines.store import Store
from transforms.feeds.poll import FeedPoll

#: Feeds that one bundle fetches side by side.
_FEEDS_A_CHUNK: Final = 500


class ReadFeeds(beam.PTransform[PBegin, PCollection[FeedPoll]]):
    """The pipeline's root -> PCollection[FeedPoll], one per feed, in no order."""

    def __init__(
        self,
        urls: Sequence[str],
        options: PollerOptions,
        open_store: Callable[[], Store],
        clock: Clock,
    ) -> None:
        super().__init__()
        self._chunks = [
            list(urls[start : start + _FEEDS_A_CHUNK])
            for start in range(0, len(urls), _FEEDS_A_CHUNK)
        ]
        self._fetch = _ReadFeedsFn(options, open_store, clock)

    def expand(self, root: PBegin) -> PCollection[FeedPoll]:
        chunks = root | "Urls" >> beam.Create(self._chunks)
        polls: PCollection[FeedPoll] = chunks | "Fetch" >> beam.ParDo(self._fetch)
        return polls


class _ReadFeedsFn(beam.DoFn):
    def __init__(
        self, options: PollerOptions, open_store: Callable[[], Store], clock: Clock
    ) -> None:
        self._options = options
        self._open_store = open_store
        self._clock = clock

    def setup(self) -> None:
        self._store = self._open_store()

    def teardown(self) -> None:
        self._store.close()

    def process(self, urls: list[str]) -> Iterator[FeedPoll]:
        yield from Poller(self._options, self._store, self._clock).poll(urls)
