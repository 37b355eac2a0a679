"""DropSeen: lets each version through once, in a run and across runs."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import apache_beam as beam
from apache_beam.coders import PickleCoder
from apache_beam.pvalue import PCollection
from apache_beam.transforms.userstate import ReadModifyWriteStateSpec
from apache_beam.transforms.window import GlobalWindows

from schemas.rejection import DroppedRow
from transforms.rejections_beam import REJECTED, Split, rejected, several_outputs
from transforms.seen.seen import Seeable, SeenKeys, drop_seen, seen_key

#: Groups that are looked up together; a key's shard is its first hexadecimal digit.
_SHARDS: Final = 16
#: Keys that a streaming shard remembers; the oldest go first. 16 shards of these are about a month
#: of 50,000 articles a day.
_REMEMBERED_PER_SHARD: Final = 100_000


class DropSeen(beam.PTransform[PCollection[Seeable], Split[Seeable]]):
    """PCollection[Seeable] -> Split[Seeable].

    Within a window, which of several equal items stays does not depend on their order. Earlier
    runs are asked through the store that `open_store` opens once a worker; when streaming, state
    remembers earlier windows too.
    """

    def __init__(self, open_store: Callable[[], SeenKeys], *, streaming: bool) -> None:
        super().__init__()
        self._open_store = open_store
        self._streaming = streaming

    @several_outputs
    def expand(self, items: PCollection[Seeable]) -> Split[Seeable]:
        windowing = items.windowing
        groups = items | "KeyByShard" >> beam.Map(_by_shard) | "Group" >> beam.GroupByKey()
        if self._streaming:
            # State lives in one window; the groups go back to theirs below.
            groups = groups | "Unwindow" >> beam.WindowInto(GlobalWindows())
            groups = groups | "MarkRemembered" >> beam.ParDo(
                _MarkRememberedFn(_REMEMBERED_PER_SHARD)
            )
        else:
            groups = groups | "MarkNone" >> beam.Map(_mark_none)
        split = groups | "AskStore" >> beam.ParDo(_DropSeenFn(self._open_store)).with_outputs(
            REJECTED, main="kept"
        )
        if not self._streaming:
            return Split(split.kept, split[REJECTED])
        return Split(
            split.kept | "RewindowKept" >> beam.WindowInto(windowing),
            split[REJECTED] | "RewindowRejected" >> beam.WindowInto(windowing),
        )


Group = tuple[str, list[Seeable]]
#: A group, and those of its keys that state remembers.
MarkedGroup = tuple[list[Seeable], set[str]]


def _by_shard(item: Seeable) -> tuple[str, Seeable]:
    return f"{int(seen_key(item)[:8], 16) % _SHARDS:x}", item


def _mark_none(group: tuple[str, Iterable[Seeable]]) -> MarkedGroup:
    return list(group[1]), set()


class _MarkRememberedFn(beam.DoFn):
    """Adds what state remembers of earlier windows, and remembers the group's own keys.

    One bounded dictionary a shard: a state cell a key would cost milliseconds each.
    """

    REMEMBERED = ReadModifyWriteStateSpec("remembered", PickleCoder())

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity

    def process(
        self,
        group: tuple[str, Iterable[Seeable]],
        remembered: Any = beam.DoFn.StateParam(REMEMBERED),  # noqa: B008 - how Beam declares state
    ) -> Iterator[MarkedGroup]:
        items = list(group[1])
        known: dict[str, None] = remembered.read() or {}
        keys = {seen_key(item) for item in items}
        yield items, keys & known.keys()
        known.update(dict.fromkeys(sorted(keys)))
        for old in list(known)[: max(0, len(known) - self._capacity)]:
            del known[old]
        remembered.write(known)


class _DropSeenFn(beam.DoFn):
    def __init__(self, open_store: Callable[[], SeenKeys]) -> None:
        self._open_store = open_store

    def setup(self) -> None:
        self._store = self._open_store()

    def teardown(self) -> None:
        self._store.close()

    def process(
        self,
        group: MarkedGroup,
        at: Any = beam.DoFn.TimestampParam,
    ) -> Iterator[Any]:
        items, remembered = group
        keys = {seen_key(item) for item in items}
        fresh = []
        for item in drop_seen(items, remembered | self._store.seen(keys)):
            if isinstance(item, DroppedRow) and item.reason == "already_seen":
                yield rejected(item)
            else:
                fresh.append(seen_key(item))
                yield item
        self._store.add_pending(fresh, float(at))
