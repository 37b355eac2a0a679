"""Who plays which part around a trigger: subject, agent, modifier, genitive, object."""

from collections.abc import Sequence

from transforms.signals.mentions import Mention
from transforms.signals.place_roles import role_before
from transforms.signals.scene import Scene
from transforms.signals.types import TypeFacts

#: How far a modifier stands before its noun and an object behind its verb, words.
_MODIFIER_WORDS = 4
_OBJECT_WORDS = 3
_AGENT_CHARS = 90
_AGENT_WORDS = 4
#: How near the noun of a relative clause stands before it, characters.
_ANTECEDENT_CHARS = 25
#: How near a speaker stands before what they say of themselves, words.
_SPEAKER_WORDS = 5
#: Words between a noun and its linked owner, articles left out.
_OWNER_WORDS = 3
#: How near behind its victim "were killed" stands, words.
_CASUALTY_WORDS = 3
#: How far behind a trigger "its" may stand, words.
_POSSESSIVE_WORDS = 4


def modifier(scene: Scene) -> tuple[Mention, ...]:
    """Who stands right before a noun, or as an adjective behind it.

    "Russian missile strike", "Russia's withdrawal", "frappe russe".
    """
    if not scene.passage.lexicon.syntax.owner_before:
        return _adjective_behind(scene)
    return _modifier_before(scene) or _adjective_behind(scene)


def _modifier_before(scene: Scene) -> tuple[Mention, ...]:
    lexicon = scene.passage.lexicon
    for mention in reversed(scene.usable):
        if mention.start <= scene.found.start < mention.end:
            return (mention,)
        if mention.end > scene.found.start or scene.has_object_ending(mention):
            continue
        between = scene.passage.scan.lowered[mention.end : scene.found.start]
        words = lexicon.word.findall(between.removeprefix("'s"))
        plain = len(words) <= _MODIFIER_WORDS and not any(
            word in lexicon.words["phrase_stops"] for word in words
        )
        if plain and "," not in between and mention.kind != "person":
            return scene.with_coordinated(mention) if scene.can_modify(mention) else ()
        return ()
    return ()


def _adjective_behind(scene: Scene) -> tuple[Mention, ...]:
    if not scene.passage.lexicon.syntax.adjective_after:
        return ()
    for mention in scene.behind():
        words = scene.passage.words_between(scene.found.end, mention.start)
        stops = scene.passage.lexicon.words["phrase_stops"]
        near = len(words) <= 2 and not any(word in stops for word in words)
        # "attaque djihadiste": right behind the noun, what fighters are called is an adjective.
        adjective = mention.adjective or (not words and mention.kind == "non_state")
        return (mention,) if adjective and near else ()
    return ()


def genitive(scene: Scene) -> tuple[Mention, ...]:
    """Who follows a noun as its owner: "the advance of the rebels", "наступ росіян"."""
    for mention in scene.behind():
        words = scene.passage.words_between(scene.found.end, mention.start)
        articles = scene.passage.lexicon.words["articles"]
        plain = [word for word in words if word not in articles]
        if scene.passage.lexicon.syntax.owner_linked and not plain:
            return ()
        owns = _owns(scene, plain) and not _is_left(scene, mention)
        return scene.with_following(mention) if owns else ()
    return ()


def _owns(scene: Scene, between: Sequence[str]) -> bool:
    """Whether the words behind a noun lead to its owner, articles left out.

    Where owners are linked, adjectives may stand first: "incursion nocturne des forces".
    """
    words = scene.passage.lexicon.words
    if not scene.passage.lexicon.syntax.owner_linked:
        return len(between) <= 1 and words["owner_links"].issuperset(between)
    stops = words["phrase_stops"] | words["prepositions"]
    return (
        len(between) <= _OWNER_WORDS
        and words["owner_links"].issuperset(between[-1:])
        and stops.isdisjoint(between[:-1])
    )


def _is_left(scene: Scene, mention: Mention) -> bool:
    """Whether a state is where something leaves, not its owner: "retrait du Mali"."""
    return mention.kind == "state" and role_before(scene.passage, mention.start) == "from"


