"""One pass of a lexicon over an article: which of its words stand where."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.signals.forms import Form, searchable
from transforms.signals.lexicon import Lexicon, Trigger

#: Longest reach of a class form's pattern, characters.
_REACH = 120
#: How far before its words the class may stand that leads a form, characters.
_LEAD_REACH = 60
#: Longest first part of a compound, characters.
_LONGEST_PREFIX = 40
#: Classes of fixed phrases whose words are no triggers.
_MASKS = ("mask", "metaphor")


class ClassHit(NamedTuple):
    """Words of a class, as half-open code points."""

    start: int
    end: int
    name: str


class Candidate(NamedTuple):
    """A place where a trigger's form may begin; its end where that needs no trying."""

    start: int
    end: int | None
    form: Form
    trigger: Trigger


def _start(candidate: Candidate) -> int:
    return candidate.start


@dataclass(frozen=True, slots=True)
class Scan:
    """What a lexicon finds in one text.

    Attributes:
        lowered: the text in lower case, offsets kept.
        classes: class hits by start.
        starts: their starts.
        candidates: possible triggers by start.
    """

    lowered: str
    classes: Sequence[ClassHit]
    starts: Sequence[int]
    candidates: Sequence[Candidate]

    def classes_in(self, start: int, end: int) -> Sequence[ClassHit]:
        """Class hits that begin in [start, end)."""
        return self.classes[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def tells_event(self, start: int, end: int) -> bool:
        """Whether the words of a trigger lie in [start, end), with the class that leads them."""
        left = bisect_left(self.candidates, start, key=_start)
        inside = self.candidates[left : bisect_left(self.candidates, end, key=_start)]
        return any(
            c.form.match_end(self.lowered, c.start, end) and self._is_led(c, start) for c in inside
        )

    def _is_led(self, candidate: Candidate, start: int) -> bool:
        """Whether a class that its form begins with stands before the candidate, if any must."""
        after = candidate.form.after
        return not after or any(
            hit.name in after and hit.end <= candidate.start
            for hit in self.classes_in(max(start, candidate.start - _LEAD_REACH), candidate.start)
        )

    def distinct_words(self, prefix: str) -> Counter[str]:
        """By class under the prefix: how many different words of it the text holds."""
        seen = {
            (hit.name, self.lowered[hit.start : hit.end])
            for hit in self.classes
            if hit.name.startswith(prefix)
        }
        return Counter(name for name, _ in seen)


def scan(lowered: str, lexicon: Lexicon) -> Scan:
    """Finds the classes and possible triggers of a text in one pass of the automaton."""
    classes: set[ClassHit] = set()
    candidates: list[Candidate] = []
    for literal, start, end in _hits(lowered, lexicon):
        entries = lexicon.entries[literal]
        begin = _word_start(lowered, start) if entries.inner and lexicon.spaces else start
        proper = begin == start or lowered[begin:start] in lexicon.prefixes
        for name in entries.classes:
            classes.add(ClassHit(begin, end, name))
        for form, owner in entries.tried:
            if proper or form.any_prefix:
                stop = form.match_end(lowered, begin, start + _REACH)
                if stop is not None:
                    classes.add(ClassHit(begin, stop, owner))
        if entries.begins_triggers:
            second = _is_second_part(lowered, begin)
            for form, trigger in entries.triggers:
                if form.any_prefix or (proper and not second):
                    stop = end if form.plain else None
                    candidates.append(Candidate(begin, stop, form, trigger))
    return _masked(lowered, sorted(classes), sorted(candidates, key=lambda c: c.start))


def _hits(lowered: str, lexicon: Lexicon) -> Iterator[tuple[int, int, int]]:
    """Literals found, as (which, start, end). Between spaces, words end where they should."""
    if not lexicon.spaces:
        yield from lexicon.automaton.find_matches_as_indexes(lowered, overlapping=True)
        return
    padded = f" {searchable(lowered)} "
    for which, start, end in lexicon.automaton.find_matches_as_indexes(padded, overlapping=True):
        # Offsets in the padded text are one too high, two with the space that begins a literal.
        first = start if padded[start] == " " else start - 1
        yield which, first, end - (2 if padded[end - 1] == " " else 1)


def _word_start(lowered: str, offset: int) -> int:
    """Where the word begins that an offset lies in."""
    lowest = max(0, offset - _LONGEST_PREFIX)
    start = offset
    while start > lowest and lowered[start - 1].isalnum():
        start -= 1
    return start


def _is_second_part(lowered: str, start: int) -> bool:
    """Whether a word is the second part of a compound, no trigger: "test-fired"."""
    return start > 1 and lowered[start - 1] == "-" and lowered[start - 2].isalnum()


def _masked(lowered: str, classes: Sequence[ClassHit], candidates: Sequence[Candidate]) -> Scan:
    """Drops what fixed phrases hide: triggers in "defence minister", all in "heart attack"."""
    masks = {o for hit in classes if hit.name in _MASKS for o in range(hit.start, hit.end)}
    metaphors = {o for hit in classes if hit.name == "metaphor" for o in range(hit.start, hit.end)}
    kept = [hit for hit in classes if hit.start not in metaphors] if metaphors else classes
    return Scan(
        lowered,
        kept,
        [hit.start for hit in kept],
        [candidate for candidate in candidates if candidate.start not in masks],
    )


def index_of_span(starts: Sequence[int], offset: int) -> int:
    """Which of the spans with these sorted starts an offset falls in or after; -1 if none."""
    return bisect_right(starts, offset) - 1
