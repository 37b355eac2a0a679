import datetime as dt
import heapq
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.polling.strategies import NOW
from transforms.polling.hosts import (
    DueFeed,
    HostPolicy,
    HostState,
    ended,
    free_at,
    host_of,
    idle_hosts,
    merged,
    start_now,
)

POLICY = HostPolicy()
FREE = HostPolicy(min_delay_seconds=0)
SECOND = dt.timedelta(seconds=1)


def due(*urls: str, at: dt.datetime = NOW) -> list[DueFeed]:
    return [DueFeed(url=url, due_at=at) for url in urls]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://News.example/rss", "news.example:443"),
        ("http://news.example:8080/rss", "news.example:8080"),
        ("https://user:secret@news.example/rss", "news.example:443"),
        ("file:///tmp/feed.xml", ""),
    ],
)
def test_a_host_is_a_name_and_a_port(url: str, host: str) -> None:
    assert host_of(url) == host


def test_feeds_of_one_host_start_one_after_another_and_of_others_at_once() -> None:
    plan = start_now(NOW, due("http://a/1", "http://a/2", "http://b/1"), {}, POLICY)
    assert plan.start == ("http://a/1", "http://b/1")
    assert plan.next_at == NOW + SECOND
    assert plan.hosts["a:80"] == HostState(running=1, last_started_at=NOW)


def test_no_host_has_more_requests_at_once_than_it_may_bear() -> None:
    plan = start_now(NOW, due("http://a/1", "http://a/2", "http://a/3"), {}, FREE)
    assert plan.start == ("http://a/1", "http://a/2")
    assert plan.next_at is None  # only the end of a request can free the third


def test_the_longest_due_feed_starts_first() -> None:
    feeds = due("http://a/1") + due("http://a/2", at=NOW - SECOND)
    assert start_now(NOW, feeds, {}, POLICY).start == ("http://a/2",)


def test_a_feed_that_is_not_due_waits_for_its_time() -> None:
    plan = start_now(NOW, due("http://a/1", at=NOW + 5 * SECOND), {}, POLICY)
    assert (plan.start, plan.next_at) == ((), NOW + 5 * SECOND)


def test_the_retry_after_of_one_feed_holds_for_all_feeds_of_its_host() -> None:
    state = ended(HostState(running=1), NOW, FREE, retry_after_seconds=90, is_rate_limit=True)
    hosts = {"a:80": state}
    plan = start_now(NOW, due("http://a/1", "http://b/1"), hosts, FREE)
    assert (plan.start, plan.next_at) == (("http://b/1",), NOW + 90 * SECOND)
    assert start_now(NOW + 90 * SECOND, due("http://a/1"), hosts, FREE).start == ("http://a/1",)


@pytest.mark.parametrize(
    ("retry_after", "is_rate_limit", "seconds"),
    [(0, True, 60), (5, True, 5), (0, False, None), (5, False, None)],
)
def test_only_a_rate_limit_pauses_a_host(
    retry_after: float, is_rate_limit: bool, seconds: float | None
) -> None:
    state = ended(
        HostState(running=2),
        NOW,
        POLICY,
        retry_after_seconds=retry_after,
        is_rate_limit=is_rate_limit,
    )
    assert state.running == 1
    assert state.blocked_until == (None if seconds is None else NOW + seconds * SECOND)


@pytest.mark.parametrize("asked", [10**9, 10**12])
def test_a_pause_longer_than_a_week_is_a_mistake_and_honoured_up_to_it(asked: float) -> None:
    state = ended(HostState(), NOW, POLICY, retry_after_seconds=asked, is_rate_limit=True)
    assert state.blocked_until == NOW + dt.timedelta(days=7)


def test_a_pause_never_shortens_another() -> None:
    state = HostState(running=1, blocked_until=NOW + 100 * SECOND)
    later = ended(state, NOW, POLICY, retry_after_seconds=5, is_rate_limit=True)
    assert later.blocked_until == NOW + 100 * SECOND
    assert ended(state, NOW + 101 * SECOND, POLICY).blocked_until is None


STATES = st.builds(
    HostState,
    last_started_at=st.none() | st.datetimes(timezones=st.just(dt.UTC)),
    blocked_until=st.none() | st.datetimes(timezones=st.just(dt.UTC)),
)


