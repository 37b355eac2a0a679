"""Organisations among capitalised words: by the words that begin, end or make their names."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from schemas.analysis import Token
from transforms.names.lexicon import Lexicon
from transforms.names.runs import Name, Run, is_acronym, is_capitalised
from transforms.places.names import fold

_MAX_INNER: Final = 3
_MAX_NAME: Final = 6
_MAX_ADJECTIVES: Final = 2
_OF: Final = frozenset(("de", "d", "d'", "di"))
#: Adjectives of the Romance languages that organisations bear.
_ADJECTIVE: Final = re.compile(
    r"[a-zà-ÿ]{2,}(?:al|ale|ales|aux|ique|ica|ico|ien|ienne|ano|ana|iano|iana|ense|ais|aise|ois|oise"
    r"|ain|aine|ista|iste|ion|if|ive|iva|ivo|naria|ría|ario|aria|aire|eño|eña|ese|ino|ina|esa)"
)


def find_organisation(
    tokens: Sequence[Token], first: int, run: Run, lexicon: Lexicon
) -> Name | None:
    """The organisation that the words of a run from a token on name, or hold; None if none."""
    words = [fold(token.text) for token in tokens[first : run.last]]
    if len(words) > 1 and not {words[0], words[-1]}.isdisjoint(lexicon.end_organisations):
        return Name(first, run.last, "ORG")
    for position, word in enumerate(words):
        if word in lexicon.begin_organisations:
            last = _extended(tokens, run.last, lexicon)
            if last - first - position > 1:
                return Name(first + position, min(last, first + position + _MAX_NAME), "ORG")
    heads = [
        i
        for i, token in enumerate(tokens[first : run.last])
        if lexicon.is_organisation_word(token.text)
    ]
    if not heads:
        return None
    if lexicon.capital_nouns:
        head = heads[0]
        compound = words[head] not in lexicon.organisations
        return Name(first + head, first + head + 1, "ORG") if compound else None
    return Name(first, run.last, "ORG") if len(words) > 1 else None


def _extended(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> int:
    """The end of an organisation's name, past small words that a capitalised one follows."""
    end = _adjectives_end(tokens, last, lexicon)
    while end < min(len(tokens), last + _MAX_NAME):
        inner = end
        while (
            inner < len(tokens)
            and inner - end < _MAX_INNER
            and fold(tokens[inner].text) in lexicon.inner
        ):
            inner += 1
        if inner == end or inner >= len(tokens) or not is_capitalised(tokens[inner].text):
            return end
        if tokens[inner].start - tokens[end - 1].end > 2 * _MAX_NAME + _MAX_INNER:
            return end
        end = inner + 1
        while (
            end < min(len(tokens), last + _MAX_NAME)
            and not lexicon.capital_nouns
            and is_capitalised(tokens[end].text)
        ):
            end += 1
    return end


def _adjectives_end(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> int:
    """Past adjectives in small letters: "Ligue nationale de hockey"."""
    end = last
    while (
        not lexicon.capital_nouns
        and end < min(len(tokens), last + _MAX_ADJECTIVES)
        and _ADJECTIVE.fullmatch(tokens[end].text)
    ):
        end += 1
    if end > last and end + 1 < len(tokens) and fold(tokens[end].text) in _OF:
        noun = tokens[end + 1].text
        return end + _MAX_ADJECTIVES if noun.islower() and len(noun) > _MAX_ADJECTIVES else end
    return end


def find_acronyms(
    tokens: Sequence[Token], first: int, run: Run, lexicon: Lexicon
) -> Iterator[Name]:
    """Acronyms, which in a sentence of small letters mostly name organisations."""
    if run.loud:
        return
    for position in range(first, run.last):
        word = tokens[position].text
        if fold(word) in lexicon.known or (
            is_acronym(word)
            and word not in lexicon.no_organisations
            and fold(word) not in lexicon.function_words
        ):
            yield Name(position, position + 1, "ORG")
