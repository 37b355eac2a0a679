"""Reading parts told by number: the last week of July, the second half of 2022, Q3 2021."""

import datetime as dt
from typing import Literal

from transforms.event_time.calendar_math import (
    Interval,
    Unit,
    month_of,
    shift,
    unit_around,
    year_of,
)
from transforms.event_time.moments import Moment, Reading, Slots, midnight, nearest


def read_nth(slots: Slots, moment: Moment) -> Reading | None:
    """As in "the last week of July", "the second half of 2022", "Q3 2021"."""
    whole = _whole(slots, moment)
    if whole is None:
        return None
    basis: Literal["explicit", "relative"] = "explicit" if slots.has("year") else "relative"
    found = _part_by_number(slots, whole)
    if found is None or found.first >= found.after:
        return None
    return Reading(midnight(found.first), midnight(found.after), found.precision, basis)


def _whole(slots: Slots, moment: Moment) -> Interval | None:
    year, month = slots.year(), slots.of("month", slots.lexicon.months)
    if month is not None:
        if year is not None:
            return month_of(year, month)
        return nearest(lambda year: month_of(year, month), moment)
    if year is not None:
        return year_of(year)
    if moment.today is None:
        return None
    unit = slots.lexicon.units[slots.word("unit_of")] if slots.has("unit_of") else "year"
    return unit_around(moment.today, unit, slots.direction or 0)


def _part_by_number(slots: Slots, whole: Interval) -> Interval | None:
    if slots.has("quarter_name"):
        return unit_around(
            shift(whole.first, int(slots.word("quarter_name")[-1]) - 1, "quarter"), "quarter", 0
        )
    number = None if slots.has("last") else int(slots.count("ordinal"))
    if slots.has("half"):
        middle = whole.first + (whole.after - whole.first) // 2
        if whole.precision == "year":
            middle = shift(whole.first, 6, "month")
        first_half = number == 1
        return (
            Interval(whole.first, middle, "season")
            if first_half
            else Interval(middle, whole.after, "season")
        )
    unit = slots.lexicon.units[slots.word("unit")]
    if number is None:
        return unit_around(whole.after - dt.timedelta(days=1), unit, 0)
    return unit_around(_first_whole(whole.first, unit), unit, number - 1)


def _first_whole(date: dt.date, unit: Unit) -> dt.date:
    """The first day from `date` on whose week lies for the most part after it."""
    return date + dt.timedelta(days=3) if unit == "week" else date
