"""Rows on their way to storage, and the groups they are written in."""

import datetime as dt
import math
from typing import Final, NamedTuple

from schemas.row import Row
from schemas.vocabulary import Stream

#: The name of the one window of a batch, which sorts behind all others.
BATCH: Final = "batch"


class Stored(NamedTuple):
    """A row on its way to storage."""

    stream: Stream
    #: YYYY-MM-DD, UTC: the partition.
    date: str
    row: Row


def window_name(end: float) -> str:
    """How a window is named by its end, in seconds since 1970; names sort as windows do."""
    if math.isinf(end):
        return BATCH
    return f"{dt.datetime.fromtimestamp(end, dt.UTC):%Y%m%dT%H%M%SZ}"


class Part(NamedTuple):
    """What rows that are written together share."""

    stream: Stream
    #: YYYY-MM-DD, UTC.
    date: str
    #: As `window_name` says.
    window: str
    shard: int
