"""Reading times told from the publication: last week, two days ago, on Wednesday."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal

from transforms.event_time.calendar_math import (
    Interval,
    day_of,
    precision_of,
    shift,
    unit_around,
)
from transforms.event_time.expression import TimeHint
from transforms.event_time.moments import Moment, Reading, Slots, midnight, relative
from transforms.event_time.named import read_date

_RECENT = 3
#: Units by which "in" or "over" only measures: "for the first time in five years".
_LONG = ("year", "decade", "century")
_COUNTED: Final[TimeHint] = ""
_UNCOUNTED: Final[TimeHint] = "vague"


def read_unit(slots: Slots, moment: Moment) -> Reading | None:
    """As in "last week", "late last week", "this month", "the end of the year"."""
    today = moment.today
    if today is None:
        return None
    unit = slots.lexicon.units[slots.word("unit")]
    steps = slots.direction or 0
    if steps and unit == "day":
        return None  # "the next day" is told from the story's day, not the publication's
    part = slots.part(unit_around(today, unit, steps))
    if slots.direction is None and part.first > today and not moment.forward:
        part = slots.part(unit_around(today, unit, -1))
    return relative(part, _KINDS.get(steps))


#: Where a step of one unit leads.
_KINDS: Final[Mapping[int, Literal["past", "future"]]] = {-1: "past", 1: "future"}


def read_span(slots: Slots, moment: Moment) -> Reading | None:
    """As in "the past few weeks", "the next three days", "recent months"."""
    today, now = moment.today, moment.published_at
    if today is None or now is None:
        return None
    name = slots.word("unit" if slots.has("unit") else "units_only")
    unit = slots.lexicon.units[name]
    counted = slots.has("n") and not slots.is_vague()
    count, hint = (slots.count(), _COUNTED) if counted else (_RECENT, _UNCOUNTED)
    if (slots.direction if slots.has("direction") else -1) in (-1, 0):
        first = midnight(shift(today, -count, unit))
        after = now if now > first else midnight(day_of(today).after)
        return Reading(first, after, precision_of(unit), "relative", "past", hint=hint)
    begin = day_of(today).after
    ahead = Interval(begin, shift(begin, count, unit), precision_of(unit))
    return relative(ahead, "future")._replace(hint=hint)


def read_lately(slots: Slots, moment: Moment) -> Reading | None:
    """As in "over 24 hours", "за пять дней": to the publication, or from it on."""
    if moment.forward:
        return read_within(slots, moment)
    today = moment.today
    unit = slots.lexicon.units[slots.word("unit")]
    if today is None or unit in _LONG:
        return None
    first = min(shift(today, -slots.count(), unit), shift(today, -1, "day"))
    return relative(Interval(first, day_of(today).after, precision_of(unit)), "past")


def read_hour(_slots: Slots, moment: Moment) -> Reading | None:
    """As in "at noon", "at 13:40": of the day of publication, as the words tell no other."""
    today = moment.today
    return relative(day_of(today))._replace(hint="hour") if today else None


def read_run(_slots: Slots, moment: Moment) -> Reading | None:
    """As in "for a second day": the day of publication and the one before."""
    today = moment.today
    if today is None:
        return None
    before = Interval(today - dt.timedelta(days=1), day_of(today).after, "day")
    return relative(before)._replace(hint="hour")


def read_so_far(slots: Slots, moment: Moment) -> Reading | None:
    """As in "earlier this year": from its beginning to the publication."""
    whole = read_unit(slots, moment)
    now = moment.published_at
    if whole is None or now is None or now <= whole.first:
        return whole
    return whole._replace(after=min(now, whole.after), kind="past")


def read_rest(slots: Slots, moment: Moment) -> Reading | None:
    """As in "later this year": from the day after publication to its end."""
    whole, today = read_unit(slots, moment), moment.today
    if whole is None or today is None:
        return whole
    begin = midnight(day_of(today).after)
    return whole._replace(first=begin, kind="future") if begin < whole.after else whole


def read_ago(slots: Slots, moment: Moment) -> Reading | None:
    """As in "two weeks ago"."""
    ago = _moved(slots, moment, -slots.count(), "past")
    return ago._replace(hint="vague") if ago and slots.is_vague() else ago


def read_hence(slots: Slots, moment: Moment) -> Reading | None:
    """As in "in two weeks"."""
    return _moved(slots, moment, slots.count(), "future")


def _moved(
    slots: Slots, moment: Moment, count: float, kind: Literal["past", "future"]
) -> Reading | None:
    """A day some units away, or, told in months and more, the month or year that holds it."""
    today = moment.today
    if today is None:
        return None
    unit = slots.lexicon.units[slots.word("unit")]
    date = shift(today, count, unit)
    if unit in ("month", "quarter", "season"):
        return relative(unit_around(date, "month", 0), kind)
    if unit in ("year", "decade", "century"):
        return relative(unit_around(date, "year", 0)._replace(precision=precision_of(unit)), kind)
    return relative(day_of(date)._replace(precision=precision_of(unit)), kind)


def read_within(slots: Slots, moment: Moment) -> Reading | None:
    """As in "within 48 hours"."""
    today = moment.today
    if today is None:
        return None
    unit = slots.lexicon.units[slots.word("unit")]
    after = max(shift(today, slots.count(), unit), day_of(today).after)
    return relative(Interval(today, after, precision_of(unit)), "future")


def read_weekday(slots: Slots, moment: Moment) -> Reading | None:
    """As in "on Wednesday", the last one by the publication, and "next Wednesday"."""
    today = moment.today
    weekday = slots.lexicon.weekdays[slots.word("weekday")]
    if today is None:
        return None
    monday = today - dt.timedelta(days=today.weekday())
    if slots.has("unit"):
        if slots.lexicon.units[slots.word("unit")] != "week":
            return None
        days = weekday + 7 * (slots.direction or 0)
        return relative(day_of(monday + dt.timedelta(days=days)))
    back = (today.weekday() - weekday) % 7
    match slots.direction:
        case None if moment.forward:
            return relative(day_of(today + dt.timedelta(days=-back % 7)))
        case None:
            return relative(day_of(today - dt.timedelta(days=back)))
        case 0:
            return relative(day_of(monday + dt.timedelta(days=weekday)))
        case 1:
            return relative(day_of(monday + dt.timedelta(days=weekday + 7)), "future")
        case _:
            return relative(day_of(today - dt.timedelta(days=back or 7)), "past")


def read_night(slots: Slots, moment: Moment) -> Reading | None:
    """As in "overnight", "у ніч на 5 березня": both days that the night or day and night touch."""
    today = moment.today
    if slots.has("month"):
        second = read_date(slots, moment)
    elif slots.has("weekday"):
        second = read_weekday(slots, moment)
    else:
        second = relative(day_of(today), "past") if today else None
    return second._replace(first=second.first - dt.timedelta(days=1)) if second else None


def read_weekend(_slots: Slots, moment: Moment) -> Reading | None:
    """As in "the weekend": the last one begun, or the next."""
    today = moment.today
    if today is None:
        return None
    this = unit_around(today, "weekend", 0)
    return relative(
        this if moment.forward or this.first <= today else unit_around(today, "weekend", -1)
    )


def read_day(slots: Slots, moment: Moment) -> Reading | None:
    """As in "yesterday", "this morning"."""
    today = moment.today
    if today is None:
        return None
    days = slots.lexicon.days[slots.word("dayword")]
    date = shift(today, days, "day")
    return relative(day_of(date), "past" if days < 0 else "future" if days > 0 else None)
