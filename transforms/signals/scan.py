"""One pass of a lexicon over an article: which of its words stand where."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.signals.forms import Form
from transforms.signals.lexicon import Lexicon, Trigger

#: Longest reach of a class form's pattern, characters.
_REACH = 120
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
    size = len(lowered)
    for literal, start, end in lexicon.automaton.find_matches_as_indexes(lowered, overlapping=True):
        if lexicon.spaces and start and lowered[start - 1].isalnum():
            continue
        entries = lexicon.entries[literal]
        # The second part of a compound is no trigger: "test-fired", "surface-to-ship".
        compound = start > 1 and lowered[start - 1] == "-" and lowered[start - 2].isalnum()
        whole = not lexicon.spaces or end == size or not lowered[end].isalnum()
        if whole:
            for name in entries.classes:
                classes.add(ClassHit(start, end, name))
            if not compound:
                for form, trigger in entries.triggers:
                    candidates.append(Candidate(start, end, form, trigger))
        for must_be_whole, form, owner in entries.tried:
            if must_be_whole and not whole:
                continue
            if isinstance(owner, Trigger):
                if not compound:
                    candidates.append(Candidate(start, None, form, owner))
            elif (stop := form.match_end(lowered, start, start + _REACH)) is not None:
                classes.add(ClassHit(start, stop, owner))
    return _masked(lowered, sorted(classes), sorted(candidates, key=lambda c: c.start))


def _masked(
    lowered: str, classes: Sequence[ClassHit], candidates: Sequence[Candidate]
) -> Scan:
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
    """Which of the spans that begin at `starts` (sorted) an offset falls in or after; -1 if none."""
    return bisect_right(starts, offset) - 1
