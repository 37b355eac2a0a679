"""Tables of weapon systems and ships: their spellings in any script, and what vouches for each."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from schemas.vocabulary import EquipmentClass
from transforms.entities.known import Doubt, Known, Spelling

_DATA: Final = Path(__file__).parent / "data" / "equipment"
_SPELLINGS: Final = "spellings.toml"
EQUIPMENT_METHOD: Final = "table:equipment-2"
#: A list of systems that have one name each.
_EACH: Final = "each"
#: Designers that are no country: a consortium.
_EUROPE: Final = "EU"
#: "B-2", "U 2", "Type 15": as likely a vitamin, a street or a form.
_TOO_SHORT: Final = re.compile(
    r"(?:[A-Za-zА-Яа-яІ][- ]?\d|[ACDEGIK-SU-Z]-?\d{1,2}[a-z]?|(?:Type|Typ|Тип) \d+)"
)
_DESIGNATION: Final = re.compile(r"\d[\w./]*(?: \d[\w.]*)?")
_AFTER_TYPE: Final = ("型", "式")


class _Prefix(NamedTuple):
    written: str
    doubt: Doubt


def equipment_spellings() -> Iterator[Spelling]:
    """Every system and named ship, under every spelling."""
    for path in sorted(_DATA.glob("*.toml")):
        if path.name == _SPELLINGS:
            continue
        tables: Mapping[EquipmentClass, Any] = _read(path.name)
        for equipment_class, countries in tables.items():
            for country, systems in countries.items():
                yield from _systems(equipment_class, country, systems)


def _systems(
    equipment_class: EquipmentClass, country: str, systems: Mapping[str, Sequence[str]]
) -> Iterator[Spelling]:
    for name, aliases in systems.items():
        if name == _EACH:
            for one in aliases:
                yield from _system(equipment_class, country, one.lstrip("~@"), [one])
        else:
            yield from _system(equipment_class, country, name, aliases)


def _system(
    equipment_class: EquipmentClass, country: str, name: str, aliases: Sequence[str]
) -> Iterator[Spelling]:
    known = Known(
        "EQUIPMENT",
        name,
        EQUIPMENT_METHOD,
        country=None if country == _EUROPE else country,
        equipment_class=equipment_class,
    )
    # A name repeated among the aliases with a mark is as doubtful as the mark says.
    repeated = {alias.lstrip("~@") for alias in aliases}
    for spelling in (*aliases, *([] if name in repeated else [name])):
        doubt, written = split_mark(spelling)
        for variant, further in _variants(written):
            yield Spelling(known, variant, doubt or further)


def split_mark(spelling: str) -> tuple[Doubt, str]:
    """The mark of a spelling in a table and the spelling itself.

    >>> split_mark("~Leopard"), split_mark("@Minsk"), split_mark("T-72")
    (('near_weapon', 'Leopard'), ('beside_ship', 'Minsk'), (None, 'T-72'))
    """
    if spelling[0] == "~":
        return "near_weapon", spelling[1:]
    if spelling[0] == "@":
        return "beside_ship", spelling[1:]
    return ("near_weapon" if _TOO_SHORT.fullmatch(spelling) else None), spelling


def _variants(written: str) -> Iterator[tuple[str, Doubt]]:
    """The spelling, its plural, and what other scripts make of a designation such as "Su-34"."""
    yield written, None
    if written.isascii() and written[-1].isalpha() and written[-1] != "s":
        yield written + "s", None
    for latin, others in _prefixes().items():
        if written.startswith(latin) and _DESIGNATION.fullmatch(written, len(latin)):
            for other in others:
                variant = other.written + written[len(latin) :]
                yield variant, other.doubt or split_mark(variant)[0]
    if written.endswith(_AFTER_TYPE):
        for noun in _tables()["nouns_after_type"]:
            yield written + noun, None


@cache
def _prefixes() -> Mapping[str, Sequence[_Prefix]]:
    return {
        latin: [
            _Prefix(other.lstrip("~"), "near_weapon" if other[0] == "~" else None)
            for other in others
        ]
        for latin, others in _tables()["prefixes"].items()
    }


@cache
def _tables() -> Any:
    return _read(_SPELLINGS)


def _read(name: str) -> Any:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
