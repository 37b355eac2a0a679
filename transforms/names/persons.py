"""Persons among capitalised words: by given names, titles and surnames."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from schemas.analysis import Token
from transforms.names.lexicon import (
    Lexicon,
    case_endings,
    given_names,
    surname_endings,
    surnames,
)
from transforms.names.runs import Name, Run, is_acronym, is_capitalised, is_roman
from transforms.places.names import fold

_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.?)|(?:[^\W\d_]\.){2,}")
_MAX_NAME: Final = 6
_PAIR: Final = 2
SHORTEST_STEM: Final = 4


def find_person(
    tokens: Sequence[Token], first: int, run: Run, lexicon: Lexicon, *, titled: bool
) -> Name | None:
    """The person whose name begins at a token of a run; None if none does.

    Args:
        tokens: of the text.
        first: where the name may begin, past titles.
        run: the capitalised words around it.
        lexicon: of the language.
        titled: whether a title or function stands before it.
    """
    words = [token.text for token in tokens[first : run.last]]
    given = 0
    while given < len(words) and (_is_given(words[given]) or _is_initial(words, given)):
        given += 1
    if given and words[given - 1] == ".":
        given -= 1
    known = given > 0 and not (
        lexicon.capital_nouns
        and fold(words[0]) in lexicon.ambiguous
        and run.initial
        and not _is_surname(words[-1])
    )
    if len(words) > given and known:
        return Name(first, _surname_end(tokens, first + given, run.last, lexicon), "PER")
    if given > 1 and known:
        return Name(first, first + given, "PER")
    if titled and not lexicon.capital_nouns and not is_acronym(words[0]):
        return Name(first, run.last, "PER") if len(words) <= _MAX_NAME else None
    if titled and (given or _is_surname(words[0])):
        return Name(first, first + 1, "PER")
    if run.loud or lexicon.capital_nouns or len(words) < _PAIR:
        return None
    if _is_surname(words[-1]) and len(words) <= _MAX_NAME - 2 and not run.initial:
        return Name(first, run.last, "MAYBE_PER")
    return None


def find_person_within(
    tokens: Sequence[Token], first: int, run: Run, lexicon: Lexicon
) -> Name | None:
    """A person after common nouns that have a capital, too: "Schauspieler Robert Koppel"."""
    for position in range(first, run.last - 1):
        if _is_given(tokens[position].text) and is_capitalised(tokens[position + 1].text):
            inner = run._replace(first=position, initial=False)
            return find_person(tokens, position, inner, lexicon, titled=False)
    return None


@lru_cache(maxsize=65536)
def _is_given(word: str) -> bool:
    if not is_capitalised(word):
        return False
    key = fold(word)
    names = given_names()
    if key in names:
        return True
    parts = key.split("-")
    if len(parts) > 1 and all(part in names for part in parts):
        return True
    return any(key.endswith(e) and key[: -len(e)] + r in names for e, r in case_endings())


@lru_cache(maxsize=65536)
def _is_surname(word: str) -> bool:
    key = fold(word)
    return key in surnames() or (len(key) > SHORTEST_STEM and key.endswith(surname_endings()))


def _is_initial(words: Sequence[str], position: int) -> bool:
    word = words[position]
    if word == ".":
        return position > 0 and _INITIAL.fullmatch(words[position - 1]) is not None
    return len(words) > 1 and _INITIAL.fullmatch(word) is not None and not is_roman(word)


def _surname_end(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> int:
    """Where a surname that begins at a token, with particles, ends."""
    position = first
    while position < last - 1 and not is_capitalised(tokens[position].text):
        position += 1
    end = position + 1
    while end < last:
        word = tokens[end].text
        if not is_capitalised(word):
            end += 1
            continue
        if lexicon.capital_nouns and fold(word) not in surnames():
            break
        end += 1
    while end > position + 1 and not is_capitalised(tokens[end - 1].text):
        end -= 1
    return min(end, first + _MAX_NAME)
