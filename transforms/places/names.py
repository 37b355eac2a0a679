"""Keys under which a name is found again, whatever its accents, apostrophes and case ending."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from schemas.analysis import Token

_DATA: Final = Path(__file__).parent / "data" / "inflections.toml"
#: Apostrophes, soft and hard signs, joiners, Arabic tatweel: spellings differ in them.
_DROPPED: Final = "'’‘ʼʹʺʿʾ`´ьъЬЪ\u00ad\u200c\u200d\u200e\u200f\u0640."
#: Letters that Unicode does not take apart into a base and an accent, and Arabic variants.
_FOLDED: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ŋ": "n", "ħ": "h", "æ": "ae", "œ": "oe",
    "ə": "e", "þ": "th", "ґ": "г", "ى": "ي", "ی": "ي", "ے": "ي", "ة": "ه", "ک": "ك", "ہ": "ه",
}  # fmt: skip
_TABLE: Final = str.maketrans({**_FOLDED, **dict.fromkeys(_DROPPED, "")})
_SEPARATORS: Final = re.compile(r"[-‐‑–·/]")
#: The number of a type before the letters of its variant: "72B3", "16s".
_VARIANT: Final = re.compile(r"\d{1,4}(?=[^\W\d]\w{0,4}$)")
_APOSTROPHES: Final = "'’ʼ‘"
_MAX_SUFFIX_AFTER_APOSTROPHE: Final = 5
_MIN_STEM: Final = 2


class Form(NamedTuple):
    """One reading of a piece: its key, and how many characters of the piece it stands for."""

    key: str
    length: int


class Piece(NamedTuple):
    """A part of a token between hyphens. Offsets are those of the full text."""

    text: str
    start: int
    forms: tuple[Form, ...]
    #: Index of the token it is part of.
    token: int


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower case without accents, apostrophes and soft signs.

    >>> fold("Yel’nya"), fold("Łódź"), fold("Запоріжжя")
    ('yelnya', 'lodz', 'запоріжжя')
    """
    return _fold(name)


def _fold(name: str) -> str:
    if name.isascii():
        return name.lower().replace("'", "").replace("`", "").replace(".", "")
    lowered = name.lower()
    apart = unicodedata.normalize("NFKD", lowered)
    if len(apart) != len(lowered):
        kept = "".join([c for c in apart if not unicodedata.combining(c)])
        lowered = unicodedata.normalize("NFC", kept)
    return lowered.translate(_TABLE).replace("ß", "ss")


def name_key(name: str) -> str:
    """The key of a whole name: its folded words, joined by single spaces.

    >>> name_key("Port-au-Prince"), name_key("Côte d’Ivoire"), name_key("莫斯科")
    ('port au prince', 'cote d ivoire', '莫 斯 科')
    """
    if name.isascii() and "'" not in name:
        return " ".join(name.lower().replace("-", " ").replace(".", "").replace("/", " ").split())
    words = (word for part in _SEPARATORS.split(name) for word in part.split())
    return " ".join(_fold(piece) for word in words for piece in _split_word(word))


def is_unspaced(character: str) -> bool:
    """Whether the character is of a script without spaces, in which each character is a token."""
    return "\u2fff" < character < "\uac00" or "\u0e00" <= character < "\u0f00"


def _split_word(word: str) -> Iterator[str]:
    """Parts of a word without hyphens: characters (Han, kana, Thai), or elided article and name."""
    if is_unspaced(word[0]):
        yield from word
        return
    for position, character in enumerate(word):
        if character in _APOSTROPHES and fold(word[:position]) in _inflections().elisions:
            yield word[:position]
            yield word[position + 1 :]
            return
    yield word


def split_pieces(
    tokens: Sequence[Token], language: str, first: int = 0, last: int | None = None
) -> list[Piece]:
    """The pieces of tokens [first, last): words, cut at hyphens and elided articles, and marks.

    A mark has no forms, so no name reaches across it; a period inside a sentence follows an
    abbreviation ("St. Petersburg") and is left out, as are the hyphens themselves.
    """
    stop = len(tokens) if last is None else last
    pieces: list[Piece] = []
    for index in range(first, stop):
        text, start, _ = tokens[index]
        if text == "." and index + 1 < stop:
            continue
        if text.isalpha():
            pieces.append(Piece(text, start, forms(text, language), index))
            continue
        for part, offset in _parts(text):
            pieces.append(Piece(part, start + offset, forms(part, language), index))
    return pieces


@lru_cache(maxsize=65536)
def _parts(text: str) -> tuple[tuple[str, int], ...]:
    """Parts of a token between hyphens and after elisions, with their offsets."""
    found: list[tuple[str, int]] = []
    offset = 0
    for part in _SEPARATORS.split(text):
        at = offset
        for piece in _split_word(part) if part else ():
            at = text.index(piece, at)
            found.append((piece, at))
            at += len(piece)
        offset += len(part) + 1
    return tuple(found)


@lru_cache(maxsize=131072)
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
