"""Who a passage mentions that can act: states, forces, units, groups, alliances, persons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.entity import Entity
from schemas.signal import Actor
from schemas.vocabulary import ActorKind
from transforms.signals.nations import describes, holds_verb
from transforms.signals.passage import Passage
from transforms.signals.scan import ClassHit
from transforms.signals.text import end_as_written

#: Words between a nationality and its noun: "Russian heavily armed paratroopers".
_MODIFIER_WORDS = 3
_MODIFIER_CHARS = 40
#: Classes whose words name something that acts, and as what.
_HEADS: dict[str, ActorKind] = {
    "force": "armed_force",
    "platform": "armed_force",
    "militant": "non_state",
    "official_body": "state",
    "official": "person",
    "security_service": "state",
}
_MARKS = ',;:.()"“”«»„，、。：；（）'
#: What may stand between a nation and the name of its system: "російський «Шахед»".
_OPENING_QUOTES = ' «„“"'
_ACT_ALONE = ("force", "militant")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a possible actor.

    Attributes:
        adjective: a bare nationality ("the Norwegian", "Russian shelling").
    """

    start: int
    end: int
    name: str
    country: str | None
    kind: ActorKind
    wikidata_id: str | None = None
    adjective: bool = False

    @property
    def tells_who(self) -> bool:
        """Whether it says more than "they" or "the other forces" do."""
        return self.kind != "person" and (self.country is not None or self.kind != "armed_force")

    def actor(self, full_text: str) -> Actor:
        """The mention as a signal stores it."""
        return Actor(
            text=full_text[self.start : self.end],
            start=self.start,
            end=self.end,
            name=self.name,
            country=self.country,
            kind=self.kind,
            wikidata_id=self.wikidata_id,
        )


def find_mentions(passage: Passage) -> tuple[Mention, ...]:
    """The possible actors of a passage, in text order, none overlapping another."""
    modifiers = [*_nations(passage), *_named(passage)]
    heads = [m for hit in _head_hits(passage) if (m := _headed(passage, hit, modifiers))]
    entities = [m for e in passage.entities if (m := _of_entity(passage, e, modifiers))]
    return _without_overlaps([*heads, *entities, *modifiers])


def _without_overlaps(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.country is None)):
        if kept and mention.start < kept[-1].end:
            if mention.end > kept[-1].end and kept[-1].adjective:
                kept[-1] = mention
        else:
            kept.append(mention)
    return tuple(kept)


def _nations(passage: Passage) -> Iterator[Mention]:
    """Countries and nationalities among the entities, and metonyms ("the Kremlin")."""
    named = {hit.start: hit for hit in passage.under("state:")}
    for entity in passage.entities:
        place = passage.analysed.places.get(entity.start)
        if entity.start in named or not entity.country or describes(passage, entity):
            continue
        if entity.label == "NORP":
            yield _mention(entity, "state", adjective=True)
        elif entity.label == "GPE" and (place is None or place.precision == "country"):
            yield _mention(entity, "state")
    for hit in named.values():
        yield _of_hit(passage, hit, "state")


def _named(passage: Passage) -> Iterator[Mention]:
    """Alliances, armed groups, and a side's forces and leaders by name, as the lexicon has them."""
    for hit in passage.under("army:"):
        yield _of_hit(passage, hit, "armed_force")
    for hit in passage.under("leader:"):
        yield _of_hit(passage, hit, "person")
    for hit in passage.under("group:"):
        yield _of_hit(passage, hit, "non_state")
    for hit in passage.of_class("alliance"):
        yield replace(_of_hit(passage, hit, "alliance"), country=None)


def _mention(entity: Entity, kind: ActorKind, *, adjective: bool = False) -> Mention:
    return Mention(
        entity.start,
        entity.end,
        entity.name,
        entity.country,
        kind,
        entity.wikidata_id,
        adjective=adjective,
    )


def _of_hit(passage: Passage, hit: ClassHit, kind: ActorKind) -> Mention:
    country = hit.name.partition(":")[2]
    end = end_as_written(passage.full_text, passage.scan.lowered, hit.end)
    text = passage.full_text[hit.start : end]
    return Mention(hit.start, end, text, country if len(country) == 2 else None, kind)


def _head_hits(passage: Passage) -> list[ClassHit]:
    """Head nouns, the last of several that touch ("tank battalion")."""
    hits = passage.of_class(*_HEADS)
    followers = [hit.start for hit in hits[1:]]
    return [
        hit
        for hit, following in zip(hits, [*followers, None], strict=False)
        if following is None or not hit.end <= following <= hit.end + 1
    ]


def _headed(passage: Passage, hit: ClassHit, modifiers: Sequence[Mention]) -> Mention | None:
    """A head noun with the nation, group or possessive in front of it.

    None for a bare "tanks" or "the ministry": an actor is named by whom it belongs to.
    """
    word = passage.scan.lowered[hit.start : hit.end]
    must_be_owned = word in passage.lexicon.words["not_alone"]
    between = 0 if must_be_owned else _MODIFIER_WORDS
    owner = _owner_before(passage, hit, modifiers, between)
    owner = owner or _owner_behind(passage, hit, modifiers)
    if owner is not None:
        return _owned_head(passage, hit, owner)
    if any(0 <= m.start - hit.end <= 1 for m in modifiers) or _names(passage, hit):
        return None
    before = passage.words_before(hit.start, 2)
    owned = any(word in passage.lexicon.words["possessives"] for word in before)
    if not owned and (must_be_owned or hit.name not in _ACT_ALONE):
        return None
    text = passage.full_text[hit.start : hit.end]
    return Mention(hit.start, hit.end, text, None, _HEADS[hit.name])


