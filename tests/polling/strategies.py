"""Feeds, answers and policies of every kind, for the laws of polling."""

import datetime as dt
from typing import get_args

from hypothesis import strategies as st

from schemas.vocabulary import PollOutcome
from transforms.polling.answer import PollAnswer
from transforms.polling.history import FeedHistory
from transforms.polling.policy import PollPolicy

NOW = dt.datetime(2026, 3, 4, 10, 30, tzinfo=dt.UTC)
SUCCESSES = ("ok", "not_modified", "empty", "moved")
FAILURES = tuple(name for name in get_args(PollOutcome) if name not in SUCCESSES)

urls = st.sampled_from([f"https://news{number}.example/rss" for number in range(20)])
moments = st.integers(-40 * 86_400, 0).map(lambda seconds: NOW + dt.timedelta(seconds=seconds))

policies = st.builds(
    lambda low, factor, jitter, first: PollPolicy(
        min_interval_seconds=low,
        max_interval_seconds=low * factor,
        first_interval_seconds=first,
        jitter=jitter,
    ),
    st.floats(0.05, 3_600),
    st.floats(1, 500),
    st.floats(0, 0.99),
    st.floats(0.1, 200_000),
)

headers = st.fixed_dictionaries(
    {},
    optional={
        "Retry-After": st.one_of(
            st.integers(0, 10**12).map(str),
            st.sampled_from(["Wed, 04 Mar 2026 11:00:00 GMT", "soon", "-5", "", "90.5"]),
        ),
        "cache-control": st.sampled_from(
            ["max-age=600", "no-cache", "public, max-age=31536000", "max-age=x", ", ,", "no-store"]
        ),
        "Expires": st.sampled_from(["0", "-1", "Thu, 05 Mar 2026 10:30:00 GMT"]),
        "Date": st.sampled_from(["Wed, 04 Mar 2026 10:00:00 GMT", "now"]),
        "Age": st.sampled_from(["60", "?"]),
        "ETag": st.just('"a"'),
    },
)


def answers(*outcomes: str) -> st.SearchStrategy[PollAnswer]:
    """Answers with one of the outcomes, or with any."""
    return st.builds(
        PollAnswer,
        outcome=st.sampled_from(outcomes or get_args(PollOutcome)),
        status=st.sampled_from([None, 200, 304, 404, 429, 500, 503]),
        headers=headers,
        moved_to=st.none() | urls,
        items=st.none() | st.integers(0, 50),
        items_new=st.none() | st.integers(0, 50),
        item_dates=st.lists(moments, max_size=6).map(tuple),
        ttl_seconds=st.none() | st.integers(0, 10**9),
        skip_hours=st.frozensets(st.integers(0, 23), max_size=24),
        skip_days=st.frozensets(st.integers(0, 6), max_size=7),
    )


histories = st.builds(
    FeedHistory,
    url=urls,
    moved_to=st.none() | urls,
    polls=st.integers(0, 1_000),
    failures=st.integers(0, 1_000),
    retired=st.booleans(),
    interval_seconds=st.none() | st.floats(0.01, 10**6),
    ttl_seconds=st.none() | st.integers(0, 10**9),
    last_news_at=st.none() | moments,
    news_gaps_seconds=st.lists(st.floats(1, 10**6), max_size=16).map(tuple),
    items=st.none() | st.integers(0, 50),
    had_items=st.booleans(),
)
