"""What a table knows of a system, a ship, an armed group or an institution, and of its names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from schemas.entity import Entity
from schemas.vocabulary import Echelon, EntityLabel, EquipmentClass

#: What a spelling that is also an ordinary word or name needs, to count: a word that tells of
#: weapons near it, or a word for a ship right beside it. None: nothing.
Doubt = Literal["near_weapon", "beside_ship"] | None


@dataclass(frozen=True)
class Known:
    """One thing that a table names."""

    label: EntityLabel
    name: str
    method: str
    #: Of equipment, where it was designed; of a ship, whose navy it serves.
    country: str | None = None
    wikidata_id: str | None = None
    echelon: Echelon | None = None
    equipment_class: EquipmentClass | None = None
    #: A ministry, staff or service whose country stands beside it, not in the table.
    institution: bool = False

    def mentioned(self, text: str, start: int, end: int) -> Entity:
        """The thing as some words of a text name it, at offsets [start, end) of the full text.

        Most of an entity is the same wherever a thing is named. To set one field after another
        would cost more than all it takes to find the name.
        """
        entity = Entity.__new__(Entity)
        entity.__dict__.update(self._fields, text=text, start=start, end=end)
        return entity

    @cached_property
    def _fields(self) -> Mapping[str, object]:
        return vars(
            Entity(
                text=self.name,
                start=0,
                end=1,
                label=self.label,
                name=self.name,
                country=self.country,
                wikidata_id=self.wikidata_id,
                echelon=self.echelon,
                equipment_class=self.equipment_class,
                method=self.method,
            )
        )


@dataclass(frozen=True, slots=True)
class Spelling:
    """A thing under one of its names."""

    known: Known
    #: The name as the table writes it; capitals there are demanded of the text.
    written: str
    doubt: Doubt = None
