"""Who acts in what a trigger tells: subject, agent, modifier, genitive."""

from collections.abc import Sequence

from transforms.signals.mentions import Mention
from transforms.signals.objects import OBJECT_WORDS, is_left, suffers
from transforms.signals.scene import Scene

#: How far a modifier stands before its noun, words.
_MODIFIER_WORDS = 4
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
        owns = _owns(scene, plain) and not is_left(scene, mention)
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
        if any(word in agents for word in words[-_AGENT_WORDS:]) and not is_left(scene, mention):
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
        if len(words) > OBJECT_WORDS + 1 or not scene.can_be_subject(mention):
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
