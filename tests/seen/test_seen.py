import datetime as dt
import random
from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from schemas.rejection import DroppedRow, dead_letter
from tests.builders import NOW, article
from transforms.seen.seen import Seeable, drop_seen, seen_key


def split(
    items: list[Seeable], seen: Collection[str] = ()
) -> tuple[list[Seeable], list[DroppedRow]]:
    kept, dropped = [], []
    for item in drop_seen(items, seen):
        if isinstance(item, DroppedRow) and item.reason == "already_seen":
            dropped.append(item)
        else:
            kept.append(item)
    return kept, dropped


def copies() -> list[Seeable]:
    """One version from three feeds, twice from one of them, and another version."""
    same = [
        article("Text.", url="https://a.example/1", feed_url=f"https://{feed}.example", guid="g")
        for feed in ("c", "a", "b", "b")
    ]
    feed_url = "https://b.example"
    same[3] = article(
        "Text.", url="https://a.example/1", feed_url=feed_url, guid="g", publisher="Other"
    )
    return [*same, article("Other.", url="https://a.example/1", feed_url="https://a.example")]


def test_each_version_is_kept_once_and_every_copy_accounted_for() -> None:
    kept, dropped = split(copies())
    assert len(kept) == 2
    assert len(dropped) == 3
    assert len({row.drop_id for row in dropped}) == 3


@given(st.randoms(use_true_random=False))
def test_which_copy_stays_does_not_depend_on_the_order(random_: random.Random) -> None:
    items = copies()
    expected = split(items)
    random_.shuffle(items)
    assert split(items) == expected


def test_the_copy_that_has_a_date_stays() -> None:
    undated = article("Text.", url="https://a.example/1", feed_url="https://a.example")
    dated = article(
        "Text.", url="https://a.example/1", feed_url="https://b.example", published_at=NOW
    )
    kept, _ = split([undated, dated])
    assert kept == [dated]


def test_what_an_earlier_run_wrote_is_dropped() -> None:
    items = copies()
    kept, dropped = split(items, {seen_key(item) for item in items})
    assert not kept
    assert len(dropped) == len(items)


def test_a_drop_is_dated_by_retrieval_and_names_its_article() -> None:
    item = article(retrieved_at=NOW - dt.timedelta(hours=1))
    _, (row,) = split([item, item])
    assert (row.at, row.article_id, row.reason) == (
        item.retrieved_at,
        item.article_id,
        "already_seen",
    )


def test_a_rejected_input_that_comes_again_is_dropped() -> None:
    letter = dead_letter("ParseFeeds", "malformed_feed", "no feed", b"x", source="s", at=NOW)
    kept, dropped = split([letter], {letter.dead_letter_id})
    assert not kept
    assert dropped[0].feed_url == "s"
