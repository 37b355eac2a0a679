"""What numbers count in a language: unit nouns and the words around them, from its data file."""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from schemas.vocabulary import QuantityUnit
from transforms.quantities.tokens import words_of

_DATA = Path(__file__).parent / "data"

#: What happened to those counted; "lost" makes soldiers killed and leaves tanks tanks.
Fate = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Nouns and the unit each counts, by first word; a word that ends in "*" is a stem."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], QuantityUnit], ...]]
    stems: Mapping[str, QuantityUnit]
    #: Nouns also end compounds: "Panzerbrigaden" are "Brigaden".
    compounds: bool = False

    def match(self, words: list[str], at: int) -> tuple[QuantityUnit, int] | None:
        """The unit of the longest noun at `at`, and the index after it."""
        word = words[at]
        for phrase, unit in self.phrases.get(word, ()):
            if words[at : at + len(phrase)] == list(phrase):
                return unit, at + len(phrase)
        if self.stems:
            for size in range(len(word), 2, -1):
                unit_of_stem = self.stems.get(word[:size])
                if unit_of_stem is not None:
                    return unit_of_stem, at + 1
        if self.compounds:
            for begin in range(2, len(word) - 3):
                for phrase, unit in self.phrases.get(word[begin:], ()):
                    if len(phrase) == 1:
                        return unit, at + 1
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLexicon:
    """What a language needs for its numbers to be typed. Words are in lower case."""

    plural: Nouns
    #: For the number one; the same as `plural` where the language's file does not tell them apart.
    singular: Nouns
    #: Nouns that say two by their ending: "صاروخان".
    dual: Nouns
    articles: frozenset[str]
    counted_by_article: frozenset[str]
    #: Not after these ("the size of a brigade"), ...
    no_count_after: frozenset[str]
    #: ... nor before these and a number: "a brigade of 3,000".
    partitives: frozenset[str]
    #: People who are counted only when they suffered.
    civilians: Nouns
    tolls: frozenset[str]
    modifiers: frozenset[str]
    stops: frozenset[str]
    #: Units of time, length, money: a number before one counts nothing military.
    measures: frozenset[str]
    auxiliaries: frozenset[str]
    #: What a hyphen ties to digits that count nothing: "72-я", "155-мм".
    ordinal_endings: frozenset[str]
    #: Between a number and the whole it is part of: "45 із 50 дронів".
    part_links: frozenset[str]
    #: Words between a verb and its number: "killed another 12", "mataron a 12".
    fate_links: frozenset[str]
    conjunctions: frozenset[str]
    many_only: frozenset[str]
    names_before: frozenset[str]
    models: frozenset[str]
    before_years: frozenset[str]
    money: frozenset[str]
    months: frozenset[str]
    strong: frozenset[str]
    fate_before: Mapping[str, Fate]
    fate_after: Mapping[str, Fate]
    #: Beginnings of words for losses, and what they say became of people.
    fate_stems: Mapping[str, QuantityUnit]
    #: Words that may stand between a number and its noun, at most.
    reach: int
    #: An unknown lower-case plural ("countries") ends the search for a noun.
    plurals_block: bool
    #: A capital begins a noun, so an unknown one ends the search (German).
    capitals_block: bool
    #: Only before a classifier or a noun does a number count (Chinese): "三名", not "三军".
    #: Where no noun follows, the one right before is counted: "战机三架".
    classifiers: frozenset[str]


@functools.cache
def load_unit_lexicon(language: str) -> UnitLexicon:
    """The units of a BCP 47 language; an empty lexicon where it has no data file."""
    path = _DATA / f"{language.split('-')[0].lower()}.toml"
    data: dict[str, Any] = {}
    if path.exists():
        with path.open("rb") as file:
            data = tomllib.load(file)
    units, rules = data.get("units", {}), data.get("quantify", {})
    compounds = rules.get("compounds", False)
    plural = _nouns(units.get("plural", {}), compounds=compounds)
    return UnitLexicon(
        plural=plural,
        singular=_nouns(units["singular"]) if "singular" in units else plural,
        dual=_nouns(units.get("dual", {})),
        civilians=_nouns({"other": rules.get("civilians", ())}),
        fate_before=_by_word(rules.get("fate_before", {})),
        fate_after=_by_word(rules.get("fate_after", {})),
        fate_stems=cast("dict[str, QuantityUnit]", _by_word(rules.get("fate_stems", {}))),
        reach=rules.get("reach", 6),
        plurals_block=rules.get("plurals_block", False),
        capitals_block=rules.get("capitals_block", False),
        **{name: frozenset(rules.get(name, ())) for name in _SETS},
    )


_SETS = (
    "articles",
    "counted_by_article",
    "no_count_after",
    "partitives",
    "ordinal_endings",
    "part_links",
    "fate_links",
    "tolls",
    "modifiers",
    "stops",
    "measures",
    "auxiliaries",
    "conjunctions",
    "many_only",
    "names_before",
    "models",
    "before_years",
    "money",
    "months",
    "strong",
    "classifiers",
)


def _nouns(table: Mapping[str, Iterable[str]], *, compounds: bool = False) -> Nouns:
    phrases: dict[str, list[tuple[tuple[str, ...], QuantityUnit]]] = {}
    stems: dict[str, QuantityUnit] = {}
    for name, nouns in table.items():
        if name not in get_args(QuantityUnit):
            raise ValueError(f"not a unit of quantity: {name!r}")
        unit = cast("QuantityUnit", name)
        for noun in nouns:
            words = words_of(noun)
            if noun.endswith("*"):
                stems[noun[:-1]] = unit
            else:
                phrases.setdefault(words[0], []).append((words, unit))
    longest_first = {
        word: tuple(sorted(found, key=lambda pair: -len(pair[0])))
        for word, found in phrases.items()
    }
    return Nouns(phrases=longest_first, stems=stems, compounds=compounds)


def _by_word(table: Mapping[str, Iterable[str]]) -> dict[str, Fate]:
    return {word: fate for fate, words in table.items() for word in words}
