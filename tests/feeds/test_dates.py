"""Dates as feeds write them."""

import datetime as dt
import email.utils
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.feeds.dates import _DATA, fold_name, month_names, parse_feed_date, zone_minutes


def _utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Mon, 06 Sep 2021 00:01:00 +0000", "2021-09-06 00:01"),
        ("06 Sep 21 00:01 GMT", "2021-09-06 00:01"),
        ("6 Sep 99 00:01 GMT", "1999-09-06 00:01"),
        ("Mon, 06 Sep 2021 00:01:00 GMT+03:00", "2021-09-05 21:01"),
        ("Mon, 06 Sep 2021 00:01:00 +0300 (MSK)", "2021-09-05 21:01"),
        ("Mon, 06-Sep-2021 00:01:00 -08:00", "2021-09-06 08:01"),
        ("Mon Sep  6 00:01:00 MSK 2021", "2021-09-05 21:01"),
        ("Sep 6, 2021 3:05 PM EST", "2021-09-06 20:05"),
        ("Sep 6, 2021 12:05 am", "2021-09-06 00:05"),
        ("2023-12-31T10:14:55.123456789+01:00", "2023-12-31 09:14:55"),
        ("2023-12-31T10:14+01", "2023-12-31 09:14"),
        ("2023-12-31 10:14:55 MSK", "2023-12-31 07:14:55"),
        ("20231231T101455Z", "2023-12-31 10:14:55"),
        ("20231231101455", "2023-12-31 10:14:55"),
        ("2023-12-31T24:00:00Z", "2024-01-01 00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31 23:59:59"),
        ("2023/12/31 10:00", "2023-12-31 10:00"),
        ("31.12.2023, 14:05", "2023-12-31 14:05"),
        ("12/31/2023 2:05 PM", "2023-12-31 14:05"),
        ("1700000000", "2023-11-14 22:13:20"),
        ("1700000000000", "2023-11-14 22:13:20"),
    ],
)
def test_the_usual_forms_are_read(raw: str, expected: str) -> None:
    assert parse_feed_date(raw) == _utc(expected)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Пн, 06 сен 2021 00:01:00 +0300", "2021-09-05 21:01"),
        ("понедельник, 6 сентября 2021 г., 0:01", "2021-09-06 00:01"),
        ("6 вересня 2021 р., 00:01", "2021-09-06 00:01"),
        ("6. März 2021, 14:05 Uhr", "2021-03-06 14:05"),
        ("5 déc. 2023 à 10h30", "2023-12-05 10:30"),
        ("5 de diciembre de 2023", "2023-12-05 00:00"),
        ("mercoledì 5 luglio 2023 - 8:15", "2023-07-05 08:15"),
        ("5 października 2023, 08:15", "2023-10-05 08:15"),
        ("5 de março de 2023", "2023-03-05 00:00"),
        ("Çar, 01 KASIM 2023 10:00:00 +0300", "2023-11-01 07:00"),
        ("٥ كانون الأول ٢٠٢٣ ١٠:٠٠", "2023-12-05 10:00"),
        ("2023年12月31日10时05分30秒", "2023-12-31 10:05:30"),
        ("2023년 12월 31일 10:05", "2023-12-31 10:05"),
    ],
)
def test_month_names_of_many_languages_are_read(raw: str, expected: str) -> None:
    assert parse_feed_date(raw) == _utc(expected)


def test_a_weekday_that_looks_like_a_month_is_a_weekday() -> None:
    assert parse_feed_date("mar, 05 dic 2023 10:00:00 +0100") == _utc("2023-12-05 09:00")


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("MSK", 3), ("EET", 2), ("EEST", 3), ("CET", 1), ("BST", 1), ("JST", 9), ("EST", -5)],
)
def test_named_zones_count(zone: str, hours: int) -> None:
    noon = _utc("2021-09-06 12:00") - dt.timedelta(hours=hours)
    assert parse_feed_date(f"Mon, 06 Sep 2021 12:00:00 {zone}") == noon


@pytest.mark.parametrize("zone", ["", "XYZT", "A"])
def test_without_a_known_zone_a_time_is_utc(zone: str) -> None:
    assert parse_feed_date(f"Mon, 06 Sep 2021 12:00:00 {zone}") == _utc("2021-09-06 12:00")


def test_a_date_without_a_time_is_midnight() -> None:
    assert parse_feed_date("2023-12-31") == _utc("2023-12-31 00:00")


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "Monday the 9th, late edition",
        "Mon, 31 Feb 2021 00:01:00 GMT",
        "Mon, 06 Sep 2021 25:01:00 GMT",
        "Mon, 06 Sep 2021 00:01:00 +9900",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0000-00-00T00:00:00Z",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "01/02/2023",
        "In May 12 people met 2020 others, and so on. " * 3,
    ],
)
def test_what_names_no_moment_is_none(raw: str) -> None:
    assert parse_feed_date(raw) is None


def test_another_reading_is_taken_only_where_ours_has_none() -> None:
    other = time.gmtime(1_700_000_000)
    assert parse_feed_date("Τρί, 14 Νοε", other) == _utc("2023-11-14 22:13:20")
    assert parse_feed_date("2023-12-31", other) == _utc("2023-12-31 00:00")
    assert parse_feed_date("Thu, 01 Jan 1970 00:00:00 GMT", time.gmtime(0)) is None


_MOMENTS = st.datetimes(
    min_value=dt.datetime(1980, 1, 1),  # noqa: DTZ001 hypothesis wants bounds without a zone
    max_value=dt.datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
).map(lambda moment: moment.replace(microsecond=0))


@given(_MOMENTS)
def test_what_the_standard_library_writes_is_read_back(moment: dt.datetime) -> None:
    # Offsets of local mean time have seconds, which neither format can write.
    moment = moment.astimezone(dt.timezone(dt.timedelta(hours=moment.hour - 11)))
    assert parse_feed_date(email.utils.format_datetime(moment)) == moment
    assert parse_feed_date(moment.isoformat()) == moment


@given(st.text(max_size=60))
def test_any_text_gives_a_utc_moment_or_none(raw: str) -> None:
    moment = parse_feed_date(raw)
    assert moment is None or moment.utcoffset() == dt.timedelta(0)


def test_no_month_name_means_two_months() -> None:
    tables = tomllib.loads((_DATA / "months.toml").read_text(encoding="utf-8"))
    for language, table in tables.items():
        assert len(table) == 12, language
        for month, names in enumerate(table, start=1):
            assert all(month_names()[fold_name(name)] == month for name in names), language


def test_offsets_of_zones_are_possible() -> None:
    assert all(-12 * 60 <= minutes <= 14 * 60 for minutes in zone_minutes().values())
