"""Which readings of a name the words around it allow, and which of them is meant."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from transforms.places.entry import Named
from transforms.places.memory import Memory
from transforms.places.names import fold, is_small, is_unspaced

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


class Setting(NamedTuple):
    """What around a name bears on whether it is one."""

    language: str
    case: Case
    #: It begins the sentence, so that its capital says nothing.
    first: bool
    #: The word before it makes it a place: "near", "у", "село".
    located: bool
    #: A capitalised word and a comma stand before it: "Springfield, Ill.".
    behind_comma: bool


#: Numbers of a sentence's settings: behind nothing that matters, behind a word that makes a place,
#: behind a name and a comma, at the beginning.
ELSEWHERE: Final = 0
_LOCATED: Final = 1
BEHIND_COMMA: Final = 2
AT_BEGINNING: Final = 3


@cache
def sentence_settings(language: str, case: Case) -> tuple[Setting, Setting, Setting, Setting]:
    """The settings of names in a sentence, by number."""
    return (
        Setting(language, case, first=False, located=False, behind_comma=False),
        Setting(language, case, first=False, located=True, behind_comma=False),
        Setting(language, case, first=False, located=False, behind_comma=True),
        Setting(language, case, first=True, located=False, behind_comma=False),
    )


@cache
def settings_behind(language: str) -> Memory[str, int]:
    """The number of the setting behind a word; a comma counts only behind a capitalised word."""
    located = _place_words(language)
    return Memory(
        lambda word: BEHIND_COMMA if word == "," else _LOCATED if fold(word) in located else 0
    )


_CASED_WORD: Final = re.compile(r"[^\W\d_]{2,}")


#: How a word is written: what has no letters of two cases, and words that begin small, are all in
#: capitals, or have one to begin with.
_UNCASED: Final = 0
_SMALL: Final = 1
_UPPER: Final = 2
_CAPITALISED: Final = 3


def sentence_case(words: Sequence[str]) -> Case:
    """How the words of a sentence are written."""
    return case_of(bytes(map(_writing.__getitem__, words)))


def case_of(writing: bytes) -> Case:
    """How a sentence is written, given `writing_of` each of its words."""
    small, upper = writing.count(_SMALL), writing.count(_UPPER)
    cased = len(writing) - writing.count(_UNCASED)
    if not cased:
        return "caseless"
    if small == cased and cased > 1:
        return "lower"
    if small >= _MIXED_SHARE * cased:
        return "mixed"
    return "upper" if upper > cased / 2 and cased > 1 else "title"


def writing_of(word: str) -> int:
    """How a word is written, as a number below 4."""
    if not _CASED_WORD.fullmatch(word) or word[0].lower() == word[0].upper():
        return _UNCASED
    if "\u10d0" <= word[0] <= "\u10ff":
        return _UNCASED
    if is_small(word):
        return _SMALL
    return _UPPER if word.isupper() else _CAPITALISED


_writing: Final = Memory(writing_of)


def is_allowed(named: Named, words: Sequence[str], exact: bool, around: Setting) -> bool:
    """Whether the spelling and the place in the sentence allow this reading of a name.

    Args:
        named: the reading.
        words: the name's pieces as the text has them.
        exact: whether they stand as in the dictionary, without a case ending taken off.
        around: where the name stands.
    """
    text = words[0]
    if named.dependent and not around.behind_comma:
        return False
    if named.acronym:
        shouted = around.case == "upper" and fold(text) in common_words(around.language)
        return text.isupper() and not shouted
    capital = not is_small(text)
    kind = named.entry.kind
    if kind == "people":
        return capital or named.small
    if kind == "region" and not named.entry.listed:
        return any(not is_small(word) for word in words)
    if kind == "country":
        usual = around.case == "mixed" or not _is_common(words, around.language)
        return (capital or named.small) and usual
    return capital and _is_city(named, words, exact, around)


def _is_common(words: Sequence[str], language: str) -> bool:
    if len(words) > 1 and not is_unspaced(words[0][0]):
        return False
    return fold(words[0]) in common_words(language)


def _is_city(named: Named, words: Sequence[str], exact: bool, around: Setting) -> bool:
    text = "".join(words)
    population = named.entry.population
    nouns = around.language in _capitalises("nouns")
    if len(text) < _MIN_LETTERS and population < _WELL_KNOWN_SHORT_POPULATION:
        return False
    if not exact and population < _TOWN_POPULATION and not around.located:
        return False
    if len(words) == 1 and fold(text) in _place_words(around.language):
        return False  # "مدينة" is a city, and Medina
    if text.isupper() and around.case == "mixed" and len(text) <= _MAX_ACRONYM_LETTERS:
        return False
    if not exact and nouns and not text.endswith("s"):
        return False  # "Kiews" is a genitive; what else an ending hides there is a common noun
    if named.entry.capital or not _is_common(words, around.language):
        return around.case != "lower"
    if around.case == "caseless":
        return population >= (_TOWN_POPULATION if around.located else _GREAT_POPULATION)
    return (
        around.case == "mixed"
        and not around.first
        and not nouns
        and population >= _WELL_KNOWN_POPULATION
    )


def may_be_person(word: str, language: str) -> bool:
    """Whether a name that begins with the word may be a person's, for all that it says."""
    return language not in _capitalises("nouns") and not is_unspaced(word[0])


def is_part_of_person(words: Sequence[str], first: int, last: int, language: str) -> bool:
    """Whether a capitalised word beside pieces [first, last) makes them a person's name.

    Args:
        words: of the pieces of a sentence.
        first: of a name that `may_be_person`.
        last: the piece after it.
        language: primary subtag.
    """
    named = _parts_of_names(language)
    return (first > 1 and named[words[first - 1]]) or (last < len(words) and named[words[last]])


@cache
def _parts_of_names(language: str) -> Memory[str, bool]:
    """Whether a word looks like a part of a person's name."""

    def is_part(word: str) -> bool:
        return (
            word[0].isupper()
            and word.isalpha()
            and not word.isupper()
            and fold(word) not in area_words()
            and fold(word) not in common_words(language)
        )

    return Memory(is_part)


def needs_capital_evidence(values: Sequence[Named], word: str) -> bool:
    """Whether a name at the beginning of a sentence may owe its capital to that: no great city."""
    if word[0].lower() == word[0].upper():
        return False
    return not any(n.primary and n.entry.population >= _GREAT_POPULATION for n in values)
