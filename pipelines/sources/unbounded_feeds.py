"""FollowFeeds: polls feeds for ever, and keeps in its checkpoints what it knows of them."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import apache_beam as beam
from apache_beam.coders import Coder
from apache_beam.io.unbounded_source import (
    CheckpointMark,
    ReadFromUnboundedSource,
    UnboundedSource,
)
from apache_beam.pvalue import PBegin, PCollection

from pipelines.clock import Clock, system_clock
from pipelines.sources.feed_reader import POLLS_A_BUNDLE, FeedReader
from pipelines.sources.following import Following, FollowOptions
from pipelines.sources.poller import PollerOptions
from pipelines.sources.shard_memory import FeedMark, FeedMarkCoder
from pipelines.store import Store
from schemas.ids import content_id
from transforms.feeds.poll import FeedPoll
from transforms.normalise.urls import without_credentials
from transforms.polling.hosts import host_of

#: A bundle that ends in the middle of what was fetched may fetch the rest again.
_BUNDLE_SECONDS: Final = 60.0


class FollowFeeds(beam.PTransform[PBegin, PCollection[FeedPoll]]):
    """The pipeline's root -> PCollection[FeedPoll], unbounded until it is told to stop.

    A poll's event time is when the feed was asked. Once `stop` says so, or at the end that the
    options set, the watermark goes to the end of time and the pipeline drains.

    Args: as the attributes of `Following`.
    """

    def __init__(
        self,
        list_feeds: Callable[[], Iterable[str]],
        poller: PollerOptions,
        options: FollowOptions | None = None,
        *,
        open_store: Callable[[], Store] | None = None,
        stop: Callable[[], bool] | None = None,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__()
        options = options or FollowOptions()
        self._following = Following(list_feeds, poller, options, open_store, stop, clock)

    def expand(self, root: PBegin) -> PCollection[FeedPoll]:
        read = ReadFromUnboundedSource(
            FeedShard(self._following),
            poll_interval=self._following.options.idle_seconds,
            max_records_per_bundle=POLLS_A_BUNDLE,
            max_read_time_seconds=_BUNDLE_SECONDS,
        )
        polls: PCollection[FeedPoll] = root | "Follow" >> read
        return polls


class FeedShard(UnboundedSource):
    """The feeds of some hosts; at first, of all."""

    def __init__(self, following: Following, shard: int = 0, shards: int = 1) -> None:
        self._following = following
        self._shard = shard
        self._shards = shards

    def split(self, desired_num_splits: int, options: Any = None) -> list["FeedShard"]:  # noqa: ARG002 - Beam's signature
        shards = min(self._following.options.shards, desired_num_splits)
        return [FeedShard(self._following, shard, shards) for shard in range(shards)]

    def create_reader(
        self,
        options: Any,  # noqa: ARG002 - Beam's signature
        checkpoint_mark: CheckpointMark | None,
    ) -> "FeedReader":
        if checkpoint_mark is not None and not isinstance(checkpoint_mark, FeedMark):
            raise TypeError(f"not a mark of this source: {checkpoint_mark!r}")
        return FeedReader(self._following, self.feeds, checkpoint_mark)

    def get_checkpoint_mark_coder(self) -> Coder:
        return FeedMarkCoder()

    def feeds(self) -> dict[str, str]:
        """The listed URLs of this shard's feeds, by the URL they are known by."""
        return {
            without_credentials(url): url
            for url in self._following.list_feeds()
            # A host is asked by one shard only, or nobody could keep its delays.
            if int(content_id(host_of(url) or url)[:8], 16) % self._shards == self._shard
        }
