"""What the tables see in an article: places, peoples, systems, units and institutions."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from schemas.analysis import Sentence, Token
from schemas.entity import Entity
from transforms.entities.known import Known, Spelling, find_known
from transforms.entities.ships import SHIP_METHOD, Ship, find_ships
from transforms.entities.units import UNIT_METHOD, Unit, find_units
from transforms.places.gazetteer import Gazetteer, Mention, Sighting, settle
from transforms.places.names import Piece, split_pieces
from transforms.places.phrases import Match
from transforms.places.readings import joining_words


@dataclass(frozen=True)
class Scene:
    """Everything the tables found in one article, in text order."""

    #: Entities of the tables of systems, units and organisations.
    tabled: tuple[Entity, ...]
    #: Names of the gazetteer, settled in the context of the article.
    mentions: tuple[Mention, ...]
    #: Sightings by their span, for those that the model's label must help to settle.
    sightings: dict[tuple[int, int], Sighting]
    #: Countries that the article mentions by name or adjective.
    near_countries: frozenset[str]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie inside a span."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        found: list[Mention] = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found


class _Sight(NamedTuple):
    """What one sentence shows."""

    pieces: list[Piece]
    sightings: list[Sighting]
    known: list[tuple[Match[Spelling], Known]]
    units: list[Unit]
    ships: list[Ship]


def survey(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    language: str,
    gazetteer: Gazetteer,
) -> Scene:
    """Looks every sentence over once.

    Args:
        text: the full text that offsets point into.
        tokens: its tokens.
        sentences: its sentences.
        language: BCP 47 tag.
        gazetteer: names of places.
    """
    primary = language.partition("-")[0]
    sights: list[_Sight] = []
    for sentence in sentences:
        pieces = split_pieces(tokens, primary, sentence.first_token, sentence.last_token)
        known = find_known(pieces)
        units = find_units(pieces, primary)
        sighted = gazetteer.sight(pieces, language)
        sights.append(_Sight(pieces, sighted, known, units, find_ships(pieces)))
    near = _near_countries(sights)
    settled = (settle(seen, near) for sight in sights for seen in sight.sightings)
    mentions = tuple([mention for mention in settled if mention is not None])
    tabled = [entity for sight in sights for entity in _tabled(text, sight, primary, near)]
    sightings = {(s.start, s.end): s for sight in sights for s in sight.sightings}
    return Scene(tuple(tabled), mentions, sightings, near)


def _near_countries(sights: Sequence[_Sight]) -> frozenset[str]:
    """Countries named without doubt: a name that is a state's and a province's does not count."""
    found: set[str] = set()
    for sight in sights:
        for sighting in sight.sightings:
            countries = {named.entry.place.country for named in sighting.candidates}
            kinds = {named.entry.kind for named in sighting.candidates}
            if "people" in kinds or (kinds & {"country"} and "region" not in kinds):
                found |= {
                    named.entry.place.country
                    for named in sighting.candidates
                    if named.entry.kind in ("country", "people") and named.entry.place.country
                }
            elif len(countries) == 1 and any(n.entry.capital for n in sighting.candidates):
                found |= {country for country in countries if country}
    return frozenset(found)


def _tabled(text: str, sight: _Sight, language: str, near: frozenset[str]) -> list[Entity]:
    """Entities of the tables in one sentence.

    Units come first, for a unit may hold a system's name ("Leopard battalion"); a system that the
    table knows comes before a ship's name of the same words, since it has a usual name.
    """
    countries = [m for m in (settle(s, near) for s in sight.sightings) if m is not None]
    found = [_unit_entity(text, unit, countries) for unit in sight.units]
    for match, known in sight.known:
        if not _overlaps(found, match.start, match.end):
            found.append(_known_entity(text, match, known, countries, language))
    for ship in sight.ships:
        if not _overlaps(found, ship.start, ship.end):
            found.append(_ship_entity(text, ship))
    return found


def _overlaps(found: Sequence[Entity], start: int, end: int) -> bool:
    return any(entity.start < end and start < entity.end for entity in found)


def _unit_entity(text: str, unit: Unit, countries: Sequence[Mention]) -> Entity:
    surface = text[unit.start : unit.end]
    return Entity(
        text=surface,
        start=unit.start,
        end=unit.end,
        label="MILITARY_UNIT",
        name=surface,
        country=_country_beside(text, unit.start, unit.end, countries),
        echelon=unit.echelon,
        method=UNIT_METHOD,
    )


def _ship_entity(text: str, ship: Ship) -> Entity:
    surface = text[ship.start : ship.end]
    return Entity(
        text=surface,
        start=ship.start,
        end=ship.end,
        label="EQUIPMENT",
        name=surface,
        equipment_class=ship.equipment_class,
        method=SHIP_METHOD,
    )


def _known_entity(
    text: str, match: Match[Spelling], known: Known, countries: Sequence[Mention], language: str
) -> Entity:
    start, end, country, name = match.start, match.end, known.country, known.name
    if known.institution:
        start, end, country = _with_country(text, start, end, countries, language)
        name = text[start:end]
    return Entity(
        text=text[start:end],
        start=start,
        end=end,
        label=known.label,
        name=name,
        country=country,
        wikidata_id=known.wikidata_id,
        echelon=known.echelon,
        equipment_class=known.equipment_class,
        method=known.method,
    )


def _with_country(
    text: str, start: int, end: int, countries: Sequence[Mention], language: str
) -> tuple[int, int, str | None]:
    """The institution with the country before it ("Ukrainian …") or after it ("… of Ukraine")."""
    for mention in countries:
        if mention.end <= start and text[mention.end : start].isspace():
            return mention.start, end, mention.entry.place.country
        between = text[end : mention.start].strip().lower()
        if mention.start > end and (not between or between in joining_words(language)):
            return start, mention.end, mention.entry.place.country
        if mention.end <= start and text[mention.end : start].strip("’' ") in ("s", ""):
            return start, end, mention.entry.place.country
        if start <= mention.start and mention.end <= end:
            return start, end, mention.entry.place.country
    return start, end, None


def _country_beside(text: str, start: int, end: int, countries: Sequence[Mention]) -> str | None:
    """The country that stands in a unit's name, or right before it."""
    for mention in countries:
        if start <= mention.start and mention.end <= end:
            return mention.entry.place.country
        if mention.end <= start and text[mention.end : start].strip("’'s ") in ("", "the"):
            return mention.entry.place.country
    return None
