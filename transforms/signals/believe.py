"""Which of a sentence's possible triggers count: what rules and guards leave, and the judge."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.vocabulary import SignalType
from transforms.signals.guards import Theme, guard_reason
from transforms.signals.judge import Verdict, load_judge
from transforms.signals.merge import without_contained
from transforms.signals.passage import Passage
from transforms.signals.scan import Candidate
from transforms.signals.triggers import (
    ENTITY_NEEDS,
    MILITARY,
    Found,
    Tried,
    best_of,
    hold,
    try_forms,
)
from transforms.signals.weigh import Weighed, weighed

#: The chance from which a type counts, with or without its rules.
_LIKELY = 0.5
#: The same for one whose rules hold in a sentence that surely states some type: which one it is
#: the judge knows less well than they do ("destroyed the depot": losses, and the strike).
_CREDIBLE = 0.05
#: The chance from which a sentence surely states some type.
_SURE = 0.65
#: A text so short says all it has to say of armed forces in few words.
_FLASH_WORDS = 60


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, with what the rules make of its possible triggers.

    Attributes:
        theme: what the article is about.
        kept: what the rules leave, in text order.
        guarded: the types that a guard took away or a word of another matter blocked.
        reasons: why the others are held back.
        asked: what the judge is asked.
    """

    passage: Passage
    theme: Theme
    tried: Sequence[Tried]
    kept: Sequence[Found]
    guarded: Collection[SignalType]
    reasons: Sequence[str]
    asked: Weighed


def case_of(
    passage: Passage, candidates: Sequence[Candidate], theme: Theme, *, carries: bool
) -> Case:
    """What the rules make of a sentence.

    Args:
        passage: the sentence.
        candidates: possible triggers that begin in it.
        theme: what the article is about.
        carries: whether "they" can mean forces that the sentence before names.
    """
    tried = try_forms(passage, candidates)
    found = hold(passage, tried, military=theme.is_military, carries=carries)
    blocked = [f for f in found if f.blocked_by]
    reasons = sorted({f.blocked_by for f in blocked if f.blocked_by})
    guarded = {f.trigger.type for f in blocked if f.blocked_by and f.blocked_by.startswith("guard")}
    kept: list[Found] = []
    for item in without_contained(passage, [f for f in found if f.blocked_by is None]):
        reason = guard_reason(passage, theme, item)
        if reason is None:
            kept.append(item)
        else:
            guarded.add(item.trigger.type)
            reasons.append(reason)
    asked = weighed(
        passage,
        tried,
        found,
        kept,
        military=theme.is_military,
        in_article=theme.article_words >= _FLASH_WORDS,
    )
    return Case(passage, theme, tried, kept, guarded, reasons, asked)


def believe(case: Case) -> tuple[list[Found], list[str]]:
    """The triggers that the judge believes, in text order, and why others are held back.

    Triggers that the rules alone would not take are among them.
    """
    verdict = load_judge().verdict(case.asked)
    least = _CREDIBLE if verdict.any_type >= _SURE else _LIKELY
    believed: list[Found] = []
    reasons = list(case.reasons)
    for item in case.kept:
        chance = verdict.chances[item.trigger.type]
        if chance < least:
            reasons.append("unlikely")
        else:
            believed.append(replace(item, chance=chance))
    believed += _added(case, verdict)
    return sorted(believed, key=lambda item: item.start), reasons


def _added(case: Case, verdict: Verdict) -> Iterator[Found]:
    """The best trigger of each type that is likely though no rule of it holds."""
    if not _may_add(case):
        return
    told = {*case.guarded, *(item.trigger.type for item in case.kept)}
    for type_, chance in verdict.chances.items():
        if chance >= _LIKELY and type_ not in told:
            item = replace(best_of(case.passage, case.tried, type_), chance=chance)
            if guard_reason(case.passage, case.theme, item) is None:
                yield item


def _may_add(case: Case) -> bool:
    """Whether more than the rules find may be read: of forces, in news of forces.

    What kills and destroys is no matter of armed forces where no word says so, nor is a war word in
    an article about something else.
    """
    if case.asked.in_article and not case.theme.is_military:
        return False
    armed = any(e.label in ENTITY_NEEDS["@armed"] for e in case.passage.entities)
    return armed or not case.passage.class_names.isdisjoint(MILITARY)
