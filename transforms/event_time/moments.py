"""What readings are made of: the moment they start from, the words found, the interval meant."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from schemas.vocabulary import TimePrecision
from transforms.event_time.calendar_math import Interval, part_of
from transforms.event_time.expression import TimeHint
from transforms.event_time.lexicon import TimeLexicon, normalised


class Reading(NamedTuple):
    """The interval that words mean."""

    first: dt.datetime
    after: dt.datetime
    precision: TimePrecision
    basis: Literal["explicit", "relative"]
    kind: Literal["past", "future"] | None = None
    #: The year was not said, but chosen.
    yearless: bool = False
    hint: TimeHint = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """From where words are read: the publication, and which way names without a year point."""

    #: None when the publication is not dated.
    published_at: dt.datetime | None
    #: Names without a year mean the next one rather than the last.
    forward: bool = False

    @property
    def today(self) -> dt.date | None:
        """The day of publication."""
        return self.published_at.date() if self.published_at else None


class Slots:
    """The words that a pattern's slots matched, read with a language's tables."""

    def __init__(self, found: re.Match[str], lexicon: TimeLexicon) -> None:
        self._words = {
            name.partition("__")[0]: normalised(word)
            for name, word in found.groupdict().items()
            if word
        }
        self.lexicon = lexicon

    def has(self, name: str) -> bool:
        """Whether the slot matched."""
        return name in self._words

    def word(self, name: str) -> str:
        """The slot's words, normalised."""
        return self._words[name]

    def of(self, name: str, table: Mapping[str, int]) -> int | None:
        """The slot's number in a table; None when it did not match."""
        word = self._words.get(name)
        return None if word is None else table[word]

    def count(self, name: str = "n") -> float:
        """A count, in digits or words; 1 when it cannot be told or is left out: "рік тому"."""
        word = self._words.get(name, "")
        digits = re.match(r"\d+", word)
        if digits:
            return float(digits[0])
        return self.lexicon.numbers.get(word) or self.lexicon.ordinals.get(word) or 1

    def is_vague(self, name: str = "n") -> bool:
        """Whether the count is a word like "few", which tells no number."""
        word = self._words.get(name, "")
        return word in self.lexicon.numbers and word in self.lexicon.vague

    def day(self, name: str = "day") -> int:
        """The day of the month."""
        return int(self.count(name))

    def year(self, name: str = "year") -> int | None:
        """The year, of four digits or two (from 1970 on); None when none is said."""
        if name in self._words:
            return int(self._words[name])
        if "year2" in self._words:
            short = int(self._words["year2"])
            return 2000 + short if short < 70 else 1900 + short
        return None

    def part(self, whole: Interval) -> Interval:
        """The early, middle or late part that the words ask for, else the whole."""
        word = self._words.get("part")
        return part_of(whole, self.lexicon.parts[word]) if word else whole

    @property
    def direction(self) -> int | None:
        """-1 for "last", 0 for "this", 1 for "next"."""
        return self.of("direction", self.lexicon.directions)


Read = Callable[[Slots, Moment], Reading | None]


def midnight(date: dt.date) -> dt.datetime:
    """The first moment of a day."""
    return dt.datetime.combine(date, dt.time(), dt.UTC)


def explicit(interval: Interval) -> Reading:
    """A reading of words that say the year."""
    return Reading(midnight(interval[0]), midnight(interval[1]), interval[2], "explicit")


def relative(interval: Interval, kind: Literal["past", "future"] | None = None) -> Reading:
    """A reading of words that need the publication's day."""
    return Reading(midnight(interval[0]), midnight(interval[1]), interval[2], "relative", kind)


#: A day without a year lies ahead when it is this near, and else in the past.
_SOON = dt.timedelta(days=45)


def nearest_day(candidates: Callable[[int], Interval | None], moment: Moment) -> Interval | None:
    """As `nearest`, but a day that is weeks ahead is not one of last year."""
    today = moment.today
    if today is None:
        return None
    ahead = nearest(candidates, Moment(moment.published_at, forward=True))
    if ahead is not None and ahead.first - today <= _SOON:
        return ahead
    return nearest(candidates, moment)


def nearest(candidates: Callable[[int], Interval | None], moment: Moment) -> Interval | None:
    """Of one interval a year, the last begun by the publication, or the first not yet over."""
    today = moment.today
    if today is None:
        return None
    around = [
        found for year in range(today.year - 8, today.year + 9) if (found := candidates(year))
    ]
    if moment.forward:
        return next((found for found in around if found.after > today), None)
    last = next((found for found in reversed(around) if found.first <= today), None)
    ahead = next((found for found in around if found.first > today), None)
    if last and ahead and last.precision == "month" and _is_next(last, ahead, today):
        return ahead
    return last


def _is_next(last: Interval, ahead: Interval, today: dt.date) -> bool:
    """Whether a month without a year is the coming one: the last is nearly a year ago."""
    return ahead.first - today <= _SOON and last.after < today
