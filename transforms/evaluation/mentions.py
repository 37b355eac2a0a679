"""Maps labels of public entity sets and of Vedette to what both can say, for scoring."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from schemas.entity import Entity
from transforms.evaluation.spans import Span

PER, ORG, LOC, EQUIPMENT = "per", "org", "loc", "equipment"
#: What Vedette's labels are in sets that know persons, organisations and places. Peoples and
#: events have no counterpart there and are left out on both sides.
OURS: Final[Mapping[str, str]] = {
    "PERSON": PER,
    "ORG": ORG,
    "MILITARY_UNIT": ORG,
    "GPE": LOC,
    "LOC": LOC,
    "FAC": LOC,
}
RE3D: Final[Mapping[str, str]] = {"Person": PER, "Organisation": ORG, "Location": LOC}
#: CoNLL-like tags of WikiNEuRal and GermEval.
TAGS: Final[Mapping[str, str]] = {"PER": PER, "ORG": ORG, "LOC": LOC}
NEREL: Final[Mapping[str, str]] = {
    "PERSON": PER,
    "ORGANIZATION": ORG,
    "COUNTRY": LOC,
    "CITY": LOC,
    "STATE_OR_PROVINCE": LOC,
    "DISTRICT": LOC,
    "LOCATION": LOC,
    "FACILITY": LOC,
}
RE3D_ARMS: Final[Mapping[str, str]] = {"MilitaryPlatform": EQUIPMENT, "Weapon": EQUIPMENT}
#: re3d marks the act as a weapon in some documents; an act is an event, not equipment.
_ACTS: Final = re.compile(
    r"\b(?:strikes?|airstrikes?|attacks?|bombardments?|shelling|bombers?'? attacks?)$",
    re.IGNORECASE,
)
_ARTICLES: Final = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


def mapped(entities: Iterable[Entity], labels: Mapping[str, str] = OURS) -> list[Span]:
    """Vedette's entities under a set's labels."""
    return [Span(e.start, e.end, labels[e.label]) for e in entities if e.label in labels]


def mapped_spans(spans: Iterable[tuple[int, int, str]]) -> list[Span]:
    """A model's own spans under the labels of `OURS`."""
    return [Span(start, end, OURS[label]) for start, end, label in spans if label in OURS]


def tokens_text(tokens: Sequence[str], tags: Sequence[str]) -> tuple[str, list[Span]]:
    """A text of tokens joined by spaces, and the spans that its BIO tags mark.

    >>> tokens_text(["In", "New", "York"], ["O", "B-LOC", "I-LOC"])
    ('In New York', [Span(start=3, end=11, label='loc')])
    """
    spans: list[Span] = []
    offset = 0
    open_label: str | None = None
    for token, tag in zip(tokens, tags, strict=True):
        kind, _, label = tag.partition("-")
        name = TAGS.get(label)
        if kind == "I" and name is not None and name == open_label:
            spans[-1] = spans[-1]._replace(end=offset + len(token))
        elif name is not None:
            spans.append(Span(offset, offset + len(token), name))
        open_label = name
        offset += len(token) + 1
    return " ".join(tokens), spans


def without_articles(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans without an English article at their beginning: re3d counts it in, models do not."""
    bare = []
    for span in spans:
        article = _ARTICLES.match(text, span.start, span.end)
        bare.append(span._replace(start=article.end()) if article else span)
    return bare


def without_acts(text: str, spans: Iterable[Span]) -> list[Span]:
    """The weapons that are things."""
    return [span for span in spans if not _ACTS.search(text[span.start : span.end])]


def without_adjectives(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans without places in small letters: NEREL marks «российский» as a country."""
    return [span for span in spans if span.label != LOC or not text[span.start].islower()]
