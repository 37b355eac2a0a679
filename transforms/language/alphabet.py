"""What script and letters say of a language: a decision, or the languages that remain."""

import functools
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from transforms.language.tags import read_data

#: Letters outside a language's alphabet that names and quotations account for, as a share.
FOREIGN_SHARE: Final = 0.03
#: Alphabets that differ by less are taken to fit alike: one letter in two hundred.
TIE_SHARE: Final = 0.005
#: Share of letters that only one language of a script uses, from which the text is in it.
TELLING_SHARE: Final = 0.03
#: Share of kana from which a text in Chinese characters is Japanese.
KANA_SHARE: Final = 0.1
_KANA: Final = ("HIRAGANA", "KATAKANA")


@dataclass(frozen=True, slots=True)
class ScriptEvidence:
    """What the letters of a text allow.

    Attributes:
        script: the script that most of the text is in; None without letters of a known script.
        letters: how many letters of that script there are.
        languages: those that remain, the most read first; empty = any.
        share: of the letters, how many the alphabet of the best of them has; 1 for whole scripts.
        default: the answer where no other evidence is, or None.
    """

    script: str | None
    letters: int
    languages: tuple[str, ...] = ()
    share: float = 1.0
    default: str | None = None

    @property
    def decided(self) -> str | None:
        """The only language that remains."""
        return self.languages[0] if len(self.languages) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Script:
    languages: tuple[str, ...]
    telling: Mapping[str, frozenset[str]]
    default: str | None = None
    weight: int = 1


def read_script(text: str) -> ScriptEvidence:
    """The evidence of a text's letters."""
    letters = [char for char in text.lower() if char.isalpha()]
    counts = Counter(script for script in map(_script_of, letters) if script)
    if not counts:
        return ScriptEvidence(None, 0)
    table = _scripts()
    # The first maximum in alphabetical order: the answer must not hang on the order of the text.
    script = max(sorted(counts), key=lambda name: counts[name] * table[name].weight)
    kana = sum(counts[name] for name in _KANA)
    if script == "CJK" and kana >= KANA_SHARE * (kana + counts["CJK"]):
        return ScriptEvidence(script, counts["CJK"] + kana, ("ja",))
    own = [char for char in letters if _script_of(char) == script]
    return _narrowed(script, own)


def _narrowed(script: str, letters: list[str]) -> ScriptEvidence:
    """The languages of the script whose alphabets fit the letters best."""
    known, alphabets = _scripts()[script], _alphabets()
    for tag, telling in known.telling.items():
        if sum(char in telling for char in letters) >= TELLING_SHARE * len(letters):
            return ScriptEvidence(script, len(letters), (tag,))
    shares = {
        tag: sum(char in alphabets[tag] for char in letters) / len(letters)
        for tag in known.languages
        if tag in alphabets
    }
    best = max(shares.values(), default=1.0)
    # When no alphabet fits, the text may be in a language that has none here.
    fits = best >= 1 - FOREIGN_SHARE
    left = tuple(
        tag for tag in known.languages if not shares or (fits and shares[tag] >= best - TIE_SHARE)
    )
    return ScriptEvidence(script, len(letters), left, best, known.default)


@functools.cache
def _script_of(char: str) -> str | None:
    words = unicodedata.name(char, "").replace("-", " ").split()
    return next((word for word in words if word in _scripts()), None)


@functools.cache
def _scripts() -> dict[str, _Script]:
    data = read_data("alphabets.toml")
    return {
        name: _Script(
            languages=tuple(entry["languages"]),
            telling=_sets(data["telling"].get(name, {})),
            default=entry.get("default"),
            weight=entry.get("weight", 1),
        )
        for name, entry in data["scripts"].items()
    }


@functools.cache
def _alphabets() -> dict[str, frozenset[str]]:
    return _sets(read_data("alphabets.toml")["letters"])


def _sets(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {tag: frozenset(letters) for tag, letters in table.items()}
