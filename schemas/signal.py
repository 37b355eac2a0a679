"""Signals: claims of military activity, with the words that make them.

The parts of a signal are msgspec structs, because one stored name, `class`, is a Python keyword.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from msgspec import Struct, field

from schemas.row import Doc, Row, require_span, require_utc
from schemas.vocabulary import (
    ActorKind,
    Certainty,
    Comparator,
    Echelon,
    EquipmentClass,
    Evidence,
    LocationRole,
    PlacePrecision,
    Polarity,
    QuantityUnit,
    SignalFamily,
    SignalType,
    Stance,
    Temporality,
    TimeBasis,
    TimePrecision,
    UnresolvedReason,
)


class TextSpan(Struct, frozen=True, kw_only=True):
    """Words of the article. Offsets are half-open code points into the full text."""

    text: Annotated[str, Doc(description="The words.")]
    start: Annotated[int, Doc(description="First code point in the full text.")]
    end: Annotated[int, Doc(description="Code point after the last.")]

    def __post_init__(self) -> None:
        require_span(self.start, self.end)


class Actor(TextSpan, frozen=True, kw_only=True):
    """Who acts, or who is acted upon."""

    name: Annotated[str, Doc(description="Canonical name.")]
    country: Annotated[str | None, Doc(description="ISO 3166-1 alpha-2.")] = None
    kind: Annotated[ActorKind, Doc(description="What sort of actor.")]
    wikidata_id: Annotated[str | None, Doc(description="Wikidata item.")] = None


class EquipmentUse(TextSpan, frozen=True, kw_only=True):
    """Equipment that takes part."""

    name: Annotated[str, Doc(description="Canonical name.")]
    equipment_class: Annotated[EquipmentClass, Doc(description="Class of the system.")] = field(
        name="class"
    )


class UnitUse(TextSpan, frozen=True, kw_only=True):
    """A military unit that takes part."""

    name: Annotated[str, Doc(description="Canonical name.")]
    echelon: Annotated[Echelon, Doc(description="Size of the unit.")]


class Quantity(TextSpan, frozen=True, kw_only=True):
    """How many."""

    value: Annotated[float | None, Doc(description="The number; null for a range.")]
    low: Annotated[float | None, Doc(description="Least number the words allow.")]
    high: Annotated[float | None, Doc(description="Greatest number the words allow.")]
    comparator: Annotated[Comparator, Doc(description="How the number bounds the truth.")]
    unit: Annotated[QuantityUnit, Doc(description="What is counted.")]
    as_of: Annotated[dt.date | None, Doc(description="Date the number holds for.")] = None


class PlaceRelation(Struct, frozen=True, kw_only=True):
    """A place told by distance and direction: "260 km north of the border"."""

    distance_km: Annotated[float | None, Doc(description="Kilometres.")]
    bearing: Annotated[str | None, Doc(description="Compass point: N, NE, E, …")]
    of: Annotated[str, Doc(description="What the distance is measured from.")]


class Location(TextSpan, frozen=True, kw_only=True):
    """Where. Never a bare centroid: a country or region has a radius."""

    role: Annotated[LocationRole, Doc(description="How the place takes part.")]
    name: Annotated[str | None, Doc(description="Canonical name; null when not resolved.")] = None
    country: Annotated[str | None, Doc(description="ISO 3166-1 alpha-2.")] = None
    admin1: Annotated[str | None, Doc(description="First-order division.")] = None
    geonames_id: Annotated[int | None, Doc(description="GeoNames identifier.")] = None
    lat: Annotated[float | None, Doc(description="Latitude, degrees north, WGS 84.")] = None
    lon: Annotated[float | None, Doc(description="Longitude, degrees east, WGS 84.")] = None
    precision: Annotated[PlacePrecision | None, Doc(description="How exact the point is.")] = None
    radius_km: Annotated[float | None, Doc(description="Radius that covers the place, km.")] = None
    relation: Annotated[
        PlaceRelation | None, Doc(description="Distance and direction from a place, if told so.")
    ] = None
    reason_if_null: Annotated[
        UnresolvedReason | None, Doc(description="Why there are no coordinates.")
    ] = None

    def __post_init__(self) -> None:
        require_span(self.start, self.end)
        if (self.lat is None) != (self.lon is None):
            raise ValueError("a place has both coordinates or none")
        if (self.lat is None) != (self.reason_if_null is not None):
            raise ValueError("a place has coordinates or a reason for having none")
        if self.precision in ("country", "region", "admin1") and self.radius_km is None:
            raise ValueError("an area must have a radius")


class EventTime(Struct, frozen=True, kw_only=True):
    """When the event takes place, as a half-open interval [start, end)."""

    start: Annotated[dt.datetime | None, Doc(description="First moment; null if unknown.")]
    end: Annotated[dt.datetime | None, Doc(description="First moment after; null if open.")]
    precision: Annotated[TimePrecision | None, Doc(description="How exact the words are.")]
    basis: Annotated[TimeBasis, Doc(description="What the interval rests on.")]
    text: Annotated[str | None, Doc(description="The words, if there are any.")] = None

    def __post_init__(self) -> None:
        require_utc(start=self.start, end=self.end)
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"empty interval: {self.start} – {self.end}")


class Attribution(Struct, frozen=True, kw_only=True):
    """Who says so. Offsets are those of the claimant's words."""

    claimant: Annotated[str, Doc(description="Who claims it, as the text names them.")]
    country: Annotated[str | None, Doc(description="ISO 3166-1 alpha-2 of the claimant.")] = None
    verb: Annotated[str | None, Doc(description="Verb or phrase of saying.")] = None
    stance: Annotated[Stance, Doc(description="How the claimant stands to the claim.")]
    direct_quote: Annotated[bool, Doc(description="Whether the claim stands in quotation marks.")]
    start: Annotated[int, Doc(description="First code point of the claimant.")]
    end: Annotated[int, Doc(description="Code point after the last.")]

    def __post_init__(self) -> None:
        require_span(self.start, self.end)


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One claim of military activity: who claims what, how many, where, when, denied or not."""

    type: Annotated[SignalType, Doc(description="What is claimed.")]
    family: Annotated[SignalFamily, Doc(description="Family of the type.")]
    cameo: Annotated[str | None, Doc(description="CAMEO code of the type.")]
    plover: Annotated[str | None, Doc(description="PLOVER code of the type.")]
    acled: Annotated[str | None, Doc(description="ACLED sub-event type.")]
    trigger: Annotated[TextSpan, Doc(description="The words that say so.")]
    sentence: Annotated[TextSpan, Doc(description="The sentence they stand in.")]
    actors: Annotated[tuple[Actor, ...], Doc(description="Who acts.")] = ()
    targets: Annotated[tuple[Actor, ...], Doc(description="Who is acted upon.")] = ()
    equipment: Annotated[tuple[EquipmentUse, ...], Doc(description="Systems that take part.")] = ()
    units: Annotated[tuple[UnitUse, ...], Doc(description="Military units that take part.")] = ()
    quantities: Annotated[tuple[Quantity, ...], Doc(description="How many.")] = ()
    locations: Annotated[tuple[Location, ...], Doc(description="Where.")] = ()
    event_time: Annotated[EventTime, Doc(description="When.")]
    polarity: Annotated[
        Polarity, Doc(description="Of the event, as the innermost claimant tells it.")
    ]
    temporality: Annotated[Temporality, Doc(description="Relative to publication.")]
    certainty: Annotated[Certainty, Doc(description="Asserted, or merely possible.")]
    attribution: Annotated[
        tuple[Attribution, ...], Doc(description="Who says so, outermost last; empty = the outlet.")
    ] = ()
    evidence: Annotated[tuple[Evidence, ...], Doc(description="What the claim rests on.")] = ()
    severity: Annotated[float, Doc(description="0–10, from the Goldstein score of the type.")]
    confidence: Annotated[float, Doc(description="0–1: share of such signals that are right.")]
    rule_ids: Annotated[tuple[str, ...], Doc(description="Rules that fired.")]
    extractor_version: Annotated[str, Doc(description="Version of engine and lexicon.")]

    def __post_init__(self) -> None:
        if not 0 <= self.severity <= 10 or not 0 <= self.confidence <= 1:
            raise ValueError(f"out of range: {self.severity=} {self.confidence=}")


@dataclass(frozen=True, kw_only=True)
class _SignalKey(Row):
    signal_id: Annotated[
        str, Doc(description="Hash of version_id, type and the trigger's start and end.")
    ]
    article_id: Annotated[str, Doc(description="The work it was found in.")]
    version_id: Annotated[str, Doc(description="The version it was found in.")]


@dataclass(frozen=True, kw_only=True)
class SignalRow(Signal, _SignalKey):
    """A claim of military activity, as stored."""
