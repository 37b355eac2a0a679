"""Places told by common nouns alone: "at the border", "auf der Frontlinie"."""

import re
from collections.abc import Iterator
from functools import cache

from schemas.entity import Entity
from transforms.signals.passage import Passage

#: Classes whose words tell a place without naming it.
_CLASSES = ("border", "national_area")
#: Words before the noun that belong to it: "the eastern border".
_OWN_WORDS = 3


def common_places(passage: Passage, left: int, right: int) -> list[Entity]:
    """The common nouns of places in [left, right), with the words that describe them."""
    spans = {(hit.start, hit.end): f"noun:{hit.name}" for hit in passage.of_class(*_CLASSES)}
    spans |= dict.fromkeys(_listed(passage), "noun")
    return [
        _common(passage, start, end, method)
        for (start, end), method in sorted(spans.items())
        if left <= start < right
    ]


def _listed(passage: Passage) -> Iterator[tuple[int, int]]:
    pattern = _pattern(passage.lexicon.words["common_places"], passage.lexicon.spaces)
    for found in pattern.finditer(passage.scan.lowered, passage.start, passage.end):
        yield found.span()


@cache
def _pattern(nouns: frozenset[str], spaces: bool) -> re.Pattern[str]:
    """The pattern of a language's nouns; one that never matches where it has none."""
    longest_first = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
    if not longest_first:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)" if spaces else longest_first)


def _common(passage: Passage, start: int, end: int, method: str) -> Entity:
    start = _described(passage, start)
    text = passage.full_text[start:end]
    return Entity(text=text, start=start, end=end, label="LOC", name=text, method=method)


def _described(passage: Passage, start: int) -> int:
    """Where the words begin that describe the noun: "eastern border"."""
    words = passage.lexicon.words["place_modifiers"]
    for _ in range(_OWN_WORDS if passage.lexicon.spaces else 0):
        before = passage.words_before(start, 1)
        at = start - len(before[0]) - 1 if before else -1
        if (
            not before
            or before[0] not in words
            or passage.scan.lowered[at : start - 1] != before[0]
        ):
            break
        start = at
    return start
