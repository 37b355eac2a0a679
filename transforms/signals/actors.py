"""Who acts and who is acted upon: subjects, agents, modifiers and objects around a trigger."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.triggers import Found
from transforms.signals.types import Role, TypeFacts

#: How far a modifier stands before its noun and an object behind its verb, words.
_MODIFIER_WORDS = 4
_OBJECT_WORDS = 3
_AGENT_CHARS = 90
_AGENT_WORDS = 4
#: How near the noun of a relative clause stands before it, characters.
_ANTECEDENT_CHARS = 25
#: How near a speaker stands before what they say of themselves, words.
_SPEAKER_WORDS = 5


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors and targets of a trigger, in text order."""

    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the parties of one trigger are chosen from.

    Attributes:
        usable: mentions that may act or be acted upon.
        clause: the trigger's clause.
        speaker: who says it, for "said it had …".
    """

    passage: Passage
    found: Found
    usable: Sequence[Mention]
    clause: tuple[int, int]
    speaker: Mention | None


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
    scene = _Scene(
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
    after = _objects(scene)
    if facts.object == "feared":
        return Parties(actors=after)
    return _assign(scene, after, facts)


def _assign(scene: _Scene, after: tuple[Mention, ...], facts: TypeFacts) -> Parties:
    agent = _agent(scene)
    before, role = _before(scene, facts)
    if role == "target":
        return Parties(agent, before)
    actors = agent or before or _pronoun(scene)
    if not actors and facts.object == "actor":
        actors = after
    actors = actors or _subject(scene) or _earlier(scene)
    targets = after if facts.object in ("target", "recipient") else ()
    return Parties(actors, tuple(t for t in targets if t not in actors))


def _before(scene: _Scene, facts: TypeFacts) -> tuple[tuple[Mention, ...], Role]:
    """Who stands before the trigger, and as what."""
    if _is_passive(scene.passage, scene.found):
        return _subject(scene), facts.passive
    if scene.found.trigger.voice == "noun":
        return _modifier(scene), facts.modifier
    return _subject(scene), "actor"


def _lies_in(mention: Mention, span: tuple[int, int]) -> bool:
    return span[0] <= mention.start and mention.end <= span[1]


def _is_listener(passage: Passage, mention: Mention) -> bool:
    """Whether somebody is told something: "told EU officials"."""
    told = passage.lexicon.words["told"]
    return not told.isdisjoint(passage.words_before(mention.start, 2))


def _is_outside(mention: Mention, found: Found) -> bool:
    """Not among the trigger's own words, unless those enclose foreign ones."""
    return found.open_form or not (mention.start < found.end and found.start < mention.end)


def _modifier(scene: _Scene) -> tuple[Mention, ...]:
    """Who stands right before a noun: "Russian missile strike", "Russia's withdrawal"."""
    stops = scene.passage.lexicon.words["phrase_stops"]
    for mention in reversed(scene.usable):
        if mention.end > scene.found.start:
            continue
        between = scene.passage.scan.lowered[mention.end : scene.found.start]
        words = between.removeprefix("'s").split()
        plain = len(words) <= _MODIFIER_WORDS and not any(word in stops for word in words)
        if plain and "," not in between and mention.kind != "person":
            return _with_coordinated(scene, mention)
        return ()
    return ()


def _with_coordinated(scene: _Scene, mention: Mention) -> tuple[Mention, ...]:
    """The mention and those joined to it on its left: "Denmark, Norway and Sweden"."""
    joined = [mention]
    lowered, words = scene.passage.scan.lowered, scene.passage.lexicon.words
    for other in reversed(scene.usable):
        if other.end > joined[0].start:
            continue
        between = lowered[other.end : joined[0].start]
        plain = [w for w in between.replace(",", " ").split() if w not in words["articles"]]
        joiner = " ".join(plain)
        if joiner not in words["joiners"] and not (not joiner and "," in between):
            break
        joined.insert(0, other)
    return tuple(joined)


def _agent(scene: _Scene) -> tuple[Mention, ...]:
    """Who did it, after "by"."""
    passage, found = scene.passage, scene.found
    agents = passage.lexicon.words["agent_prepositions"]
    for mention in scene.usable:
        if not found.end <= mention.start <= found.end + _AGENT_CHARS:
            continue
        reach = passage.words_between(found.end, mention.start)
        if any(word in agents for word in reach[-_AGENT_WORDS:]):
            return (mention,)
    return ()


def _subject(scene: _Scene) -> tuple[Mention, ...]:
    """The nearest mention to the left in the clause that hangs on no preposition of place.

    In a relative clause it is what the clause belongs to: "drones that had strayed".
    """
    left, _ = scene.clause
    start = scene.found.start
    for mention in reversed([m for m in scene.usable if left <= m.start and m.end <= start]):
        if not _hangs_on_preposition(scene.passage, mention):
            return _with_coordinated(scene, mention)
    opening = scene.passage.words_after(left, 1)
    if opening and opening[0] in scene.passage.lexicon.words["relatives"]:
        near = [m for m in scene.usable if left - _ANTECEDENT_CHARS <= m.end <= left]
        return tuple(near[-1:])
    return ()


def _pronoun(scene: _Scene) -> tuple[Mention, ...]:
    """The speaker, where "it" or nothing stands for them: "Moscow said it was rushing …"."""
    if scene.speaker is None or scene.speaker.kind == "person":
        return ()
    words = scene.passage.words_between(scene.speaker.end, scene.found.start)
    pronouns = scene.passage.lexicon.words["pronouns"]
    if len(words) <= _SPEAKER_WORDS or any(word in pronouns for word in words[:_SPEAKER_WORDS]):
        return (scene.speaker,)
    return ()


def _hangs_on_preposition(passage: Passage, mention: Mention) -> bool:
    articles = passage.lexicon.words["articles"]
    before = [w for w in passage.words_before(mention.start, 3) if w not in articles]
    return bool(before) and before[0] in passage.lexicon.words["adverbial_prepositions"]


def _earlier(scene: _Scene) -> tuple[Mention, ...]:
    """The subject of an earlier clause of the sentence: the first mention that is one."""
    for mention in scene.usable:
        if mention.end > scene.found.start:
            return ()
        if not _hangs_on_preposition(scene.passage, mention):
            return _with_coordinated(scene, mention)
    return ()


def _objects(scene: _Scene) -> tuple[Mention, ...]:
    """What follows the trigger, directly or after "on", "against", "of", …, or stands in it."""
    passage, found = scene.passage, scene.found
    prepositions = passage.lexicon.words["object_prepositions"]
    adverbial = passage.lexicon.words["adverbial_prepositions"]
    for mention in scene.usable:
        if mention.end <= found.start or mention.start >= scene.clause[1]:
            continue
        if mention.start < found.end:
            if mention.country is None:
                continue
            return (mention,)
        words = passage.words_between(found.end, mention.start)
        hung = [word for word in words if word in prepositions or word in adverbial]
        if (not hung and len(words) <= _OBJECT_WORDS) or (hung and hung[-1] in prepositions):
            return (mention,)
        return ()
    return ()


def _is_passive(passage: Passage, found: Found) -> bool:
    """Whether the subject of the verb is acted upon: "was shelled", "died"."""
    first = passage.scan.lowered[found.start : found.end].split()[0]
    if first in passage.lexicon.words["suffering"]:
        return True
    words = passage.words_before(found.start, 1 if found.trigger.voice == "noun" else 3)
    if passage.lexicon.words["passive_markers"].isdisjoint(words):
        return False
    return not first.endswith("ing")
