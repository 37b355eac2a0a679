"""Which readings of a name the words around it allow, and which of them is meant."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal

from transforms.places.entry import Named
from transforms.places.names import Piece, fold, is_small, is_unspaced
from transforms.places.phrases import Match

_DATA: Final = Path(__file__).parent / "data"
#: How a sentence is written: a capital is a sign of a name only in a `mixed` one.
Case = Literal["mixed", "title", "upper", "lower", "caseless"]

#: A city of fewer people counts only where the article mentions its country.
_WELL_KNOWN_POPULATION: Final = 100_000
#: A city that may begin a sentence though nothing else tells that it is meant.
_GREAT_POPULATION: Final = 300_000
#: Two Han characters are a word far more often than a town.
_WELL_KNOWN_SHORT_POPULATION: Final = 500_000
_MIN_LETTERS: Final = 3
#: Capitals so few are an institution's: "ОВА".
_MAX_ACRONYM_LETTERS: Final = 4
#: A smaller place needs a word before it that makes it one, where a case ending was taken off.
_TOWN_POPULATION: Final = 15_000
_MIXED_SHARE: Final = 0.4


@cache
def _tables(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def area_words() -> frozenset[str]:
    """Words that make a city's name that of the area around it: "Kharkiv region"."""
    return frozenset(fold(w) for ws in _tables("area_words.toml")["words"].values() for w in ws)


@cache
def leading_words(language: str) -> frozenset[str]:
    """Words that may stand before a name without being part of it."""
    return frozenset(map(fold, _tables("area_words.toml")["leading"].get(language, ())))


@cache
def joining_words(language: str) -> frozenset[str]:
    """Words that join an institution to its country: "Ministry of Defence *of* Ukraine"."""
    return frozenset(_tables("area_words.toml")["joining"].get(language, ()))


@cache
def _place_words(language: str) -> frozenset[str]:
    return frozenset(map(fold, _tables("area_words.toml")["located"].get(language, ())))


def is_located(match: Match[Named], pieces: Sequence[Piece], language: str) -> bool:
    """Whether the word before the name makes it a place: "near", "у", "село"."""
    return match.first > 0 and fold(pieces[match.first - 1].text) in _place_words(language)


@cache
def home_countries(language: str) -> frozenset[str]:
    """Countries whose small places news in a language names without naming the country."""
    return frozenset(_tables("area_words.toml")["home"].get(language, ()))


@cache
def common_words(language: str) -> frozenset[str]:
    """Names that are ordinary words of a language."""
    return frozenset(map(fold, _tables("common_words.toml")["words"].get(language, ())))


@cache
def _capitalises(table: str) -> frozenset[str]:
    return frozenset(_tables("area_words.toml")[table]["capitalised"])


def sentence_case(pieces: Sequence[Piece]) -> Case:
    """How the words of a sentence are written."""
    words = [p.text for p in pieces if len(p.text) > 1 and p.text.isalpha()]
    cased = [w for w in words if w[0].lower() != w[0].upper() and not "\u10d0" <= w[0] <= "\u10ff"]
    if not cased:
        return "caseless"
    lower = sum(1 for w in cased if is_small(w))
    if lower == len(cased) and len(cased) > 1:
        return "lower"
    if lower >= _MIXED_SHARE * len(cased):
        return "mixed"
    upper = sum(1 for w in cased if w.isupper())
    return "upper" if upper > len(cased) / 2 and len(cased) > 1 else "title"


def is_allowed(
    named: Named, match: Match[Named], pieces: Sequence[Piece], language: str, case: Case
) -> bool:
    """Whether the spelling and the place in the sentence allow this reading of a name."""
    first = pieces[match.first]
    text = first.text
    if named.dependent and not _follows_name(match, pieces):
        return False
    if named.acronym:
        return text.isupper() and not (case == "upper" and fold(text) in common_words(language))
    capital = not is_small(text)
    kind = named.entry.kind
    if kind == "people":
        return capital or named.small
    if kind == "region" and not named.entry.listed:
        return any(not is_small(p.text) for p in pieces[match.first : match.last])
    if kind == "country":
        return (capital or named.small) and not (
            case != "mixed" and _is_common(match, pieces, language)
        )
    return capital and _is_city(named, match, pieces, language, case)


def _follows_name(match: Match[Named], pieces: Sequence[Piece]) -> bool:
    """Whether a capitalised word and a comma stand before it: "Springfield, Ill."."""
    return (
        match.first > 1
        and pieces[match.first - 1].text == ","
        and pieces[match.first - 2].text[0].isupper()
    )


def _is_common(match: Match[Named], pieces: Sequence[Piece], language: str) -> bool:
    if match.last - match.first > 1 and not is_unspaced(pieces[match.first].text[0]):
        return False
    return pieces[match.first].forms[0].key in common_words(language)


def _is_city(
    named: Named, match: Match[Named], pieces: Sequence[Piece], language: str, case: Case
) -> bool:
    text = "".join(p.text for p in pieces[match.first : match.last])
    population = named.entry.population
    if len(text) < _MIN_LETTERS and population < _WELL_KNOWN_SHORT_POPULATION:
        return False
    if (
        not match.exact
        and population < _TOWN_POPULATION
        and not is_located(match, pieces, language)
    ):
        return False
    if text.isupper() and case == "mixed" and len(text) <= _MAX_ACRONYM_LETTERS:
        return False
    if not match.exact and language in _capitalises("nouns") and not text.endswith("s"):
        return False  # "Kiews" is a genitive; what else an ending hides there is a common noun
    if not _is_common(match, pieces, language):
        return case != "lower"
    return (
        case == "mixed"
        and match.first > 0
        and language not in _capitalises("nouns")
        and population >= _WELL_KNOWN_POPULATION
    )


def is_part_of_person(match: Match[Named], pieces: Sequence[Piece], language: str) -> bool:
    """Whether a capitalised word beside the name makes it a person's ("Lloyd Austin")."""
    if language in _capitalises("nouns") or is_unspaced(pieces[match.first].text[0]):
        return False
    before = pieces[match.first - 1] if match.first > 1 else None
    after = pieces[match.last] if match.last < len(pieces) else None
    return any(
        piece is not None
        and piece.text[0].isupper()
        and piece.text.isalpha()
        and not piece.text.isupper()
        and fold(piece.text) not in area_words()
        and fold(piece.text) not in common_words(language)
        for piece in (before, after)
    )


def lacks_capital_evidence(match: Match[Named], pieces: Sequence[Piece]) -> bool:
    """Whether a city's capital is only that of the sentence, and it is no great city."""
    text = pieces[match.first].text
    if match.first > 0 or text[0].lower() == text[0].upper():
        return False
    return not any(n.primary and n.entry.population >= _GREAT_POPULATION for n in match.values)
