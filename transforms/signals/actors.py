"""Who acts and who is acted upon: subjects, agents, modifiers and objects around a trigger."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.signal import Quantity
from transforms.signals import objects, roles, unsaid
from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.scene import Scene
from transforms.signals.sides import both_sides
from transforms.signals.speech_act import Speech
from transforms.signals.triggers import Found
from transforms.signals.types import Role, TypeFacts
from transforms.signals.unsaid import Told

#: From this rank on a claimant is only named beside what is told, as in "according to Minsk".
_FRAMED = 3
#: What is done to people and states: a capital is shelled or taken as a town, not as a government.
_AGAINST_PEOPLE = ("force", "control", "consequence")
#: What hits people rather than places: who is hurt is the target.
_TELL_VICTIMS = ("losses", "bombing", "drone_strike", "ground_combat", "naval_attack")


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
    speeches: Sequence[Speech],
    innermost: tuple[int, int] | None,
    quantities: Sequence[Quantity] = (),
) -> Parties:
    """The parties of a trigger.

    Args:
        passage: its sentence.
        found: the trigger.
        mentions: possible actors of the sentence.
        facts: of its type.
        speeches: acts of saying: claimants are no parties, unless a pronoun means them.
        innermost: the words of the trigger's own claimant.
        quantities: the trigger's numbers.
    """
    speakers = [(speech.start, speech.end) for speech in speeches if not speech.of_self]
    teller = next((m for m in mentions if innermost and _lies_in(m, innermost)), None)
    speaker = teller
    if any((s.start, s.end) == innermost and s.rank[0] >= _FRAMED for s in speeches):
        speaker = None
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
        accused=_accused(found, mentions, speeches),
    )
    told = Told(passage, mentions, speeches, tuple(m for m in (teller,) if m is not None))
    parties = _completed(scene, facts, _with_counted(scene, facts, quantities), told)
    if facts.family not in _AGAINST_PEOPLE:
        return parties
    targets = tuple(t for t in parties.targets if not _is_town(passage, t))
    if not targets and found.trigger.type in _TELL_VICTIMS:
        targets = _victims(passage, found)
    return Parties(parties.actors, targets)


def _with_counted(scene: Scene, facts: TypeFacts, quantities: Sequence[Quantity]) -> Parties:
    """The parties as the words around the trigger tell, but that who is counted suffers.

    Losses are counted, and what is shot down. Soldiers of nobody's are those of who lost them.
    """
    counted = unsaid.counted(scene, quantities)
    if not counted:
        return _assign(scene, facts)
    others = replace(scene, usable=[m for m in scene.usable if m not in counted])
    parties = _assign(others, facts)
    owner = next((m.country for m in parties.targets if m.country), None)
    if owner is not None and not any(m.country for m in counted):
        counted = tuple(replace(m, country=owner) for m in counted)
    return Parties(parties.actors, counted)


def _completed(scene: Scene, facts: TypeFacts, parties: Parties, told: Told) -> Parties:
    """The parties with those that the sentence tells elsewhere."""
    actors, targets = parties.actors, parties.targets
    if facts.object == "feared":
        return Parties(actors or unsaid.feared(scene, told.teller), targets)
    if unsaid.may_act(scene, facts, targets) and (not actors or _is_mutual(scene)):
        actors, targets = actors + targets, ()
    if not actors and facts.family == "force":
        actors = unsaid.blamed(told)
    if not actors and facts.teller == "actor":
        actors = told.teller
    if not targets:
        targets = unsaid.other_side(scene, facts, actors)
    if not targets and facts.teller == "target":
        targets = unsaid.without_side(told.teller, actors)
    actors = actors or unsaid.nearest(scene, facts, targets)
    if scene.found.trigger.type != "ground_combat":
        actors = tuple(unsaid.with_owner(scene, m, told.teller) for m in actors)
    return Parties(actors, targets)


def _is_mutual(scene: Scene) -> bool:
    """Whether a noun tells what both sides do to each other: "clashes with rebels"."""
    return scene.found.trigger.type == "ground_combat" and scene.found.trigger.voice == "noun"


def _accused(
    found: Found, mentions: Sequence[Mention], speeches: Sequence[Speech]
) -> Mention | None:
    """Who is accused of what the trigger tells: "accused Israel of breaching the truce"."""
    before = [s for s in speeches if s.stance == "accuses" and s.verb_end <= found.start]
    if not before:
        return None
    # The verb's own words may hold them: "warf Moskau vor".
    last = max(before, key=lambda s: s.verb_end)
    between = (m for m in mentions if last.verb_start <= m.start and m.end <= found.start)
    return next((m for m in between if not _lies_in(m, (last.start, last.end))), None)


def _assign(scene: Scene, facts: TypeFacts) -> Parties:
    if facts.object == "feared":
        return Parties(actors=objects.objects(scene))
    if sides := both_sides(scene):
        return Parties(sides)
    agent = roles.agent(scene) if _may_have_agent(scene) else ()
    before, role = _before(scene, facts)
    if role == "target":
        return Parties(agent, before or _suffering_behind(scene, agent))
    if scene.found.trigger.inverse:
        return Parties(objects.source(scene), before)
    owned = _genitive_actor(scene, facts)
    actors = _first_named(agent, before, owned, roles.accused(scene), roles.speaker(scene))
    if facts.object == "actor":
        direct = roles.genitive(scene) or objects.direct_object(scene)
        return Parties(_first_named(actors, direct, roles.subject(scene), roles.earlier(scene)))
    after = objects.objects(scene, actors)
    actors = actors or roles.subject(scene) or roles.earlier(scene)
    targets = after if facts.object in ("target", "recipient") else ()
    targets = targets or objects.possessor(scene, facts, actors)
    if facts.object == "target":
        targets = targets or objects.victims(scene)
    return Parties(actors, tuple(t for t in targets if t not in actors))


def _first_named(*choices: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The first choice that tells whose forces they are; else the first that is anybody."""
    some = [choice for choice in choices if choice]
    named = (choice for choice in some if any(m.tells_who for m in choice))
    return next(named, some[0] if some else ())


