"""Where: the places of a trigger's clause, with the part they play."""

from collections.abc import Sequence

from schemas.entity import Entity
from schemas.signal import Location, PlaceRelation
from schemas.vocabulary import SignalType
from transforms.signals.mentions import Mention
from transforms.signals.nations import describes
from transforms.signals.passage import Passage
from transforms.signals.place_names import head_places, held_names, unknown_places
from transforms.signals.place_roles import OWN_ONLY, role_in, role_of
from transforms.signals.place_words import common_places
from transforms.signals.triggers import Found

_LABELS = ("GPE", "LOC", "FAC")
_MOST_PLACES = 4
#: Characters between a nation and the border or the airspace that are its own: "'s ".
_AREA_CHARS = 3
#: How far behind a claimant its seat stands, characters.
_SEAT_CHARS = 12
_RELATION_REACH = 60
#: Roles of those who give arms or receive them, who are no places.
_PARTNERS = ("from", "to")
#: Types whose place the verb has as its subject or object.
_HELD = frozenset(("territorial_control", "withdrawal", "shelling", "ground_offensive", "blockade"))
#: Words between "north of" and the place ("the Ukrainian city of").
_RELATION_WORDS = 4


def find_locations(
    passage: Passage,
    found: Found,
    acting: Sequence[Mention],
    attacked: Sequence[Mention],
    speakers: Sequence[tuple[int, int]],
) -> tuple[Location, ...]:
    """The places of a trigger, in text order; those that act or speak are no places.

    The clause of the trigger comes first; where it has none, the nearest of the sentence.

    Args:
        passage: the sentence.
        found: the trigger.
        acting: mentions that act in it.
        attacked: mentions that suffer it: a country under attack is a place too.
        speakers: the claimants' words.
    """
    clause = passage.clause(found.start, found.end)
    # Nobody's name holds the event: such a claimant was read too long.
    speakers = [s for s in speakers if not (s[0] < found.end and found.start < s[1])]
    mine = [
        e
        for e in [*passage.entities, *unknown_places(passage, found)]
        if not any(_is_speakers(passage, e, span) for span in speakers)
    ]
    told = [e for e in mine if _is_place(passage, e, acting, attacked)]
    near = sorted((e for e in told if _within(e, clause)), key=lambda e: e.start)
    if found.trigger.type == "military_aid":
        near = [e for e in near if role_of(passage, e) not in _PARTNERS]
    heads = [
        e
        for e in head_places(passage)
        if not any(_is_speakers(passage, e, span) for span in speakers)
    ]
    if not near and found.trigger.type not in OWN_ONLY:
        weak = [e for e in mine if _may_be_place(passage, e, acting)]
        groups = [
            heads,
            held_names(passage, found) if found.trigger.type in _HELD else [],
            [e for e in weak if _within(e, clause)],
            [e for e in told if role_of(passage, e) != "from"],
            common_places(passage, *clause),
            told,
            common_places(passage, passage.start, passage.end),
        ]
        near = next(([min(g, key=lambda e: _distance(e, found))] for g in groups if g), [])
    return tuple(_location(passage, e, found.trigger.type) for e in near[:_MOST_PLACES])


def _within(entity: Entity, span: tuple[int, int]) -> bool:
    return span[0] <= entity.start < span[1]


def _may_be_place(passage: Passage, entity: Entity, acting: Sequence[Mention]) -> bool:
    """Whether a name may tell where, for all that it may tell who: "preso Kabul"."""
    if entity.label not in _LABELS or describes(passage, entity):
        return False
    return not _is_country(passage, entity) and not any(
        m.start <= entity.start < m.end for m in acting
    )


def _is_country(passage: Passage, entity: Entity) -> bool:
    place = passage.analysed.places.get(entity.start)
    return entity.country is not None and (place is None or place.precision == "country")


def dateline(passage: Passage) -> tuple[Location, ...]:
    """The places of a sentence that only names them, as posts begin: "Nikopol, Marhanets."."""
    places = [e for e in passage.entities if e.label in _LABELS]
    words = passage.lexicon.word.finditer(passage.scan.lowered, passage.start, passage.end)
    named = all(any(e.start <= word.start() < e.end for e in places) for word in words)
    return tuple(_location(passage, e) for e in places[:_MOST_PLACES]) if named else ()


