"""Intervals of the calendar: days, weeks, months, seasons, years, and parts of them."""

import datetime as dt
from typing import Literal, NamedTuple

from schemas.vocabulary import TimePrecision

Unit = Literal[
    "minute",
    "hour",
    "day",
    "week",
    "weekend",
    "fortnight",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
    "century",
]
Part = Literal["early", "mid", "late"]

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_PRECISION: dict[Unit, TimePrecision] = {
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "weekend": "day",
    "fortnight": "week",
    "month": "month",
    "quarter": "season",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "decade",
}


class Interval(NamedTuple):
    """Days [first, after) and how exactly they were told."""

    first: dt.date
    after: dt.date
    precision: TimePrecision


def day_of(date: dt.date) -> Interval:
    """One day."""
    return Interval(date, _plus(date, 1), "day")


def date_or_none(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Interval:
    """One month."""
    first = dt.date(year, month, 1)
    return Interval(first, add_months(first, 1), "month")


def year_of(year: int) -> Interval:
    """One year."""
    return Interval(dt.date(year, 1, 1), dt.date(year + 1, 1, 1), "year")


def years(first: int, after: int) -> Interval:
    """Whole years [first, after)."""
    precision: TimePrecision = "year" if after - first <= 2 else "decade"
    return Interval(dt.date(first, 1, 1), dt.date(after, 1, 1), precision)


def add_months(date: dt.date, months: int) -> dt.date:
    """The same day some months later, or the month's last day; clamped to the calendar's years."""
    index = date.year * 12 + date.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9998:
        return dt.date.min if year < 1 else dt.date.max
    for day in (date.day, 30, 29, 28):
        if day <= date.day and (found := date_or_none(year, month + 1, day)):
            return found
    return dt.date(year, month + 1, 28)


def shift(date: dt.date, count: float, unit: Unit) -> dt.date:
    """The date `count` units later (earlier when negative)."""
    if unit in _MONTHS:
        return add_months(date, round(count * _MONTHS[unit]))
    days = {"minute": 0.0, "hour": count / 24, "weekend": count * 7}.get(
        unit, count * _DAYS.get(unit, 0)
    )
    return _plus(date, int(days))


def unit_around(date: dt.date, unit: Unit, steps: int) -> Interval:
    """The calendar unit that holds `date`, moved by `steps`: this, last, next week."""
    first = _first_day(date, unit)
    precision = _PRECISION[unit]
    if unit == "weekend":
        first = _plus(first, 7 * steps)
        return Interval(first, _plus(first, 2), precision)
    first = shift(first, steps, unit)
    return Interval(first, shift(first, 1, unit), precision)


def precision_of(unit: Unit) -> TimePrecision:
    """How exact a time told in this unit is."""
    return _PRECISION[unit]


def part_of(whole: Interval, part: Part) -> Interval:
    """The first, middle or last third; of a week, its first or last days."""
    length = (whole.after - whole.first).days
    finer: dict[TimePrecision, TimePrecision] = {
        "decade": "year",
        "year": "season",
        "season": "month",
        "month": "week",
        "week": "day",
    }
    precision = finer.get(whole.precision, whole.precision)
    if length == 7:
        begin, end = {"early": (0, 2), "mid": (2, 4), "late": (3, 7)}[part]
    elif length >= 360:
        return _part_of_years(whole, part, precision)
    else:
        third = length // 3
        begin, end = {
            "early": (0, third),
            "mid": (third, 2 * third),
            "late": (2 * third, length),
        }[part]
    return Interval(_plus(whole.first, begin), _plus(whole.first, end), precision)


def _part_of_years(whole: Interval, part: Part, precision: TimePrecision) -> Interval:
    months = (whole.after.year - whole.first.year) * 12
    index = {"early": 0, "mid": 1, "late": 2}[part]
    third = months // 3
    return Interval(
        add_months(whole.first, index * third),
        whole.after if part == "late" else add_months(whole.first, (index + 1) * third),
        precision,
    )


def season_of(year: int, season: int) -> Interval:
    """Spring (0) begins in March, winter (3) in December of the year given; northern."""
    first = dt.date(year, 3 * season + 3, 1)
    return Interval(first, add_months(first, 3), "season")


def _first_day(date: dt.date, unit: Unit) -> dt.date:
    match unit:
        case "week" | "fortnight":
            return _plus(date, -date.weekday())
        case "weekend":
            return _plus(date, 5 - date.weekday())
        case "month":
            return date.replace(day=1)
        case "quarter" | "season":
            return date.replace(month=3 * ((date.month - 1) // 3) + 1, day=1)
        case "year":
            return date.replace(month=1, day=1)
        case "decade":
            return dt.date(max(1, date.year // 10 * 10), 1, 1)
        case "century":
            return dt.date(max(1, (date.year - 1) // 100 * 100 + 1), 1, 1)
        case _:
            return date


def _plus(date: dt.date, days: int) -> dt.date:
    try:
        return date + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min