def _suffering_behind(scene: Scene, agent: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Who suffers, behind the verb and in any case: "збито 45 російських дронів"."""
    if not scene.passage.lexicon.syntax.subject_after_verb:
        return ()
    suffering = (m for m in scene.behind() if m not in agent)
    return next(((m,) for m in suffering if not scene.hangs_on_preposition(m)), ())


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


def _victims(passage: Passage, found: Found) -> tuple[Mention, ...]:
    """Who is lost, told by no more than what they are: "three sailors"."""
    left, right = passage.clause(found.start, found.end)
    hits = [hit for hit in passage.of_class("victim") if left <= hit.start < right]
    if not hits:
        return ()
    hit = min(hits, key=lambda h: max(found.start - h.end, h.start - found.end))
    text = passage.full_text[hit.start : hit.end]
    return (Mention(hit.start, hit.end, text, None, "person"),)


def _is_town(passage: Passage, mention: Mention) -> bool:
    place = passage.analysed.places.get(mention.start)
    return mention.kind == "state" and place is not None and place.precision == "city"


def _lies_in(mention: Mention, span: tuple[int, int]) -> bool:
    return span[0] <= mention.start and mention.end <= span[1]


def _is_listener(passage: Passage, mention: Mention) -> bool:
    """Whether somebody is told something: "told EU officials"."""
    told = passage.lexicon.words["told"]
    return not told.isdisjoint(passage.words_before(mention.start, 2))


def _is_outside(mention: Mention, found: Found) -> bool:
    """Not among the trigger's own words, unless those enclose foreign ones or begin in its noun.

    "Russian soldiers were killed" may be found by "soldiers were killed", and "frappe russe" whole.
    """
    leads = mention.start <= found.start < mention.end < found.end
    describes = mention.adjective and found.trigger.voice == "noun"
    apart = not (mention.start < found.end and found.start < mention.end)
    return leads or describes or found.open_form or apart