def told_places(passage: Passage, speakers: Sequence[tuple[int, int]]) -> tuple[Location, ...]:
    """The places that a sentence tells, for a sentence behind it that tells none."""
    places = [
        e
        for e in passage.entities
        if e.label in _LABELS
        and not describes(passage, e)
        and (role_of(passage, e) in ("at", "near", "to") or not _is_state(passage, e))
        and not any(_is_speakers(passage, e, span) for span in speakers)
    ]
    return tuple(_location(passage, e) for e in places[:_MOST_PLACES])


def _is_speakers(passage: Passage, entity: Entity, speaker: tuple[int, int]) -> bool:
    """Whether a place is in a claimant's words, or the seat behind them: "the army in Seoul"."""
    if entity.start < speaker[1]:
        return speaker[0] <= entity.start
    if entity.start - speaker[1] > _SEAT_CHARS:
        return False
    between = passage.words_between(speaker[1], entity.start)
    return len(between) == 1 and between[0] in passage.lexicon.words["place_at"]


def _distance(entity: Entity, found: Found) -> int:
    return max(0, found.start - entity.end, entity.start - found.end)


def _is_place(
    passage: Passage, entity: Entity, acting: Sequence[Mention], attacked: Sequence[Mention]
) -> bool:
    if _border(passage, entity) or _area(passage, entity, "national_area"):
        return True
    if entity.label not in _LABELS or describes(passage, entity):
        return False
    if role_of(passage, entity) is not None:
        return True
    if any(m.start <= entity.start < m.end for m in acting):
        return False
    return not _is_state(passage, entity) or any(m.start == entity.start for m in attacked)


def _is_state(passage: Passage, entity: Entity) -> bool:
    """Whether the name may stand for those who act there: a country, a capital."""
    if any(hit.start == entity.start for hit in passage.under("state:")):
        return True
    return entity.label == "GPE" and _is_country(passage, entity)


def _border(passage: Passage, entity: Entity) -> tuple[int, int] | None:
    """The words "Ukrainian border", "frontière ukrainienne" around an entity, or None."""
    return _area(passage, entity, "border")


def _area(passage: Passage, entity: Entity, name: str) -> tuple[int, int] | None:
    """The words of a nation and of a class of areas beside it, or None."""
    after = passage.lexicon.syntax.adjective_after and entity.label == "NORP"
    guards = passage.of_class("force", "security_service", "militant")
    for hit in passage.of_class(name) if entity.country else ():
        if any(guard.start <= hit.start < guard.end for guard in guards):
            continue
        between = passage.scan.lowered[entity.end : hit.start]
        if 0 <= hit.start - entity.end <= _AREA_CHARS and "," not in between:
            return entity.start, hit.end
        if after and hit.end + 1 == entity.start:
            return hit.start, entity.end
    return None


def _location(passage: Passage, entity: Entity, type_: SignalType | None = None) -> Location:
    told = role_of(passage, entity)
    role = told or "at"
    border = _border(passage, entity)
    if role == "at" and (border is not None or entity.method == "noun:border"):
        role = "near"
    if type_ is not None:
        role = role_in(passage, type_, role, entity.text.lower() if told else "")
    area = border or _area(passage, entity, "national_area")
    start, end = area or (entity.start, entity.end)
    text = passage.full_text[start:end]
    place = passage.analysed.places.get(entity.start)
    relation = _relation(passage, entity)
    if place is None:
        return Location(
            text=text,
            start=start,
            end=end,
            role="near" if relation else role,
            country=entity.country,
            relation=relation,
            reason_if_null="too_vague" if area else "not_in_gazetteer",
        )
    return Location(
        text=text,
        start=start,
        end=end,
        role="near" if relation else role,
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        geonames_id=place.geonames_id,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        radius_km=place.radius_km,
        relation=relation,
    )


def _relation(passage: Passage, entity: Entity) -> PlaceRelation | None:
    """Distance and direction told right before the place: "260 km north of"."""
    words = passage.lexicon.relation
    if words is None:
        return None
    left = max(passage.start, entity.start - _RELATION_REACH)
    found = list(words.pattern.finditer(passage.scan.lowered, left, entity.start))
    if not found or len(passage.words_between(found[-1].end(), entity.start)) > _RELATION_WORDS:
        return None
    last = found[-1]
    number = float(last["number"].replace(",", "").rstrip("."))
    return PlaceRelation(
        distance_km=round(number * words.kilometres[last["unit"]], 1),
        bearing=words.bearings.get((last["bearing"] or "").replace("-", "")),
        of=passage.full_text[last.end() : entity.end].strip(),
    )
