"""Tables of systems, armed groups, alliances and institutions, under names in any script."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from schemas.vocabulary import Echelon, EntityLabel, EquipmentClass
from transforms.places.names import Piece, fold, is_small
from transforms.places.phrases import Match, PhraseIndex

_DATA: Final = Path(__file__).parent / "data"
#: Marks a doubtful spelling in the tables.
DOUBT: Final = "~"
#: How far from a doubtful name, in pieces, a word that tells of weapons may stand.
_CONTEXT_PIECES: Final = 5
EQUIPMENT_METHOD: Final = "table:equipment-1"
ORGANISATION_METHOD: Final = "table:organisations-1"


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that a table names."""

    label: EntityLabel
    name: str
    method: str
    country: str | None = None
    wikidata_id: str | None = None
    echelon: Echelon | None = None
    equipment_class: EquipmentClass | None = None
    #: A ministry, staff or service whose country stands beside it, not in the table.
    institution: bool = False


@dataclass(frozen=True, slots=True)
class Spelling:
    """A thing under one of its names."""

    known: Known
    #: The name as the table writes it; capitals there are demanded of the text.
    written: str
    #: Also an ordinary word or surname: counts only near a word that tells of weapons.
    doubtful: bool


@cache
def load_known() -> PhraseIndex[Spelling]:
    """Everything the tables name, under all spellings. Loaded once per process."""
    index: PhraseIndex[Spelling] = PhraseIndex()
    for known, names in (*_equipment(), *_organisations()):
        for name in names:
            spelling = Spelling(known, name.lstrip(DOUBT), name.startswith(DOUBT))
            index.add(spelling.written, spelling)
            if known.label == "EQUIPMENT" and _takes_plural(spelling.written):
                index.add(spelling.written + "s", spelling)
    return index


@cache
def _context() -> frozenset[str]:
    """Words near which a doubtful spelling names a system."""
    return frozenset(map(fold, _read("equipment.toml")["context"]["any"]))


def _takes_plural(name: str) -> bool:
    return name.isascii() and name[-1].isalpha() and name[-1] != "s"


def _equipment() -> Iterator[tuple[Known, Sequence[str]]]:
    tables = _read("equipment.toml")
    classes: Mapping[EquipmentClass, Mapping[str, Sequence[str]]] = {
        name: table for name, table in tables.items() if name != "context"
    }
    for equipment_class, systems in classes.items():
        for name, aliases in systems.items():
            usual = name.lstrip(DOUBT)
            known = Known("EQUIPMENT", usual, EQUIPMENT_METHOD, equipment_class=equipment_class)
            doubted = DOUBT + usual in (name, *aliases)
            yield known, (*aliases, DOUBT + usual if doubted else usual)


def _organisations() -> Iterator[tuple[Known, Sequence[str]]]:
    for row in _read("organisations.toml")["organisation"]:
        known = Known(
            row.get("label", "ORG"),
            row["name"],
            ORGANISATION_METHOD,
            country=row.get("country"),
            wikidata_id=row.get("wikidata"),
            echelon=row.get("echelon"),
            institution=row.get("institution", False),
        )
        yield known, (row["name"], *row.get("names", ()))


def _read(name: str) -> Any:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def find_known(
    pieces: Sequence[Piece], starts: Iterable[int]
) -> list[tuple[Match[Spelling], Known]]:
    """Things of the tables that the pieces of one sentence name, longest first from the left.

    Args:
        pieces: of one sentence.
        starts: pieces at which a name may begin, ascending.
    """
    index = load_known()
    found: list[tuple[Match[Spelling], Known]] = []
    free = 0
    for position in starts:
        match = index.longest(pieces, position) if position >= free else None
        spelling = _spelt_alike(match, pieces) if match else None
        if match is not None and spelling is not None:
            found.append((match, spelling.known))
            free = match.last
    return found


def _spelt_alike(match: Match[Spelling], pieces: Sequence[Piece]) -> Spelling | None:
    """The first value whose capitals the text keeps: "IS" is a group, "is" is not."""
    text = pieces[match.first : match.last]
    for spelling in match.values:
        if _capitals_kept(spelling.written, text) and not (
            spelling.doubtful and not _tells_of_weapons(match, pieces)
        ):
            return spelling
    return None


def _tells_of_weapons(match: Match[Spelling], pieces: Sequence[Piece]) -> bool:
    around = pieces[max(match.first - _CONTEXT_PIECES, 0) : match.last + _CONTEXT_PIECES]
    return any(form.key in _context() for piece in around for form in piece.forms[:2])


def _capitals_kept(written: str, text: Sequence[Piece]) -> bool:
    letters = written.replace(".", "")
    joined = "".join(piece.text for piece in text)
    if letters.isupper() and letters.isalpha():
        return joined.replace(".", "").isupper()
    return is_small(written) or not is_small(text[0].text) or written[0].isdigit()
