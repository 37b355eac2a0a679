"""Where: the places of a trigger's clause, with the part they play."""

import re
from collections.abc import Sequence, Set

from schemas.entity import Entity
from schemas.signal import Location, PlaceRelation
from schemas.vocabulary import LocationRole
from transforms.signals.mentions import Mention
from transforms.signals.nations import describes
from transforms.signals.passage import Passage
from transforms.signals.triggers import Found
from transforms.signals.unspaced_places import unspaced_places

_LABELS = ("GPE", "LOC", "FAC")
_ROLES: tuple[LocationRole, ...] = ("near", "from", "through", "to", "at")
_MOST_PLACES = 4
#: How far from its trigger a place that no table knows may stand, characters.
_UNKNOWN_REACH = 120
_NAME = r"[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻĞİŞŒА-ЯЁЄІЇҐ][\w'’-]+"
_CAPITALISED = re.compile(
    r"\b(?P<preposition>[^\W\d_]+(?:\s(?:d[eiou]|del|della|do|da|d(?=['’])))?)"
    rf"(?:\s+|['’])(?:the\s+)?(?P<name>{_NAME}(?:\s{_NAME}){{0,2}})"
    rf"(?:\s(?P<joiner>[^\W\d_]+)\s(?P<second>{_NAME}(?:\s{_NAME}){{0,2}}))?"
)
#: Characters between a nation and the border or the airspace that are its own: "'s ".
_AREA_CHARS = 3
#: How far behind a claimant its seat stands, characters.
_SEAT_CHARS = 12
_RELATION_REACH = 60
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
    places = [
        e
        for e in [*passage.entities, *_unknown_places(passage, found)]
        if _is_place(passage, e, acting, attacked)
        and not any(_is_speakers(passage, e, span) for span in speakers)
    ]
    places.sort(key=lambda e: e.start)
    clause = passage.clause(found.start, found.end)
    near = [e for e in places if clause[0] <= e.start < clause[1]]
    if not near and places:
        near = [min(places, key=lambda e: _distance(e, found))]
    return tuple(_location(passage, e) for e in near[:_MOST_PLACES])


def dateline(passage: Passage) -> tuple[Location, ...]:
    """The places of a sentence that only names them, as posts begin: "Nikopol, Marhanets."."""
    places = [e for e in passage.entities if e.label in _LABELS]
    words = passage.lexicon.word.finditer(passage.scan.lowered, passage.start, passage.end)
    named = all(any(e.start <= word.start() < e.end for e in places) for word in words)
    return tuple(_location(passage, e) for e in places[:_MOST_PLACES]) if named else ()


def _is_speakers(passage: Passage, entity: Entity, speaker: tuple[int, int]) -> bool:
    """Whether a place is in a claimant's words, or the seat behind them: "the army in Seoul"."""
    if entity.start < speaker[1]:
        return speaker[0] <= entity.start
    if entity.start - speaker[1] > _SEAT_CHARS:
        return False
    between = passage.words_between(speaker[1], entity.start)
    return len(between) == 1 and between[0] in passage.lexicon.words["place_at"]


def _unknown_places(passage: Passage, found: Found) -> list[Entity]:
    """Capitalised words after a preposition of place that no table knows: "outside Manbij"."""
    words = passage.lexicon.words
    taken = [(e.start, e.end) for e in passage.entities]
    left, right = found.start - _UNKNOWN_REACH, found.end + _UNKNOWN_REACH
    if not passage.lexicon.spaces:
        return [
            _unknown(passage.full_text[start:end], start, end)
            for start, end in unspaced_places(passage)
            if left <= start and end <= right and not _meets(start, end, taken)
        ]
    unknown = []
    for match in _CAPITALISED.finditer(
        passage.full_text, max(left, passage.start), min(right, passage.end)
    ):
        names = ["name", "second"] if match["joiner"] in words["joiners"] else ["name"]
        if match["preposition"] not in words["unknown_place_prepositions"]:
            continue
        for start, end in map(match.span, names):
            first = passage.full_text[start:end].split()[0].lower()
            if first not in words["time_words"] and not _meets(start, end, taken):
                unknown.append(_unknown(passage.full_text[start:end], start, end))
    return unknown


def _meets(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in taken)


def _unknown(text: str, start: int, end: int) -> Entity:
    return Entity(text=text, start=start, end=end, label="LOC", name=text, method="preposition")


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
    place = passage.analysed.places.get(entity.start)
    return entity.label == "GPE" and (place is None or place.precision == "country")


def role_of(passage: Passage, entity: Entity) -> LocationRole | None:
    """The role that the words around a place give it, None when none does."""
    return role_behind(passage, entity.end) or role_before(passage, entity.start)


def role_behind(passage: Passage, end: int) -> LocationRole | None:
    """The role that an ending or a word behind a place gives it: "Halep'te", "基辅附近"."""
    endings = passage.lexicon.place_endings
    for role in _ROLES:
        if role in endings and endings[role].match(passage.scan.lowered, end, passage.end):
            return role
    return None


def role_before(passage: Passage, start: int) -> LocationRole | None:
    """The role that the words in front of a place give it: "retrait du Mali"."""
    words = passage.lexicon.words
    # With its article a phrase may tell more: "in die Stadt" is "to", "in der Stadt" is "at".
    return _role_of(passage, start, words["place_modifiers"]) or _role_of(
        passage, start, words["place_modifiers"] | words["articles"]
    )


def _role_of(passage: Passage, start: int, skipped: Set[str]) -> LocationRole | None:
    words = passage.lexicon.words
    before = [word for word in passage.words_before(start, 7) if word not in skipped]
    space = " " if passage.lexicon.spaces else ""
    for i in range(min(2, len(before))):
        for size in (4, 3, 2, 1):
            phrase = space.join(reversed(before[i : i + size]))
            for role in _ROLES:
                if phrase in words[f"place_{role}"]:
                    return role
        if before[i] not in words["place_bridges"]:
            return None
    return None


def _border(passage: Passage, entity: Entity) -> tuple[int, int] | None:
    """The words "Ukrainian border", "frontière ukrainienne" around an entity, or None."""
    return _area(passage, entity, "border")


def _area(passage: Passage, entity: Entity, name: str) -> tuple[int, int] | None:
    """The words of a nation and of a class of areas beside it, or None."""
    after = passage.lexicon.syntax.adjective_after and entity.label == "NORP"
    for hit in passage.of_class(name) if entity.country else ():
        between = passage.scan.lowered[entity.end : hit.start]
        if 0 <= hit.start - entity.end <= _AREA_CHARS and "," not in between:
            return entity.start, hit.end
        if after and hit.end + 1 == entity.start:
            return hit.start, entity.end
    return None


def _location(passage: Passage, entity: Entity) -> Location:
    role = role_of(passage, entity) or "at"
    border = _border(passage, entity)
    if border is not None and role == "at":
        role = "near"
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
