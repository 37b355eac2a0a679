"""Keeps lists of entities free of overlaps, in time that hardly grows with their number."""

from bisect import bisect_left
from collections.abc import Collection

from schemas.entity import Entity


def add_free(kept: list[Entity], entities: Collection[Entity]) -> None:
    """Adds those that overlap nothing kept so far; `kept` stays sorted by start."""
    if not entities:
        return
    starts = [entity.start for entity in kept]
    for entity in entities:
        at = bisect_left(starts, entity.start)
        if at < len(kept) and starts[at] < entity.end:
            continue
        if at > 0 and kept[at - 1].end > entity.start:
            continue
        kept.insert(at, entity)
        starts.insert(at, entity.start)


def enclosing(sorted_spans: list[Entity], entity: Entity) -> Entity | None:
    """The one of some spans, sorted and without overlap, that holds an entity."""
    at = bisect_left(sorted_spans, entity.start + 1, key=_start) - 1
    if at >= 0 and sorted_spans[at].end >= entity.end:
        return sorted_spans[at]
    return None


def _start(entity: Entity) -> int:
    return entity.start


#: Quotation marks that open, each with the one that closes.
_CLOSING = {"«": "»", "“": "”", "„": "“", "‘": "’", '"': '"', "「": "」", "《": "》"}


def close_quotes(text: str, start: int, end: int) -> int:
    """The end of a name, past the mark that closes what was opened inside: ЧВК «Вагнер»."""
    if end >= len(text) or _CLOSING.keys().isdisjoint(text[start + 1 : end]):
        return end
    for position in range(end - 1, start, -1):
        closing = _CLOSING.get(text[position])
        if closing is not None:
            return end + (text[end] == closing and closing not in text[position + 1 : end])
    return end
