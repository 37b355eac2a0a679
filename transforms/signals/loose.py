"""How many, where the words beside the number do not tell of what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from schemas.signal import Quantity
from schemas.vocabulary import EquipmentClass, QuantityUnit
from transforms.quantities.loose import Loose, find_loose
from transforms.quantities.quantify import unit_nouns
from transforms.signals.passage import Passage
from transforms.signals.text import without_signs
from transforms.signals.triggers import Found
from transforms.signals.types import TypeFacts

#: How far from its trigger a number of another clause may stand, characters.
_REACH = 60
#: How far behind its number the name of what it counts may stand, characters: "two more Kalibr".
_NAME_REACH = 16
#: How far before the sentence may be named what its numbers count, characters.
_BACK = 250
#: How many words may stand between a trigger and a number before an unknown noun.
_NEAR_WORDS = 2
_UNITS: Final[Mapping[EquipmentClass, QuantityUnit]] = {
    "tank": "tanks",
    "armored_vehicle": "armored_vehicles",
    "artillery": "artillery",
    "rocket_artillery": "artillery",
    "aircraft": "aircraft",
    "helicopter": "helicopters",
    "drone": "drones",
    "missile": "missiles",
    "ship": "ships",
    "submarine": "submarines",
}
_EQUIPMENT = frozenset(_UNITS.values())
#: What people are who are counted without their fate, by type.
_PEOPLE: Final[Mapping[str, QuantityUnit]] = {
    "prisoner_exchange": "prisoners",
    "mobilization": "personnel",
}


def loose_quantities(
    passage: Passage,
    found: Sequence[Found],
    facts: Sequence[TypeFacts],
    fates: Sequence[QuantityUnit],
) -> list[tuple[Quantity, ...]]:
    """For each trigger the nearest number whose unit the trigger tells, or words farther off.

    People of a loss have the trigger's own fate (`fates`); "shot down five of them" counts what the
    sentence named before; "two Kalibr" are missiles, as the name's class tells.
    """
    sentence = _Sentence(passage)
    numbers = find_loose(sentence.text, sentence.language, offset=passage.start)
    if not numbers:
        return [()] * len(found)
    return [
        _nearest(sentence, item, numbers, fate, fact)
        for item, fact, fate in zip(found, facts, fates, strict=True)
    ]


@dataclass(frozen=True, eq=False)
class _Sentence:
    """A passage, and what its numbers may count."""

    passage: Passage

    @cached_property
    def text(self) -> str:
        return without_signs(self.passage.full_text[self.passage.start : self.passage.end])

    @property
    def language(self) -> str:
        return self.passage.analysed.language.tag

    @cached_property
    def models(self) -> list[tuple[int, QuantityUnit]]:
        """Where equipment is called by its name, and the unit it counts in."""
        return [
            (entity.start, unit)
            for entity in self.passage.entities
            if entity.label == "EQUIPMENT"
            and entity.equipment_class is not None
            and (unit := _UNITS.get(entity.equipment_class)) is not None
        ]

    @cached_property
    def named(self) -> list[tuple[int, QuantityUnit]]:
        """As `models`, with nouns; where the sentence names none, of the words before it."""
        here = sorted(self._nouns(self.text, self.passage.start) + self.models)
        if here:
            return here
        start = max(0, self.passage.start - _BACK)
        return self._nouns(without_signs(self.passage.full_text[start : self.passage.start]), start)

    def _nouns(self, text: str, offset: int) -> list[tuple[int, QuantityUnit]]:
        nouns = unit_nouns(text, self.language, offset=offset)
        return [(start, unit) for start, unit in nouns if unit in _EQUIPMENT]


def _nearest(
    sentence: _Sentence,
    found: Found,
    numbers: Sequence[Loose],
    fate: QuantityUnit,
    facts: TypeFacts,
) -> tuple[Quantity, ...]:
    passage = sentence.passage
    left, right = passage.clause(found.start, found.end)
    for number in sorted(numbers, key=lambda n: _apart(found, n)):
        inside = left <= number.start < right
        if not inside and _apart(found, number) > _REACH:
            continue
        if found.trigger.type == "losses" or found.trigger.type in _PEOPLE:
            if _counts_people(passage, found, number):
                return (number.counting(_PEOPLE.get(found.trigger.type, fate)),)
        elif inside and (unit := _equipment(sentence, found, number, facts)):
            return (number.counting(unit),)
    return ()


def _apart(found: Found, number: Loose) -> int:
    return max(0, number.start - found.end, found.start - number.end)


def _counts_people(passage: Passage, found: Found, number: Loose) -> bool:
    """Whether those who suffered are counted: people, or what stands right beside the trigger."""
    if number.kind == "bare" and found.trigger.type == "mobilization":
        return False
    if number.kind != "noun":
        return True
    if _apart(found, number) == 0:
        return True
    between = sorted(
        (found.end, number.start) if found.end <= number.start else (number.end, found.start)
    )
    return len(passage.words_between(*between)) <= _NEAR_WORDS


def _equipment(
    sentence: _Sentence, found: Found, number: Loose, facts: TypeFacts
) -> QuantityUnit | None:
    """The unit of a number before a model's name, or that stands for what was named before."""
    ahead = (u for start, u in sentence.models if 0 <= start - number.noun <= _NAME_REACH)
    model = next(ahead, None)
    if model is not None:
        return model if model in facts.units else None
    verb_follows = found.start <= number.noun < found.end
    if number.value == 1 or not (number.kind == "bare" or verb_follows):
        return None
    if "personnel" in facts.units:
        return None
    before = [u for start, u in sentence.named if start < number.start and u in facts.units]
    return before[-1] if before else None
