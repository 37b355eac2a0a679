"""Turns a model's spans into the contract's labels and trims what is no part of a name."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from schemas.vocabulary import EntityLabel

_DATA: Final = Path(__file__).parent / "data" / "generic_words.toml"
#: Labels of OntoNotes, of the two-letter-class models (PER, LOC, ORG) and of NEREL; others are
#: no entities of the contract (CARDINAL, DATE, MONEY, …).
_LABELS: Final[dict[str, EntityLabel]] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "EVT": "EVENT",
}
_ARTICLES: Final = re.compile(r"(?:the|an?|le|la|les|der|die|das|den|dem|el|los|las)\s+", re.I)
_ONLY_ARTICLES: Final = frozenset({"the", "a", "an", "le", "la", "les", "der", "die", "das", "el"})
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_EDGES: Final = " \t\r\n\"'“”‘’«»„()[]{}.,;:!?…-–—*•|/\\<>@#\u200b\u200e\u200f\u202a\u202c\ufeff"
#: Names that keep their final period.
_DOTTED: Final = re.compile(r"(?:\w\.)+$|\b(?:Jr|Sr|Inc|Ltd|Corp|Co)\.$")


#: How the rules for names call a person that only a surname tells.
DOUBTFUL_PERSON: Final = "MAYBE_PER"
_RULES: Final = "rules:names"
_SLOVNET: Final = "slovnet:"
#: How they call a name that is a place if the gazetteer knows it.
DOUBTFUL_PLACE: Final = "MAYBE_LOC"
#: How the methods of models and of the rules for names begin.
_MODELS: Final = ("spacy:", _SLOVNET, _RULES)


def is_modelled(method: str) -> bool:
    """Whether a model, or rules in its place, found a mention, not a table."""
    return method.startswith(_MODELS)


def is_by_rule(method: str) -> bool:
    """Whether the rules for names found a mention: what they pass over may still be a name."""
    return method.startswith(_RULES)


def holds_names_only(method: str) -> bool:
    """Whether a method's spans begin and end with the name, small letters included.

    The spaCy models run over into the sentence ("Kyiv had"); slovnet's network and the rules do
    not, and Russian writes most names' last words small («Никитский бульвар»).
    """
    return method.startswith((_RULES, _SLOVNET))


@cache
def _generic_words() -> frozenset[str]:
    """Words that models take for names though alone they name nobody: "State", "Commission"."""
    tables = tomllib.loads(_DATA.read_text(encoding="utf-8"))["words"]
    return frozenset(word for words in tables.values() for word in words)


class LabelledSpan(NamedTuple):
    """A trimmed mention. Offsets are half-open code points into the full text."""

    start: int
    end: int
    label: EntityLabel


def labelled_spans(
    text: str, spans: Iterable[tuple[int, int, str]], *, trimmed: bool = False
) -> Iterator[LabelledSpan]:
    """The model's spans that the contract knows, trimmed; those that hold no name are left out.

    Args:
        text: the full text.
        spans: (start, end, label) as the model gives them.
        trimmed: whether they hold names only, as those found by rule do.
    """
    for start, end, label in spans:
        mapped = _LABELS.get(label)
        if mapped is None:
            continue
        kept = _without_bracket(text, start, end) if trimmed else trim(text, start, end)
        if kept is not None and text[slice(*kept)].lower() not in _generic_words():
            yield LabelledSpan(*kept, mapped)


def _without_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    """The span up to a bracket that it does not close: "Джеймс Форд (James Ford"."""
    bracket = text.rfind("(", start, end)
    if bracket <= start or text.find(")", bracket, end) != -1:
        return start, end
    return start, start + len(text[start:bracket].rstrip())


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without articles, quotes, possessive endings and words of the sentence around it.

    >>> trim("the Crimea's", 0, 12)
    (4, 10)
    >>> trim("Moscow had", 0, 10)
    (0, 6)
    """
    kept = _trimmed(text[start:end])
    return None if kept is None else (start + kept[0], start + kept[1])


@lru_cache(maxsize=65536)
def _trimmed(text: str) -> tuple[int, int] | None:
    """What of a mention is the name. Mentions repeat: each is looked at once."""
    line = text.lstrip("\n ")
    start = len(text) - len(line)
    end = start + len(line.partition("\n")[0])
    while True:
        before = (start, end)
        start, end = _strip_edges(text, start, end)
        article = _ARTICLES.match(text, start, end)
        if article:
            start = article.end()
        possessive = _POSSESSIVE.search(text[start:end])
        if possessive:
            end = start + possessive.start()
        start, end = _strip_lower(text, start, end)
        if (start, end) == before:
            break
    if text[start:end].lower() in _ONLY_ARTICLES or not any(c.isalpha() for c in text[start:end]):
        return None
    return start, end


def _strip_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        if text[end - 1] == "." and _DOTTED.search(text[start:end]):
            break
        end -= 1
    return start, end


def _strip_lower(text: str, start: int, end: int) -> tuple[int, int]:
    """Drops all-lower-case words at both ends of a name that has a capital somewhere."""
    words = text[start:end].split(" ")
    if len(words) == 1 or not any(c.isupper() for c in text[start:end]):
        return start, end
    while len(words) > 1 and words[-1].islower():
        end -= len(words.pop()) + 1
    while len(words) > 1 and words[0].islower() and "-" not in words[0]:
        start += len(words.pop(0)) + 1
    return start, end
