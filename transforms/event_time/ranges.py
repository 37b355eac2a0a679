"""Times found in a sentence, before they are told apart: overlaps, ranges, bare times of day."""

import datetime as dt
from typing import NamedTuple

from transforms.event_time.calendar_math import add_months
from transforms.event_time.lexicon import TimeLexicon, normalised
from transforms.event_time.moments import Reading

#: How far before an expression its opener ("since") may stand, characters.
OPENER_REACH = 24


class Candidate(NamedTuple):
    """Words that a pattern matched, and what they mean; offsets of the sentence."""

    start: int
    end: int
    reading: Reading
    #: "since", "until", "before", "after", or "".
    opener: str = ""


def without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Leftmost first, the longest of those that begin together."""
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if not chosen or candidate.start >= chosen[-1].end:
            chosen.append(candidate)
    return chosen


def without_hours(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates but for times of day, if one tells the day: "at noon … on Monday"."""
    days = [candidate for candidate in candidates if candidate.reading.hint != "hour"]
    return days or candidates


def joined(candidates: list[Candidate], text: str, lexicon: TimeLexicon) -> list[Candidate]:
    """Candidates, two that a joiner makes the ends of a range as one: "from March to May"."""
    found: list[Candidate] = []
    for candidate in candidates:
        before = found[-1] if found else None
        if before is not None and _is_range(before, candidate, text, lexicon):
            low, high = _in_order(before.reading, candidate.reading)
            reading = high._replace(first=low.first)
            found[-1] = Candidate(before.start, candidate.end, reading)
        else:
            found.append(candidate)
    return found


def _is_range(low: Candidate, high: Candidate, text: str, lexicon: TimeLexicon) -> bool:
    if low.opener not in ("", "since") or high.opener not in ("", "until"):
        return False
    first, last = _in_order(low.reading, high.reading)
    if first.first >= last.first:
        return False
    between = normalised(text[low.end : high.start].strip())
    if between in lexicon.joiners or (high.opener == "until" and not between):
        return True
    return between in lexicon.joiners_after_opener and bool(
        lexicon.range_opener
        and lexicon.range_opener.search(text, max(0, low.start - OPENER_REACH), low.start)
    )


def _in_order(low: Reading, high: Reading) -> tuple[Reading, Reading]:
    """The ends of a range, the first in the other's year if it says none: "May to July 2015"."""
    if low.yearless:
        apart = high.first.year - low.first.year
        if apart and (high.basis == "explicit" or low.first > high.first):
            low = _years_later(low, apart)
        if low.first > high.first:
            low = _years_later(low, -1)
    elif high.yearless and low.basis == "explicit":
        high = _years_later(high, low.first.year - high.first.year)
        if high.first < low.first:
            high = _years_later(high, 1)
    return low, high


def _years_later(reading: Reading, count: int) -> Reading:
    first, after = (
        dt.datetime.combine(add_months(moment.date(), 12 * count), dt.time(), dt.UTC)
        for moment in (reading.first, reading.after)
    )
    return reading._replace(first=first, after=after)
