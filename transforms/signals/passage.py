"""A passage: one sentence with all that stands in it, the unit every slot is read from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from schemas.analysis import AnalysedArticle
from schemas.entity import Entity
from transforms.signals.clauses import boundaries
from transforms.signals.lexicon import Lexicon
from transforms.signals.scan import ClassHit, Scan

#: How far a look at neighbouring words reaches, characters.
_NEAR = 60
#: How far from an infinitive its particle may stand: "zu ", " zu haben", characters.
_PARTICLE_BEFORE = 3
_PARTICLE_BEHIND = 10
#: Longest name in quotation marks.
_NAME_WORDS = 4
_NAME_LETTERS = 8


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence, or a part of one that is longer than any real sentence.

    Attributes:
        start: first code point in the full text; all offsets here are of the full text.
        end: code point after the last.
        quoted: spans of quotations that touch it; they may begin or end outside.
    """

    analysed: AnalysedArticle
    lexicon: Lexicon
    scan: Scan
    full_text: str = field(repr=False)
    index: int
    start: int
    end: int
    entities: Sequence[Entity]
    quoted: Sequence[tuple[int, int]]

    @cached_property
    def hits(self) -> Sequence[ClassHit]:
        """Class hits, by start."""
        return self.scan.classes_in(self.start, self.end)

    @cached_property
    def _by_class(self) -> dict[str, list[ClassHit]]:
        grouped: dict[str, list[ClassHit]] = {}
        for hit in self.hits:
            grouped.setdefault(hit.name, []).append(hit)
        return grouped

    @cached_property
    def class_names(self) -> frozenset[str]:
        """The classes that have a word here."""
        return frozenset(self._by_class)

    @cached_property
    def boundaries(self) -> Sequence[int]:
        """Offsets at which a clause begins, sorted; the passage's own ends are among them."""
        connectors = [hit.start for hit in self.of_class("connector")]
        return boundaries(self.scan.lowered, self.start, self.end, connectors)

    @cached_property
    def phrase_marks(self) -> Sequence[int]:
        """The boundaries that a noun phrase ends at: all but the marks around a quoted name."""
        around = {offset for quote in self.quoted for offset in self._around_name(quote)}
        return [b for b in self.boundaries if b not in around or b in (self.start, self.end)]

    def _around_name(self, quote: tuple[int, int]) -> tuple[int, ...]:
        """Where clauses would begin at the marks of a quotation, if a name stands in them."""
        start, end = quote
        letters, words = self.full_text[start:end], self.words_between(start, end)
        longest = _NAME_WORDS if self.lexicon.spaces else _NAME_LETTERS
        is_name = letters[:1].isupper() or letters[:1].lower() == letters[:1].upper()
        closed = not letters.rstrip().endswith((",", ".", "!", "?", "，", "。"))
        return (start, end + 1) if is_name and closed and len(words) <= longest else ()

    def of_class(self, *names: str) -> list[ClassHit]:
        """Hits of the classes, by start."""
        if len(names) == 1:
            return self._by_class.get(names[0], [])
        return sorted(hit for name in names for hit in self._by_class.get(name, ()))

    def under(self, prefix: str) -> Iterator[ClassHit]:
        """Hits of the classes whose names begin so, by start."""
        return (hit for hit in self.hits if hit.name.startswith(prefix))

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether a word of the class lies in [start, end)."""
        return any(start <= hit.start and hit.end <= end for hit in self._by_class.get(name, ()))

    def words_before(self, offset: int, count: int = 3) -> list[str]:
        """Up to `count` words before an offset, nearest first, lower case."""
        left = max(self.start, offset - _NEAR)
        words = self.lexicon.word.findall(self.scan.lowered, left, offset)
        return words[: -count - 1 : -1]

    def words_after(self, offset: int, count: int = 3) -> list[str]:
        """Up to `count` words after an offset, lower case."""
        return self.lexicon.word.findall(self.scan.lowered, offset, min(self.end, offset + _NEAR))[
            :count
        ]

    def words_between(self, start: int, end: int) -> list[str]:
        """The words in [start, end), lower case; at most a few dozen."""
        return self.lexicon.word.findall(self.scan.lowered, start, min(end, start + 400))

    def last_word(self, start: int, end: int) -> str:
        """The last word of a name with the ending behind an apostrophe: "ukrayna'yı"."""
        lowered = self.scan.lowered
        if not self.lexicon.spaces:
            return lowered[start:end]
        stop = end
        while stop < len(lowered) and (lowered[stop].isalnum() or lowered[stop] in "'’"):
            stop += 1
        words = lowered[start:stop].split()
        return words[-1] if words else ""

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause that holds [start, end), as far as punctuation and connectors tell."""
        left = self.boundaries[max(0, bisect_right(self.boundaries, start) - 1)]
        right = self.boundaries[min(bisect_left(self.boundaries, end), len(self.boundaries) - 1)]
        return left, right

    def governing_left(self, start: int, end: int) -> int:
        """Where the clause begins that governs [start, end).

        It is the clause before, for an infinitive set off by a mark: "plant, … zu entsenden".
        """
        left = self.clause(start, end)[0]
        words = self.scan.lowered[max(left, start - _PARTICLE_BEFORE) : end + _PARTICLE_BEHIND]
        if left > self.start and self.lexicon.syntax.infinitive.search(words):
            return self.clause(left - 1, left)[0]
        return left

    def in_quote(self, start: int, end: int) -> tuple[int, int] | None:
        """The quotation that holds the span."""
        return next((q for q in self.quoted if q[0] <= start and end <= q[1]), None)
