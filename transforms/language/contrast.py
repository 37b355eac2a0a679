"""Words that tell apart the languages which detectors take for one another."""

import functools
import re
from collections import Counter
from dataclasses import dataclass

from transforms.language.tags import read_data


@dataclass(frozen=True, slots=True)
class _Group:
    """Languages that are easily confused: tag -> pattern of the words that only it uses."""

    patterns: dict[str, re.Pattern[str]]


def by_contrast(text: str, best: str) -> str | None:
    """The language of `best`'s group that most telling words speak for; None if none is ahead."""
    group = next((group for group in _groups() if best in group.patterns), None)
    if group is None:
        return None
    hits = Counter({tag: len(p.findall(text.lower())) for tag, p in group.patterns.items()})
    (first, most), (_, next_most) = hits.most_common(2)
    return first if most > next_most else None


@functools.cache
def _groups() -> tuple[_Group, ...]:
    return tuple(
        _Group({tag: _pattern(words.split()) for tag, words in group.items()})
        for group in read_data("contrasts.toml")["groups"]
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    exact = [re.escape(word[1:]) + r"\b" for word in words if word.startswith("=")]
    beginnings = [re.escape(word) for word in words if not word.startswith("=")]
    return re.compile(rf"\b(?:{'|'.join(exact + beginnings)})")
