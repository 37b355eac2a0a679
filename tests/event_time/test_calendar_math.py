"""Intervals of the calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.event_time.calendar_math import (
    Unit,
    add_months,
    day_of,
    month_of,
    part_of,
    season_of,
    shift,
    unit_around,
    year_of,
)

MONDAY = dt.date(2021, 11, 15)
UNITS: tuple[Unit, ...] = ("day", "week", "weekend", "month", "quarter", "year", "decade")
DATES = st.dates(min_value=dt.date(1500, 1, 1), max_value=dt.date(2500, 1, 1))


def test_a_month_later_ends_with_the_shorter_month() -> None:
    assert add_months(dt.date(2021, 1, 31), 1) == dt.date(2021, 2, 28)
    assert add_months(dt.date(2020, 1, 31), 1) == dt.date(2020, 2, 29)


def test_dates_off_the_calendar_are_clamped() -> None:
    assert add_months(MONDAY, -12 * 4000) == dt.date.min
    assert add_months(MONDAY, 12 * 9000) == dt.date.max
    assert shift(MONDAY, 10**7, "day") == dt.date.max


def test_parts_of_a_month_are_its_thirds() -> None:
    october = month_of(2021, 10)
    assert part_of(october, "early")[:2] == (dt.date(2021, 10, 1), dt.date(2021, 10, 11))
    assert part_of(october, "late")[:2] == (dt.date(2021, 10, 21), dt.date(2021, 11, 1))


def test_winter_belongs_to_the_year_it_begins_in() -> None:
    assert season_of(2021, 3)[:2] == (dt.date(2021, 12, 1), dt.date(2022, 3, 1))


@pytest.mark.parametrize("unit", UNITS)
@given(date=DATES)
def test_the_next_unit_begins_where_this_one_ends(unit: Unit, date: dt.date) -> None:
    this, following = unit_around(date, unit, 0), unit_around(date, unit, 1)
    assert this.first < this.after <= following.first


@given(date=DATES)
def test_thirds_of_a_year_make_up_the_year(date: dt.date) -> None:
    year = year_of(date.year)
    early, mid, late = (part_of(year, part) for part in ("early", "mid", "late"))
    assert (early.first, early.after, mid.after, late.after) == (
        year.first,
        mid.first,
        late.first,
        year.after,
    )


@given(date=DATES)
def test_a_day_has_one_day(date: dt.date) -> None:
    day = day_of(date)
    assert day.after - day.first == dt.timedelta(days=1)
