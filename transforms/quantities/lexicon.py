"""The number words of a language, from its data file."""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from schemas.vocabulary import Comparator
from transforms.quantities.tokens import words_of

_DATA = Path(__file__).parent / "data"
_FALLBACK = "xx"

#: What a word does in a number.
PartKind = Literal["value", "factor", "fraction", "word"]

#: Words that come one after another, in lower case.
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLexicon:
    """What a language needs for its numbers to be read. Words are in lower case."""

    #: Mark before decimals: "." or ",".
    decimal_mark: str
    #: Words that add: "twelve" → 12, "двести" → 200.
    values: Mapping[str, float]
    #: Words that multiply: "dozen", "hundred", "million".
    multipliers: Mapping[str, float]
    #: Letters after digits that multiply: "k", "bn".
    abbreviations: Mapping[str, float]
    #: Words that alone tell an order of magnitude, and the least they allow: "dozens" → 24.
    vague: Mapping[str, float]
    #: Vague words that say nothing without another: "tens (of thousands)".
    vague_needs_more: frozenset[str]
    #: Words that make a multiplier vague, and their factor: "several" → 2.
    vague_factors: Mapping[str, float]
    #: Parts of one: "half" → 0.5, "thirds" → 1/3.
    fractions: Mapping[str, float]
    #: What each word adds: all of `values`, `multipliers` and `fractions`.
    parts: Mapping[str, tuple[PartKind, float]]
    #: Words that a number may begin with.
    starters: frozenset[str]
    articles: frozenset[str]
    connectors: frozenset[str]
    #: Least value after which a connector may add.
    connector_after: float
    #: Words between a vague word and another: "tens of thousands".
    vague_links: frozenset[str]
    #: Ones come before tens: "fünfundzwanzig".
    ones_before_tens: bool
    #: Vague words that are one of their kind after a bound: "более тысячи".
    one_after_bound: frozenset[str]
    #: Ten comes right after the ones: "ستة عشر" is sixteen.
    ten_after_ones: bool
    #: Particles written together with the word behind them; the connector is one: "وعشرين".
    prefixes: frozenset[str]
    #: Counts in twenties: "quatre-vingt", "soixante-dix".
    counts_in_scores: bool
    #: Number words are written together: "zweihundertfünfzig".
    compounds: bool
    #: Digits and their places in sections of ten thousand: "三万五千".
    positional: bool
    #: Last words of ordinals: "twenty-first".
    ordinals: frozenset[str]
    #: Words for a minus sign.
    minus: frozenset[str]
    #: Words for a decimal mark.
    points: frozenset[str]
    #: Words that stand before the bare number, longest first, by their last word.
    before: Mapping[str, tuple[tuple[Phrase, "Bound"], ...]]
    #: Words that stand after it, by their first word.
    after: Mapping[str, tuple[tuple[Phrase, "Bound"], ...]]
    #: Words that open a range ("between", "from"), and that join its ends ("and", "to").
    range_openers: frozenset[str]
    range_joiners: frozenset[str]
    #: Joiners that hold only after an opener: "between five and ten".
    range_joiners_after_opener: frozenset[str]
    #: A word that is no number after one of these: "that one".
    not_after: Mapping[str, frozenset[str]]
    #: Digits may touch letters: "ال١٩٢", "约90人".
    glued_letters: bool


#: How words bound a number: a comparator, or "nearly" (about, and no more than).
Bound = Comparator | str


@functools.cache
def load_number_lexicon(language: str) -> NumberLexicon:
    """The number words of a BCP 47 language; digits and marks only where it has no data file.

    Raises:
        ValueError: a data file holds a key that is not known.
    """
    base = language.split("-")[0].lower()
    path = _DATA / f"{base}.toml"
    with (path if path.exists() else _DATA / f"{_FALLBACK}.toml").open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)["numbers"]
    return NumberLexicon(
        decimal_mark=data.get("decimal_mark", "."),
        values=_by_word(data.get("values", {})),
        multipliers=_by_word(data.get("multipliers", {})),
        abbreviations=_by_word(data.get("abbreviations", {})),
        vague=_by_word(data.get("vague", {})),
        vague_needs_more=frozenset(data.get("vague_needs_more", ())),
        vague_factors=_by_word(data.get("vague_factors", {})),
        fractions=_by_word(data.get("fractions", {})),
        parts=_parts(data),
        starters=frozenset(
            word
            for name in (
                "values",
                "multipliers",
                "fractions",
                "vague",
                "vague_factors",
                "minus",
                "articles",
            )
            for word in _words_of(data.get(name, ()))
        ),
        articles=frozenset(data.get("articles", ())),
        connectors=frozenset(data.get("connectors", ())),
        connector_after=data.get("connector_after", 100),
        vague_links=frozenset(data.get("vague_links", ())),
        ones_before_tens=data.get("ones_before_tens", False),
        one_after_bound=frozenset(data.get("one_after_bound", ())),
        ten_after_ones=data.get("ten_after_ones", False),
        prefixes=frozenset(data.get("prefixes", ())),
        counts_in_scores=data.get("counts_in_scores", False),
        compounds=data.get("compounds", False),
        positional=data.get("positional", False),
        ordinals=frozenset(data.get("ordinals", ())),
        minus=frozenset(data.get("minus", ())),
        points=frozenset(data.get("points", ())),
        before=_by_edge(data.get("before", {}), edge=-1),
        after=_by_edge(data.get("after", {}), edge=0),
        range_openers=frozenset(data.get("range_openers", ())),
        range_joiners=frozenset(data.get("range_joiners", ())),
        range_joiners_after_opener=frozenset(data.get("range_joiners_after_opener", ())),
        not_after={word: frozenset(words) for word, words in data.get("not_after", {}).items()},
        glued_letters=data.get("glued_letters", False),
    )


def _by_word(table: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """Numbers by word, from words by number."""
    return {word: float(number) for number, words in table.items() for word in words}


def _words_of(table: Mapping[str, Iterable[str]] | Iterable[str]) -> Iterable[str]:
    return _by_word(table) if isinstance(table, Mapping) else table


def _parts(data: Mapping[str, Any]) -> dict[str, tuple[PartKind, float]]:
    kinds: tuple[tuple[PartKind, str], ...] = (
        ("fraction", "fractions"),
        ("factor", "multipliers"),
        ("value", "values"),
    )
    return {
        word: (kind, number)
        for kind, name in kinds
        for word, number in _by_word(data.get(name, {})).items()
    }


def _by_edge(
    phrases: Mapping[str, Iterable[str]], edge: int
) -> dict[str, tuple[tuple[Phrase, Bound], ...]]:
    """Phrases by their first or last word, longest first."""
    grouped: dict[str, list[tuple[Phrase, Bound]]] = {}
    for bound, texts in phrases.items():
        for text in texts:
            phrase = words_of(text)
            grouped.setdefault(phrase[edge], []).append((phrase, bound))
    return {
        word: tuple(sorted(found, key=lambda pair: -len(pair[0])))
        for word, found in grouped.items()
    }
