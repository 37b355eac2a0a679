"""Reads a shard of followed feeds: which are due, what came of them, and how far that is known."""

import datetime as dt
import logging
from collections import deque
from collections.abc import Callable
from typing import Final

from apache_beam.io.unbounded_source import UnboundedReader
from apache_beam.utils.timestamp import MAX_TIMESTAMP, Duration, Timestamp

from pipelines.sources.following import Following
from pipelines.sources.poller import Poller
from pipelines.sources.shard_memory import FeedMark, ShardMemory
from schemas.errors import VedetteError
from transforms.feeds.poll import FeedPoll
from transforms.polling.hosts import DueFeed, HostState, host_of, start_now

#: Beam 2.77 sizes the first outputs of a bundle, but none of them once a bundle had more than 30:
#: it then takes the progress of the next for NaN, and a split that Prism asks for fails the job.
POLLS_A_BUNDLE: Final = 25

_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)

_logger = logging.getLogger(__name__)


class FeedReader(UnboundedReader):
    """Polls the due feeds of a shard together and gives on one poll after another.

    Args:
        following: what to follow.
        list_feeds: the shard's feeds, URLs by the URL they are known by.
        mark: where to go on; None to begin from the store.
    """

    def __init__(
        self, following: Following, list_feeds: Callable[[], dict[str, str]], mark: FeedMark | None
    ) -> None:
        self._following = following
        self._list_feeds = list_feeds
        store = following.open_store() if following.open_store else None
        self._memory = ShardMemory(mark, store, following.options.max_keys)
        #: The mark of the memory as it is; None when it has changed.
        self._mark: FeedMark | None = None
        self._feeds: dict[str, str] = {}
        self._relist_at: dt.datetime | None = None
        self._queue = deque(self._memory.unsent)
        #: Polls given on since the last mark, that is in this bundle.
        self._given = 0
        self._current: FeedPoll | None = None
        self._is_over = False

    def start(self) -> bool:
        return self.advance()

    def advance(self) -> bool:
        """Goes to the next poll; where there is none, asks the feeds that are due and waits."""
        self._current = None
        if not self._queue:
            self._relist()
            self._is_over = self._ends()
            if not self._is_over:
                self._poll_due()
        if not self._queue:
            return False
        self._current = self._queue.popleft()
        self._memory.keep(self._current)
        self._mark = None
        self._given += 1
        return True

    def get_current(self) -> FeedPoll:
        if self._current is None:
            raise ValueError("no poll to give on")
        return self._current

    def get_current_timestamp(self) -> Timestamp:
        return _timestamp(self.get_current().checked_at)

    def get_watermark(self) -> Timestamp:
        """The time of the earliest poll that can follow: now, less the allowed disorder."""
        if self._is_over:
            return MAX_TIMESTAMP
        earliest = min((poll.checked_at for poll in self._queue), default=self._following.clock())
        return _timestamp(earliest) - Duration(self._following.options.disorder_seconds)

    def get_checkpoint_mark(self) -> FeedMark:
        self._given = 0
        if self._mark is None:
            self._mark = self._memory.mark(self._queue)
        return self._mark

    def close(self) -> None:
        self._memory.close()

    def _relist(self) -> None:
        now = self._following.clock()
        if self._relist_at and now < self._relist_at:
            return
        try:
            self._feeds = self._list_feeds()
        except (VedetteError, OSError):
            if not self._relist_at:
                raise
            _logger.warning("the list of feeds cannot be read: the old one holds", exc_info=True)
        else:
            self._memory.forget_all_but(self._feeds)
            self._mark = None
        self._relist_at = now + dt.timedelta(seconds=self._following.options.relist_seconds)

    def _ends(self) -> bool:
        options = self._following.options
        if self._following.stop and self._following.stop():
            return True
        if options.until and self._following.clock() >= options.until:
            return True
        return options.max_polls is not None and not self._unfinished()

    def _unfinished(self) -> list[str]:
        """Feeds that will be polled again."""
        most = self._following.options.max_polls
        return [
            url
            for url in self._feeds
            if (most is None or self._memory.polls(url) < most)
            and not self._memory.feed_history(url).retired
        ]

    def _poll_due(self) -> None:
        """Queues polls of the feeds that may be asked at this moment, and of no others.

        Those whose host must be left alone wait here, not in the poller: it would sleep through a
        Retry-After, and the bundle with it.
        """
        following, now = self._following, self._following.clock()
        due_at = {
            # A feed that was never asked goes first, or those that are late would keep it waiting.
            url: self._memory.feed_history(url).next_poll_at or _NEVER
            for url in self._unfinished()
        }
        due = [DueFeed(url=url, due_at=at) for url, at in due_at.items() if at <= now]
        if not due:
            return
        hosts = {host_of(feed.url): HostState() for feed in due}
        hosts = {host: self._memory.host_memory(host).state for host in hosts if host}
        # No more than the bundle has room for: it then ends with nothing left.
        room = POLLS_A_BUNDLE - self._given % POLLS_A_BUNDLE
        connections = min(following.poller.limits.connections, room)
        plan = start_now(now, due, hosts, following.poller.hosts, connections)
        urls = [self._feeds[url] for url in plan.start]
        if not urls:
            return
        for poll in Poller(following.poller, self._memory, following.clock).poll(urls):
            if poll.document is None:
                self._memory.keep(poll)
            self._queue.append(poll)
        self._mark = None


def _timestamp(moment: dt.datetime) -> Timestamp:
    return Timestamp.from_utc_datetime(moment)
