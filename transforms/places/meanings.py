"""What words may mean in a setting, with what a sentence is asked about them told beforehand."""

from collections.abc import Sequence
from typing import NamedTuple

from transforms.places.entry import Named
from transforms.places.paths import Path
from transforms.places.phrases import Match, Names
from transforms.places.readings import (
    Setting,
    is_allowed,
    may_be_person,
    needs_capital_evidence,
)


class Meaning(NamedTuple):
    """The longest name that some words begin with, in a setting."""

    #: How many pieces it has, and how many characters of the last one.
    pieces: int
    length: int
    values: tuple[Named, ...]
    #: The dictionary's key.
    key: str
    #: Whether all its readings come from GeoNames, and one of them is a city.
    listed: bool
    city: bool
    #: Whether it may be a person's name, or owe its capital to the beginning of a sentence.
    personal: bool
    initial: bool


def meaning_of(match: Match[Named], word: str, language: str) -> Meaning:
    """The meaning of a match that was found in pieces by themselves, given its first word."""
    values = match.values
    return Meaning(
        match.last,
        match.end,
        values,
        match.key,
        all(named.entry.listed for named in values),
        any(named.entry.kind == "city" for named in values),
        may_be_person(word, language),
        needs_capital_evidence(values, word),
    )


def read_path(path: Path, indexes: Sequence[Names[Named]], around: Setting) -> Meaning | None:
    """The meaning of the longest name on a path of which the setting allows a reading."""
    line = path.line
    best: Match[Named] | None = None
    for index in indexes:
        match = index.longest(line, 0)
        if match is None or (best is not None and match.last < best.last):
            continue
        words = line.words[: match.last]
        values = [n for n in match.values if is_allowed(n, words, match.exact, around)]
        if values:
            same = best.values if best is not None and best.last == match.last else ()
            best = match._replace(values=(*same, *values))
    return None if best is None else meaning_of(best, line.words[0], around.language)
