"""What the gazetteer knows of one place or one people."""

from dataclasses import dataclass
from typing import Literal

from schemas.analysis import Place

#: `people`: an adjective or a word for the people of a country ("Ukrainian", "россияне").
EntryKind = Literal["country", "people", "region", "city"]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A place as it is ranked against its namesakes; equal only to itself."""

    place: Place
    kind: EntryKind
    wikidata_id: str | None = None
    population: int = 0
    capital: bool = False
    #: Sea, strait, river, mountains or land without government: LOC, not GPE.
    physical: bool = False
    #: A base, range, bridge or plant: FAC.
    site: bool = False
    #: A county or district, smaller than a province.
    district: bool = False
    #: From GeoNames' lists, which hold many names that are ordinary words; else from our tables.
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An entry under one of its names."""

    entry: Entry
    #: Whether it is the usual name, not one of many alternate spellings.
    primary: bool
    #: Written in capitals only: "US" is a state, "us" is not.
    acronym: bool = False
    #: The language writes it in small letters: "russe", "россияне", in Ukrainian also "росія".
    small: bool = False
    #: An abbreviation that counts only behind a place: "Springfield, Ill.".
    dependent: bool = False
