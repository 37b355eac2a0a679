"""Where clauses begin, and what stands in quotation marks."""

import re
from collections.abc import Iterable, Sequence

#: A comma between digits is no boundary, nor is a hyphen inside a word.
#: White space between Chinese letters is one: headlines part their halves with it.
_MARK = re.compile(
    r"""[;:()“”"«»„—]|\s[–-]\s|,(?!\d)|[，；：（）،؛]|(?<=[一-鿿」』])[ \u3000]+(?=[一-鿿「『])"""
)
#: Opening and closing marks that differ; a quotation is at most this long, characters.
_PAIRED = re.compile(r"[“„«「『]([^“„«」』”»]{1,3000}?)(?:[”»」』]|“(?=\W|$))")
_STRAIGHT = re.compile(r'"')
_LONGEST = 3000


def boundaries(lowered: str, start: int, end: int, connectors: Iterable[int]) -> Sequence[int]:
    """Offsets in [start, end] at which a clause begins: after marks, and at connecting words."""
    marks = (found.end() for found in _MARK.finditer(lowered, start, end))
    return sorted({start, end, *marks, *connectors})


def quotations(text: str) -> list[tuple[int, int]]:
    """Spans inside quotation marks, by start.

    Straight marks pair up within a paragraph; one left open ends with it.
    """
    spans = [found.span(1) for found in _PAIRED.finditer(text)]
    if '"' in text:
        spans.extend(_straight_quotations(text))
    return sorted(spans)


def _straight_quotations(text: str) -> Iterable[tuple[int, int]]:
    position = 0
    for line in text.splitlines(keepends=True):
        if '"' in line:
            marks = [position + found.start() for found in _STRAIGHT.finditer(line)]
            for opening, closing in zip(marks[::2], marks[1::2], strict=False):
                if 1 < closing - opening < _LONGEST:
                    yield opening + 1, closing
        position += len(line)
