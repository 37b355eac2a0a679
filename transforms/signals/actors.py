"""Who acts and who is acted upon: subjects, agents, modifiers and objects around a trigger."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.triggers import Found
from transforms.signals.types import Role

#: How far a modifier stands before its noun and an object behind its verb, words.
_MODIFIER_WORDS = 4
_OBJECT_WORDS = 3
_AGENT_CHARS = 90


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors and targets of a trigger, in text order."""

    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()


def find_parties(
    passage: Passage,
    found: Found,
    mentions: Sequence[Mention],
    passive_role: Role,
    object_role: Role,
    speakers: Sequence[tuple[int, int]],
) -> Parties:
    """The parties of a trigger.

    Args:
        passage: its sentence.
        found: the trigger.
        mentions: possible actors of the sentence.
        passive_role: what the subject of a passive verb is.
        object_role: what follows the trigger.
        speakers: claimants' words; they act only when nobody else does.
    """
    usable = [m for m in mentions if not _is_speaker(m, speakers) and _may_act(m, found)]
    clause = passage.clause(found.start, found.end)
    agent = _agent(passage, found, usable)
    after = _objects(passage, found, usable, clause)
    if found.trigger.voice == "noun":
        before = _modifier(passage, found, usable) or ()
    else:
        before = _subject(passage, found, usable, clause)
    passive = found.trigger.voice == "verb" and _is_passive(passage, found)
    return _assign(passage, found, agent, before, after, passive, passive_role, object_role, usable)


def _assign(
    passage: Passage,
    found: Found,
    agent: tuple[Mention, ...],
    before: tuple[Mention, ...],
    after: tuple[Mention, ...],
    passive: bool,
    passive_role: Role,
    object_role: Role,
    usable: Sequence[Mention],
) -> Parties:
    if object_role == "feared":
        return Parties(actors=after)
    if passive:
        if passive_role == "target":
            return Parties(agent, before)
        return Parties(before or agent)
    actors = agent or before
    if not actors and object_role == "actor":
        actors = after
    if not actors:
        clause = passage.clause(found.start, found.end)
        actors = _subject(passage, found, usable, clause) or _earlier(passage, found, usable)
    targets = after if object_role in ("target", "recipient") else ()
    return Parties(actors, tuple(t for t in targets if t not in actors))


def _is_speaker(mention: Mention, speakers: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in speakers)


def _may_act(mention: Mention, found: Found) -> bool:
    """Not inside the trigger's own words."""
    return not (mention.start < found.end and found.start < mention.end) or found.open_form


def _modifier(
    passage: Passage, found: Found, mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Who stands right before a noun: "Russian missile strike", "Russia's withdrawal"."""
    for mention in reversed(mentions):
        if mention.end > found.start:
            continue
        between = passage.scan.lowered[mention.end : found.start]
        words = between.removeprefix("'s").split()
        stops = passage.lexicon.words["phrase_stops"]
        plain = len(words) <= _MODIFIER_WORDS and not any(w.strip(",") in stops for w in words)
        if plain and "," not in between and mention.kind != "person":
            return _with_coordinated(passage, mention, mentions)
        return ()
    return ()


def _with_coordinated(
    passage: Passage, mention: Mention, mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The mention and those joined to it on its left: "Denmark, Norway and Sweden"."""
    joined = [mention]
    joiners = passage.lexicon.words["joiners"]
    for other in reversed(mentions):
        if other.end > joined[0].start:
            continue
        between = passage.scan.lowered[other.end : joined[0].start].strip(" ,\n").removeprefix("the ")
        words = between.replace(" the", "").strip()
        if words and words not in joiners:
            break
        if not words and "," not in passage.scan.lowered[other.end : joined[0].start]:
            break
        joined.insert(0, other)
    return tuple(joined)


def _agent(passage: Passage, found: Found, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Who did it, after "by"."""
    agents = passage.lexicon.words["agent_prepositions"]
    for mention in mentions:
        if not found.end <= mention.start <= found.end + _AGENT_CHARS:
            continue
        before = passage.words_before(mention.start, 4)
        reach = passage.words_between(found.end, mention.start)
        if any(word in agents for word in before[: max(1, min(3, len(reach)))]) and any(
            word in agents for word in reach
        ):
            return (mention,)
    return ()


def _subject(
    passage: Passage, found: Found, mentions: Sequence[Mention], clause: tuple[int, int]
) -> tuple[Mention, ...]:
    """The nearest mention to the left in the clause that hangs on no preposition of place."""
    left = [m for m in mentions if clause[0] <= m.start and m.end <= found.start]
    for mention in reversed(left):
        if not _hangs_on_preposition(passage, mention):
            return _with_coordinated(passage, mention, mentions)
    return ()


def _hangs_on_preposition(passage: Passage, mention: Mention) -> bool:
    articles = passage.lexicon.words["articles"]
    before = [w for w in passage.words_before(mention.start, 3) if w not in articles]
    return bool(before) and before[0] in passage.lexicon.words["adverbial_prepositions"]


def _earlier(passage: Passage, found: Found, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The subject of an earlier clause of the sentence: the first mention that is one."""
    for mention in mentions:
        if mention.end > found.start:
            return ()
        if not _hangs_on_preposition(passage, mention):
            return _with_coordinated(passage, mention, mentions)
    return ()


def _objects(
    passage: Passage, found: Found, mentions: Sequence[Mention], clause: tuple[int, int]
) -> tuple[Mention, ...]:
    """What follows the trigger, directly or after "on", "against", "of", …"""
    prepositions = passage.lexicon.words["object_prepositions"]
    adverbial = passage.lexicon.words["adverbial_prepositions"]
    for mention in mentions:
        if mention.start < found.end or mention.start >= clause[1]:
            continue
        words = passage.words_between(found.end, mention.start)
        hung = [word for word in words if word in prepositions or word in adverbial]
        if (not hung and len(words) <= _OBJECT_WORDS) or (hung and hung[-1] in prepositions):
            return (mention,)
        return ()
    return ()


def _is_passive(passage: Passage, found: Found) -> bool:
    words = passage.words_before(found.start, 3)
    if passage.lexicon.words["passive_markers"].isdisjoint(words):
        return False
    return not passage.scan.lowered[found.start : found.end].split()[0].endswith("ing")
