"""How many: which numbers of a passage belong to which trigger."""

from collections.abc import Sequence

from msgspec.structs import replace

from schemas.signal import Quantity
from schemas.vocabulary import QuantityUnit
from transforms.quantities.fates import fate_within
from transforms.signals.loose import loose_quantities
from transforms.signals.passage import Passage
from transforms.signals.scan import ClassHit
from transforms.signals.triggers import Found
from transforms.signals.types import TypeFacts

_CASUALTIES: dict[str, QuantityUnit] = {
    "casualty:personnel": "personnel",
    "casualty:killed": "killed",
    "casualty:wounded": "wounded",
    "casualty:captured": "captured",
    "casualty:missing": "missing",
}
_CASUALTY_REACH = 60
_PEOPLE: tuple[QuantityUnit, ...] = ("personnel", "other")


def assign_quantities(
    passage: Passage,
    found: Sequence[Found],
    facts: Sequence[TypeFacts],
    quantities: Sequence[Quantity],
) -> list[tuple[Quantity, ...]]:
    """For each trigger its numbers: each goes to the nearest trigger whose type counts such things.

    A trigger of another type that shares the number's clause gets it too.
    """
    given: list[list[Quantity]] = [[] for _ in found]
    for quantity in quantities:
        readings = [_reading(passage, quantity, f, t) for f, t in zip(found, facts, strict=True)]
        takers = [i for i, reading in enumerate(readings) if reading is not None]
        if quantity.unit in _PEOPLE:
            # Who was killed did not attack.
            dead = any(found[i].trigger.type == "losses" for i in takers)
            takers = [i for i in takers if not (dead and facts[i].family == "force")]
        if not takers:
            continue
        nearest = min(takers, key=lambda i: _distance(passage, quantity, found[i]))
        for i in takers:
            reading = readings[i]
            if reading is not None and (
                i == nearest or _shares(passage, quantity, found, i, nearest)
            ):
                given[i].append(reading)
    return _with_loose(passage, found, facts, given)


def _with_loose(
    passage: Passage,
    found: Sequence[Found],
    facts: Sequence[TypeFacts],
    given: Sequence[Sequence[Quantity]],
) -> list[tuple[Quantity, ...]]:
    """The numbers given, and for triggers without one those whose unit only the trigger tells."""
    if all(items or not fact.units for items, fact in zip(given, facts, strict=True)):
        return [tuple(items) for items in given]
    fates = [_fate(passage, item) for item in found]
    loose = loose_quantities(passage, found, facts, fates)
    return [tuple(items) or own for items, own in zip(given, loose, strict=True)]


def _fate(passage: Passage, found: Found) -> QuantityUnit:
    """What a trigger of losses says became of people: "wounded" if its words do, else "killed"."""
    left, right = found.start, found.end
    hits = passage.of_class(*_CASUALTIES)
    own = [_CASUALTIES[hit.name] for hit in hits if left <= hit.start < right]
    if own:
        return own[0]
    language = passage.analysed.language.tag
    return fate_within(passage.full_text[left:right], language) or "killed"


def _reading(
    passage: Passage, quantity: Quantity, found: Found, facts: TypeFacts
) -> Quantity | None:
    """The number as the type counts it.

    People of a loss are killed, wounded or captured, and soldiers who are exchanged are prisoners.
    """
    if found.trigger.type == "losses" and quantity.unit in _PEOPLE:
        unit = _casualty(passage, quantity, found)
        return replace(quantity, unit=unit) if unit else None
    if found.trigger.type == "prisoner_exchange" and quantity.unit == "personnel":
        return replace(quantity, unit="prisoners")
    return quantity if quantity.unit in facts.units else None


def _casualty(passage: Passage, quantity: Quantity, found: Found) -> QuantityUnit | None:
    """What became of the people, by the nearest word that tells; soldiers may stand further off."""
    hits = passage.of_class(*_CASUALTIES)
    near = [hit for hit in hits if _apart(hit, quantity) <= _CASUALTY_REACH]
    if not near and quantity.unit == "personnel":
        left, right = passage.clause(found.start, found.end)
        near = [hit for hit in hits if left <= hit.start < right and left <= quantity.start < right]
    if not near:
        left, right = passage.clause(found.start, found.end)
        inside = quantity.unit == "personnel" and left <= quantity.start < right
        return _fate(passage, found) if inside else None
    return _CASUALTIES[min(near, key=lambda hit: _apart(hit, quantity)).name]


def _apart(span: ClassHit | Found, quantity: Quantity) -> int:
    return max(0, quantity.start - span.end, span.start - quantity.end)


def _distance(passage: Passage, quantity: Quantity, found: Found) -> tuple[bool, int]:
    left, right = passage.clause(found.start, found.end)
    return not left <= quantity.start < right, _apart(found, quantity)


def _shares(
    passage: Passage, quantity: Quantity, found: Sequence[Found], i: int, nearest: int
) -> bool:
    if found[i].trigger.type == found[nearest].trigger.type:
        return False
    left, right = passage.clause(found[i].start, found[i].end)
    return left <= quantity.start < right
