import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.polling.strategies import NOW
from transforms.polling.answer import PollAnswer
from transforms.polling.wishes import (
    after_skipped,
    fresh_seconds,
    retry_after_seconds,
    skipped_times,
)

SKIPPING = b"""
    <skipHours><hour>0</hour><hour>24</hour> <hour> 13 </hour></skipHours>
    <skipDays><day>Saturday</day><day>sunday</day></skipDays>
"""


def answer(**headers: str) -> PollAnswer:
    return PollAnswer(
        outcome="ok", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("0090", 90),
        ("1.5", 2),
        ("-120", 0),
        ("", 0),
        ("soon", 0),
        ("٣", 0),
        ("9" * 5_000, 1e9),
        ("Wed, 04 Mar 2026 11:30:00 GMT", 3_600),
        ("Wednesday, 04-Mar-26 11:30:00 GMT", 3_600),
        ("Wed Mar  4 11:30:00 2026", 3_600),
        ("Wed, 04 Mar 2026 12:30:00 +0100", 3_600),
        ("Wed, 04 Mar 2026 09:30:00 GMT", 0),
        ("Wed, 04 Mar 99999 09:30:00 GMT", 0),
        ("Wed, 44 Mar 2026 09:30:00 GMT", 0),
    ],
)
def test_retry_after_is_read_in_all_its_forms(value: str, seconds: float) -> None:
    assert retry_after_seconds(answer(Retry_After=value), NOW) == seconds


def test_a_server_whose_clock_is_slow_is_given_the_wait_it_meant() -> None:
    slow = answer(Retry_After="Wed, 04 Mar 2026 10:20:00 GMT", Date="Wed, 04 Mar 2026 10:10:00 GMT")
    assert retry_after_seconds(slow, NOW) == 600


def test_a_server_whose_clock_is_fast_is_not_asked_before_the_date_it_named() -> None:
    fast = answer(Retry_After="Wed, 04 Mar 2026 11:30:00 GMT", Date="Wed, 04 Mar 2026 11:20:00 GMT")
    assert retry_after_seconds(fast, NOW) == 3_600


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"Cache-Control": "max-age=600"}, 600),
        ({"cache-control": 'Public, MAX-AGE = "600", must-revalidate'}, 600),
        ({"Cache-Control": "max-age=600", "Age": "100"}, 500),
        ({"Cache-Control": "max-age=600", "Age": "1000"}, 0),
        ({"Cache-Control": "max-age=600, no-cache"}, 0),
        ({"Cache-Control": "no-store"}, 0),
        ({"Cache-Control": "s-maxage=600"}, 0),
        ({"Cache-Control": "max-age=-1"}, 0),
        ({"Cache-Control": "max-age=60", "Expires": "Wed, 04 Mar 2026 11:30:00 GMT"}, 60),
        ({"Expires": "Wed, 04 Mar 2026 11:30:00 GMT"}, 3_600),
        (
            {
                "Expires": "Wed, 04 Mar 2026 11:30:00 GMT",
                "Date": "Wed, 04 Mar 2026 11:20:00 GMT",
            },
            600,
        ),
        ({"Expires": "0"}, 0),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
    ],
)
def test_freshness_is_max_age_else_expires(headers: dict[str, str], seconds: float) -> None:
    assert fresh_seconds(PollAnswer(outcome="ok", headers=headers), NOW) == seconds


@given(
    st.dictionaries(
        st.sampled_from(["Retry-After", "Cache-Control", "Expires", "Age"]), st.text(max_size=40)
    )
)
def test_no_header_is_too_odd_to_be_read(headers: dict[str, str]) -> None:
    odd = PollAnswer(outcome="ok", headers=headers)
    assert 0 <= retry_after_seconds(odd, NOW) < 1e12
    assert 0 <= fresh_seconds(odd, NOW) < 1e12


@pytest.mark.parametrize(
    ("body", "hours", "days"),
    [
        (b"<rss><channel/></rss>", set(), set()),
        (
            SKIPPING + b"<item>",
            {0, 13},
            {5, 6},
        ),
        (
            b"<skipHours><hour>25</hour><hour>x</hour></skipHours><skipDays><day/></skipDays>",
            set(),
            set(),
        ),
        (b"<item><skipHours><hour>3</hour></skipHours></item>", set(), set()),
        (b"<item/><item>a</item><skipHours><hour>3</hour></skipHours>", {3}, set()),
    ],
)
def test_skipped_times_are_those_of_the_channel(
    body: bytes, hours: set[int], days: set[int]
) -> None:
    assert tuple(map(set, skipped_times(body))) == (hours, days)


@given(
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)),  # noqa: DTZ001 - made UTC below
    st.frozensets(st.integers(0, 23), max_size=23),
    st.frozensets(st.integers(0, 6), max_size=6),
)
def test_a_skipped_hour_is_passed_over_and_no_other(
    naive: dt.datetime, hours: frozenset[int], days: frozenset[int]
) -> None:
    moment = naive.replace(tzinfo=dt.UTC)
    later = after_skipped(moment, hours, days)
    assert later >= moment
    assert later.hour not in hours
    assert later.weekday() not in days
    if moment.hour not in hours and moment.weekday() not in days:
        assert later == moment


def test_who_skips_every_hour_skips_none() -> None:
    assert after_skipped(NOW, frozenset(range(24)), frozenset()) == NOW
    assert after_skipped(NOW, frozenset(), frozenset(range(7))) == NOW
