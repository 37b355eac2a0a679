"""The small persistent store beside the output: what was seen, and each feed's history.

What a run lets through is pending until the run's rows are written; then `commit` makes it seen,
and notes in the same transaction where rows wait to be published. A run that dies before leaves
pending keys behind, which the next one discards with the rows: it reads those articles again. A run
that dies after it leaves a note, and the next one publishes.
"""

import math
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import msgspec
from filelock import FileLock, Timeout

from schemas.errors import ConfigError
from transforms.polling.history import FeedHistory
from transforms.polling.hosts import HostState, merged
from transforms.polling.robots import Robots

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending_keys (key TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feeds (url TEXT PRIMARY KEY, history BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, memory BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS again (url TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending_histories (
  url TEXT, at REAL, history BLOB NOT NULL, PRIMARY KEY (url, at)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unpublished (
  staging TEXT PRIMARY KEY, until REAL NOT NULL
) WITHOUT ROWID;
"""
#: The end of time: what a commit holds of a run that has ended.
ALL: Final = math.inf
#: SQLite's own limit on parameters of one statement is 32,766.
_KEYS_A_QUERY: Final = 10_000
_BUSY_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class HostMemory:
    """What is remembered of a host between polls."""

    state: HostState = field(default_factory=HostState)
    robots: Robots | None = None

    def merged(self, other: "HostMemory") -> "HostMemory":
        """What two know of a host that did not see one another."""
        return HostMemory(merged(self.state, other.state), self.robots or other.robots)


class Store:
    """One connection to the store. Workers open their own; all see one another's commits."""

    def __init__(self, path: Path) -> None:
        """Opens the store, making it if it is not there."""
        # Worker threads take turns: a bundle runs on one thread, the next perhaps on another.
        self._db = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Closes the connection."""
        self._db.close()

    def seen(self, keys: Collection[str]) -> set[str]:
        """Those of the keys that a committed run has written."""
        return {
            key
            for chunk in _chunks(sorted(keys))
            for (key,) in self._db.execute(
                f"SELECT key FROM seen WHERE key IN ({','.join('?' * len(chunk))})",  # noqa: S608 - only question marks go in
                chunk,
            )
        }

    def add_pending(self, keys: Collection[str], at: float = 0.0) -> None:
        """Remembers keys that this run lets through.

        Args:
            keys: what counts as seen once it is committed.
            at: the event time of what they are of, in seconds since 1970.
        """
        with self._db:
            self._db.executemany(
                "INSERT OR IGNORE INTO pending_keys VALUES (?, ?)", ((key, at) for key in keys)
            )

    def feed_history(self, url: str) -> FeedHistory:
        """What is remembered of a feed; a blank history for an unknown one."""
        row = self._db.execute("SELECT history FROM feeds WHERE url = ?", (url,)).fetchone()
        history = msgspec.json.decode(row[0], type=FeedHistory) if row else FeedHistory(url=url)
        return self.to_be_read(history)

    def to_be_read(self, history: FeedHistory) -> FeedHistory:
        """The history of a feed, without validators where its items are wanted once more."""
        wanted = self._db.execute("SELECT 1 FROM again WHERE url = ?", (history.url,)).fetchone()
        return replace(history, etag=None, last_modified=None) if wanted else history

    def read_again(self, urls: Iterable[str]) -> None:
        """Wants all items of feeds once more at their next poll, though they have not changed."""
        with self._db:
            self._db.executemany("INSERT OR IGNORE INTO again VALUES (?)", ((url,) for url in urls))

    def add_pending_feeds(self, histories: Iterable[FeedHistory], at: float = 0.0) -> None:
        """Remembers feeds as this run found them at an event time, in seconds since 1970."""
        rows = [(history.url, at, msgspec.json.encode(history)) for history in histories]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO pending_histories VALUES (?, ?, ?)", rows)
            self._db.executemany("DELETE FROM again WHERE url = ?", ((url,) for url, *_ in rows))

    def host_memory(self, host: str) -> HostMemory:
        """What is remembered of a host."""
        row = self._db.execute("SELECT memory FROM hosts WHERE host = ?", (host,)).fetchone()
        return msgspec.json.decode(row[0], type=HostMemory) if row else HostMemory()

    def remember_hosts(self, hosts: Mapping[str, HostMemory]) -> None:
        """Remembers hosts at once: what they asked for holds whatever becomes of the run.

        What somebody else has remembered since holds as well.
        """
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            rows = [
                (host, msgspec.json.encode(memory.merged(self.host_memory(host))))
                for host, memory in hosts.items()
            ]
            self._db.executemany("INSERT OR REPLACE INTO hosts VALUES (?, ?)", rows)

    def commit(self, unpublished: Iterable[str] = (), until: float = ALL) -> None:
        """Makes seen what is pending: its rows are in place, or staged.

        Args:
            unpublished: folders where rows wait to be published.
            until: event time, in seconds since 1970, from which on nothing is committed yet.
        """
        with self._db:
            stagings = ((staging, until) for staging in unpublished)
            self._db.executemany(
                "INSERT INTO unpublished VALUES (?, ?)"
                " ON CONFLICT (staging) DO UPDATE SET until = max(until, excluded.until)",
                stagings,
            )
            self._db.execute(
                "INSERT OR IGNORE INTO seen SELECT key FROM pending_keys WHERE at < ?", (until,)
            )
            self._db.execute(
                "INSERT OR REPLACE INTO feeds"
                " SELECT url, history FROM pending_histories WHERE at < ? ORDER BY at",
                (until,),
            )
            self._clear_pending(until)

    def unpublished(self) -> list[tuple[str, float]]:
        """Folders where rows that count as seen may still be staged, and until when."""
        return self._db.execute(
            "SELECT staging, until FROM unpublished ORDER BY staging"
        ).fetchall()

    def published(self, staging: str, until: float) -> None:
        """Nothing older is staged there any more."""
        with self._db:
            self._db.execute(
                "DELETE FROM unpublished WHERE staging = ? AND until <= ?", (staging, until)
            )

    def discard_pending(self) -> None:
        """Forgets what a run that died had let through."""
        with self._db:
            self._clear_pending(ALL)

    def _clear_pending(self, until: float) -> None:
        self._db.execute("DELETE FROM pending_keys WHERE at < ?", (until,))
        self._db.execute("DELETE FROM pending_histories WHERE at < ?", (until,))


@dataclass(frozen=True)
class StoreOpener:
    """Opens the store in a worker. Pickles, which a connection does not."""

    path: str

    def __call__(self) -> Store:
        """A connection of the caller's own."""
        return Store(Path(self.path))


@contextmanager
def locked_store(folder: Path) -> Iterator[Store]:
    """The store in a folder, for the one run that may write to its output.

    Raises:
        ConfigError: when the folder cannot be written, or another run holds the store.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ConfigError(f"{folder} is in use by another run: wait for it to end") from error
    except OSError as error:
        raise ConfigError(f"cannot write to {folder}: {error.strerror}") from error
    try:
        with closing(Store(store_path(folder))) as store:
            store.discard_pending()
            yield store
    finally:
        lock.release()


def store_path(folder: Path) -> Path:
    """Where the store lies in its folder."""
    return folder / "store.sqlite3"


def _chunks(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _KEYS_A_QUERY):
        yield keys[start : start + _KEYS_A_QUERY]
