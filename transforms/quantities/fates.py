"""What happened to those counted: killed, wounded, captured, missing, lost."""

import re

from schemas.vocabulary import QuantityUnit
from transforms.quantities.units import Fate, UnitLexicon, load_unit_lexicon

_WORD = re.compile(r"\w+")
_REACH = 4


def fate_before(words: list[str], first: int, lexicon: UnitLexicon) -> Fate | None:
    """The fate told by the verb right before token `first`; "mixed" for "killed or wounded"."""
    found: set[Fate] = set()
    at = first - 1
    while at >= max(0, first - 2) and words[at] in lexicon.fate_links:
        at -= 1
    while at >= 0 and len(found) < 2:
        if fate := lexicon.fate_before.get(words[at]):
            found.add(fate)
        elif not found or words[at] not in lexicon.conjunctions:
            break
        at -= 1
    return _one(found)


def fate_after(words: list[str], stop: int, lexicon: UnitLexicon) -> Fate | None:
    """The fate told right after token `stop`: "(were also) killed (or wounded)"."""
    found: set[Fate] = set()
    for word in words[stop : stop + 2 * _REACH]:
        if fate := lexicon.fate_after.get(word):
            found.add(fate)
        elif word not in (lexicon.conjunctions if found else lexicon.auxiliaries):
            break
    return _one(found)


def fate_within(text: str, language: str) -> QuantityUnit | None:
    """What the words of a loss themselves say became of people: "wounding", "потери"."""
    lexicon = load_unit_lexicon(language)
    words = [text] if lexicon.classifiers else _WORD.findall(text.lower())
    for stem, fate in lexicon.fate_stems.items():
        if any(stem in word if lexicon.classifiers else word.startswith(stem) for word in words):
            return fate
    return None


def is_toll(words: list[str], first: int, lexicon: UnitLexicon) -> bool:
    """Whether a number at token `first` is a toll: "the death toll rose to 40"."""
    return not lexicon.tolls.isdisjoint(words[max(0, first - _REACH) : first])


def _one(fates: set[Fate]) -> Fate | None:
    if not fates:
        return None
    return fates.pop() if len(fates) == 1 else "mixed"
