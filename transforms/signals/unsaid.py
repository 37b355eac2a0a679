"""Parties that the words around a trigger leave out: the sentence tells them elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.signal import Quantity
from schemas.vocabulary import QuantityUnit
from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.scan import ClassHit
from transforms.signals.scene import Scene
from transforms.signals.speech_act import Speech
from transforms.signals.types import TypeFacts

#: Words between a number and whom it counts: "19 Thai soldiers", "two of the soldiers".
_COUNTED_WORDS = 1
#: What a number counts that tells who suffers, by type.
_SUFFERING: dict[str, tuple[QuantityUnit, ...]] = {
    "losses": ("personnel", "killed", "wounded", "captured", "missing", "prisoners"),
    "air_defense": ("drones", "missiles", "aircraft", "helicopters", "other"),
}
_FORCES = ("armed_force", "unit", "non_state")


@dataclass(frozen=True, slots=True)
class Told:
    """Who a sentence names and who speaks in it.

    Attributes:
        teller: the trigger's own claimant, if it is somebody who can act.
    """

    passage: Passage
    mentions: Sequence[Mention]
    speeches: Sequence[Speech]
    teller: tuple[Mention, ...]


def feared(scene: Scene, teller: Sequence[Mention]) -> tuple[Mention, ...]:
    """Whom a warning is about: the next one named, or else the one named last before."""
    others = [m for m in without_side(scene.usable, teller) if not _is_place(scene, m)]
    others = [m for m in others if m.tells_who] or others
    behind = [m for m in others if m.start >= scene.found.end]
    before = [m for m in others if m.end <= scene.found.start]
    return tuple(behind[:1] or before[-1:])


def counted(scene: Scene, quantities: Sequence[Quantity]) -> tuple[Mention, ...]:
    """Whom the trigger's numbers count: they suffer, wherever they stand."""
    units = _SUFFERING.get(scene.found.trigger.type, ())
    numbers = [q for q in quantities if q.unit in units]
    return tuple(m for m in scene.usable if any(_counts(scene.passage, q, m) for q in numbers))


def _counts(passage: Passage, quantity: Quantity, mention: Mention) -> bool:
    if quantity.start < mention.end and mention.start < quantity.end:
        return True
    if mention.start < quantity.end:
        return False
    return len(passage.words_between(quantity.end, mention.start)) <= _COUNTED_WORDS


def may_act(scene: Scene, facts: TypeFacts, targets: Sequence[Mention]) -> bool:
    """Whether forces that a noun leads to may be who acts: "a new raid by night of the rebels"."""
    if facts.object != "target" or scene.found.trigger.type in _SUFFERING or not targets:
        return False
    tells = scene.found.trigger.voice == "noun" or scene.found.trigger.type in _WATCHED
    return tells and facts.family != "verbal" and targets[0].kind in _FORCES


#: What may be told without a word of who did it, though others are named.
_BY_ANYBODY = (
    "air_defense", "bombing", "cyber_attack", "drone_strike", "force_buildup", "ground_combat",
    "logistics_preparation", "losses", "military_aid", "sabotage",
)  # fmt: skip
#: What others see somebody do: "13 Chinese aircraft were detected".
_WATCHED = ("air_activity", "naval_activity")


def other_side(scene: Scene, facts: TypeFacts, actors: Sequence[Mention]) -> tuple[Mention, ...]:
    """Whom the sentence names beside the actors: whom a threat is meant for, whom an attack hits.

    A threat may be told anywhere in the sentence, other deeds in the clause behind the trigger.
    """
    if facts.object not in ("target", "recipient"):
        return ()
    others = [m for m in without_side(scene.usable, actors) if m.tells_who]
    if facts.family != "verbal":
        behind = scene.behind()
        others = [m for m in others if m in behind and not m.adjective]
    if facts.object != "recipient":
        others = [m for m in others if not _is_place(scene, m)]
    return tuple(others[:1])


def nearest(scene: Scene, facts: TypeFacts, targets: Sequence[Mention]) -> tuple[Mention, ...]:
    """Who acts where no grammar tells: the mention next before; behind only what is no attack.

    Nobody behind acts where "they" stands before the trigger.
    """
    trigger = scene.found.trigger
    nameless = trigger.voice == "verb" and scene.has_nameless_subject()
    if trigger.type in _BY_ANYBODY or nameless:
        return ()
    possible = [m for m in without_side(scene.usable, targets) if not _is_place(scene, m)]
    before = [m for m in possible if m.end <= scene.found.start]
    if before or facts.family not in ("posture", "verbal"):
        return tuple(before[-1:])
    if any(hit.end <= scene.found.start for hit in scene.passage.of_class("anaphor")):
        return ()
    return tuple([m for m in possible if m.start >= scene.found.end][:1])


def with_owner(scene: Scene, force: Mention, teller: Sequence[Mention]) -> Mention:
    """Forces of nobody's as those of the side named last before them, or of who tells of them."""
    if force.country is not None or force.kind != "armed_force":
        return force
    before = (m for m in scene.usable if m.end <= force.start and not _is_place(scene, m))
    owners = [m.country for m in before if m.country] or [m.country for m in teller if m.country]
    return replace(force, country=owners[-1]) if owners else force


def blamed(told: Told) -> tuple[Mention, ...]:
    """Who did it, as told apart from the deed: who owns up to it, or whom others blame."""
    for hit in told.passage.of_class("admits"):
        if doer := _owning_up(told, hit):
            return doer
    for speech in told.speeches:
        claimant = (speech.start, speech.end)
        if speech.stance == "accuses" and (doer := _behind(told, speech.verb_start, claimant)):
            return doer
    for hit in told.passage.of_class("blames"):
        span = next(((s.start, s.end) for s in told.speeches if s.verb_start == hit.start), None)
        doer = _objects_before(told, hit) or _behind(told, hit.start, span)
        if doer:
            return doer
    return ()


def _owning_up(told: Told, hit: ClassHit) -> tuple[Mention, ...]:
    """The subject of a word of owning up: the mention of its clause next before it, or behind."""
    left, right = told.passage.clause(hit.start, hit.end)
    near = [m for m in told.mentions if left <= m.start < right]
    before = [m for m in near if m.start < hit.start]
    return tuple(before[-1:] or near[:1])


def _behind(told: Told, start: int, claimant: tuple[int, int] | None) -> tuple[Mention, ...]:
    left, right = claimant or (start, start)
    others = (m for m in told.mentions if m.start >= start and not left <= m.start < right)
    return tuple(others)[:1]


def _objects_before(told: Told, hit: ClassHit) -> tuple[Mention, ...]:
    """The object that stands before its verb, where it does."""
    syntax = told.passage.lexicon.syntax
    if not syntax.object_before_verb or not told.passage.lexicon.spaces:
        return ()
    ending = syntax.object
    before = [m for m in told.mentions if m.end <= hit.start]
    marked = [m for m in before if ending.search(told.passage.last_word(m.start, m.end))]
    return tuple(marked[-1:])


def without_side(mentions: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that are none of the others nor of their countries."""
    countries = {m.country for m in others if m.country}
    return tuple(m for m in mentions if m not in others and m.country not in countries)


def _is_place(scene: Scene, mention: Mention) -> bool:
    """Whether a state is only where something happens: "painful blows in Damascus"."""
    return mention.kind == "state" and scene.hangs_on_preposition(mention)
