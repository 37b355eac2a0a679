"""Tells what a run of capitalised words names: a person, an organisation, a place, or nothing."""

from collections.abc import Iterator, Sequence
from typing import Final

from schemas.analysis import Token
from transforms.names.lexicon import Lexicon, surname_cases
from transforms.names.organisations import find_acronyms, find_organisation
from transforms.names.persons import SHORTEST_STEM, find_person, find_person_within
from transforms.names.runs import Name, Run, is_acronym, is_capitalised, is_roman
from transforms.places.names import fold

_PAIR: Final = 2
_MOST_PLACE_WORDS: Final = 3


def classify(tokens: Sequence[Token], run: Run, lexicon: Lexicon) -> Iterator[Name]:
    """The names in one run, in order."""
    first, titled = _without_titles(tokens, run, lexicon)
    if first >= run.last:
        return
    organisation = find_organisation(tokens, first, run, lexicon)
    if organisation is not None:
        yield organisation
        return
    person = find_person(tokens, first, run, lexicon, titled=titled)
    if person is None:
        person = find_person_within(tokens, first + 1, run, lexicon)
    if person is not None:
        yield person
        rest = run._replace(first=person.last, initial=False)
        if rest.first < rest.last and is_capitalised(tokens[rest.first].text):
            yield from classify(tokens, rest, lexicon)
        return
    ruler = _ruler(tokens, first, run)
    if ruler is not None:
        yield ruler
        return
    place = _place(tokens, first, run, lexicon)
    if place is not None:
        yield place
        return
    named = list(find_acronyms(tokens, first, run, lexicon))
    yield from named
    # A name of some kind: the gazetteer may take it for one of its villages.
    plain = not (lexicon.capital_nouns or run.initial)
    told = plain or _introduces_place(tokens, first, lexicon)
    if told and not (named or run.loud) and run.last - first <= _MOST_PLACE_WORDS:
        yield Name(first, run.last, "MAYBE_LOC")


def repeated(tokens: Sequence[Token], runs: Sequence[Run], found: Sequence[Name]) -> Iterator[Name]:
    """Surnames alone of persons who are named in full elsewhere in the text."""
    known = {
        _stem(tokens[name.last - 1].text)
        for name in found
        if name.label == "PER" and name.last - name.first > 1
    }
    taken = {
        position
        for name in found
        if name.label != "MAYBE_LOC"
        for position in range(name.first, name.last)
    }
    for run in runs:
        for position in range(run.first, run.last):
            if position not in taken and _stem(tokens[position].text) in known:
                yield Name(position, position + 1, "PER")


def _stem(word: str) -> str:
    """A surname without the ending that a case or genitive may have put on it."""
    key = fold(word)
    for ending in surname_cases():
        if key.endswith(ending) and len(key) - len(ending) >= SHORTEST_STEM:
            return key[: -len(ending)]
    return key


def _without_titles(tokens: Sequence[Token], run: Run, lexicon: Lexicon) -> tuple[int, bool]:
    """The first word that is no function word or title, and whether a title stands before it."""
    first = run.first
    if run.initial and lexicon.is_function_word(tokens[first].text):
        first += 1
    titled = first == run.first and first > 0 and fold(tokens[first - 1].text) in lexicon.titles
    while first < run.last and (
        fold(tokens[first].text) in lexicon.titles or not is_capitalised(tokens[first].text)
    ):
        titled, first = fold(tokens[first].text) in lexicon.titles, first + 1
    return first, titled


def _ruler(tokens: Sequence[Token], first: int, run: Run) -> Name | None:
    """A name with a number: "Pius XII", "Ahmose II"."""
    for position in range(first + 1, run.last):
        number = tokens[position].text
        if is_roman(number) and len(number) > 1:
            name = tokens[position - 1].text
            if is_capitalised(name) and not is_acronym(name):
                return Name(position - 1, position + 1, "PER")
    return None


def _introduces_place(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> bool:
    return first > 0 and tokens[first - 1].text.lower() in lexicon.before_place


def _place(tokens: Sequence[Token], first: int, run: Run, lexicon: Lexicon) -> Name | None:
    words = [fold(token.text) for token in tokens[first : run.last]]
    if len(words) > 1 and (words[0] in lexicon.places or words[-1] in lexicon.places):
        return Name(first, run.last, "LOC")
    compound = len(words) == 1 and len(words[0]) > 2 * SHORTEST_STEM
    if compound and words[0].endswith(lexicon.place_endings):
        return Name(first, run.last, "LOC")
    introduced = not lexicon.capital_nouns and _introduces_place(tokens, first, lexicon)
    if introduced and not run.loud and len(words) <= _PAIR and not is_acronym(tokens[first].text):
        return None if words[0] in lexicon.no_names else Name(first, run.last, "LOC")
    return None
