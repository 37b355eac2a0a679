"""What every named-entity model looks like to the analysis, and how long texts are cut for it."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from schemas.errors import RejectedItemError

#: Memory of a document grows with its length; an article is far below this.
MAX_CHUNK_CHARACTERS: Final = 100_000


class NamedSpan(NamedTuple):
    """A span that a model labels. Offsets are half-open code points into the text."""

    start: int
    end: int
    #: As the model calls it: "GPE", "PER", …
    label: str


class Recogniser(Protocol):
    """A model of one language, loaded."""

    @property
    def method(self) -> str:
        """Name and version: "spacy:en_core_web_sm-3.8.0"."""

    def recognise(self, texts: Sequence[str]) -> list[tuple[NamedSpan, ...] | RejectedItemError]:
        """The spans of each text, in order; an error stands for a text that the model chokes on.

        What a text yields does not depend on the texts beside it.
        """


def chunk_offsets(text: str, limit: int = MAX_CHUNK_CHARACTERS) -> Iterator[tuple[int, int]]:
    r"""Consecutive spans of at most `limit` characters, cut at a line break or space if possible.

    >>> list(chunk_offsets("ab\ncd ef", 4))
    [(0, 3), (3, 6), (6, 8)]
    """
    start = 0
    while len(text) - start > limit:
        end = start + limit
        for separator in ("\n", " "):
            cut = text.rfind(separator, start, end)
            if cut > start:
                end = cut + 1
                break
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)
