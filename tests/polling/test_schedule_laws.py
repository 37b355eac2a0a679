import datetime as dt
from dataclasses import replace

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.polling.strategies import FAILURES, NOW, SUCCESSES, answers, histories, policies, urls
from transforms.polling.answer import PollAnswer
from transforms.polling.history import FeedHistory
from transforms.polling.policy import PollPolicy
from transforms.polling.schedule import next_poll
from transforms.polling.wishes import fresh_seconds, retry_after_seconds

#: Moments are stored to the microsecond.
ROUNDING = dt.timedelta(microseconds=1)
WEEK = dt.timedelta(days=7)


def wait(history: FeedHistory, answer: PollAnswer, policy: PollPolicy) -> dt.timedelta:
    at = next_poll(NOW, history, answer, policy).next_poll_at
    assert at is not None
    return at - NOW


@given(histories, answers(), policies)
def test_the_same_arguments_give_the_same_decision(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> None:
    assert next_poll(NOW, history, answer, policy) == next_poll(NOW, history, answer, policy)


@given(histories, answers(), policies)
def test_no_feed_is_polled_sooner_than_the_least_interval(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> None:
    at = next_poll(NOW, history, answer, policy).next_poll_at
    least = dt.timedelta(seconds=policy.min_interval_seconds)
    assert at is None or at - NOW >= least - ROUNDING


@given(histories, answers(), policies)
def test_no_feed_is_polled_before_its_retry_after(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> None:
    at = next_poll(NOW, history, answer, policy).next_poll_at
    wished = min(retry_after_seconds(answer, NOW), policy.max_retry_after_seconds)
    assert at is None or at - NOW >= dt.timedelta(seconds=wished) - ROUNDING


@given(histories, answers(), policies)
def test_no_feed_is_polled_while_what_it_sent_is_fresh(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> None:
    at = next_poll(NOW, history, answer, policy).next_poll_at
    wished = min(fresh_seconds(answer, NOW), policy.max_interval_seconds)
    assert at is None or at - NOW >= dt.timedelta(seconds=wished) - ROUNDING


@given(histories, answers(*SUCCESSES), policies)
def test_no_feed_is_polled_before_its_ttl_ends(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> None:
    decision = next_poll(NOW, history, answer, policy)
    assert decision.next_poll_at
    wished = min(decision.history.ttl_seconds or 0, policy.max_interval_seconds)
    assert decision.next_poll_at - NOW >= dt.timedelta(seconds=wished) - ROUNDING


@given(histories, answers(), policies)
def test_no_feed_is_forgotten_for_longer_than_its_publisher_asks(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> None:
    at = next_poll(NOW, history, answer, policy).next_poll_at
    seconds = max(policy.max_interval_seconds, policy.max_retry_after_seconds)
    assert at is None or at - NOW <= dt.timedelta(seconds=seconds * (1 + policy.jitter)) + WEEK


@given(histories, answers(*FAILURES), policies, st.integers(0, 200))
def test_more_failures_never_shorten_the_wait(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy, more: int
) -> None:
    assume(not answer.is_gone)
    history = replace(history, retired=False)
    longer = replace(history, failures=history.failures + more, polls=history.polls + more)
    assert wait(history, answer, policy) <= wait(longer, answer, policy)


@given(histories, answers(*SUCCESSES), policies)
def test_a_success_ends_all_failures_and_brings_a_retired_feed_back(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> None:
    after = next_poll(NOW, history, answer, policy).history
    assert (after.failures, after.gone, after.retired) == (0, 0, False)
    assert after.last_success_at == NOW


@given(histories, answers(), policies)
def test_only_an_answer_410_retires_a_feed(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> None:
    decision = next_poll(NOW, replace(history, retired=False), answer, policy)
    assert decision.history.retired == answer.is_gone
    assert (decision.next_poll_at is None) == answer.is_gone


@given(histories, answers("ok"), policies, st.integers(1, 50), st.data())
def test_more_known_items_never_shorten_the_wait(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy, items: int, data: st.DataObject
) -> None:
    history = replace(history, interval_seconds=history.interval_seconds or 60.0)
    few, many = sorted(data.draw(st.tuples(*[st.integers(0, items)] * 2)))
    answer = replace(answer, items=items, status=200)
    waits = [wait(history, replace(answer, items_new=new), policy) for new in (many, few)]
    assert waits == sorted(waits)


@given(histories, answers(), policies)
def test_a_history_survives_its_storage_and_stays_small(
    history: FeedHistory, answer: PollAnswer, policy: PollPolicy
) -> None:
    after = next_poll(NOW, history, answer, policy).history
    encoded = msgspec.msgpack.encode(after)
    assert msgspec.msgpack.decode(encoded, type=FeedHistory) == after
    assert len(encoded) < 1_500


@given(urls, policies, st.lists(answers(), min_size=1, max_size=30))
def test_a_feed_that_answers_at_all_kinds_is_always_asked_again_until_it_is_gone(
    url: str, policy: PollPolicy, story: list[PollAnswer]
) -> None:
    now, history = NOW, FeedHistory(url=url)
    for answer in story:
        decision = next_poll(now, history, answer, policy)
        if decision.next_poll_at is None:
            assert any(told.is_gone for told in story)
            return
        assert decision.next_poll_at > now
        assert decision.history.polls == history.polls + 1
        now, history = decision.next_poll_at, decision.history
