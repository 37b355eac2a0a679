"""What a table knows of a system, a ship, an armed group or an institution, and of its names."""

from dataclasses import dataclass
from typing import Literal

from schemas.vocabulary import Echelon, EntityLabel, EquipmentClass

#: What a spelling that is also an ordinary word or name needs, to count: a word that tells of
#: weapons near it, or a word for a ship right beside it. None: nothing.
Doubt = Literal["near_weapon", "beside_ship"] | None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Spelling:
    """A thing under one of its names."""

    known: Known
    #: The name as the table writes it; capitals there are demanded of the text.
    written: str
    doubt: Doubt = None
