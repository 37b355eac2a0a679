"""Finds weapons and platforms named by kind alone: "tanks", "barrel bombs", «беспилотники»."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from schemas.analysis import Token
from schemas.entity import Entity
from schemas.vocabulary import EquipmentClass
from transforms.entities.labels import is_modelled
from transforms.entities.spans import add_free

_DATA: Final = Path(__file__).parent / "data" / "arms_words.toml"
ARMS_METHOD: Final = "words:arms-1"
#: Shorter words take no case ending: they are the beginning of too many others.
_MIN_STEM: Final = 4


@dataclass(frozen=True)
class _Words:
    """Class nouns of one language, each a sequence of words, longest first, by first letters."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], EquipmentClass], ...]]
    endings: int
    not_after: frozenset[str]
    not_before: frozenset[str]


def add_arms(entities: Sequence[Entity], tokens: Sequence[Token], language: str) -> list[Entity]:
    """The entities of a text and the class nouns that no name covers, in text order.

    Where a model takes a class noun alone for a name ("VBIED", an organisation), the noun stands.
    """
    arms = list(find_arms(tokens, language))
    spans = {(entity.start, entity.end) for entity in arms}
    kept = [
        entity
        for entity in entities
        if not (is_modelled(entity.method) and (entity.start, entity.end) in spans)
    ]
    add_free(kept, arms)
    return kept


def find_arms(tokens: Sequence[Token], language: str) -> Iterator[Entity]:
    """Class nouns in running text, longest first from the left. Linear in the tokens.

    Args:
        tokens: of a text.
        language: BCP 47 tag; a language without a list has none.
    """
    tongue = language.partition("-")[0]
    words = _words(tongue)
    free = 0
    for position, token in enumerate(tokens):
        if position < free or not words.phrases:
            continue
        for phrase in _phrases(token.text, tongue):
            last = _match(tokens, position, phrase[0], words)
            if last and not _is_other_thing(tokens, position, last, words):
                yield _entity(tokens[position:last], phrase)
                free = last
                break


def _entity(tokens: Sequence[Token], phrase: tuple[tuple[str, ...], EquipmentClass]) -> Entity:
    text = tokens[0].text + "".join(
        " " * (after.start - before.end) + after.text for before, after in pairwise(tokens)
    )
    return Entity(
        text=text,
        start=tokens[0].start,
        end=tokens[-1].end,
        label="EQUIPMENT",
        name=phrase[1].replace("_", " ") if phrase[1] != "other" else text.lower(),
        equipment_class=phrase[1],
        method=ARMS_METHOD,
    )


@lru_cache(maxsize=65536)
def _phrases(word: str, language: str) -> tuple[tuple[tuple[str, ...], EquipmentClass], ...]:
    """The phrases that may begin with a word, longest first."""
    words = _words(language)
    lowered = word.lower()
    beginnings = dict.fromkeys(lowered[:length] for length in range(1, _MIN_STEM + 1))
    return tuple(
        phrase
        for beginning in beginnings
        for phrase in words.phrases.get(beginning, ())
        if _same(word, phrase[0][0], words.endings)
    )


def _match(
    tokens: Sequence[Token], position: int, phrase: tuple[str, ...], words: _Words
) -> int | None:
    """The token after the phrase that begins at a token; None where it does not go on."""
    last = position + len(phrase)
    following = tokens[position + 1 : last]
    if len(following) < len(phrase) - 1:
        return None
    if all(_same(t.text, w, words.endings) for t, w in zip(following, phrase[1:], strict=True)):
        return last
    return None


@lru_cache(maxsize=65536)
def _same(word: str, listed: str, endings: int) -> bool:
    """Whether the text's word is the listed one, with a case ending where the language has any."""
    if listed.isupper():
        return word == listed or (len(word) > len(listed) and word.startswith(listed))
    lowered = word.lower() if word[1:].islower() else word
    if lowered == listed:
        return True
    stem = len(listed) >= _MIN_STEM and lowered.startswith(listed)
    return stem and len(lowered) <= len(listed) + endings


def _is_other_thing(tokens: Sequence[Token], first: int, last: int, words: _Words) -> bool:
    before = tokens[first - 1].text.lower() if first else ""
    after = tokens[last].text.lower() if last < len(tokens) else ""
    return before in words.not_after or after in words.not_before


@cache
def _words(language: str) -> _Words:
    table = _tables().get(language, {})
    phrases: dict[str, list[tuple[tuple[str, ...], EquipmentClass]]] = {}
    for equipment_class, names in table.get("words", {}).items():
        for name in names:
            # A script without spaces has one token a character.
            parts = tuple(name) if language == "zh" else tuple(name.split(" "))
            phrases.setdefault(parts[0].lower()[:_MIN_STEM], []).append((parts, equipment_class))
    return _Words(
        {
            first: tuple(sorted(found, key=lambda phrase: -len(phrase[0])))
            for first, found in phrases.items()
        },
        table.get("endings", 0),
        frozenset(table.get("not_after", ())),
        frozenset(table.get("not_before", ())),
    )


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
