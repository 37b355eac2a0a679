"""Persons in scripts without capitals: a title, or a given name, and the names that follow it."""

from collections.abc import Iterator, Sequence
from typing import Final

from schemas.analysis import Sentence, Token
from transforms.analysis.recogniser import NamedSpan
from transforms.names.lexicon import Lexicon, given_names, load_lexicon, surnames
from transforms.places.names import fold

_MAX_NAME: Final = 4
_MIN_LETTERS: Final = 3
#: Parts of a name that are no name alone: عبد, بن, آل, أبو.
_PARTICLES: Final = frozenset(
    map(fold, ("بن", "عبد", "آل", "أبو", "ابن", "بنت", "الله", "بو", "بين"))
)


def find_caseless(
    tokens: Sequence[Token], sentences: Sequence[Sentence], language: str
) -> Iterator[NamedSpan]:
    """Persons, in text order: two names that stand together, one of them a known given name."""
    lexicon = load_lexicon(language)
    for sentence in sentences:
        position = sentence.first_token
        while position < sentence.last_token:
            last = _person_end(tokens, position, sentence.last_token, lexicon)
            if last > position:
                yield NamedSpan(tokens[position].start, tokens[last - 1].end, "PER")
            position = max(last, position + 1)


def _person_end(tokens: Sequence[Token], first: int, stop: int, lexicon: Lexicon) -> int:
    """The end of a person's name that begins at a token; `first` where none does."""
    if not _is_name(tokens[first].text) or fold(tokens[first].text) in lexicon.titles:
        return first
    last = first + 1
    while last < min(stop, first + _MAX_NAME) and _goes_on(tokens, last):
        last += 1
    while last > first + 1 and fold(tokens[last - 1].text) in _PARTICLES:
        last -= 1
    titled = first > 0 and fold(tokens[first - 1].text) in lexicon.titles
    if last - first > 1:
        return last
    # A title and one known given name: what follows is the surname.
    if titled and first + 1 < stop and tokens[first + 1].text[0].isalpha():
        return first + 2
    return first


def _goes_on(tokens: Sequence[Token], position: int) -> bool:
    word = tokens[position].text
    return _is_name(word) or fold(word) in _PARTICLES


def _is_name(word: str) -> bool:
    key = fold(word)
    return len(key) >= _MIN_LETTERS and (
        key in given_names() or key in surnames() or key in _PARTICLES
    )
