import datetime as dt
from dataclasses import replace

import pytest

from tests.polling.strategies import NOW
from transforms.polling.answer import PollAnswer
from transforms.polling.history import FeedHistory, is_silent
from transforms.polling.policy import PollPolicy
from transforms.polling.schedule import next_poll

HOUR = dt.timedelta(hours=1)
FEED = FeedHistory(url="https://news.example/rss")
POLICY = PollPolicy()
FOUND = PollAnswer(outcome="ok", status=200, items=20, items_new=1)


def after(history: FeedHistory, answer: PollAnswer, now: dt.datetime = NOW) -> FeedHistory:
    return next_poll(now, history, answer, POLICY).history


def dated(*hours_ago: float) -> PollAnswer:
    return replace(FOUND, item_dates=tuple(NOW - hours * HOUR for hours in hours_ago))


@pytest.mark.parametrize(
    ("gap_hours", "silence_hours", "expected"),
    [(2, 19, False), (2, 20, False), (2, 20.1, True), (0.1, 9, False), (0.1, 11, True)],
)
def test_a_feed_is_silent_after_ten_times_its_habit(
    gap_hours: float, silence_hours: float, expected: bool
) -> None:
    history = after(FEED, dated(*(gap_hours * number for number in range(6))))
    assert is_silent(history, NOW + silence_hours * HOUR, POLICY) == expected


def test_a_feed_whose_habit_is_not_known_is_not_called_silent() -> None:
    assert is_silent(FEED, NOW) is None
    assert is_silent(after(FEED, dated(1, 2)), NOW + 1_000 * HOUR) is None


def test_a_feed_that_is_there_but_empty_is_silent_if_it_used_to_have_items() -> None:
    empty = PollAnswer(outcome="empty", status=200, items=0, items_new=0)
    assert is_silent(after(FEED, empty), NOW) is None
    emptied = after(after(FEED, FOUND), empty)
    assert is_silent(emptied, NOW) is True
    assert is_silent(after(emptied, PollAnswer(outcome="not_modified", status=304)), NOW) is True
    assert is_silent(after(emptied, FOUND), NOW) is None


def test_the_floor_of_the_habit_follows_the_policy() -> None:
    history = replace(FEED, news_gaps_seconds=(1.0, 2.0, 3.0), last_news_at=NOW)
    quick = PollPolicy(min_interval_seconds=0.1, least_habit_seconds=0.5)
    assert is_silent(history, NOW + dt.timedelta(seconds=21), quick)
    assert not is_silent(history, NOW + dt.timedelta(seconds=19), quick)


def test_the_habit_is_the_median_gap_between_news() -> None:
    history = after(FEED, dated(1, 2, 3, 30))
    assert history.habit_seconds == 3_600
    assert history.last_news_at == NOW - HOUR


def test_news_without_dates_came_when_they_were_found() -> None:
    history = after(FEED, FOUND)
    assert history.last_news_at == NOW
    history = after(history, FOUND, NOW + 2 * HOUR)
    assert history.news_gaps_seconds == (7_200,)


@pytest.mark.parametrize(
    "answer",
    [
        replace(FOUND, items_new=0, item_dates=(NOW,)),
        PollAnswer(outcome="not_modified", status=304),
        PollAnswer(outcome="http_error", status=500),
    ],
)
def test_known_items_under_new_dates_and_failures_are_no_news(answer: PollAnswer) -> None:
    history = after(FEED, dated(5))
    assert after(history, answer).last_news_at == NOW - 5 * HOUR


def test_dates_in_the_future_do_not_hide_a_silence() -> None:
    history = after(FEED, dated(-1_000, 1, 2, 3, 4))
    assert history.last_news_at == NOW - HOUR


def test_only_the_latest_gaps_are_remembered() -> None:
    history = after(FEED, dated(*range(500)))
    assert len(history.news_gaps_seconds) == 16


def test_a_history_refuses_times_that_are_not_utc() -> None:
    with pytest.raises(ValueError, match="must be UTC"):
        replace(FEED, next_poll_at=dt.datetime(2026, 1, 1))  # noqa: DTZ001 - the point of it
