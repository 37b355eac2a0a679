"""Polls feeds side by side: polite to hosts, obedient to robots.txt, and remembers each feed."""

import asyncio
import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import aiohttp

from pipelines.clock import Clock
from pipelines.sources.fetch_feed import fetch_feed
from pipelines.sources.hosts import Hosts
from pipelines.sources.http import FetchLimits, open_session
from pipelines.sources.memory import FeedMemory
from schemas.article import RawArticle
from schemas.errors import RejectedItemError
from schemas.ids import content_id
from schemas.vocabulary import PollOutcome
from transforms.feeds.health import poll_outcome
from transforms.feeds.parsed import ParsedFeed
from transforms.feeds.poll import FeedPoll, PollOutlook, read_poll
from transforms.normalise.urls import with_credentials_of, without_credentials
from transforms.polling.answer import PollAnswer
from transforms.polling.history import FeedHistory, is_silent
from transforms.polling.hosts import DueFeed, HostPolicy, HostState, host_of, start_now
from transforms.polling.policy import PollPolicy
from transforms.polling.schedule import next_poll
from transforms.polling.wishes import retry_after_seconds, skipped_times

#: A host that rests longer does not hold up the others' pass.
_PATIENCE: Final = dt.timedelta(seconds=5)
#: Reading a longer document takes a tenth of a second or more.
_LONG_BYTES: Final = 100_000


@dataclass(frozen=True)
class PollerOptions:
    """How feeds are polled."""

    limits: FetchLimits = field(default_factory=FetchLimits)
    policy: PollPolicy = field(default_factory=PollPolicy)
    hosts: HostPolicy = field(default_factory=HostPolicy)
    #: Whether robots.txt is asked; a feed is published to be polled, but hosts may object.
    obey_robots: bool = True


