"""Dates as feeds write them: RFC 822, ISO 8601 and the month names of many languages."""

import calendar
import datetime as dt
import re
import time
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

_DATA: Final = Path(__file__).parent / "data"
#: A longer text is prose, in which a number and a month may meet by chance.
_MAX_CHARACTERS: Final = 100
#: Longest offset in use is 14 hours; anything beyond is a slip of the pen.
_MAX_OFFSET_MINUTES: Final = 15 * 60
_UNSET: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_EARLIEST_YEAR: Final = 1900

_CLOCK: Final = r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?(?!\d)"
_TIME: Final = re.compile(rf"(?<![\d.:]){_CLOCK}\s*(?P<half>[ap]\.?m\b)?")
#: ISO 8601 without colons: "t101455", "t10".
_COMPACT_TIME: Final = re.compile(
    r"^[t ](?P<hour>\d\d)(?:(?P<minute>\d\d)(?:(?P<second>\d\d)(?:[.,]\d+)?)?)?(?![\d:.h])"
)
_OFFSET: Final = re.compile(
    r"(?P<sign>[+\-−])(?P<hours>\d\d):?(?P<minutes>\d\d)(?!\d)"
    r"|(?P<short_sign>[+\-−])(?P<short>\d\d?)\b"
)
_ISO_DATE: Final = re.compile(
    r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?=$|[t z+])|^(\d{4})(\d\d)(\d\d)(?=$|t|\d{6}$)"
)
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})[/.年년]\s?(\d{1,2})[/.月월]\s?(\d{1,2})(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})(?!\d)")
_NUMBER: Final = re.compile(r"(?<![\d:])\d{1,4}(?![\d:])")
_EPOCH: Final = re.compile(r"^\d{10}(?:\d{3})?$")
_WORD: Final = re.compile(r"[a-z]+")


def parse_feed_date(raw: str, otherwise: time.struct_time | None = None) -> dt.datetime | None:
    """The moment that a feed's date names, in UTC; None where it names none.

    A date without a time is midnight, a time without a zone is UTC. Two-digit years are read as
    RFC 5322 says. Clocks that were never set (1970-01-01T00:00:00Z, years before 1900) name
    nothing, and so do dates with slashes in which day and month cannot be told apart.

    Args:
        raw: the date as written.
        otherwise: another parser's reading in UTC, taken when these rules have none.
    """
    moment = _read(raw)
    if moment is None and otherwise is not None:
        moment = _from_epoch(calendar.timegm(otherwise))
    if moment is None or moment == _UNSET or moment.year < _EARLIEST_YEAR:
        return None
    return moment


