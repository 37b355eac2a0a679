"""Parties that the words around a trigger leave out: the sentence tells them elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.signal import Quantity
from schemas.vocabulary import QuantityUnit
from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
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


def blamed(told: Told) -> tuple[Mention, ...]:
    """Whom somebody accuses in the sentence."""
    for speech in told.speeches:
        if speech.stance == "accuses":
            behind = (m for m in told.mentions if m.start >= speech.verb_start)
            others = [m for m in behind if not speech.start <= m.start < speech.end]
            if others:
                return (others[0],)
    return ()


def without_side(mentions: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that are none of the others nor of their countries."""
    countries = {m.country for m in others if m.country}
    return tuple(m for m in mentions if m not in others and m.country not in countries)


def _is_place(scene: Scene, mention: Mention) -> bool:
    """Whether a state is only where something happens: "painful blows in Damascus"."""
    return mention.kind == "state" and scene.hangs_on_preposition(mention)
