"""Runs of capitalised words: what in a sentence may be a name."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from schemas.analysis import Sentence, Token
from transforms.names.lexicon import Lexicon
from transforms.places.names import fold

_INITIAL: Final = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.){2,}")
#: Words between the capitalised ones of a name, at most: "Ursula von der Leyen".
_MAX_JOINERS: Final = 3
#: A longer run is cut: no name is as long, and each run costs the square of its length.
_MAX_RUN: Final = 12
_ACRONYM: Final = re.compile(r"[A-ZÀ-ÞА-ЯЁЄІЇҐ]{2,6}")
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
#: MAYBE_PER is a person where the gazetteer knows no such place, MAYBE_LOC a place only
#: where it knows one.
Label = Literal["PER", "MAYBE_PER", "ORG", "LOC", "MAYBE_LOC"]
#: The share of capitalised words from which a sentence is a headline or shouted.
_LOUD_SHARE: Final = 0.7
_FEW_WORDS: Final = 4


class Run(NamedTuple):
    """Tokens [first, last) that begin and end with a capitalised word."""

    first: int
    last: int
    #: Whether it begins its sentence, where a capital tells nothing.
    initial: bool
    #: Whether it stands in a headline or a shouted sentence.
    loud: bool


class Name(NamedTuple):
    """Tokens [first, last) that name something."""

    first: int
    last: int
    label: Label


def find_runs(tokens: Sequence[Token], sentence: Sentence, lexicon: Lexicon) -> Iterator[Run]:
    """The runs of one sentence, in text order. Linear in its tokens."""
    loud = _is_loud(tokens, sentence)
    position = sentence.first_token
    begins = True
    while position < sentence.last_token:
        if not is_capitalised(tokens[position].text):
            begins = begins and not tokens[position].text[0].isalnum()
            position += 1
            continue
        last = _run_end(tokens, position, sentence.last_token, lexicon)
        yield Run(position, last, begins, loud)
        position, begins = last, False


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return word[0].isupper()


def is_acronym(word: str) -> bool:
    """Whether a word is an acronym; Roman numerals are none."""
    return _ACRONYM.fullmatch(word) is not None and not is_roman(word)


def is_roman(word: str) -> bool:
    """Whether a word may be a Roman numeral."""
    return _ROMAN.fullmatch(word) is not None


def _run_end(tokens: Sequence[Token], first: int, stop: int, lexicon: Lexicon) -> int:
    last = first + 1
    while last < min(stop, first + _MAX_RUN):
        following = _next_capital(tokens, last, stop, lexicon)
        if following is None:
            break
        last = following + 1
    return last


def _next_capital(tokens: Sequence[Token], after: int, stop: int, lexicon: Lexicon) -> int | None:
    """The next capitalised word of the same name, past an initial's period and joiners."""
    position = after
    if tokens[position].text == "." and _INITIAL.fullmatch(tokens[position - 1].text):
        position += 1
    for skipped in range(_MAX_JOINERS + 1):
        if position + skipped >= stop:
            return None
        word = tokens[position + skipped].text
        if is_capitalised(word):
            gap = tokens[position + skipped].start - tokens[position + skipped - 1].end
            return position + skipped if gap <= 1 else None
        if fold(word) not in lexicon.joiners:
            return None
    return None


def _is_loud(tokens: Sequence[Token], sentence: Sentence) -> bool:
    words = [
        token.text
        for token in tokens[sentence.first_token : sentence.last_token]
        if token.text[0].isalpha()
    ]
    capitals = sum(is_capitalised(word) for word in words)
    return len(words) >= _FEW_WORDS and capitals > _LOUD_SHARE * len(words)
