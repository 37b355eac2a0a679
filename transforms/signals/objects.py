"""What a trigger is done to, and who suffers it."""

from transforms.signals.mentions import Mention
from transforms.signals.place_roles import role_before
from transforms.signals.scene import Scene
from transforms.signals.types import TypeFacts

#: How far an object stands behind its verb, words.
OBJECT_WORDS = 3
#: How near behind its victim "were killed" stands, words.
_CASUALTY_WORDS = 3
#: How far behind a trigger "its" may stand, words.
_POSSESSIVE_WORDS = 4


def is_left(scene: Scene, mention: Mention) -> bool:
    """Whether a state is where something leaves, not its owner: "retrait du Mali"."""
    return mention.kind == "state" and role_before(scene.passage, mention.start) == "from"


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
        if (not hung and len(words) <= OBJECT_WORDS) or (hung and hung[-1] in prepositions):
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
        near = len(words) <= OBJECT_WORDS and links.isdisjoint(words)
        if is_left(scene, mention):
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
