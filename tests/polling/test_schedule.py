import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest

from schemas.vocabulary import PollOutcome
from tests.polling.strategies import NOW
from transforms.polling.answer import PollAnswer
from transforms.polling.history import FeedHistory
from transforms.polling.policy import PollPolicy
from transforms.polling.schedule import Decision, next_poll

POLICY = PollPolicy(jitter=0.0)
FEED = FeedHistory(url="https://news.example/rss")
HOUR = dt.timedelta(hours=1)
FOUND = PollAnswer(outcome="ok", status=200, items=20, items_new=0)
UNCHANGED = PollAnswer(outcome="not_modified", status=304)
BROKEN = PollAnswer(outcome="http_error", status=500)
LIMITED = PollAnswer(outcome="rate_limited", status=429)
GONE = PollAnswer(outcome="gone", status=410)


def poll(
    story: Iterable[PollAnswer], history: FeedHistory = FEED, policy: PollPolicy = POLICY
) -> Decision:
    """The decision after one answer or more, each at the time that the one before decided."""
    now = NOW
    for answer in story:
        decision = next_poll(now, history, answer, policy)
        now, history = decision.next_poll_at or now, decision.history
    return decision


def minutes(decision: Decision, since: dt.datetime = NOW) -> float:
    assert decision.next_poll_at
    return (decision.next_poll_at - since).total_seconds() / 60


@pytest.mark.parametrize(
    ("failures", "expected"), [(0, 10), (1, 20), (2, 40), (5, 320), (9, 1440), (5_000, 1440)]
)
def test_the_wait_doubles_with_each_failure_up_to_a_day(failures: int, expected: float) -> None:
    decision = poll([BROKEN], replace(FEED, failures=failures))
    assert (minutes(decision), decision.reason) == (expected, "back_off")


@pytest.mark.parametrize(("new", "expected"), [(20, 15.0), (10, 30.0), (1, 43.5), (0, 90.0)])
def test_the_interval_shrinks_with_news_and_grows_without(new: int, expected: float) -> None:
    history = replace(FEED, interval_seconds=3_600.0)
    decision = poll([replace(FOUND, items_new=new)], history)
    assert (minutes(decision), decision.reason) == (expected, "interval")


def test_an_unchanged_feed_is_asked_ever_less_up_to_once_a_day() -> None:
    decision = poll([UNCHANGED] * 30, replace(FEED, interval_seconds=600.0))
    assert decision.history.interval_seconds == POLICY.max_interval_seconds


def test_a_first_poll_takes_the_interval_from_the_dates_of_the_items() -> None:
    dates = tuple(NOW - hours * HOUR for hours in (1, 3, 5, 7))
    assert minutes(poll([replace(FOUND, item_dates=dates)])) == 120
    assert minutes(poll([FOUND])) == 30


def test_what_is_new_and_not_told_leaves_the_interval_alone() -> None:
    history = replace(FEED, interval_seconds=3_600.0)
    assert minutes(poll([replace(FOUND, items_new=None)], history)) == 60


@pytest.mark.parametrize(
    ("answer", "expected", "reason"),
    [
        (replace(LIMITED, headers={"Retry-After": "7200"}), 120, "retry_after"),
        (replace(BROKEN, status=503, headers={"retry-after": "7200"}), 120, "retry_after"),
        (replace(FOUND, headers={"Retry-After": "7200"}), 120, "retry_after"),
        (replace(LIMITED, headers={"Retry-After": "1"}), 10, "back_off"),
        (replace(LIMITED, headers={"Retry-After": "31536000"}), 7 * 1440, "retry_after"),
        (replace(FOUND, headers={"Cache-Control": "max-age=7200"}), 120, "fresh"),
        (replace(FOUND, headers={"Cache-Control": "max-age=31536000"}), 1440, "fresh"),
        (replace(FOUND, ttl_seconds=7200), 120, "ttl"),
        (replace(FOUND, ttl_seconds=60), 30, "interval"),
    ],
)
def test_the_longest_wish_holds(answer: PollAnswer, expected: float, reason: str) -> None:
    decision = poll([answer])
    assert (minutes(decision), decision.reason) == (expected, reason)


def test_the_ttl_of_a_feed_holds_for_its_answers_304_too() -> None:
    decision = poll([UNCHANGED], replace(FEED, ttl_seconds=7_200))
    assert (minutes(decision), decision.reason) == (120, "ttl")


def test_the_ttl_does_not_delay_a_new_try_after_a_failure() -> None:
    assert minutes(poll([BROKEN], replace(FEED, ttl_seconds=7_200))) == 10


def test_a_feed_is_left_alone_in_the_hours_and_days_that_it_names() -> None:
    hours = frozenset({11, 12})
    decision = poll([replace(FOUND, skip_hours=hours, skip_days=frozenset({2}))])
    assert decision.next_poll_at == dt.datetime(2026, 3, 5, tzinfo=dt.UTC)  # a Thursday
    assert decision.reason == "skipped_time"
    later = next_poll(NOW, decision.history, BROKEN, POLICY)
    assert later.next_poll_at == decision.next_poll_at