@given(STATES, STATES)
def test_what_one_poller_was_asked_for_holds_for_another(one: HostState, other: HostState) -> None:
    both = merged(one, other)
    assert both == merged(other, one) == merged(both, one)
    assert free_at(both, FREE) == max(free_at(one, FREE), free_at(other, FREE))


def test_a_crawl_delay_is_honoured_up_to_a_minute() -> None:
    for asked, given_ in [(10, 10), (86_400, 60)]:
        hosts = {"a:80": HostState(last_started_at=NOW, crawl_delay_seconds=asked)}
        plan = start_now(NOW, due("http://a/1"), hosts, POLICY)
        assert plan.next_at == NOW + given_ * SECOND


def test_files_have_no_host_to_be_polite_to() -> None:
    files = [f"file:///feeds/{number}.xml" for number in range(9)]
    plan = start_now(NOW, due(*files), {}, POLICY)
    assert len(plan.start) == 9
    assert not plan.hosts


def test_no_more_start_than_there_are_slots() -> None:
    plan = start_now(NOW, due("http://a/1", "http://b/1", "http://c/1"), {}, POLICY, free_slots=2)
    assert plan.start == ("http://a/1", "http://b/1")


def test_hosts_with_nothing_to_remember_may_be_forgotten() -> None:
    hosts = {
        "old": HostState(last_started_at=NOW - 60 * SECOND),
        "fresh": HostState(last_started_at=NOW),
        "busy": HostState(running=1),
        "slow": HostState(crawl_delay_seconds=5),
        "paused": HostState(blocked_until=NOW + SECOND),
    }
    assert idle_hosts(NOW, hosts, POLICY) == {"old"}


def test_a_policy_that_lets_nothing_start_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        HostPolicy(max_requests_at_once=0)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20)), min_size=1, max_size=40),
    st.integers(1, 3),
    st.sampled_from([0.0, 0.5, 2.0]),
    st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=10),
)
def test_every_due_feed_starts_and_no_host_is_pressed(
    feeds: list[tuple[int, int]], at_once: int, delay: float, answers: list[tuple[int, bool]]
) -> None:
    policy = HostPolicy(max_requests_at_once=at_once, min_delay_seconds=delay, pause_seconds=7)
    waiting = {
        f"http://host{host}/{number}": NOW + seconds * SECOND
        for number, (host, seconds) in enumerate(feeds)
    }
    log = _simulate(dict(waiting), policy, answers)
    assert {url for url, _, _, _ in log} == waiting.keys()
    by_host = defaultdict(list)
    for url, started, stopped, paused in log:
        assert started >= waiting[url]
        by_host[host_of(url)].append((started, stopped, paused))
    for requests in by_host.values():
        for (earlier, _, _), (later, _, _) in pairwise(requests):
            assert (later - earlier).total_seconds() >= delay
        for started, stopped, paused in requests:
            running = [r for r in requests if r[0] <= started < r[1]]
            assert len(running) <= at_once
            assert not any(stopped <= other[0] < paused for other in requests)


def _simulate(
    waiting: dict[str, dt.datetime], policy: HostPolicy, answers: Sequence[tuple[int, bool]]
) -> list[tuple[str, dt.datetime, dt.datetime, dt.datetime]]:
    """Runs feeds on a clock of its own: URL, start, end, and until when its host is paused."""
    now = NOW
    log: list[tuple[str, dt.datetime, dt.datetime, dt.datetime]] = []
    hosts: dict[str, HostState] = {}
    running: list[tuple[dt.datetime, str, bool]] = []
    while waiting or running:
        while running and running[0][0] <= now:
            _, url, limited = heapq.heappop(running)
            hosts[host_of(url)] = ended(hosts[host_of(url)], now, policy, is_rate_limit=limited)
        plan = start_now(
            now, [DueFeed(url=u, due_at=at) for u, at in waiting.items()], hosts, policy
        )
        hosts = plan.hosts
        for url in plan.start:
            seconds, limited = answers[len(log) % len(answers)]
            stop = now + (seconds + 1) * SECOND
            heapq.heappush(running, (stop, url, limited))
            log.append((url, now, stop, stop + 7 * SECOND * limited))
            del waiting[url]
        moments = [at for at, _, _ in running] + ([plan.next_at] if plan.next_at else [])
        now = min((at for at in moments if at > now), default=now)
        assert moments or not waiting, "feeds wait for nothing"
    return log
