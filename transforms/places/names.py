"""Keys under which a name is found again, whatever its accents, apostrophes and case ending."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from transforms.analysis.tokens import UNSPACED_SCRIPTS

_DATA: Final = Path(__file__).parent / "data" / "inflections.toml"
#: Apostrophes, soft and hard signs, joiners, Arabic tatweel: spellings differ in them.
_DROPPED: Final = "'’‘ʼʹʺʿʾ`´ьъЬЪ\u00ad\u200c\u200d\u200e\u200f\u0640."
#: Letters that Unicode does not take apart into a base and an accent, and Arabic variants.
_FOLDED: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ŋ": "n", "ħ": "h", "æ": "ae", "œ": "oe",
    "ə": "e", "þ": "th", "ß": "ss", "ґ": "г",
    "ى": "ي", "ی": "ي", "ے": "ي", "ة": "ه", "ک": "ك", "ہ": "ه",
}  # fmt: skip
#: Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowels and hamzas.
_ACCENTS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670]"
)
_TABLE: Final = str.maketrans({**_FOLDED, **dict.fromkeys(_DROPPED, "")})
#: Marks at which a token is cut into pieces.
SEPARATORS: Final = re.compile(r"[-‐‑–·/]")
#: The number of a type before the letters of its variant: "72B3", "16s".
_VARIANT: Final = re.compile(r"\d{1,4}(?=[^\W\d]\w{0,4}$)")
_UNSPACED: Final = re.compile(f"[{UNSPACED_SCRIPTS}]")
_APOSTROPHES: Final = "'’ʼ‘"
_MAX_SUFFIX_AFTER_APOSTROPHE: Final = 5
_MIN_STEM: Final = 2


class Form(NamedTuple):
    """One reading of a piece: its key, and how many characters of the piece it stands for."""

    key: str
    length: int


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower case without accents, apostrophes and soft signs.

    >>> fold("Yel’nya"), fold("Łódź"), fold("Запоріжжя")
    ('yelnya', 'lodz', 'запоріжжя')
    """
    return _fold(name)


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "").replace(".", "")
    # Some letters are capitals only once they are apart: "ℙ".
    apart = unicodedata.normalize("NFKD", text).lower()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart).translate(_TABLE))


def name_keys(names: Sequence[str]) -> list[str]:
    """Keys of whole names: their folded pieces, joined by single spaces.

    Folds all names as one text, which for a gazetteer is several times faster than one by one.

    >>> name_keys(["Port-au-Prince", "Côte d’Ivoire", "莫斯科"])
    ['port au prince', 'cote d ivoire', '莫 斯 科']
    """
    text = "\n".join(names)
    text = _elision().sub(r"\1 ", SEPARATORS.sub(" ", text))
    keys = _fold(_UNSPACED.sub(r" \g<0> ", text)).split("\n")
    return [" ".join(key.split()) for key in keys]


def name_key(name: str) -> str:
    """The key of one whole name."""
    return name_keys([name])[0]


@cache
def _elision() -> re.Pattern[str]:
    """An article or preposition that has lost its vowel before a name."""
    words = "|".join(sorted(_inflections().elisions, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’])({words})[{_APOSTROPHES}](?=\w)", re.IGNORECASE)


def elision_end(word: str) -> int:
    """Where the name begins after an elided article ("l’Ukraine"); 0 without one."""
    for position, character in enumerate(word):
        if character in _APOSTROPHES and fold(word[:position]) in _inflections().elisions:
            return position + 1
    return 0


def is_unspaced(character: str) -> bool:
    """Whether the character is of a script without spaces, in which each character is a token."""
    return _UNSPACED.match(character) is not None


def is_small(word: str) -> bool:
    """Whether a word begins with a small letter where the script has capitals to begin names.

    Georgian letters count as lower case in Unicode, but Georgian writes no capitals.
    """
    return word[0].islower() and not "\u10d0" <= word[0] <= "\u10ff"


def forms(piece: str, language: str) -> tuple[Form, ...]:
    """Readings of a piece, the surface first, then what case endings and clitics leave.

    >>> [form.key for form in forms("Москве", "ru")][:2]
    ['москве', 'москв']
    >>> forms("Ukraine’s", "en")[1]
    Form(key='ukraine', length=7)
    """
    if not piece[0].isalnum():
        return ()
    found = {fold(piece): len(piece)}
    for position, character in enumerate(piece):
        if character in _APOSTROPHES and position >= _MIN_STEM:
            if len(piece) - position - 1 <= _MAX_SUFFIX_AFTER_APOSTROPHE:
                found.setdefault(fold(piece[:position]), position)
            break
    variant = _VARIANT.match(piece)
    if variant:
        found.setdefault(variant.group(), len(piece))
    endings = _inflections().of(language)
    for key, length in list(found.items()):
        for stem in endings.stems(key):
            found.setdefault(stem, length)
    return tuple([Form(key, length) for key, length in found.items()])


@dataclass(frozen=True)
class _Endings:
    """Case endings of a language, each with what the name may end in instead."""

    suffixes: Mapping[str, tuple[str, ...]]
    prefixes: tuple[str, ...]
    longest: int

    def stems(self, key: str) -> Iterator[str]:
        """Keys that the word may be a form of."""
        bare = [key]
        bare += [
            key[len(p) :] for p in self.prefixes if key.startswith(p) and len(key) > len(p) + 2
        ]
        yield from bare[1:]
        for word in bare:
            for length in range(min(self.longest, len(word) - _MIN_STEM), 0, -1):
                for replacement in self.suffixes.get(word[-length:], ()):
                    yield word[:-length] + replacement


@dataclass(frozen=True)
class _Inflections:
    elisions: frozenset[str]
    languages: Mapping[str, _Endings]

    def of(self, language: str) -> _Endings:
        return self.languages.get(language.partition("-")[0], _NO_ENDINGS)


_NO_ENDINGS: Final = _Endings({}, (), 0)


@cache
def _inflections() -> _Inflections:
    tables = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return _Inflections(
        elisions=frozenset(tables["elisions"]),
        languages={language: _endings(table) for language, table in tables["languages"].items()},
    )


def _endings(table: Mapping[str, Mapping[str, list[str]] | list[str]]) -> _Endings:
    """Endings of one language; `suffixes` maps what may replace an ending to the endings."""
    suffixes: dict[str, tuple[str, ...]] = {}
    rules = table.get("suffixes", {})
    assert isinstance(rules, Mapping)  # noqa: S101  # narrows the TOML union for mypy
    for replacement, endings in rules.items():
        for ending in endings:
            key = _fold(ending)
            suffixes[key] = (*suffixes.get(key, ()), _fold(replacement))
    prefixes = tuple(table.get("prefixes", ()))
    return _Endings(suffixes, prefixes, max(map(len, suffixes), default=0))
