"""Entity mentions."""

from dataclasses import dataclass
from typing import Annotated

from schemas.row import Doc, Row, require_span
from schemas.vocabulary import Echelon, EntityLabel, EquipmentClass


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One mention of a person, organisation, place, unit, system or event."""

    text: Annotated[str, Doc(description="The words of the mention.")]
    start: Annotated[int, Doc(description="First code point in the full text.")]
    end: Annotated[int, Doc(description="Code point after the last.")]
    label: Annotated[EntityLabel, Doc(description="Kind of thing.")]
    name: Annotated[str, Doc(description="Canonical name; the mention itself if none is known.")]
    country: Annotated[str | None, Doc(description="ISO 3166-1 alpha-2.")] = None
    wikidata_id: Annotated[str | None, Doc(description="Wikidata item, e.g. Q159.")] = None
    geonames_id: Annotated[int | None, Doc(description="GeoNames identifier of a place.")] = None
    lat: Annotated[float | None, Doc(description="Latitude, degrees north, WGS 84.")] = None
    lon: Annotated[float | None, Doc(description="Longitude, degrees east, WGS 84.")] = None
    radius_km: Annotated[
        float | None, Doc(description="Radius that covers the place, kilometres.")
    ] = None
    echelon: Annotated[Echelon | None, Doc(description="Size of a military unit.")] = None
    equipment_class: Annotated[EquipmentClass | None, Doc(description="Class of a system.")] = None
    method: Annotated[str, Doc(description="Model or table that found it, with its version.")]
    confidence: Annotated[
        float | None, Doc(description="0–1; null where the method gives none.")
    ] = None

    def __post_init__(self) -> None:
        require_span(self.start, self.end)


@dataclass(frozen=True, kw_only=True)
class _EntityKey(Row):
    entity_id: Annotated[str, Doc(description="Hash of version_id, label, start and end.")]
    article_id: Annotated[str, Doc(description="The work it was found in.")]
    version_id: Annotated[str, Doc(description="The version it was found in.")]


@dataclass(frozen=True, kw_only=True)
class EntityRow(Entity, _EntityKey):
    """An entity mention, as stored."""