def fold_name(name: str) -> str:
    """A name without case, accents, full stops and the Turkish difference of i and ı."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.replace(".", "").split())


@cache
def month_names() -> dict[str, int]:
    """Month numbers by folded name."""
    tables = tomllib.loads((_DATA / "months.toml").read_text(encoding="utf-8"))
    return {
        fold_name(name): month
        for table in tables.values()
        for month, names in enumerate(table, start=1)
        for name in names
    }


@cache
def zone_minutes() -> dict[str, int]:
    """Offsets from UTC in minutes by name of the zone, in lower case."""
    table: dict[str, int] = tomllib.loads((_DATA / "zones.toml").read_text())["minutes"]
    return table


@cache
def _month_pattern() -> re.Pattern[str]:
    names = sorted(month_names(), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, names))})(?![^\W\d_])")


def _read(raw: str) -> dt.datetime | None:
    if len(raw) > _MAX_CHARACTERS:
        return None
    text = _plain(raw)
    if _EPOCH.match(text):
        return _from_epoch(int(text[:10]))
    try:
        return _read_iso(text) or _read_numeric(text) or _read_named(text)
    except (ValueError, OverflowError):  # a thirteenth month, a moment before the year 1
        return None


def _plain(raw: str) -> str:
    """Lower case, digits of any script as ASCII, single spaces."""
    text = unicodedata.normalize("NFC", raw).lower()
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return " ".join(digits.split())


def _from_epoch(seconds: int) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _read_iso(text: str) -> dt.datetime | None:
    found = _ISO_DATE.match(text)
    if not found:
        return None
    year, month, day = (found[i] or found[i + 3] for i in (1, 2, 3))
    rest = text[found.end() :]
    if re.fullmatch(r"\d{6}", rest):
        rest = f"t{rest}"
    return _moment(int(year), int(month), int(day or 1), rest)


def _read_numeric(text: str) -> dt.datetime | None:
    if found := _YEAR_FIRST.search(text):
        year, month, day = map(int, found.groups())
        rest = re.sub(r"\s?[時时点分시분]\s?", ":", text[found.end() :].lstrip("日일. "))
        return _moment(year, month, day, f" {rest.rstrip(':')}")
    found = _DAY_FIRST.search(text)
    if not found:
        return None
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    if month > 12:
        day, month = month, day
    elif found[2] == "/" and day <= 12 and day != month:
        return None
    return _moment(year, month, day, text[found.end() :])


def _read_named(text: str) -> dt.datetime | None:
    """A date with the month's name: "Mon, 06 Sep 2021 00:01:00 MSK", "6 сентября 2021 г., 0:01"."""
    text = " ".join(re.split(r"[\s,]+", text))
    clock = _TIME.search(text)
    date = text[: clock.start()] if clock else text
    after = text[clock.start() :] if clock else ""
    if clock and (left_over := text[clock.end() :]):
        # "Mon Sep 6 00:01:00 MSK 2021": the year may follow the time.
        date = f"{date} {_OFFSET.sub(' ', left_over)}"
    date = fold_name(date)
    months = _month_pattern().findall(date)
    day, year = _day_and_year(date)
    if not months or day is None or year is None:
        return None
    # A weekday may look like a month ("mar 5 dic 2023"); it stands first.
    return _moment(year, month_names()[months[-1]], day, after)


def _day_and_year(date: str) -> tuple[int | None, int | None]:
    numbers = _NUMBER.findall(re.sub(r"[-/]", " ", date))
    if len(numbers) < 2:
        return None, None
    first, second = numbers[:2]
    day, year = (second, first) if len(first) == 4 else (first, second)
    if len(year) < 4:
        # RFC 5322 §4.3: 00–49 are of this century, other short years count from 1900.
        return int(day), int(year) + (2000 if len(year) == 2 and int(year) < 50 else 1900)
    return int(day), int(year)


def _moment(year: int, month: int, day: int, rest: str) -> dt.datetime | None:
    """The UTC moment of a date and what follows it: time and zone, or neither."""
    midnight = dt.datetime(year, month, day, tzinfo=dt.UTC)
    clock = _COMPACT_TIME.match(rest) or _TIME.search(rest)
    if not clock:
        return midnight
    offset = _offset_minutes(rest[clock.end() :])
    if offset is None:
        return None
    hour = int(clock["hour"])
    if half := clock.groupdict().get("half"):
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    # A leap second is the last second of its minute, and 24:00 the next midnight.
    second = min(int(clock["second"] or 0), 59)
    minute = int(clock["minute"] or 0)
    if hour > 24 or minute > 59:
        return None
    return midnight + dt.timedelta(hours=hour, minutes=minute - offset, seconds=second)


def _offset_minutes(zone: str) -> int | None:
    """Minutes east of UTC; 0 for none and for names not known; None for an offset nobody has."""
    if found := _OFFSET.search(zone):
        sign = -1 if (found["sign"] or found["short_sign"]) in "-−" else 1
        hours, minutes = int(found["hours"] or found["short"]), int(found["minutes"] or 0)
        offset = hours * 60 + minutes
        return sign * offset if offset <= _MAX_OFFSET_MINUTES and minutes < 60 else None
    names = [name for name in _WORD.findall(zone) if name in zone_minutes()]
    return zone_minutes()[names[0]] if names else 0
