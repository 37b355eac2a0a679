"""Reading times that have names: dates, months, seasons, years, holidays, eras."""

import datetime as dt
import re
from collections.abc import Callable

from transforms.event_time.calendar_math import (
    Interval,
    date_or_none,
    day_of,
    month_of,
    season_of,
    unit_around,
    year_of,
    years,
)
from transforms.event_time.moments import (
    Moment,
    Reading,
    Slots,
    explicit,
    nearest,
    nearest_day,
    relative,
)


def read_date(slots: Slots, moment: Moment) -> Reading | None:
    """As in "24 February (2022)", "July 4th of next year"."""
    month, day = slots.of("month", slots.lexicon.months) or 0, slots.day()
    year = slots.year()
    if year is None and slots.has("unit"):
        year = _year_of_unit(slots, moment)
        if year is None:
            return None
    if year is not None:
        date = date_or_none(year, month, day)
        return explicit(day_of(date)) if date else None

    def in_year(year: int) -> Interval | None:
        date = date_or_none(year, month, day)
        return day_of(date) if date else None

    found = nearest_day(in_year, moment)
    return relative(found)._replace(yearless=True) if found else None


def read_days(slots: Slots, moment: Moment) -> Reading | None:
    """As in "19-20 November (2022)"."""
    month = slots.of("month", slots.lexicon.months) or 0
    first_day, last_day = slots.day(), slots.day("day2")

    def in_year(year: int) -> Interval | None:
        first, last = date_or_none(year, month, first_day), date_or_none(year, month, last_day)
        if first is None or last is None or last < first:
            return None
        return Interval(first, day_of(last).after, "day")

    year = slots.year()
    found = in_year(year) if year is not None else nearest_day(in_year, moment)
    if found is None:
        return None
    return explicit(found) if year is not None else relative(found)


def read_numeric(slots: Slots, _moment: Moment) -> Reading | None:
    """As in "2022-02-24", "24.02.2022", "2/24/22"."""
    year = slots.year()
    if year is None:
        return None
    if slots.has("c"):
        date = date_or_none(year, int(slots.word("b")), int(slots.word("c")))
        return explicit(day_of(date)) if date else None
    pair = int(slots.word("a")), int(slots.word("b"))
    month_day = pair if slots.lexicon.month_first else (pair[1], pair[0])
    date = date_or_none(year, *month_day) or date_or_none(year, *reversed(month_day))
    return explicit(day_of(date)) if date else None


def read_day_month(slots: Slots, moment: Moment) -> Reading | None:
    """As in "on 11/20": month before day, or the other way where the language writes it so."""
    pair = int(slots.word("a")), int(slots.word("b"))
    month, day = pair if slots.lexicon.month_first else (pair[1], pair[0])

    def in_year(year: int) -> Interval | None:
        date = date_or_none(year, month, day)
        return day_of(date) if date else None

    found = nearest_day(in_year, moment)
    return relative(found) if found else None


def read_day_of_month(slots: Slots, moment: Moment) -> Reading | None:
    """As in "on the 18th": of the month of publication, or the last or next that has such a day."""
    today = moment.today
    if today is None:
        return None
    day = int(re.sub(r"\D", "", slots.word("day_ordinal")))
    if slots.direction is not None:
        month = unit_around(today, "month", slots.direction).first
        date = date_or_none(month.year, month.month, day)
        return relative(day_of(date)) if date else None
    if slots.lexicon.nearest_day:
        return _nearest_such_day(today, day)
    weekday = slots.of("weekday", slots.lexicon.weekdays)
    steps = range(13) if moment.forward else range(0, -13, -1)
    for step in steps:
        month = unit_around(today, "month", step).first
        date = date_or_none(month.year, month.month, day)
        if date is None or weekday not in (None, date.weekday()):
            continue
        if (date >= today) if moment.forward else (date <= today):
            return relative(day_of(date))
    return None


def _nearest_such_day(today: dt.date, day: int) -> Reading | None:
    """The nearest day with this number: a Chinese "5日" is of this month, or just over its edge."""
    months = [unit_around(today, "month", step).first for step in (-1, 0, 1)]
    days = [found for m in months if (found := date_or_none(m.year, m.month, day))]
    return relative(day_of(min(days, key=lambda date: abs(date - today)))) if days else None


