"""Rows on their way to storage, and the groups they are written in."""

from typing import NamedTuple

from schemas.row import Row
from schemas.vocabulary import Stream


class Stored(NamedTuple):
    """A row on its way to storage."""

    stream: Stream
    #: YYYY-MM-DD, UTC: the partition.
    date: str
    row: Row


class Part(NamedTuple):
    """What rows that are written together share."""

    stream: Stream
    #: YYYY-MM-DD, UTC.
    date: str
    #: The window's end, or "batch".
    window: str
    shard: int
