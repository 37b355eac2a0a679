"""Notices of publishers that stand in place of an article, or between its paragraphs."""

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

NoticeKind = Literal["paywall", "consent", "challenge", "error_page"]

_NOTICES: Final = Path(__file__).parent / "data" / "notices.toml"
#: A longer paragraph is prose that quotes such words.
_MAX_NOTICE_CHARACTERS: Final = 600
_QUOTES: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "“": '"', "”": '"'})
_KINDS: Final[tuple[NoticeKind, ...]] = ("paywall", "consent", "challenge", "error_page")


class WithoutNotices(NamedTuple):
    """What is left of a text, and the kind of most of the notices in it."""

    paragraphs: tuple[str, ...]
    kind: NoticeKind | None


def without_notices(paragraphs: tuple[str, ...]) -> WithoutNotices:
    """The paragraphs that are no notice.

    >>> without_notices(("Troops moved east.", "Subscribe to continue reading."))
    WithoutNotices(paragraphs=('Troops moved east.',), kind='paywall')
    """
    kinds = [notice_kind(paragraph) for paragraph in paragraphs]
    kept = tuple(text for text, kind in zip(paragraphs, kinds, strict=True) if kind is None)
    commonest = Counter(kind for kind in kinds if kind is not None).most_common(1)
    return WithoutNotices(kept, commonest[0][0] if commonest else None)


def notice_kind(paragraph: str) -> NoticeKind | None:
    """Which notice a paragraph is, None when it is the article's own."""
    if len(paragraph) > _MAX_NOTICE_CHARACTERS:
        return None
    folded = " ".join(paragraph.lower().translate(_QUOTES).split())
    return next((kind for kind in _KINDS if _patterns()[kind].search(folded)), None)


@cache
def _patterns() -> dict[NoticeKind, re.Pattern[str]]:
    table: dict[str, dict[str, list[str]]]
    table = tomllib.loads(_NOTICES.read_text(encoding="utf-8"))
    return {
        kind: re.compile(
            "|".join(re.escape(phrase) for phrases in table[kind].values() for phrase in phrases)
        )
        for kind in _KINDS
    }
