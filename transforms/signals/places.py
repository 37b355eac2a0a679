"""Where: the places of a trigger's clause, with the part they play."""

import re
from collections.abc import Sequence
from typing import cast

from schemas.entity import Entity
from schemas.signal import Location, PlaceRelation
from schemas.vocabulary import LocationRole
from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.triggers import Found

_LABELS = ("GPE", "LOC", "FAC")
_ROLES: tuple[LocationRole, ...] = ("near", "from", "through", "to", "at")
_MOST_PLACES = 4
#: Radius, kilometres, that a place without one of its own gets when it is an area.
_FAR = 100
_RELATION = re.compile(
    r"(\d[\d.,]*)\s*-?\s*(km|kilomet\w+|miles?|mi)\b\s*(?:\(.{1,20}?\)\s*)?"
    r"(?:(?:to the )?(north|south|east|west|north-?east|north-?west|south-?east|south-?west)\s+)?(of|from)\b"
)
_BEARINGS = {
    "north": "N", "south": "S", "east": "E", "west": "W", "northeast": "NE", "northwest": "NW",
    "southeast": "SE", "southwest": "SW",
}  # fmt: skip
_KM_PER_MILE = 1.609344
_RELATION_REACH = 60


def find_locations(
    passage: Passage, found: Found, used: Sequence[Mention]
) -> tuple[Location, ...]:
    """The places of a trigger, in text order; those that act are no places.

    The clause of the trigger comes first; where it has none, the nearest of the sentence.
    """
    places = [e for e in passage.entities if _is_place(passage, e, used)]
    clause = passage.clause(found.start, found.end)
    near = [e for e in places if clause[0] <= e.start < clause[1]]
    if not near and places:
        near = [min(places, key=lambda e: _distance(e, found))]
    return tuple(_location(passage, e) for e in near[:_MOST_PLACES])


def _distance(entity: Entity, found: Found) -> int:
    return max(0, found.start - entity.end, entity.start - found.end)


def _is_place(passage: Passage, entity: Entity, used: Sequence[Mention]) -> bool:
    if _border_after(passage, entity) is not None:
        return True
    if entity.label not in _LABELS:
        return False
    acting = any(m.start <= entity.start < m.end for m in used)
    return role_of(passage, entity.start) is not None and not (acting and not _hangs(passage, entity))


def _hangs(passage: Passage, entity: Entity) -> bool:
    return role_of(passage, entity.start) in ("at", "near", "from", "through", "to")


def role_of(passage: Passage, start: int) -> LocationRole | None:
    """The role that the words before a place give it, None when none does."""
    words = passage.lexicon.words
    skipped = words["articles"] | words["place_modifiers"]
    before = [word for word in passage.words_before(start, 7) if word not in skipped]
    for i in range(min(2, len(before))):
        for size in (4, 3, 2, 1):
            phrase = " ".join(reversed(before[i : i + size]))
            for role in _ROLES:
                if phrase in words[f"place_{role}"]:
                    return role
        if before[i] not in words["place_bridges"]:
            return None
    return None


def _border_after(passage: Passage, entity: Entity) -> int | None:
    """Where "border" ends in "the Ukrainian border", or None."""
    for hit in passage.of_class("border"):
        if 0 <= hit.start - entity.end <= 3 and entity.country:
            return hit.end
    return None


def _location(passage: Passage, entity: Entity) -> Location:
    role = role_of(passage, entity.start) or "at"
    border_end = _border_after(passage, entity)
    if border_end is not None and role == "at":
        role = "near"
    end = border_end or entity.end
    text = passage.full_text[entity.start : end]
    place = passage.analysed.places.get(entity.start)
    relation = _relation(passage, entity)
    if place is None:
        return Location(
            text=text,
            start=entity.start,
            end=end,
            role="near" if relation else role,
            country=entity.country,
            relation=relation,
            reason_if_null="too_vague" if border_end else "not_in_gazetteer",
        )
    return Location(
        text=text,
        start=entity.start,
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
    """ "260 km north of", right before the place."""
    left = max(passage.start, entity.start - _RELATION_REACH)
    last = None
    for last in _RELATION.finditer(passage.scan.lowered, left, entity.start):
        pass
    if last is None or len(passage.words_between(last.end(), entity.start)) > 3:
        return None
    number = float(last[1].replace(",", "").rstrip("."))
    if last[2].startswith("mi"):
        number *= _KM_PER_MILE
    bearing = _BEARINGS.get((last[3] or "").replace("-", ""))
    of = passage.full_text[last.end() : entity.end].strip()
    return PlaceRelation(distance_km=round(number, 1), bearing=bearing, of=of)


def roles() -> tuple[LocationRole, ...]:
    """The roles that a language's preposition lists must cover."""
    return cast(tuple[LocationRole, ...], _ROLES)
