"""Text helpers that never move an offset."""

import re
from collections.abc import Sequence

#: Look-alikes of the apostrophe and the hyphen, one code point for one.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00a0": " "})
_SPACE = re.compile(r"\s")
#: Vowel signs and lengthening strokes of Arabic, which most writers leave out.
_SIGNS = "\u0640\u064b-\u0652\u0670"
_SIGNED = re.compile(rf"[^\W{_SIGNS}]*[{_SIGNS}](?:\w|[{_SIGNS}])*")
_SIGN = re.compile(f"[{_SIGNS}]")


def lower_keeping_length(text: str) -> str:
    """The text in lower case with plain apostrophes; every offset still holds.

    Letters whose lower case is longer ("İ") keep their first code point only. Arabic loses its
    vowel signs; the word's letters move up, and spaces stand behind them.

    >>> lower_keeping_length("İzmir’s")
    "izmir's"
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter.lower()[0] for letter in text)
    return without_signs(lowered).translate(_PLAIN)


def without_signs(text: str) -> str:
    """The text without the vowel signs of Arabic; spaces keep its words in their places."""
    return _SIGNED.sub(_unsigned, text) if _SIGN.search(text) else text


def _unsigned(word: re.Match[str]) -> str:
    """The letters of an Arabic word, filled up with spaces where it was longer."""
    return _SIGN.sub("", word[0]).ljust(len(word[0]))


def end_as_written(text: str, lowered: str, end: int) -> int:
    """Where a word ends in the text that ends at `end` in its lower case without vowel signs.

    >>> end_as_written("سلّمت تركيا", lower_keeping_length("سلّمت تركيا"), 4)
    5
    """
    while end < len(lowered) and lowered[end] == " " and not text[end].isspace():
        end += 1
    return end


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
