"""What the tables see in an article: places, peoples, systems, units and institutions."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress, count
from operator import itemgetter
from typing import Final, NamedTuple

from schemas.analysis import Sentence, Token
from schemas.entity import Entity
from transforms.entities.known import Known
from transforms.entities.labels import LabelledSpan
from transforms.entities.placing import Span, label_trust, place_names
from transforms.entities.ships import SHIP_METHOD, Ship, begins_ship, find_ships
from transforms.entities.spans import add_free, close_quotes
from transforms.entities.tables import Found, find_known, load_known
from transforms.entities.units import UNIT_METHOD, Unit, begins_unit, find_units
from transforms.places.context import Mention, Sighting
from transforms.places.gazetteer import Gazetteer
from transforms.places.memory import Memory
from transforms.places.names import forms
from transforms.places.pieces import PERIOD, Pieces, cut_pieces, cuts
from transforms.places.readings import Case, case_of, joining_words, writing_of

#: What may stand beside an institution as part of its name: "Ukrainian …", "… of Ukraine".
_STATES: Final = frozenset({"country", "people"})
#: Flags of `_hint`.
_PLACE: Final = 1
_KNOWN: Final = 2
_UNIT: Final = 4
_SHIP: Final = 8
#: Alone: the token is cut into several pieces, or left out.
_CUT: Final = 16
_LEFT_OUT: Final = 32
#: How many bits of a hint are flags; above them stands how the word is written.
_BITS: Final = 6
#: Tables by which the hints of a text are translated to their flags, and to how it is written.
_FLAGS: Final = bytes(hint & (1 << _BITS) - 1 for hint in range(256))
_WRITING: Final = bytes(hint >> _BITS for hint in range(256))


@dataclass(frozen=True)
class Scene:
    """Everything the tables found in one article, in text order."""

    #: Entities of the tables of systems, units and organisations.
    tabled: tuple[Entity, ...]
    #: Names of the gazetteer, settled in the context of the article.
    mentions: tuple[Mention, ...]
    #: The places of those of the model's spans that are names of the gazetteer, by span.
    placed: dict[tuple[int, int], Mention]

    def exactly(self, start: int, end: int) -> Mention | None:
        """The mention that fills a span."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        if first < len(self.mentions) and self.mentions[first][:2] == (start, end):
            return self.mentions[first]
        return None

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

    sightings: list[Sighting]
    known: list[Found]
    units: list[Unit]
    ships: list[Ship]


def survey(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    language: str,
    gazetteer: Gazetteer,
    spans: Sequence[LabelledSpan],
    *,
    thorough: bool,
) -> Scene:
    """Looks every sentence over once.

    Args:
        text: the full text that offsets point into.
        tokens: its tokens.
        sentences: its sentences.
        language: BCP 47 tag.
        gazetteer: names of places.
        spans: what the language's model or the rules for names found.
        thorough: whether what they passed over is hardly a name, as with a model.
    """
    primary = language.partition("-")[0]
    hint_of = _hints(primary, gazetteer).__getitem__
    sights: list[_Sight] = []
    everything = list(map(itemgetter(0), tokens))
    hints = bytes(map(hint_of, everything))
    flags, writing = hints.translate(_FLAGS), hints.translate(_WRITING)
    for _, _, first, last in sentences:
        stop = last - (everything[last - 1] == PERIOD)
        marked, written = flags[first:stop], writing[first:last]
        starts = list(compress(count(), marked))
        if not starts:
            continue
        here, words = tokens[first:last], everything[first:last]
        if _CUT in marked or _LEFT_OUT in marked:
            cut = [number for number in starts if marked[number] >= _CUT]
            pieces = cut_pieces(here, words, cut, primary)
            if _CUT in marked:
                hints = bytes(map(hint_of, pieces.words))
                marked, written = hints.translate(_FLAGS), hints.translate(_WRITING)
            else:
                marked = marked.replace(bytes([_LEFT_OUT]), b"")
            starts = list(compress(count(), marked))
        else:
            pieces = Pieces(here, words, primary)
        sights.append(_look(pieces, starts, marked, case_of(written), gazetteer))
    sightings = [seen for sight in sights for seen in sight.sightings]
    owners = {
        found.known.country
        for sight in sights
        for found in sight.known
        if found.known.country and found.known.label != "EQUIPMENT"
    }
    trust = label_trust(text, spans, thorough=thorough)
    settled = place_names(text, sightings, spans, trust, language, gazetteer, owners)
    mentions = _meant(sightings, settled)
    tabled: list[Entity] = []
    for sight in sights:
        if sight.known or sight.units or sight.ships:
            owned = sight.units or any(found.known.institution for found in sight.known)
            near = _meant(sight.sightings, settled) if owned else []
            tabled += _tabled(text, sight, near, primary)
    labelled = {span[:2] for span in spans}
    placed = {span: settled[span] for span in labelled.intersection(settled)}
    return Scene(tuple(tabled), tuple(mentions), placed)


def _meant(sightings: Sequence[Sighting], settled: Mapping[Span, Mention]) -> list[Mention]:
    """The mentions that sightings have become."""
    found = [settled.get(sighting[:2]) for sighting in sightings]
    return [mention for mention in found if mention is not None]


