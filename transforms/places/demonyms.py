"""Adjectives and words for the people of states, in all their forms, by language."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

_DATA: Final = Path(__file__).parent / "data"


def demonyms(language: str) -> Iterator[tuple[str, str]]:
    """Country codes and words for their people in one language; none where it has no table.

    >>> sorted(word for code, word in demonyms("es") if code == "AF")
    ['afgana', 'afganas', 'afgano', 'afganos']

    Args:
        language: primary subtag of a BCP 47 tag.
    """
    path = _DATA / f"demonyms_{language}.toml"
    if not path.exists():
        return
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    endings = tables["endings"]
    for code, words in tables["peoples"].items():
        for word in words:
            for form in _forms(word, endings):
                yield code, form


def _forms(word: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The forms of a word, by the longest ending that it has."""
    for length in range(len(word), -1, -1):
        ending = word[len(word) - length :]
        if ending in endings:
            stem = word[: len(word) - length]
            yield from (stem + replacement for replacement in endings[ending])
            return