class Poller:
    """Polls feeds; what feeds and hosts said is in the memory."""

    def __init__(self, options: PollerOptions, memory: FeedMemory, clock: Clock) -> None:
        self._options = options
        self._memory = memory
        self._started_at, self._started = clock(), time.monotonic()
        self._hosts = Hosts(
            options.limits, options.hosts, memory, self._now, obey_robots=options.obey_robots
        )

        #: What this pass has learned of feeds, and the items that it saw first.
        self._learned: list[FeedHistory] = []
        self._new_keys: set[str] = set()

    def poll(self, urls: Sequence[str]) -> list[FeedPoll]:
        """Polls each feed once, and remembers what came of it.

        A retired feed, and one whose host asked for a rest, is not asked, and its poll says so.
        """
        return asyncio.run(self._poll_all(urls))

    async def _poll_all(self, urls: Sequence[str]) -> list[FeedPoll]:
        histories = {url: self._memory.feed_history(without_credentials(url)) for url in urls}
        # Where a feed is now, and which listed feeds are there: two lists may name one feed.
        waiting: dict[str, list[str]] = {}
        for url, history in histories.items():
            moved_to = history.moved_to and with_credentials_of(history.moved_to, url)
            waiting.setdefault(moved_to or url, []).append(url)
        self._hosts.recall({host for address in waiting if (host := host_of(address))})
        polls = self._put_off(waiting, histories)
        running: set[asyncio.Task[FeedPoll]] = set()
        async with open_session(self._options.limits) as session:
            while waiting or running:
                due = [DueFeed(url=address, due_at=self._started_at) for address in waiting]
                free = self._options.limits.connections - len(running)
                plan = start_now(self._now(), due, self._hosts.states, self._options.hosts, free)
                self._hosts.states = plan.hosts
                for address in plan.start:
                    for url in waiting.pop(address):
                        work = self._poll(session, address, histories[url])
                        running.add(asyncio.create_task(work))
                wait = (plan.next_at - self._now()).total_seconds() if plan.next_at else None
                if not running:
                    await asyncio.sleep(max(wait or 0, 0))
                    continue
                done, running = await asyncio.wait(
                    running, timeout=wait, return_when=asyncio.FIRST_COMPLETED
                )
                polls += [task.result() for task in done]
                polls += self._put_off(waiting, histories)
        self._remember()
        return polls

    def _put_off(
        self, waiting: dict[str, list[str]], histories: Mapping[str, FeedHistory]
    ) -> list[FeedPoll]:
        """Takes out the feeds that are retired, and those whose host asked for a long rest."""
        polls = []
        for address in list(waiting):
            rest = self._hosts.states.get(host_of(address), HostState()).blocked_until
            rests = rest is not None and rest > self._now() + _PATIENCE
            for url in list(waiting[address]):
                history = histories[url]
                if history.retired:
                    polls.append(self._not_asked(history, "gone", "retired after HTTP 410"))
                elif rest is not None and rests:
                    history = replace(history, next_poll_at=rest)
                    self._learned.append(history)
                    message = f"the host asked to be left alone until {rest:%Y-%m-%d %H:%M:%S}"
                    polls.append(self._not_asked(history, "rate_limited", message))
                else:
                    continue
                waiting[address].remove(url)
            if not waiting[address]:
                del waiting[address]
        return polls

    def _not_asked(self, history: FeedHistory, outcome: PollOutcome, message: str) -> FeedPoll:
        """The poll of a feed that no request went to."""
        return FeedPoll(
            feed_url=history.url,
            checked_at=self._now(),
            outcome=outcome,
            message=message,
            outlook=PollOutlook(
                items_new=None,
                silent=None,
                next_poll_at=history.next_poll_at,
                consecutive_failures=history.failures,
            ),
        )

    def _now(self) -> dt.datetime:
        """The clock's time at the start, and what has passed since: a clock may stand still."""
        return self._started_at + dt.timedelta(seconds=time.monotonic() - self._started)

    async def _poll(
        self, session: aiohttp.ClientSession, address: str, history: FeedHistory
    ) -> FeedPoll:
        fetched = await fetch_feed(
            session,
            address,
            history,
            self._options.limits,
            now=self._now,
            may_fetch=self._hosts.require_allowed,
        )
        answered_at = self._now()
        poll = await _read(fetched)
        answer = _answer(poll)
        host = host_of(address)
        if host:
            wait = retry_after_seconds(answer, answered_at)
            self._hosts.ended(host, wait, is_rate_limit=answer.is_rate_limit)
        answer = replace(answer, items_new=self._count_new(poll))
        # A wish counts from the answer, which a slow server gives long after it was asked.
        decision = next_poll(answered_at, history, answer, self._options.policy)
        self._learned.append(decision.history)
        return replace(
            poll,
            outlook=PollOutlook(
                items_new=answer.items_new,
                silent=is_silent(decision.history, poll.checked_at, self._options.policy),
                next_poll_at=decision.next_poll_at,
                consecutive_failures=decision.history.failures,
            ),
        )

    def _count_new(self, poll: FeedPoll) -> int | None:
        """How many items were not there before; they count as known from now on."""
        if not isinstance(poll.reading, ParsedFeed):
            return None
        keys = {item_key(article) for article in poll.reading.articles}
        new = keys - self._memory.seen(keys)
        self._new_keys |= new
        return len(new)

    def _remember(self) -> None:
        """Remembers all at once: a transaction a poll would cost more than the poll."""
        self._hosts.remember()
        self._memory.add_pending_feeds(self._learned)
        self._memory.add_pending(self._new_keys)
        self._learned, self._new_keys = [], set()


async def _read(poll: FeedPoll) -> FeedPoll:
    """The poll with its document read; a long one beside the loop, or others would time out."""
    if poll.document and len(poll.document.body) > _LONG_BYTES:
        return await asyncio.to_thread(read_poll, poll)
    return read_poll(poll)


def item_key(article: RawArticle) -> str:
    """By which an item of a feed is known again: its words and where it leads, not its guid."""
    words = (article.title, article.summary, article.text)
    return content_id("item", article.feed_url, article.url or article.guid, *words)


def _answer(poll: FeedPoll) -> PollAnswer:
    """What the next poll depends on, but for how many items are new."""
    if not isinstance(poll.reading, ParsedFeed):
        return PollAnswer(
            outcome=poll_outcome(poll),
            status=poll.status,
            headers=poll.headers,
            items=0 if isinstance(poll.reading, RejectedItemError) else None,
        )
    articles = poll.reading.articles
    hours, days = skipped_times(poll.document.body if poll.document else b"")
    return PollAnswer(
        outcome=poll_outcome(poll),
        status=poll.status,
        headers=poll.headers,
        moved_to=poll.moved_to,
        items=len(articles),
        item_dates=tuple(article.published_at for article in articles if article.published_at),
        ttl_seconds=poll.reading.ttl_seconds,
        skip_hours=hours,
        skip_days=days,
        breaks_off=poll.reading.breaks_off,
    )
