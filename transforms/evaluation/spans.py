"""Scores labelled spans against gold: precision, recall and F1 of exact or of overlapping spans."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A labelled span: half-open code points."""

    start: int
    end: int
    label: str


@dataclass
class Counts:
    """How many gold spans were found, and how many found ones are gold."""

    found: int = 0
    gold: int = 0
    predicted: int = 0
    #: Predicted spans that are gold; equals `found` where spans must be the same.
    right: int = 0

    def scores(self) -> dict[str, float]:
        """precision, recall, f1; 0 where undefined."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        both = precision + recall
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / both if both else 0.0,
        }


@dataclass
class SpanScorer:
    """Adds up spans text by text, by label and over all.

    Attributes:
        overlap: whether a shared character suffices, as where guidelines differ on what belongs to
            a span; else both ends must agree.
    """

    overlap: bool = False
    by_label: dict[str, Counts] = field(default_factory=dict)

    def add(self, gold: Iterable[Span], predicted: Iterable[Span]) -> None:
        """Counts the spans of one text. Labels must agree."""
        wanted, given = set(gold), set(predicted)
        for span in wanted:
            counts = self.by_label.setdefault(span.label, Counts())
            counts.gold += 1
            counts.found += self._matches(span, given)
        for span in given:
            counts = self.by_label.setdefault(span.label, Counts())
            counts.predicted += 1
            counts.right += self._matches(span, wanted)

    def total(self) -> Counts:
        """Over all labels."""
        total = Counts()
        for counts in self.by_label.values():
            total.found += counts.found
            total.gold += counts.gold
            total.predicted += counts.predicted
            total.right += counts.right
        return total

    def _matches(self, span: Span, others: set[Span]) -> bool:
        if not self.overlap:
            return span in others
        return any(
            other.label == span.label and other.start < span.end and span.start < other.end
            for other in others
        )


def outermost(spans: Sequence[Span]) -> list[Span]:
    """The spans that lie inside no other, in text order; of equal ones the first."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept


def spans_of(
    entities: Iterable[Mapping[str, object]], labels: Mapping[str, str], key: str = "label"
) -> list[Span]:
    """The entities of a gold row whose label the mapping knows, under the label it gives."""
    found: list[Span] = []
    for entity in entities:
        label = labels.get(str(entity[key]))
        start, end = entity["start"], entity["end"]
        if label is not None and isinstance(start, int) and isinstance(end, int):
            found.append(Span(start, end, label))
    return found
