"""One-character names of states, as Chinese and Japanese news write them: "俄军", "美韩联合"."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from transforms.places.countries import load_countries
from transforms.places.entry import Entry, Named
from transforms.places.pieces import Pieces

_DATA: Final = Path(__file__).parent / "data" / "short_names.toml"
#: States that one text may chain: "中美俄三国".
_MAX_CHAIN: Final = 4


@dataclass(frozen=True)
class _ShortNames:
    states: Mapping[str, Named]
    followers: tuple[str, ...]
    #: What may follow only a chain of two and more: "俄乌交换".
    after_chain: tuple[str, ...]
    exceptions: tuple[str, ...]
    not_after: Mapping[str, str]


_NONE: Final = _ShortNames({}, (), (), (), {})


@cache
def _short_names(language: str) -> _ShortNames:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8")).get(language)
    if table is None:
        return _NONE
    return _ShortNames(
        {name: _people(code) for code, names in table["short"].items() for name in names},
        tuple(table["followers"]),
        tuple(table.get("after_chain", ())),
        tuple(table["except"]),
        table["not_after"],
    )


def _people(code: str) -> Named:
    country = load_countries()[code]
    return Named(Entry(country.place, "people", country.wikidata_id, country.population), True)


def has_short_names(language: str) -> bool:
    """Whether news in a language (primary subtag) write such names."""
    return bool(_short_names(language).states)


def begins_short_name(piece: str, language: str) -> bool:
    """Whether the piece may be such a name, for all that it says."""
    return piece in _short_names(language).states


def short_name(pieces: Pieces, position: int, language: str) -> Named | None:
    """The state that the character at a position stands for, if the text around it allows it."""
    table = _short_names(language)
    piece = pieces[position]
    named = table.states.get(piece.text)
    if named is None or not _counts(pieces, position, table, _MAX_CHAIN):
        return None
    return named


def _counts(pieces: Pieces, position: int, table: _ShortNames, chain: int) -> bool:
    """Whether a follower, or another short name that counts, stands right after."""
    before = pieces[position - 1].text if position else ""
    if before and before in table.not_after.get(pieces[position].text, ""):
        return False
    rest = "".join(piece.text for piece in pieces[position + 1 : position + 5])
    in_chain = chain < _MAX_CHAIN or before in table.states
    followers = table.followers + (table.after_chain if in_chain else ())
    if rest.startswith(followers):
        return not rest.startswith(table.exceptions)
    chained = position + 1 < len(pieces) and pieces[position + 1].text in table.states
    return chained and chain > 0 and _counts(pieces, position + 1, table, chain - 1)
