"""Guards against sport, games, business and the like: sentence and article decide together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from schemas.analysis import AnalysedArticle
from transforms.signals.passage import Passage
from transforms.signals.scan import Scan
from transforms.signals.triggers import MILITARY, Found

_PREFIX = "guard:"
#: Different military words that make an article one about armed forces.
_MILITARY_WORDS = 3
#: Different words of a domain that make an article one of that domain, if they also outweigh
#: the military ones by this factor.
_DOMAIN_WORDS = 3
_DOMAIN_FACTOR = 1.5
#: How far a domain word reaches inside a sentence, characters.
_REACH = 250
#: An article of at least this many words that uses fewer military words than this is about
#: something else; what it mentions in passing is no news of armed forces.
_PASSING_ARTICLE_WORDS = 150
_PASSING_MILITARY_WORDS = 3
#: … unless one word in so many is one of them.
_PASSING_DENSITY_WORDS = 50
#: News of armed forces names one of these somewhere; figures of speech often do not.
#: Different military words near a trigger that need no name beside them.
_PLAINLY_MILITARY = 2
_ANCHOR_LABELS = ("GPE", "LOC", "FAC", "NORP", "PERSON", "MILITARY_UNIT", "EQUIPMENT")
_ANCHOR_CLASSES = ("anchor", "state:", "group:", "army:", "leader:", "alliance")
_HARD_LABELS = ("MILITARY_UNIT", "EQUIPMENT")


@dataclass(frozen=True, slots=True)
class Theme:
    """What an article is about, told by how many different words of each domain it uses."""

    military: int
    military_mentions: int
    domains: Mapping[str, int]
    article_words: int
    #: Whether any nation, place, unit, system or armed group is named at all.
    is_anchored: bool

    @classmethod
    def of(cls, analysed: AnalysedArticle, scan: Scan) -> Self:
        """The theme of an article."""
        words = [scan.lowered[hit.start : hit.end] for hit in scan.classes if hit.name in MILITARY]
        systems = [e.text for e in analysed.entities if e.label in _HARD_LABELS]
        return cls(
            len(set(words)) + len(set(systems)),
            len(words) + len(systems),
            scan.distinct_words(_PREFIX),
            analysed.article.word_count,
            _is_anchored(analysed, scan),
        )

    @property
    def is_military(self) -> bool:
        """Whether the article as a whole is about armed forces."""
        return self.military >= _MILITARY_WORDS

    @property
    def is_elsewhere(self) -> bool:
        """Whether a whole article is about something else."""
        return (
            self.article_words >= _PASSING_ARTICLE_WORDS
            and self.military < _PASSING_MILITARY_WORDS
            and self.military_mentions * _PASSING_DENSITY_WORDS < self.article_words
        )


def _is_anchored(analysed: AnalysedArticle, scan: Scan) -> bool:
    entities = analysed.entities
    if any(e.label in _ANCHOR_LABELS or (e.label == "ORG" and e.country) for e in entities):
        return True
    return any(hit.name.startswith(_ANCHOR_CLASSES) for hit in scan.classes)


def guard_reason(passage: Passage, theme: Theme, found: Found) -> str | None:
    """Why a trigger is no signal ("sport", "business", …), or None."""
    local = _local_domains(passage, found)
    military = _local_military(passage, found)
    strong = found.trigger.weight >= passage.lexicon.strong_weight
    for name, words in local.most_common():
        needed = military + (1 if strong else 0)
        if words > needed or (
            not strong and words == needed and theme.domains[name] > theme.military
        ):
            return name.removeprefix(_PREFIX)
    if not theme.is_anchored and military < _PLAINLY_MILITARY:
        return "no_anchor"
    if theme.is_elsewhere:
        return "passing_mention"
    for name, words in theme.domains.items():
        outweighs = words >= _DOMAIN_WORDS and words > _DOMAIN_FACTOR * theme.military
        if outweighs and not (strong and military >= 1):
            return name.removeprefix(_PREFIX)
    return None


def _local_domains(passage: Passage, found: Found) -> Counter[str]:
    words = {
        (hit.name, passage.scan.lowered[hit.start : hit.end])
        for hit in passage.under(_PREFIX)
        if found.start - _REACH <= hit.start <= found.end + _REACH
        and not (hit.start < found.end and hit.end > found.start)
    }
    return Counter(name for name, _ in words)


def _local_military(passage: Passage, found: Found) -> int:
    """Different military words near the trigger, its own included once."""
    words = {
        passage.scan.lowered[hit.start : hit.end]
        for hit in passage.of_class(*MILITARY)
        if found.start - _REACH <= hit.start <= found.end + _REACH
    }
    systems = sum(entity.label in _HARD_LABELS for entity in passage.entities)
    return len(words) + systems