def agent(scene: Scene) -> tuple[Mention, ...]:
    """Who did it: after "by", in the case of agents, or behind a word such as "被"."""
    passage, found = scene.passage, scene.found
    for mention in scene.usable:
        if scene.is_marked(mention, "agent_markers") and mention.end <= found.start:
            return (mention,)
        begin = found.start if found.open_form else found.end
        reach = min(found.end + _AGENT_CHARS, scene.clause[1])
        if not begin <= mention.start < reach:
            continue
        words = passage.words_between(begin, mention.start)
        agents = passage.lexicon.words["agent_prepositions"]
        if found.trigger.voice == "noun":
            # "raid dal Libano": behind a noun such a word tells from where.
            agents -= passage.lexicon.words["place_from"]
        if any(word in agents for word in words[-_AGENT_WORDS:]) and not _is_left(scene, mention):
            return (mention,)
    inflected = [
        m
        for m in scene.usable
        if scene.clause[0] <= m.start < scene.clause[1]
        and scene.has_agent_ending(m)
        and not scene.hangs_on_preposition(m)
    ]
    return tuple(inflected[:1])


def subject(scene: Scene) -> tuple[Mention, ...]:
    """The mention to the left in the clause that can be the subject; else the one behind.

    The nearest, or the first where the object stands before its verb too. In a relative clause it
    is what the clause belongs to: "drones that had strayed".
    """
    syntax = scene.passage.lexicon.syntax
    if owners := scene.owners_as_subjects():
        return scene.with_coordinated(owners[0])
    possible = [m for m in scene.governing() if scene.can_be_subject(m) and not suffers(scene, m)]
    if not possible and scene.is_governed:
        return ()
    possible = possible or [
        m for m in scene.before() if scene.can_be_subject(m) and not suffers(scene, m)
    ]
    if possible:
        return scene.with_coordinated(possible[0 if syntax.object_before_verb else -1])
    antecedent = _antecedent(scene)
    if antecedent or not syntax.subject_after_verb or scene.found.trigger.voice == "noun":
        return antecedent
    is_object = syntax.object_after_verb and not scene.is_passive()
    return () if is_object else subject_behind(scene)


def _antecedent(scene: Scene) -> tuple[Mention, ...]:
    left = scene.clause[0]
    opening = scene.passage.words_after(left, 1)
    if opening and opening[0] in scene.passage.lexicon.words["relatives"]:
        near = [m for m in scene.usable if left - _ANTECEDENT_CHARS <= m.end <= left]
        return tuple(near[-1:])
    return ()


def subject_behind(scene: Scene) -> tuple[Mention, ...]:
    """The subject that follows its verb: "обстріляли росіяни", "قصفت القوات الروسية"."""
    for mention in scene.behind():
        words = scene.passage.words_between(scene.found.end, mention.start)
        if len(words) > _OBJECT_WORDS + 1 or not scene.can_be_subject(mention):
            return ()
        if scene.passage.lexicon.syntax.object_after_verb and _hang(scene, words):
            return ()
        return () if scene.has_object_ending(mention) else (mention,)
    return ()


def _hang(scene: Scene, words: Sequence[str]) -> bool:
    """Whether a preposition is among the words: "muertos en un bombardeo israelí"."""
    return not scene.passage.lexicon.words["adverbial_prepositions"].isdisjoint(words)


def accused(scene: Scene) -> tuple[Mention, ...]:
    """Whom the claimant accuses of it."""
    return (scene.accused,) if scene.accused is not None else ()


def speaker(scene: Scene) -> tuple[Mention, ...]:
    """The speaker, where "it" stands for them, or nothing before a verb.

    "Moscow said it was rushing …", "Serbia denies massing troops"; not "Kyiv reported an attack".
    """
    if scene.speaker is None or scene.speaker.kind == "person":
        return ()
    words = scene.passage.words_between(scene.speaker.end, scene.found.start)
    pronouns = scene.passage.lexicon.words["pronouns"]
    told = any(word in pronouns for word in words[:_SPEAKER_WORDS])
    near = len(words) <= _SPEAKER_WORDS and scene.found.trigger.voice != "noun"
    return (scene.speaker,) if told or near else ()


def source(scene: Scene) -> tuple[Mention, ...]:
    """Whom something is received from: "from Berlin"."""
    return tuple(m for m in scene.behind() if scene.is_marked(m, "place_from"))[:1]


