"""Who acts and who is acted upon: subjects, agents, modifiers and objects around a trigger."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.signals import roles
from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.scene import Scene
from transforms.signals.triggers import Found
from transforms.signals.types import Role, TypeFacts


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors and targets of a trigger, in text order."""

    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()


def find_parties(
    passage: Passage,
    found: Found,
    mentions: Sequence[Mention],
    facts: TypeFacts,
    speakers: Sequence[tuple[int, int]],
    innermost: tuple[int, int] | None,
) -> Parties:
    """The parties of a trigger.

    Args:
        passage: its sentence.
        found: the trigger.
        mentions: possible actors of the sentence.
        facts: of its type.
        speakers: claimants' words: they are no parties, unless a pronoun means them.
        innermost: the words of the trigger's own claimant.
    """
    speaker = next((m for m in mentions if innermost and _lies_in(m, innermost)), None)
    scene = Scene(
        passage=passage,
        found=found,
        usable=[
            m
            for m in mentions
            if not any(_lies_in(m, span) for span in speakers)
            and _is_outside(m, found)
            and not _is_listener(passage, m)
        ],
        clause=passage.clause(found.start, found.end),
        speaker=speaker if innermost and innermost[1] <= found.start else None,
    )
    return _assign(scene, facts)


def _assign(scene: Scene, facts: TypeFacts) -> Parties:
    if facts.object == "feared":
        return Parties(actors=roles.objects(scene))
    agent = roles.agent(scene) if _may_have_agent(scene) else ()
    before, role = _before(scene, facts)
    if role == "target":
        return Parties(agent, before)
    owned = _genitive_actor(scene, facts)
    actors = agent or before or owned or roles.speaker(scene)
    after = roles.objects(scene, actors)
    if not actors and facts.object == "actor":
        actors = after
    actors = actors or roles.subject(scene) or roles.earlier(scene)
    targets = after if facts.object in ("target", "recipient") else ()
    return Parties(actors, tuple(t for t in targets if t not in actors))


def _may_have_agent(scene: Scene) -> bool:
    """Whether "by" can tell who did it: not where a verb has its subject."""
    return scene.found.trigger.voice == "noun" or scene.is_passive()


def _genitive_actor(scene: Scene, facts: TypeFacts) -> tuple[Mention, ...]:
    """Who follows a noun that tells what they do, where the lexicon says so."""
    trigger = scene.found.trigger
    if trigger.voice != "noun" or facts.object == "actor" or trigger.genitive != "actor":
        return ()
    return roles.genitive(scene)


def _before(scene: Scene, facts: TypeFacts) -> tuple[tuple[Mention, ...], Role]:
    """Who stands before the trigger, and as what."""
    if scene.is_passive():
        return roles.subject(scene), facts.passive
    if scene.found.trigger.voice == "noun":
        return roles.modifier(scene), facts.modifier
    return roles.subject(scene), "actor"


def _lies_in(mention: Mention, span: tuple[int, int]) -> bool:
    return span[0] <= mention.start and mention.end <= span[1]


def _is_listener(passage: Passage, mention: Mention) -> bool:
    """Whether somebody is told something: "told EU officials"."""
    told = passage.lexicon.words["told"]
    return not told.isdisjoint(passage.words_before(mention.start, 2))


def _is_outside(mention: Mention, found: Found) -> bool:
    """Not among the trigger's own words, unless those enclose foreign ones."""
    return found.open_form or not (mention.start < found.end and found.start < mention.end)
