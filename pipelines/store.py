"""The small persistent store beside the output: what was seen, and each feed's validators.

What a run lets through is pending until the run's rows are in place; then `commit` makes it seen.
A run that dies leaves pending keys behind, which the next one discards: it reads those articles
again and writes the same rows.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from schemas.errors import ConfigError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feeds (
    url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, failures INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending_feeds AS SELECT * FROM feeds WHERE 0;
CREATE UNIQUE INDEX IF NOT EXISTS pending_feed_url ON pending_feeds (url);
"""
#: SQLite's own limit on parameters of one statement is 32,766.
_KEYS_A_QUERY: Final = 10_000
_BUSY_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between polls."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    #: Failed polls in a row.
    failures: int = 0


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

    def add_pending(self, keys: Collection[str]) -> None:
        """Remembers keys that this run lets through."""
        with self._db:
            self._db.executemany(
                "INSERT OR IGNORE INTO pending VALUES (?)", ((key,) for key in keys)
            )

    def feed_state(self, url: str) -> FeedState:
        """What is remembered of a feed; a blank state for an unknown one."""
        row = self._db.execute("SELECT * FROM feeds WHERE url = ?", (url,)).fetchone()
        return FeedState(*row) if row else FeedState(url)

    def add_pending_feeds(self, states: Iterable[FeedState]) -> None:
        """Remembers feeds as this run found them."""
        rows = [(s.url, s.etag, s.last_modified, s.failures) for s in states]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO pending_feeds VALUES (?, ?, ?, ?)", rows)

    def commit(self) -> None:
        """Makes everything pending seen: the run's rows are in place."""
        with self._db:
            self._db.execute("INSERT OR IGNORE INTO seen SELECT key FROM pending")
            self._db.execute("INSERT OR REPLACE INTO feeds SELECT * FROM pending_feeds")
            self._clear_pending()

    def discard_pending(self) -> None:
        """Forgets what a run that died had let through."""
        with self._db:
            self._clear_pending()

    def _clear_pending(self) -> None:
        self._db.execute("DELETE FROM pending")
        self._db.execute("DELETE FROM pending_feeds")


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
