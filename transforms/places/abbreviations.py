"""Abbreviated provinces: "Springfield, Ill.", "NSW"."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from transforms.places.atlas import load_atlas
from transforms.places.countries import is_acronym
from transforms.places.entry import Entry, Named
from transforms.places.names import name_key
from transforms.places.phrases import PhraseIndex

_DATA: Final = Path(__file__).parent / "data" / "abbreviations.toml"
LANGUAGE: Final = "en"


@cache
def load_abbreviations() -> PhraseIndex[Named]:
    """The abbreviations of English-language news."""
    index: PhraseIndex[Named] = PhraseIndex()
    for country, tables in tomllib.loads(_DATA.read_text(encoding="utf-8")).items():
        for position, provinces in tables.items():
            for province, names in provinces.items():
                entry = _province(province, country)
                for name in names:
                    acronym, dependent = is_acronym(name), position == "after"
                    index.add(name, Named(entry, True, acronym=acronym, dependent=dependent))
    return index


def _province(name: str, country: str) -> Entry:
    """Raises StopIteration when the table names one that is not there: an error of the table."""
    values, _ = load_atlas().find(name_key(name))
    return next(
        named.entry
        for named in values
        if named.entry.place.country == country and named.entry.place.precision == "admin1"
    )