def _names(passage: Passage, hit: ClassHit) -> bool:
    """Whether the name that follows says more: "the paramilitary Rapid Support Forces"."""
    follows = (e for e in passage.entities if 0 <= e.start - hit.end <= 1)
    return any(e.label in ("ORG", "MILITARY_UNIT") for e in follows)


def _owner_before(
    passage: Passage, hit: ClassHit, modifiers: Sequence[Mention], most_words: int
) -> Mention | None:
    if not passage.lexicon.syntax.owner_before:
        return None
    return max(
        (m for m in modifiers if _stands_before(passage, m, hit, most_words)),
        key=lambda m: m.start,
        default=None,
    )


def _owner_behind(passage: Passage, hit: ClassHit, modifiers: Sequence[Mention]) -> Mention | None:
    """The nation or group right behind a head: "forces armées russes", "армия России"."""
    if not passage.lexicon.syntax.owner_after:
        return None
    owner = next((m for m in modifiers if m.start >= hit.end), None)
    if owner is None or owner.start - hit.end > _MODIFIER_CHARS:
        return None
    if owner.adjective and passage.lexicon.syntax.adjective_before:
        return None
    between = passage.scan.lowered[hit.end : owner.start]
    words = passage.lexicon.word.findall(between)
    if any(mark in between for mark in _MARKS) or len(words) > _MODIFIER_WORDS:
        return None
    return owner if _links(passage, words, owner) else None


def _links(passage: Passage, between: Sequence[str], owner: Mention) -> bool:
    """Whether the words between a head and a nation behind it let it be the owner."""
    words = passage.lexicon.words
    links, stops = words["owner_links"], words["phrase_stops"] | words["prepositions"]
    if passage.lexicon.syntax.owner_adjacent:
        return links.issuperset(between)
    if passage.lexicon.syntax.owner_linked:
        linked = not links.isdisjoint(between)
        if not linked and (not owner.adjective or not words["articles"].isdisjoint(between)):
            return False
        stops -= words["articles"]
        links -= words["adverbial_prepositions"]
    return all(word in links or word not in stops for word in between)


def _owned_head(passage: Passage, hit: ClassHit, owner: Mention) -> Mention:
    """The head with its owner: forces of a group are of the group's kind."""
    kind = _HEADS[hit.name]
    belongs = owner.kind if kind in ("armed_force", "state") else kind
    start, end = min(owner.start, hit.start), max(owner.end, hit.end)
    end = end_as_written(passage.full_text, passage.scan.lowered, end)
    return Mention(
        start,
        end,
        passage.full_text[start:end],
        owner.country,
        kind if belongs == "state" else belongs,
    )


def _stands_before(
    passage: Passage, owner: Mention, head: ClassHit | Mention, most_words: int
) -> bool:
    """Whether a nation stands right before a noun and in a form that can belong to it."""
    last_word = passage.last_word(owner.start, owner.end)
    return (
        owner.end <= head.start
        and passage.lexicon.syntax.modifies.search(last_word) is not None
        and _modifies(passage, owner.end, head, most_words)
    )


def _modifies(passage: Passage, end: int, head: ClassHit | Mention, most_words: int) -> bool:
    """Whether nothing but a few modifiers stands between an offset and a head."""
    if head.start - end > _MODIFIER_CHARS:
        return False
    if passage.lexicon.syntax.adjective_before and not _stands_in_front(passage, end):
        return False
    between = passage.scan.lowered[end : head.start].removeprefix("'s").removeprefix("'")
    if not between.strip(_OPENING_QUOTES):
        return True
    if holds_verb(passage, end, head.start):
        return False
    if any(mark in between for mark in _MARKS):
        return False
    words = passage.lexicon.word.findall(between)
    stops = passage.lexicon.words["phrase_stops"]
    return len(words) <= most_words and not any(word in stops for word in words)


def _stands_in_front(passage: Passage, end: int) -> bool:
    """Whether a nation's name may belong to what follows, as an adjective, genitive or part.

    "russische Armee", "Russlands Armee", "US-Truppen"; not "Russland Truppen".
    """
    text = passage.full_text
    adjective = any(e.end == end and e.label == "NORP" for e in passage.entities)
    return adjective or text[end - 1] in "s'’" or text[end : end + 1] == "-"


def _of_entity(passage: Passage, entity: Entity, nations: Sequence[Mention]) -> Mention | None:
    if entity.label == "MILITARY_UNIT":
        return _with_nation(passage, _mention(entity, "unit"), nations)
    if entity.label == "EQUIPMENT":
        system = _with_nation(passage, _mention(entity, "armed_force"), nations)
        is_ship = entity.equipment_class in ("ship", "submarine") and entity.country
        return system if is_ship or system.name != entity.name else None
    if entity.label == "PERSON":
        person = _with_nation(passage, _mention(entity, "person"), nations)
        return replace(_mention(entity, "person"), country=person.country)
    if entity.label == "ORG" and entity.country:
        inside = [hit.name for hit in passage.hits if entity.start <= hit.start < entity.end]
        return _mention(entity, "armed_force" if "force" in inside else "state")
    return None


def _with_nation(passage: Passage, mention: Mention, nations: Sequence[Mention]) -> Mention:
    """The mention, widened by a nationality right beside it."""
    syntax = passage.lexicon.syntax
    most_words = _MODIFIER_WORDS if syntax.owner_before else 0
    for nation in nations:
        behind = syntax.adjective_after and nation.adjective and nation.start == mention.end + 1
        if behind or _stands_before(passage, nation, mention, most_words):
            start, end = min(nation.start, mention.start), max(nation.end, mention.end)
            text = passage.full_text[start:end]
            country = nation.country or mention.country
            return replace(mention, start=start, end=end, name=text, country=country)
    return mention
