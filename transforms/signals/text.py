"""Text helpers that never move an offset."""

import re
from collections.abc import Sequence

#: Look-alikes of the apostrophe and the hyphen, one code point for one.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00a0": " "})
_SPACE = re.compile(r"\s")


def lower_keeping_length(text: str) -> str:
    """The text in lower case with plain apostrophes; every offset still holds.

    Letters whose lower case is longer ("İ") keep their first code point only.

    >>> lower_keeping_length("İzmir’s")
    "izmir's"
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter.lower()[0] for letter in text)
    return lowered.translate(_PLAIN)


def cut(text: str, start: int, end: int, longest: int) -> Sequence[tuple[int, int]]:
    """The span in parts of at most `longest` code points, cut at white space where there is any."""
    parts = []
    while end - start > longest:
        middle = text.rfind(" ", start + longest // 2, start + longest)
        stop = middle if middle > start else start + longest
        parts.append((start, stop))
        start = stop
        while start < end and _SPACE.match(text, start):
            start += 1
    if start < end:
        parts.append((start, end))
    return parts
