"""Makes one list of entities, without overlaps, of what the model and the tables found."""

from collections.abc import Mapping, Sequence
from typing import Final

from schemas.analysis import Place
from schemas.entity import Entity
from schemas.vocabulary import EntityLabel
from transforms.entities.labels import LabelledSpan
from transforms.entities.scene import Scene
from transforms.entities.spans import add_free, enclosing
from transforms.places.context import Mention
from transforms.places.entry import Entry
from transforms.places.gazetteer import GAZETTEER_METHOD

COUNTRY_METHOD: Final = "table:countries-1"
REGION_METHOD: Final = "table:regions-1"
_GEOGRAPHIC: Final[frozenset[EntityLabel]] = frozenset({"GPE", "LOC", "FAC", "NORP"})
#: What a longer name of the model must be, to stand in place of the table's.
_LONGER_KINDS: Final[Mapping[EntityLabel, tuple[EntityLabel, ...]]] = {
    "ORG": ("ORG", "EVENT"),
    "EQUIPMENT": ("PERSON",),
    "PERSON": ("PERSON",),
}
_JOINERS: Final = frozenset({"of", "the", "for", "and", "&"})


def merge(
    text: str,
    spans: Sequence[LabelledSpan],
    method: str,
    scene: Scene,
) -> tuple[list[Entity], dict[int, Place]]:
    """Entities in text order, and the places of those that have one, by start.

    What overlaps is settled in this order: systems, units and organisations of the tables (unless
    the model has a longer organisation around one); longer names of the model with a place or
    people inside ("Bank of China"); places and peoples of the gazetteer; the rest of the model's.

    Args:
        text: the full text.
        spans: what the model found, trimmed; empty where there is no model.
        method: the model's name and version.
        scene: what the tables found.
    """
    settled = {(mention.start, mention.end) for mention in scene.mentions}
    # A place of the model that the gazetteer settled is the gazetteer's.
    drafts = [
        _modelled(text, span, method, scene)
        for span in spans
        if span.label not in _GEOGRAPHIC or (span.start, span.end) not in settled
    ]
    modelled = [entity for entity, _ in drafts]
    longer = [entity for entity in modelled if entity.label in ("ORG", "EVENT", "PERSON")]
    persons = {(e.start, e.end) for e in modelled if e.label == "PERSON"} & settled
    surnames = {
        e.text.rsplit(None, 1)[-1] for e in modelled if e.label == "PERSON" and " " in e.text
    }
    kept: list[Entity] = []
    add_free(kept, [e for e in scene.tabled if not _outgrown(e, longer, text)])
    add_free(
        kept,
        [e for e in modelled if (e.start, e.end) not in settled and _holds_name(e, scene)],
    )
    mentions = [
        m
        for m in scene.mentions
        if (m.start, m.end) not in persons
        # "Tajik border guards": a people is nobody's name, unless somebody is called so in full.
        or (m.entry.kind == "people" and text[m.start : m.end] not in surnames)
    ]
    add_free(kept, [_mentioned(text, mention) for mention in mentions])
    add_free(kept, modelled)
    places = {e.start: place for e, place in drafts if place is not None}
    places |= {m.start: m.entry.place for m in mentions if m.entry.kind != "people"}
    return kept, {e.start: places[e.start] for e in kept if e.lat is not None}


def _holds_name(entity: Entity, scene: Scene) -> bool:
    """Whether the model's longer name beats the place in it: "Bank of China", not "Kyiv had"."""
    if not scene.within(entity.start, entity.end):
        return False
    return entity.lat is not None or entity.label not in ("GPE", "LOC", "NORP")


def _outgrown(tabled: Entity, longer: list[Entity], text: str) -> bool:
    """Whether the model has a longer name around: "NATO Parliament", "Stacey Abrams"."""
    kinds = _LONGER_KINDS.get(tabled.label, ())
    other = enclosing(longer, tabled) if kinds else None
    if other is None or other.label not in kinds or any(c.isdecimal() for c in tabled.text):
        return False
    words = (text[other.start : tabled.start] + " " + text[tabled.end : other.end]).split()
    return bool(words) and all(word[0].isupper() or word in _JOINERS for word in words)


def _modelled(
    text: str, span: LabelledSpan, method: str, scene: Scene
) -> tuple[Entity, Place | None]:
    """The model's span as an entity, with what the tables know of it."""
    surface = text[span.start : span.end]
    entry = _entry(span, scene)
    if entry is not None:
        keeps_label = span.label == "FAC" and entry.kind == "city"
        label = "FAC" if keeps_label else _label(entry)
        return _placed(surface, span.start, label, entry, method), entry.place
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
    return entity, place


def _entry(span: LabelledSpan, scene: Scene) -> Entry | None:
    """The place that the model's span is, if it is one."""
    mention = scene.placed.get((span.start, span.end))
    return None if mention is None or mention.entry.kind == "people" else mention.entry


def _mentioned(text: str, mention: Mention) -> Entity:
    entry = mention.entry
    surface = text[mention.start : mention.end]
    if entry.kind != "people":
        methods = {"country": COUNTRY_METHOD, "region": REGION_METHOD}
        method = methods.get(entry.kind, GAZETTEER_METHOD)
        return _placed(surface, mention.start, _label(entry), entry, method)
    return Entity(
        text=surface,
        start=mention.start,
        end=mention.end,
        label="NORP",
        name=surface,
        country=entry.place.country,
        method=COUNTRY_METHOD,
    )


def _placed(surface: str, start: int, label: EntityLabel, entry: Entry, method: str) -> Entity:
    place = entry.place
    return Entity(
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


def _label(entry: Entry) -> EntityLabel:
    if entry.site:
        return "FAC"
    return "LOC" if entry.physical else "GPE"
