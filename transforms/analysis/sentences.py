"""Splits text into sentences by rule, the same rules for every language."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from schemas.analysis import Sentence, Token

_DATA: Final = Path(__file__).parent / "data" / "sentences.toml"
_TERMINATORS: Final = frozenset("!?…。！？؟।॥۔።⸮‼⁇⁈⁉｡")
#: Terminators after which no space need follow.
_UNSPACED_TERMINATORS: Final = frozenset("。！？｡")
_CLOSERS: Final = frozenset("\"'”’»)]}›」』）】》〉")
#: How a token ends after which a sentence may end.
_STOPS: Final = _TERMINATORS | _CLOSERS | {"."}
#: Closing marks after one terminator; bounded, or a page of quotes would cost quadratic time.
_MAX_CLOSERS: Final = 4
_MAX_INITIAL_LETTERS: Final = 1
#: "am 5. November" is an ordinal, "im Jahr 2021." ends a sentence.
_MAX_ORDINAL_DIGITS: Final = 3


@dataclass(frozen=True)
class _Rules:
    abbreviations: frozenset[str]
    starters: frozenset[str]
    ordinals: bool


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _rules(language: str) -> _Rules:
    tables = _tables()
    abbreviations = tables["abbreviations"]
    return _Rules(
        abbreviations=frozenset(abbreviations["any"] + abbreviations.get(language, [])),
        starters=frozenset(tables["starters"].get(language, [])),
        ordinals=language in tables["ordinal_languages"],
    )


def split_sentences(text: str, tokens: Sequence[Token], language: str) -> tuple[Sentence, ...]:
    """The sentences of a text; every token belongs to exactly one.

    A sentence ends at a terminator with its closing quotes, and at every line break, so a title
    line is a sentence of its own. Linear in the number of tokens.

    Args:
        text: the full text.
        tokens: its tokens, as `tokenise` gives them.
        language: BCP 47 tag; the primary subtag chooses abbreviations.

    Returns:
        Sentences whose token ranges are half-open: [first_token, last_token).
    """
    rules = _rules(language.partition("-")[0])
    sentences: list[Sentence] = []
    first = 0
    for index in _candidates(text, tokens):
        if _ends(text, tokens, first, index, rules):
            following = index + 1
            span = Sentence(tokens[first].start, tokens[index].end, first, following)
            sentences.append(span)
            first = following
    if tokens:
        sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens)))
    return tuple(sentences)


def _candidates(text: str, tokens: Sequence[Token]) -> list[int]:
    """The tokens but the last after which a sentence may end: marks, and those before a break."""
    return [
        index
        for index, ((word, _, end), (_, start, _)) in enumerate(pairwise(tokens))
        if word[-1] in _STOPS or (start != end and (start - end > 1 or text[end] != " "))
    ]


def _ends(text: str, tokens: Sequence[Token], first: int, index: int, rules: _Rules) -> bool:
    """Whether a sentence that began at token `first` ends after token `index`."""
    token, after = tokens[index], tokens[index + 1]
    gap = text[token.end : after.start]
    if "\n" in gap or "\u2028" in gap or "\u2029" in gap or "\r" in gap:
        return True
    if not _begins(after.text) or (not gap and after.text in _CLOSERS):
        return False
    last = _terminator(tokens, first, index)
    mark = tokens[last].text
    if mark[-1] in _TERMINATORS:
        return after.text not in _TERMINATORS and (bool(gap) or mark in _UNSPACED_TERMINATORS)
    if not gap or mark[-1] != ".":
        return False
    if len(mark) > 1:
        return _after_dots(mark, after.text, rules)
    return not (last > first and _abbreviates(tokens[last - 1], rules))


def _terminator(tokens: Sequence[Token], first: int, index: int) -> int:
    """The token before the closing quotes and brackets that end at `index`."""
    last = index
    lowest = max(first, index - _MAX_CLOSERS)
    while last > lowest and tokens[last].text in _CLOSERS:
        last -= 1
    return last


def _begins(word: str) -> bool:
    """Whether a sentence may begin with the word: anything but a lower-case letter."""
    return not word[0].islower()


def _after_dots(mark: str, following: str, rules: _Rules) -> bool:
    """After an ellipsis a capital begins a sentence; after "U.S." only a usual beginner does."""
    if mark[0] == ".":
        return True
    return following.lower() in rules.starters


def _abbreviates(word: Token, rules: _Rules) -> bool:
    """Whether the period after the word belongs to it."""
    text = word.text
    if text.lower() in rules.abbreviations:
        return True
    if len(text) == _MAX_INITIAL_LETTERS and text.isalpha() and text.isupper():
        return True
    return rules.ordinals and text.isdecimal() and len(text) <= _MAX_ORDINAL_DIGITS
