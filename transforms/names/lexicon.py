"""What the rules know of a language: names of people, titles, words of organisations and places."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from transforms.places.names import fold

_DATA: Final = Path(__file__).parent / "data"
_SHARED: Final = "any"
#: Languages whose common nouns are written with a capital, too.
CAPITAL_NOUNS: Final = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded words of one language, the shared ones included."""

    #: Whether every noun has a capital, so that a capital tells little.
    capital_nouns: bool
    titles: frozenset[str]
    organisations: frozenset[str]
    begin_organisations: frozenset[str]
    end_organisations: frozenset[str]
    organisation_endings: tuple[str, ...]
    #: Organisations that one word names.
    known: frozenset[str]
    places: frozenset[str]
    place_endings: tuple[str, ...]
    joiners: frozenset[str]
    #: Prepositions after which a name is a place's, as they are written.
    before_place: frozenset[str]
    no_names: frozenset[str]
    #: Small words inside an organisation's name: "Ministerium für Verkehr".
    inner: frozenset[str]
    #: Acronyms that name no organisation, as they are written.
    no_organisations: frozenset[str]
    function_words: frozenset[str]
    #: Given names that are also ordinary words.
    ambiguous: frozenset[str]

    def is_function_word(self, word: str) -> bool:
        """Whether a word with a capital only begins a sentence."""
        return fold(word) in self.function_words

    def is_organisation_word(self, word: str) -> bool:
        """Whether a word makes the name around it that of an organisation."""
        key = fold(word)
        return key in self.organisations or (
            bool(self.organisation_endings)
            and key.endswith(self.organisation_endings)
            and len(key) > _LONGEST_PLAIN_HEAD
        )


#: A compound is longer than its last part alone.
_LONGEST_PLAIN_HEAD: Final = 12


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language; one without data has the shared words alone."""
    tables = _tables()
    own, shared = tables.get(language, {}), tables[_SHARED]

    def words(kind: str) -> frozenset[str]:
        return frozenset(map(fold, (*shared.get(kind, ()), *own.get(kind, ()))))

    return Lexicon(
        capital_nouns=language in CAPITAL_NOUNS,
        titles=words("titles"),
        organisations=words("organisations"),
        begin_organisations=words("begin_organisations"),
        end_organisations=words("end_organisations"),
        organisation_endings=tuple(words("organisation_endings")),
        known=words("known"),
        places=words("places"),
        place_endings=tuple(words("place_endings")),
        joiners=words("joiners"),
        before_place=frozenset(own.get("before_place", ())),
        no_names=words("no_names"),
        inner=words("inner"),
        no_organisations=frozenset(shared["no_organisations"]),
        function_words=_listed("function_words.txt").get(language, frozenset()),
        ambiguous=_listed("ambiguous.txt").get(language, frozenset()),
    )


@cache
def given_names() -> frozenset[str]:
    """Given names of all languages, folded: people are named far from home."""
    return _union(_listed("given_names.txt"))


@cache
def surnames() -> frozenset[str]:
    """Surnames of all languages, folded."""
    return _union(_listed("surnames.txt"))


@cache
def surname_endings() -> tuple[str, ...]:
    """Ends of words that are most likely surnames, folded."""
    return tuple(map(fold, _tables()[_SHARED]["surname_endings"]))


@cache
def surname_cases() -> tuple[str, ...]:
    """What a case or genitive may add to a surname."""
    return tuple(_tables()[_SHARED]["surname_cases"])


@cache
def case_endings() -> tuple[tuple[str, str], ...]:
    """Endings of given names in running text, each with what the name has in its place."""
    return tuple((ending, name) for ending, name in _tables()[_SHARED]["case_endings"])


@cache
def names_of(language: str, file: str) -> frozenset[str]:
    """Names of one language from a list ("surnames.txt"), folded."""
    return _listed(file).get(language, frozenset())


def _union(lists: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(name for names in lists.values() for name in names)


@cache
def _listed(file: str) -> Mapping[str, frozenset[str]]:
    """Words by language of a file whose lines are "language: word word …"."""
    found: dict[str, frozenset[str]] = {}
    for line in (_DATA / file).read_text(encoding="utf-8").splitlines():
        language, separator, words = line.partition(": ")
        if separator and not line.startswith("#"):
            found[language] = frozenset(map(fold, words.split()))
    return found


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8"))
