"""The value that the words for a time are read as."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from schemas.row import require_span, require_utc
from schemas.vocabulary import TimePrecision

#: What a time is besides an interval: "hour" tells no day of its own ("at noon", "for a second
#: day") and is read from that of publication; "vague" has no count ("in the coming days").
TimeHint = Literal["", "hour", "vague"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that tell a time, and the half-open interval [first, after) they mean, UTC."""

    text: str
    #: Half-open code points of `text`.
    start: int
    end: int
    #: First moment; None when open ("until 2014").
    first: dt.datetime | None
    #: First moment after; None when open ("since 2014").
    after: dt.datetime | None
    precision: TimePrecision
    #: `relative` needs the day of publication to be told.
    basis: Literal["explicit", "relative"]
    #: "since 2014": began then and goes on.
    open_since: bool = False
    #: Where the words place it against publication, if they tell.
    kind: Literal["past", "future"] | None = None
    hint: TimeHint = ""

    def __post_init__(self) -> None:
        require_span(self.start, self.end)
        require_utc(first=self.first, after=self.after)
        if self.first is None and self.after is None:
            raise ValueError(f"an expression without a time: {self.text!r}")
