"""Which items of a group are new, independent of the order they came in."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final, Protocol

import msgspec

from schemas.article import Article
from schemas.ids import content_id
from schemas.rejection import DeadLetterRow, DroppedRow

#: What can have been seen before: an article's version, or a rejection of the same input.
Seeable = Article | DeadLetterRow | DroppedRow


#: In place of when an item was read, which says nothing of it.
_NO_TIME: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class SeenKeys(Protocol):
    """What earlier runs have written."""

    def seen(self, keys: Collection[str]) -> set[str]:
        """Those of the keys that were seen before."""

    def add_pending(self, keys: Collection[str], at: float = 0.0) -> None:
        """Remembers keys that this run lets through; they count once they are committed.

        Args:
            keys: of what is let through.
            at: its event time, in seconds since 1970.
        """

    def close(self) -> None:
        """Lets go of what the memory holds open."""


class NothingSeen:
    """The memory of a run without a store."""

    def seen(self, keys: Collection[str]) -> set[str]:  # noqa: ARG002 - the interface's argument
        """The empty set."""
        return set()

    def add_pending(self, keys: Collection[str], at: float = 0.0) -> None:
        """Forgets them."""

    def close(self) -> None:
        """Holds nothing open."""


def seen_key(item: Seeable) -> str:
    """By which an item is known again."""
    match item:
        case Article():
            return item.version_id
        case DeadLetterRow():
            return item.dead_letter_id
        case DroppedRow():
            return item.drop_id


def drop_seen(items: Iterable[Seeable], seen: Collection[str]) -> Iterator[Seeable]:
    """The first of each key that is not in `seen`, and a drop for every other item.

    First is by content (date, feed, guid), never by arrival, so that the row that stays does not
    depend on bundles or order.
    """
    taken = set(seen)
    repeats: dict[tuple[str, ...], int] = {}
    for item in sorted(items, key=_order):
        key = seen_key(item)
        if key not in taken:
            taken.add(key)
            yield item
            continue
        identity = (key, *_source(item))
        repeats[identity] = repeats.get(identity, -1) + 1
        yield _already_seen(item, key, repeats[identity])


def _order(item: Seeable) -> tuple[object, ...]:
    """A total order by content: what has a date goes first, then the earlier; never by arrival."""
    dates: tuple[object, ...] = ()
    if isinstance(item, Article):
        dates = (*_last_if_none(item.published_at), *_last_if_none(item.updated_at))
    everything_else = msgspec.json.encode(_at_no_time(item), order="deterministic")
    return (seen_key(item), *dates, *_source(item), everything_else)


def _at_no_time(item: Seeable) -> Seeable:
    """The item without when it was read."""
    match item:
        case Article():
            return replace(item, retrieved_at=_NO_TIME)
        case DeadLetterRow():
            return replace(item, first_failed_at=_NO_TIME)
        case DroppedRow():
            return replace(item, at=_NO_TIME)


def _last_if_none(time: dt.datetime | None) -> tuple[bool, dt.datetime]:
    return time is None, time or _NO_TIME


def _source(item: Seeable) -> tuple[str, str]:
    if isinstance(item, DeadLetterRow):
        return item.source, ""
    return item.feed_url or "", item.guid or ""


def _already_seen(item: Seeable, key: str, repeat: int) -> DroppedRow:
    """The drop of one item; `repeat` tells identical items of one group apart."""
    feed_url, guid = _source(item)
    article_id = item.article_id if isinstance(item, Article) else None
    return DroppedRow(
        drop_id=content_id("dropped", "already_seen", key, feed_url, guid, repeat),
        article_id=article_id,
        guid=guid or None,
        feed_url=feed_url or None,
        reason="already_seen",
        detail=f"{'version' if article_id else 'rejected input'} {key}",
        at=_retrieved_at(item),
    )


def _retrieved_at(item: Seeable) -> dt.datetime:
    match item:
        case Article():
            return item.retrieved_at
        case DeadLetterRow():
            return item.first_failed_at
        case DroppedRow():
            return item.at
