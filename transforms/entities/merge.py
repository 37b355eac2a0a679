"""Makes one list of entities, without overlaps, of what the model and the tables found."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from schemas.analysis import Place
from schemas.entity import Entity
from schemas.vocabulary import EntityLabel
from transforms.entities.labels import LabelledSpan
from transforms.entities.scene import Scene
from transforms.places.entry import Entry
from transforms.places.gazetteer import GAZETTEER_METHOD, Gazetteer, Mention, settle

COUNTRY_METHOD: Final = "table:countries-1"
REGION_METHOD: Final = "table:regions-1"
_PLACES: Final[frozenset[EntityLabel]] = frozenset({"GPE", "LOC", "FAC"})
#: A model's PERSON or ORG is a city after all only if the city is this large.
_LARGE_POPULATION: Final = 100_000
_JOINERS: Final = frozenset({"of", "the", "for", "and", "&"})


class Resolved(NamedTuple):
    """An entity and the place that it means, if it is one."""

    entity: Entity
    place: Place | None


def merge(
    text: str,
    spans: Sequence[LabelledSpan],
    method: str,
    scene: Scene,
    gazetteer: Gazetteer,
    language: str,
) -> list[Resolved]:
    """Entities in text order.

    What overlaps is settled in this order: systems, units and organisations of the tables (unless
    the model has a longer organisation around one); longer names of the model with a place or
    people inside ("Bank of China"); places and peoples of the gazetteer; the rest of the model's.

    Args:
        text: the full text.
        spans: what the model found, trimmed; empty where there is no model.
        method: the model's name and version.
        scene: what the tables found.
        gazetteer: resolves the model's places.
        language: BCP 47 tag.
    """
    modelled = [_modelled(text, s, method, scene, gazetteer, language) for s in spans]
    longer = [m.entity for m in modelled if m.entity.label in ("ORG", "EVENT", "PERSON")]
    settled = {(mention.start, mention.end) for mention in scene.mentions}
    persons = {_span(m) for m in modelled if m.entity.label == "PERSON"} & settled
    kept: list[Resolved] = []
    _add(kept, (Resolved(t, None) for t in scene.tabled if not _outgrown(t, longer, text)))
    _add(kept, (m for m in modelled if _span(m) not in settled and _holds_name(m, scene)))
    mentions = (m for m in scene.mentions if (m.start, m.end) not in persons)
    _add(kept, (_mentioned(text, mention) for mention in mentions))
    _add(kept, modelled)
    return kept


def _span(resolved: Resolved) -> tuple[int, int]:
    return resolved.entity.start, resolved.entity.end


def _holds_name(resolved: Resolved, scene: Scene) -> bool:
    """Whether the model's longer name beats the place in it: "Bank of China", not "Kyiv had"."""
    entity = resolved.entity
    if not scene.within(entity.start, entity.end):
        return False
    return resolved.place is not None or entity.label not in ("GPE", "LOC", "NORP")


def _outgrown(tabled: Entity, longer: Sequence[Entity], text: str) -> bool:
    """Whether the model has a longer name around: "NATO Parliament", "Stacey Abrams"."""
    kinds = {"ORG": ("ORG", "EVENT"), "EQUIPMENT": ("PERSON",)}.get(tabled.label, ())
    if any(character.isdecimal() for character in tabled.text):
        return False
    for other in longer:
        if other.label in kinds and other.start <= tabled.start and tabled.end <= other.end:
            rest = text[other.start : tabled.start] + " " + text[tabled.end : other.end]
            words = rest.split()
            return bool(words) and all(w[0].isupper() or w in _JOINERS for w in words)
    return False


def _modelled(
    text: str, span: LabelledSpan, method: str, scene: Scene, gazetteer: Gazetteer, language: str
) -> Resolved:
    """The model's span as an entity, with what the tables know of it."""
    surface = text[span.start : span.end]
    entry = _entry(span, surface, scene, gazetteer, language)
    if entry is not None:
        keeps_label = span.label == "FAC" and entry.kind == "city"
        label = "FAC" if keeps_label else _label(entry)
        return _placed(surface, span.start, label, entry, method)
    inside = scene.within(span.start, span.end)
    countries = {mention.entry.place.country for mention in inside} - {None}
    places = [m.entry.place for m in inside if m.entry.kind in ("city", "region")]
    place = places[0] if span.label == "FAC" and len(places) == 1 else None
    entity = Entity(
        text=surface,
        start=span.start,
        end=span.end,
        label=span.label,
        name=surface,
        country=countries.pop() if len(countries) == 1 and span.label != "PERSON" else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        radius_km=place.radius_km if place else None,
        method=method,
    )
    return Resolved(entity, place)


def _entry(
    span: LabelledSpan, surface: str, scene: Scene, gazetteer: Gazetteer, language: str
) -> Entry | None:
    """The place that the model's span is, if it is one."""
    near = scene.near_countries
    if span.label in _PLACES:
        return gazetteer.resolve(surface, language, near)
    sighting = scene.sightings.get((span.start, span.end))
    mention = settle(sighting, near) if sighting is not None else None
    if mention is None or mention.entry.kind == "people":
        return None
    if mention.entry.kind != "city":
        return mention.entry
    large = mention.entry.population >= _LARGE_POPULATION
    trusted = span.label != "PERSON" or mention.entry.place.country in near
    return mention.entry if large and trusted else None


def _mentioned(text: str, mention: Mention) -> Resolved:
    entry = mention.entry
    surface = text[mention.start : mention.end]
    if entry.kind != "people":
        methods = {"country": COUNTRY_METHOD, "region": REGION_METHOD}
        method = methods.get(entry.kind, GAZETTEER_METHOD)
        return _placed(surface, mention.start, _label(entry), entry, method)
    people = Entity(
        text=surface,
        start=mention.start,
        end=mention.end,
        label="NORP",
        name=surface,
        country=entry.place.country,
        method=COUNTRY_METHOD,
    )
    return Resolved(people, None)


def _placed(surface: str, start: int, label: EntityLabel, entry: Entry, method: str) -> Resolved:
    place = entry.place
    entity = Entity(
        text=surface,
        start=start,
        end=start + len(surface),
        label=label,
        name=place.name,
        country=place.country,
        wikidata_id=entry.wikidata_id,
        geonames_id=place.geonames_id,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        method=method,
    )
    return Resolved(entity, place)


def _label(entry: Entry) -> EntityLabel:
    return "LOC" if entry.physical else "GPE"


def _add(kept: list[Resolved], found: Iterable[Resolved]) -> None:
    """Adds those that overlap nothing kept so far; `kept` stays sorted by start."""
    for resolved in found:
        start, end = _span(resolved)
        at = bisect_left(kept, start, key=lambda other: other.entity.start)
        if at < len(kept) and kept[at].entity.start < end:
            continue
        if at > 0 and kept[at - 1].entity.end > start:
            continue
        kept.insert(at, resolved)