def test_a_429_slows_a_feed_down_but_never_kills_it() -> None:
    decision = poll([FOUND, *[LIMITED] * 50])
    assert not decision.history.retired
    assert decision.next_poll_at
    once = poll([LIMITED], replace(FEED, interval_seconds=3_600.0))
    assert once.history.interval_seconds == 7_200


def test_a_410_retires_a_feed_and_a_404_does_not() -> None:
    decision = poll([GONE])
    assert (decision.next_poll_at, decision.reason) == (None, "gone")
    assert decision.history.retired
    assert not poll([replace(BROKEN, status=404)] * 40).history.retired


def test_several_410_in_a_row_may_be_asked_for() -> None:
    policy = replace(POLICY, retires_after=3)
    assert poll([GONE, GONE, FOUND, GONE, GONE], policy=policy).next_poll_at
    assert poll([GONE, GONE, GONE], policy=policy).next_poll_at is None


def test_a_permanent_redirect_moves_a_feed_for_good() -> None:
    moved = replace(FOUND, outcome="moved", moved_to="https://new.example/rss")
    history = poll([moved, FOUND, UNCHANGED]).history
    assert (history.url, history.address) == (FEED.url, "https://new.example/rss")


def test_a_move_may_have_to_be_seen_several_times_in_a_row() -> None:
    policy = replace(POLICY, moves_after=2)
    moved = replace(FOUND, outcome="moved", moved_to="https://new.example/rss")
    other = replace(moved, moved_to="https://other.example/rss")
    for story, address in [
        ([moved], FEED.url),
        ([moved, FOUND, moved], FEED.url),
        ([moved, other], FEED.url),
        ([moved, moved], "https://new.example/rss"),
    ]:
        assert poll(story, policy=policy).history.address == address


@pytest.mark.parametrize("outcome", ["not_a_feed", "http_error", "timeout"])
def test_a_redirect_that_leads_to_no_feed_moves_nothing(outcome: PollOutcome) -> None:
    excuse = PollAnswer(outcome=outcome, moved_to="https://news.example/maintenance")
    assert poll([excuse]).history.address == FEED.url


def test_a_moved_feed_that_keeps_failing_is_looked_for_where_it_was_listed() -> None:
    moved = replace(FOUND, outcome="moved", moved_to="https://new.example/rss")
    assert poll([moved, *[BROKEN] * 4]).history.address == "https://new.example/rss"
    assert poll([moved, *[BROKEN] * 5]).history.address == FEED.url


def test_validators_are_those_of_the_last_feed_that_could_be_read() -> None:
    tagged = replace(FOUND, headers={"etag": '"1"', "LAST-MODIFIED": "yesterday"})
    history = poll([tagged, UNCHANGED, BROKEN]).history
    assert (history.etag, history.last_modified) == ('"1"', "yesterday")
    assert poll([tagged, replace(UNCHANGED, headers={"ETag": '"2"'})]).history.etag == '"2"'
    assert poll([tagged, FOUND]).history.etag is None
    unreadable = PollAnswer(outcome="not_a_feed", status=200, headers={"ETag": '"3"'})
    assert poll([tagged, unreadable]).history.etag == '"1"'


def test_the_validators_of_a_feed_that_broke_off_are_not_taken_for_the_whole() -> None:
    tagged = replace(FOUND, headers={"ETag": '"1"'})
    half = replace(FOUND, headers={"ETag": '"2"'}, breaks_off=True)
    assert poll([half]).history.etag is None
    assert poll([tagged, half]).history.etag == '"1"'


def test_feeds_polled_together_drift_apart_but_only_to_later_times() -> None:
    policy = PollPolicy(jitter=0.5)
    feeds = [FeedHistory(url=f"https://news.example/{number}") for number in range(100)]
    waits = [minutes(next_poll(NOW, feed, FOUND, policy)) for feed in feeds]
    assert len(set(waits)) == len(feeds)
    assert 30 <= min(waits) < 33
    assert 42 < max(waits) < 45


def test_the_same_wish_is_stretched_alike_at_each_failure() -> None:
    limited = replace(LIMITED, headers={"Retry-After": "86400"})
    story = [replace(FEED, failures=number, polls=number) for number in range(7)]
    waits = {minutes(next_poll(NOW, feed, limited, PollPolicy(jitter=0.5))) for feed in story}
    assert len(waits) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"min_interval_seconds": 0},
        {"min_interval_seconds": 60, "max_interval_seconds": 30},
        {"jitter": 1.0},
        {"moves_after": 0},
        {"retires_after": 0},
    ],
)
def test_a_policy_that_contradicts_itself_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"need 0 <|must be"):
        PollPolicy(**wrong)  # type: ignore[arg-type]  # counts among the numbers
