"""Passes over feeds, one after another: each polls the feeds whose time has come."""

import datetime as dt
import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

from pipelines.ledger import Ledger
from pipelines.plan import Plan, read_feed_lists
from pipelines.store import Store
from schemas.errors import ConfigError
from transforms.normalise.urls import without_credentials

#: How long a change of the feed list may go unnoticed.
_RELOAD_SECONDS: Final = 5.0
#: Passes begin at least this share of the shortest interval apart. Building one takes a second of
#: processor time, so feeds that become due one by one are polled together.
_APART: Final = 0.05

_log = logging.getLogger(__name__)


class Stop:
    """Says when passes end: after a duration, or when a signal comes. A pass is never cut."""

    def __init__(self, duration_seconds: float | None = None) -> None:
        self._told = threading.Event()
        self._ends_at = None if duration_seconds is None else time.monotonic() + duration_seconds
        self._on_signals = False

    def is_set(self) -> bool:
        """Whether to end."""
        return self._told.is_set() or self._left() == 0

    def set(self) -> None:
        """Ends after the pass under way."""
        self._told.set()

    def wait(self, seconds: float) -> None:
        """Sleeps until `seconds` are over or it is time to end."""
        left = self._left()
        self._told.wait(seconds if left is None else min(seconds, left))

    def on_signals(self) -> None:
        """Lets SIGINT and SIGTERM end the run; a second one ends the process at once."""
        self._on_signals = True
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._handle)

    @contextmanager
    def shielding(self) -> Iterator[None]:
        """Starts a runner whose own programs do not hear what is ours to answer.

        A terminal sends Ctrl-C to them as well, and Beam 2.77 ends them on it before we are asked:
        the run would wait for them for ever. What is ignored when a program starts stays ignored.
        """
        if not self._on_signals:
            yield
            return
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            yield
        finally:
            self.on_signals()

    def _handle(self, number: int, _: FrameType | None) -> None:
        if self._told.is_set():
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        self._told.set()

    def _left(self) -> float | None:
        return None if self._ends_at is None else max(0.0, self._ends_at - time.monotonic())


def follow_feeds(
    plan: Plan, store: Store, stop: Stop, run_pass: Callable[[Sequence[str]], Ledger]
) -> Ledger:
    """Polls feeds when they are due until told to stop; the ledger of all passes.

    The feed lists are read again between passes. A list that cannot be read any more leaves the
    feeds as they were.
    """
    total, polls, urls = Ledger(), 0, plan.feed_urls
    most = plan.settings.max_polls
    apart = _APART * plan.settings.min_interval_seconds
    while not stop.is_set():
        started = time.monotonic()
        due, next_at = _due(urls, store, plan.clock())
        if most is not None:
            due = due[: most - polls]
        if due:
            total += run_pass(due)
            polls += len(due)
        if most is not None and polls >= most:
            break
        if due:
            stop.wait(max(0.0, started + apart - time.monotonic()))
        else:
            wait = (next_at - plan.clock()).total_seconds() if next_at else _RELOAD_SECONDS
            stop.wait(min(max(wait, 0.0), _RELOAD_SECONDS))
        urls = _reload(plan, urls)
    return total


def _due(
    urls: Sequence[str], store: Store, now: dt.datetime
) -> tuple[list[str], dt.datetime | None]:
    """The feeds to poll now, and when the next of the others is due."""
    due: list[str] = []
    later: list[dt.datetime] = []
    for url in urls:
        history = store.feed_history(without_credentials(url))
        if history.retired:
            continue
        if history.next_poll_at is None or history.next_poll_at <= now:
            due.append(url)
        else:
            later.append(history.next_poll_at)
    return due, min(later, default=None)


def _reload(plan: Plan, urls: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return read_feed_lists(plan.settings)
    except ConfigError as error:
        _log.error("%s; going on with %d feeds", error, len(urls))
        return urls