@cache
def _hints(language: str, gazetteer: Gazetteer) -> Memory[str, int]:
    """Which tables may have a name that begins with a word, and how it is written, as a byte.

    Most words of a text begin no name; they cost one look into this memory.
    """

    def hint(piece: str) -> int:
        parts = cuts[piece]
        if parts is not None:
            return _CUT if parts else _LEFT_OUT
        readings = forms(piece, language)
        if not readings:
            return 0
        return (
            (writing_of(piece) << _BITS)
            | (_PLACE if gazetteer.begins(piece, language) else 0)
            | (_KNOWN if load_known().begins(piece, readings) else 0)
            | (_UNIT if begins_unit(piece, language) else 0)
            | (_SHIP if begins_ship(piece, readings) else 0)
        )

    return Memory(hint)


def _look(
    pieces: Pieces, starts: Sequence[int], flags: bytes, case: Case, gazetteer: Gazetteer
) -> _Sight:
    """What the tables find in one sentence, each tried only where it may have a name.

    Args:
        pieces: of the sentence.
        starts: those with which some table's name may begin.
        flags: of each piece, the tables.
        case: how the sentence is written.
        gazetteer: names of places.
    """
    places: list[int] = []
    known: list[int] = []
    units: list[int] = []
    ships: list[int] = []
    for position in starts:
        hint = flags[position]
        if hint & _PLACE:
            places.append(position)
        if hint & _KNOWN:
            known.append(position)
        if hint & _UNIT:
            units.append(position)
        if hint & _SHIP:
            ships.append(position)
    language = pieces.language
    return _Sight(
        gazetteer.sight(pieces, language, places, case) if places else [],
        find_known(pieces, known) if known else [],
        find_units(pieces, language, units) if units else [],
        find_ships(pieces, ships) if ships else [],
    )


def _tabled(text: str, sight: _Sight, mentions: Sequence[Mention], language: str) -> list[Entity]:
    """Entities of the tables in one sentence, without overlap.

    Units come first, for a unit may hold a system's name ("Leopard battalion"), then ships whose
    prefix belongs to the name; a system that the table knows comes before a ship of the same words
    that only its noun tells, since it has a usual name.
    """
    if len(sight.known) == 1 and not sight.units and not sight.ships:  # as mostly
        return [_known_entity(text, sight.known[0], mentions, language)]
    entities: list[Entity] = []
    tabled = {(found.start, found.end): found.known for found in sight.known}
    begun = {found.start for found in sight.known}
    prefixed = [ship for ship in sight.ships if ship.prefixed and ship.start not in begun]
    add_free(entities, [_unit_entity(text, unit, mentions) for unit in sight.units])
    add_free(entities, [_ship_entity(text, ship, tabled) for ship in prefixed])
    add_free(entities, [_known_entity(text, found, mentions, language) for found in sight.known])
    add_free(entities, [_ship_entity(text, ship, tabled) for ship in sight.ships])
    return entities


def _unit_entity(text: str, unit: Unit, mentions: Sequence[Mention]) -> Entity:
    surface = text[unit.start : unit.end]
    return Entity(
        text=surface,
        start=unit.start,
        end=unit.end,
        label="MILITARY_UNIT",
        name=surface,
        country=_country_beside(text, unit.start, unit.end, mentions),
        echelon=unit.echelon,
        method=UNIT_METHOD,
    )


def _ship_entity(text: str, ship: Ship, tabled: Mapping[tuple[int, int], Known]) -> Entity:
    surface = text[ship.start : ship.end]
    known = tabled.get((ship.start, ship.end))
    return Entity(
        text=surface,
        start=ship.start,
        end=ship.end,
        label="EQUIPMENT",
        name=known.name if known else surface,
        country=known.country if known else ship.country,
        equipment_class=(known and known.equipment_class) or ship.equipment_class,
        method=known.method if known else SHIP_METHOD,
    )


def _known_entity(text: str, found: Found, mentions: Sequence[Mention], language: str) -> Entity:
    known, start = found.known, found.start
    end = close_quotes(text, start, found.end)
    if not known.institution:
        return known.mentioned(text[start:end], start, end)
    start, end, country = _with_country(text, start, end, mentions, language)
    surface = text[start:end]
    return replace(known.mentioned(surface, start, end), name=surface, country=country)


def _with_country(
    text: str, start: int, end: int, mentions: Sequence[Mention], language: str
) -> tuple[int, int, str | None]:
    """The institution with the country before it ("Ukrainian …") or after it ("… of Ukraine")."""
    for mention in _beside(mentions, start, end):
        country = mention.entry.place.country
        if start <= mention.start and mention.end <= end:
            return start, end, country
        if mention.entry.kind not in _STATES:
            continue
        if mention.end <= start and text[mention.end : start].isspace():
            return mention.start, end, country
        if mention.end <= start and text[mention.end : start].strip("’' ") in ("s", ""):
            return start, end, country
        between = text[end : mention.start].strip().lower()
        if mention.start > end and (not between or between in joining_words(language)):
            return start, mention.end, country
    return start, end, None


def _country_beside(text: str, start: int, end: int, mentions: Sequence[Mention]) -> str | None:
    """The country that stands in a unit's name, or right before it."""
    for mention in _beside(mentions, start, end):
        if start <= mention.start and mention.end <= end:
            return mention.entry.place.country
        if mention.end <= start and text[mention.end : start].strip("’'s ") in ("", "the"):
            return mention.entry.place.country
    return None


def _beside(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions from the last one before a span to the first one after it."""
    first = max(bisect_left(mentions, start, key=lambda mention: mention.start) - 1, 0)
    last = bisect_left(mentions, end, lo=first, key=lambda mention: mention.start) + 1
    return list(mentions[first:last])
