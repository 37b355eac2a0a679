"""Tells whether the words around a doubtful name make it a weapon or a ship."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from transforms.places.names import fold, is_unspaced
from transforms.places.pieces import Piece

_DATA: Final = Path(__file__).parent / "data" / "equipment" / "spellings.toml"
Theme = Literal["weapon", "ship"]
#: How far from a doubtful name, in pieces, a word that tells of weapons may stand.
WEAPON_REACH: Final = 6
#: The same in a script in which each character is a piece.
_UNSPACED_REACH: Final = 12
_SHIP_REACH: Final = 3
#: Shorter Latin words count only whole: "sub" is no part of "subject", "char" none of "charge".
_WHOLE_BELOW: Final = 5
_QUOTES: Final = frozenset("\"'“”„‘’«»「」《》")


def tells_of_weapons(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """Whether a word near the pieces [first, last) is one of arms and armies."""
    reach = _UNSPACED_REACH if is_unspaced(pieces[first].text[0]) else WEAPON_REACH
    before, after = pieces[max(first - reach, 0) : first], pieces[last : last + reach]
    if any(_is_word(piece.text, "weapon") for piece in (*before, *after)):
        return True
    joined = ("".join(piece.text for piece in side) for side in (before, after))
    return any(_unspaced("weapon").search(side) for side in joined)


def stands_beside_ship(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """Whether a word for a ship introduces the pieces [first, last) or follows at once.

    One adjective may stand between ("sous-marin nucléaire Suffren"), but no preposition: a
    submarine in Novorossiysk is not the submarine Novorossiysk.
    """
    before = [p for p in pieces[max(first - _SHIP_REACH - 1, 0) : first] if p.text not in _QUOTES]
    after = [p for p in pieces[last : last + _SHIP_REACH] if p.text not in _QUOTES]
    if any(_unspaced("ship").search("".join(p.text for p in s)) for s in (before[-3:], after)):
        return True
    if before and _is_word(before[-1].text, "ship"):
        return True
    if len(before) > 1 and _is_word(before[-2].text, "ship"):
        return _is_adjective(before[-1].text)
    return bool(after) and after[0].text.lower() in _tables()["ship_words_after"]


@lru_cache(maxsize=16384)
def _is_word(word: str, theme: Theme) -> bool:
    return word[0].isalpha() and _beginnings(theme).match(fold(word)) is not None


def _is_adjective(word: str) -> bool:
    return word.isalpha() and word.islower() and word not in _tables()["prepositions"]


@cache
def _beginnings(theme: Theme) -> re.Pattern[str]:
    words = [fold(word) for word in _tables()[f"{theme}_words"]]
    whole = [re.escape(w) for w in words if w.isascii() and len(w) < _WHOLE_BELOW]
    begun = [re.escape(w) for w in words if not (w.isascii() and len(w) < _WHOLE_BELOW)]
    return re.compile(rf"(?:{'|'.join(whole)})s?$|(?:{'|'.join(begun)})")


@cache
def _unspaced(theme: Theme) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _tables()[f"{theme}_words_unspaced"])))


@cache
def _tables() -> Any:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
