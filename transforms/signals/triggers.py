"""Which of the possible triggers of a passage hold: their form matches and its needs are met."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from schemas.vocabulary import SignalType
from transforms.signals.lexicon import Trigger
from transforms.signals.passage import Passage
from transforms.signals.scan import Candidate

#: How far from the trigger a needed word may stand, characters.
_NEED_REACH = 130
#: The same for a word that must stand on one side of it.
_SIDE_REACH = 80
#: Classes whose words show that a text is about armed forces.
MILITARY = ("force", "weapon", "platform", "militant", "battle")
#: How far before it the class that leads a form may stand, characters.
_LEAD_REACH = 60
ENTITY_NEEDS = {
    "@unit": ("MILITARY_UNIT",),
    "@equipment": ("EQUIPMENT",),
    "@place": ("GPE", "LOC", "FAC"),
    "@armed": ("MILITARY_UNIT", "EQUIPMENT"),
}
_ARMED = ("force", "platform", "weapon", "militant", "vessel", "crewed")
#: How far a nation may stand from a trigger that it modifies or is the object of, characters.
_NATION_REACH = 28
_PLACE_REACH = 30


class Tried(NamedTuple):
    """A possible trigger with where its form ends, None when it does not match."""

    candidate: Candidate
    end: int | None

    @property
    def trigger(self) -> Trigger:
        """What the candidate's form is of."""
        return self.candidate.trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A trigger that holds.

    Attributes:
        open_form: whether its words may enclose others (the form has a gap).
        carried: whether its need of forces is met only by the sentence before.
        blocked_by: a class near it that forbids it.
        chance: how likely it is that the sentence states its type, 0–1.
    """

    trigger: Trigger
    start: int
    end: int
    open_form: bool = False
    carried: bool = False
    blocked_by: str | None = None
    chance: float = 0.0


def try_forms(passage: Passage, candidates: Sequence[Candidate]) -> list[Tried]:
    """The possible triggers that begin in a passage, with where their forms end."""
    return [Tried(candidate, _form_end(passage, candidate)) for candidate in candidates]


def hold(passage: Passage, tried: Sequence[Tried], *, military: bool, carries: bool) -> list[Found]:
    """The triggers of a passage whose needs are met, blocked ones among them, in text order.

    Args:
        passage: the sentence.
        tried: possible triggers that begin in it.
        military: whether the article as a whole is about armed forces.
        carries: whether "they" can mean forces that the sentence before names.
    """
    found: dict[tuple[str, int, int], Found] = {}
    for candidate, end in tried:
        if end is None or (key := (candidate.trigger.rule, candidate.start, end)) in found:
            continue
        carried = _needs(
            passage, candidate.trigger, candidate.start, end, military=military, carries=carries
        )
        if carried is not None:
            found[key] = Found(
                trigger=candidate.trigger,
                start=candidate.start,
                end=end,
                open_form=candidate.form.gapped,
                carried=carried,
                blocked_by=_blocker(passage, candidate.trigger, candidate.start, end),
            )
    return list(found.values())


def best_of(passage: Passage, tried: Sequence[Tried], type_: SignalType) -> Found:
    """The best of the possible triggers of a type, whether or not its form and needs hold."""
    best, end = max(
        (one for one in tried if one.trigger.type == type_),
        key=lambda one: (one.end is not None, one.trigger.weight, -one.candidate.start),
    )
    return Found(trigger=best.trigger, start=best.start, end=end or _word_end(passage, best))


def _word_end(passage: Passage, candidate: Candidate) -> int:
    """Where the first word of a form ends that does not match whole."""
    start, _, form, _ = candidate
    lowered = passage.scan.lowered
    if passage.lexicon.spaces:
        word = passage.lexicon.word.match(lowered, start, passage.end)
        return word.end() if word else start + 1
    begun = (len(a.literal) for a in form.anchors if lowered.startswith(a.literal, start))
    return start + max(begun, default=1)


def _form_end(passage: Passage, candidate: Candidate) -> int | None:
    start, end, form, _ = candidate
    if form.requires and any(map(passage.class_names.isdisjoint, form.requires)):
        return None
    end = end or form.match_end(passage.scan.lowered, start, passage.end)
    if end is None or (form.after and not _follows(passage, form.after, start, end)):
        return None
    return end


def _follows(passage: Passage, names: Collection[str], start: int, end: int) -> bool:
    """Whether a word of the classes stands before the trigger, in its clause and near."""
    left = max(passage.clause(start, end)[0], start - _LEAD_REACH)
    return any(left <= hit.start and hit.end <= start for hit in passage.of_class(*names))


def _needs(
    passage: Passage, trigger: Trigger, start: int, end: int, *, military: bool, carries: bool
) -> bool | None:
    """None when a need is not met, else whether one is met only by the sentence before."""
    carried = False
    for group in trigger.needs:
        if "@military" in group and military:
            continue
        if any(_has(passage, need, start, end) for need in group):
            continue
        if not (carries and "force" in group):
            return None
        carried = True
    return carried


def _has(passage: Passage, need: str, start: int, end: int) -> bool:
    """Whether one need is met. "<force": before the trigger in its clause; "force>": after it."""
    left, right = start - _NEED_REACH, end + _NEED_REACH
    if need.startswith("<"):
        left, right = max(start - _SIDE_REACH, passage.clause(start, end)[0]), start
        need = need[1:]
    elif need.endswith(">"):
        left, right = end, min(end + _SIDE_REACH, passage.clause(start, end)[1])
        need = need[:-1]
    if need == "@place_next":
        return _place_follows(passage, end)
    if need == "@nation":
        return _nation_is_next(passage, start, end)
    labels = ENTITY_NEEDS.get(need, ())
    if any(e.label in labels and left <= e.start and e.end <= right for e in passage.entities):
        return True
    if need == "@armed":
        return any(left <= h.start and h.end <= right for h in passage.of_class(*_ARMED))
    if need.endswith(":"):
        return any(left <= hit.start <= right for hit in passage.under(need))
    return passage.has(need, left, right)


def _nation_is_next(passage: Passage, start: int, end: int) -> bool:
    """Whether a state or nationality stands right beside the trigger."""
    left, right = start - _NATION_REACH, end + _NATION_REACH
    entities = (e for e in passage.entities if e.country and e.label in ("GPE", "NORP"))
    return any(left <= e.end and e.start <= right for e in entities) or any(
        left <= hit.end and hit.start <= right for hit in passage.under("state:")
    )


def _place_follows(passage: Passage, end: int) -> bool:
    """Whether a place follows the trigger in its clause: "entered Kidal"."""
    _, right = passage.clause(end - 1, end)
    stop = min(right, end + _PLACE_REACH)
    return any(
        e.label in ENTITY_NEEDS["@place"] and end <= e.start < stop for e in passage.entities
    )


def _blocker(passage: Passage, trigger: Trigger, start: int, end: int) -> str | None:
    """The first class near the trigger that forbids it."""
    left, right = start - _NEED_REACH, end + _NEED_REACH
    return next((name for name in trigger.blocks if passage.has(name, left, right)), None)
