"""What a publisher asks for: Retry-After, freshness, and hours and days to be left alone."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Final

from transforms.polling.answer import PollAnswer

_SECONDS: Final = re.compile(r"(\d+)(?:\.\d*)?")
_DIRECTIVE: Final = re.compile(r'([\w-]+)\s*(?:=\s*"?([^",]*)"?)?')
#: Longer numbers are cut, so that no header can overflow a date.
_MAX_DIGITS: Final = 9
_HOUR: Final = dt.timedelta(hours=1)
_WEEK_HOURS: Final = 7 * 24

_SKIP: Final = re.compile(rb"<skip(Hours|Days)\b[^>]*>(.{0,4096}?)</skip\1\s*>", re.DOTALL | re.I)
_SKIPPED: Final = re.compile(rb"<(?:hour|day)\b[^>]*>\s*(\w+)\s*</", re.I)
_ITEM: Final = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.I)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def retry_after_seconds(answer: PollAnswer, now: dt.datetime) -> float:
    """How long Retry-After says to wait; 0 if it is not there, past, or neither form of RFC 9110.

    A date is read by the server's clock and by ours, and the later reading holds.
    """
    value = answer.header("Retry-After")
    if not value:
        return 0.0
    if number := _SECONDS.fullmatch(value):
        # A fraction, which no RFC knows, must not be cut off.
        return _number(number[1]) + ("." in value)
    at = _http_date(value)
    if at is None:
        return 0.0
    return max((at - now).total_seconds(), (at - (_server_time(answer) or now)).total_seconds(), 0)


def fresh_seconds(answer: PollAnswer, now: dt.datetime) -> float:
    """How long the answer says it stays fresh (RFC 9111 §4.2): max-age, else Expires; else 0."""
    directives = _cache_control(answer.header("Cache-Control") or "")
    if directives.keys() & {"no-cache", "no-store"}:
        return 0.0
    if "max-age" in directives:
        age = answer.header("Age") or ""
        return max(_number(directives["max-age"]) - _number(age), 0.0)
    expires = _http_date(answer.header("Expires") or "")
    if expires is None:
        return 0.0
    return max((expires - (_server_time(answer) or now)).total_seconds(), 0.0)


def skipped_times(body: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Hours (0-23, UTC) and weekdays (Monday is 0) that an RSS feed asks to skip.

    Source: https://www.rssboard.org/skip-hours-days. Of two forms for midnight, 24 is read as 0.
    """
    first = _ITEM.search(body)
    last = max(body.rfind(b"</item>"), body.rfind(b"</entry>"))
    channel = body if first is None else body[: first.start()] + body[max(last, first.start()) :]
    hours: set[int] = set()
    days: set[int] = set()
    for kind, listed in _SKIP.findall(channel):
        names = [name.decode("ascii", "replace").lower() for name in _SKIPPED.findall(listed)]
        if kind.lower() == b"hours":
            hours.update(int(name) % 24 for name in names if name.isdecimal() and int(name) <= 24)
        else:
            days.update(_WEEKDAYS.index(name[:3]) for name in names if name[:3] in _WEEKDAYS)
    return frozenset(hours), frozenset(days)


def after_skipped(moment: dt.datetime, hours: frozenset[int], days: frozenset[int]) -> dt.datetime:
    """The moment itself, or the next full hour that is not skipped; skipping all skips nothing."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    for later in range(_WEEK_HOURS):
        candidate = hour + later * _HOUR
        if candidate.hour not in hours and candidate.weekday() not in days:
            return max(moment, candidate)
    return moment


def _cache_control(value: str) -> dict[str, str]:
    """Directives in lower case; of one given twice the first holds."""
    found = _DIRECTIVE.findall(value.lower())
    return {name: argument.strip() for name, argument in reversed(found)}


def _number(digits: str) -> float:
    """A count of seconds; 0 for what is no number."""
    if not (digits.isascii() and digits.isdecimal()):
        return 0.0
    significant = digits.lstrip("0")
    return 10.0**_MAX_DIGITS if len(significant) > _MAX_DIGITS else float(significant or 0)


def _server_time(answer: PollAnswer) -> dt.datetime | None:
    return _http_date(answer.header("Date") or "")


def _http_date(value: str) -> dt.datetime | None:
    """A date in any of the three forms of RFC 9110 §5.6.7, in UTC."""
    try:
        date = parsedate_to_datetime(value)
        # asctime() has no zone: HTTP dates are UTC.
        return date.replace(tzinfo=dt.UTC) if date.tzinfo is None else date.astimezone(dt.UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