def possessor(scene: Scene, facts: TypeFacts, actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Whom "its" means behind the trigger: "drones strayed into its airspace"."""
    possessives = scene.passage.lexicon.words["possessives"]
    following = scene.passage.words_after(scene.found.end, _POSSESSIVE_WORDS)
    if facts.object != "target" or possessives.isdisjoint(following):
        return ()
    owners = [
        m
        for m in scene.usable
        if m.end <= scene.found.start
        and m.kind == "state"
        and m not in actors
        and m.country not in {a.country for a in actors}
    ]
    return tuple(owners[:1])


def earlier(scene: Scene) -> tuple[Mention, ...]:
    """The subject of an earlier clause of the sentence: the first mention that is one.

    Not where drones or soldiers of nobody's do it: "after drones crossed the border".
    """
    if scene.found.trigger.voice == "verb" and scene.has_nameless_subject():
        return ()
    for mention in scene.usable:
        if mention.end > scene.found.start:
            return ()
        if scene.can_be_subject(mention) and not suffers(scene, mention):
            return scene.with_coordinated(mention)
    return ()


def victims(scene: Scene) -> tuple[Mention, ...]:
    """Who suffers what a noun tells: "trois soldats tués dans une attaque"."""
    return tuple(m for m in scene.usable if m.tells_who and suffers(scene, m))[:1]


def suffers(scene: Scene, mention: Mention) -> bool:
    """Whether somebody is told to be killed or hurt in what a noun behind tells."""
    passage, found = scene.passage, scene.found
    if found.trigger.voice != "noun":
        return False
    hits = (
        hit
        for hit in passage.of_class("casualty:killed", "casualty:wounded", "casualty:captured")
        if mention.end <= hit.start and hit.end <= found.start
    )
    hit = next(hits, None)
    if hit is None:
        return False
    between = passage.words_between(mention.end, hit.start)
    told = passage.scan.lowered[hit.start : hit.end]
    return len(between) <= _CASUALTY_WORDS and scene.is_told_to_suffer(told, between)


def objects(scene: Scene, but: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
    """What the trigger is done to.

    It follows, directly or after "on", "against", "of", …, or stands in the trigger's own words;
    else it stands before, where the language marks it or puts it there.
    """
    return _object_behind(scene, but) or _object_before(scene, but)


def _object_behind(scene: Scene, but: tuple[Mention, ...]) -> tuple[Mention, ...]:
    passage, found = scene.passage, scene.found
    prepositions = passage.lexicon.words["object_prepositions"]
    adverbial = passage.lexicon.words["adverbial_prepositions"]
    from_offset = max([found.end, *(m.end for m in but if m.start >= found.end)])
    for mention in scene.behind():
        if mention in but:
            continue
        if mention.start < found.end:
            if mention.country is None:
                continue
            return (mention,)
        words = passage.words_between(from_offset, mention.start)
        hung = [word for word in words if word in prepositions or word in adverbial]
        if (not hung and len(words) <= _OBJECT_WORDS) or (hung and hung[-1] in prepositions):
            return (mention,)
        return ()
    return ()


def direct_object(scene: Scene) -> tuple[Mention, ...]:
    """What follows at once, or stands in the trigger's own words: "moved Russian troops"."""
    for mention in scene.behind():
        if mention.start < scene.found.end:
            return (mention,)
        words = scene.passage.words_between(scene.found.end, mention.start)
        links = scene.passage.lexicon.words["prepositions"]
        near = len(words) <= _OBJECT_WORDS and links.isdisjoint(words)
        if _is_left(scene, mention):
            return ()
        return (mention,) if near and not scene.hangs_on_preposition(mention) else ()
    return ()


def _object_before(scene: Scene, but: tuple[Mention, ...]) -> tuple[Mention, ...]:
    for mention in reversed(scene.before()):
        if mention in but:
            continue
        if scene.is_marked(mention, "object_markers") or scene.has_object_ending(mention):
            return (mention,)
        verb_last = scene.passage.lexicon.syntax.object_before_verb
        if verb_last and scene.found.trigger.voice == "verb" and scene.can_be_subject(mention):
            return (mention,) if but else ()
    return ()