def read_month(slots: Slots, moment: Moment) -> Reading | None:
    """As in "(early) (last) April (2022)"."""
    month = slots.of("month", slots.lexicon.months) or 0
    year = slots.year()
    if year is None and slots.has("unit"):
        year = _year_of_unit(slots, moment)
        if year is None:
            return None
    if year is not None:
        return explicit(slots.part(month_of(year, month)))
    return _named(slots, moment, lambda year: month_of(year, month))


def read_season(slots: Slots, moment: Moment) -> Reading | None:
    """As in "(late) (last) spring (2022)"."""
    season = slots.lexicon.seasons[slots.word("season")]
    year = slots.year()
    if year is not None:
        return explicit(slots.part(season_of(year, season)))
    if slots.has("direction2") and moment.today is not None:
        year = moment.today.year + slots.lexicon.directions[slots.word("direction2")]
        return relative(slots.part(season_of(year, season)))
    return _named(slots, moment, lambda year: season_of(year, season))


def _named(slots: Slots, moment: Moment, in_year: Callable[[int], Interval]) -> Reading | None:
    """As in "last April", "this April", "next April", "April": by direction, else the nearest."""
    today = moment.today
    if today is None:
        return None
    direction = slots.direction
    if direction is None:
        found = nearest(in_year, moment)
        return relative(slots.part(found))._replace(yearless=True) if found else None
    if direction == 0:
        return relative(slots.part(in_year(today.year)))
    whole = [in_year(year) for year in range(today.year - 2, today.year + 3)]
    if direction > 0:
        return relative(slots.part(next(i for i in whole if i.first > today)), "future")
    return relative(slots.part(next(i for i in reversed(whole) if i.after <= today)), "past")


def _year_of_unit(slots: Slots, moment: Moment) -> int | None:
    """The year of "last year", "next year"."""
    direction = slots.direction
    if direction is None or moment.today is None or not slots.has("unit"):
        return None
    if slots.lexicon.units[slots.word("unit")] != "year":
        return None
    return moment.today.year + direction


def read_year(slots: Slots, _moment: Moment) -> Reading | None:
    """As in "(in) 2014", "early 2022"."""
    year = slots.year()
    return None if year is None else explicit(slots.part(year_of(year)))


def read_years(slots: Slots, _moment: Moment) -> Reading | None:
    """As in "2014-2018": to the end of the last."""
    first, last = slots.year() or 0, slots.year("year_after") or 0
    return explicit(years(first, last + 1)) if first < last else None


def read_decade(slots: Slots, _moment: Moment) -> Reading | None:
    """As in "the 1990s", "the early nineties"."""
    if slots.has("decade_digits"):
        first = int(slots.word("decade_digits"))
    else:
        first = 1900 + slots.lexicon.decades[slots.word("decade")]
    return explicit(slots.part(Interval(dt.date(first, 1, 1), dt.date(first + 10, 1, 1), "decade")))


def read_holiday(slots: Slots, moment: Moment) -> Reading | None:
    """A day with a name and a date: "Victory Day"."""
    month, day = slots.lexicon.holidays[slots.word("holiday")]
    year = slots.year()
    if year is not None:
        date = date_or_none(year, month, day)
        return explicit(day_of(date)) if date else None
    found = nearest_day(lambda year: day_of(dt.date(year, month, day)), moment)
    return relative(found) if found else None


def read_era(slots: Slots, _moment: Moment) -> Reading | None:
    """A period with a name: "World War II"."""
    first, after = slots.lexicon.eras[slots.word("era")]
    return explicit(years(first, after))._replace(kind="past")


def read_landmark(slots: Slots, _moment: Moment) -> Reading | None:
    """A day that is named without a date: "since the full-scale invasion"."""
    return explicit(day_of(slots.lexicon.landmarks[slots.word("landmark")]))


def read_anniversary(slots: Slots, moment: Moment) -> Reading | None:
    """As in "the 10th anniversary": the year of what it recalls."""
    today = moment.today
    count = int(slots.count())
    if today is None or not 0 < count < today.year:
        return None
    return relative(year_of(today.year - count), "past")
