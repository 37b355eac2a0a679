"""Matches the signals of the seed article with what a careful analyst records from it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.signal import EventTime, Quantity, Signal


@dataclass(frozen=True, slots=True)
class SeedScore:
    """How the signals of the seed article stand against the expected ones.

    Attributes:
        matched: `near` phrases of the expected signals that are found with every stated slot.
        missed: those that are not.
        wrong: readings that must not be, and are.
    """

    matched: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def score_seed(text: str, expected: Mapping[str, Any], signals: Sequence[Signal]) -> SeedScore:
    """Scores signals of `text` against the parsed `expected.json`."""
    matched = [
        wanted["near"]
        for wanted in expected["signals"]
        if any(matches(text, wanted, signal) for signal in signals)
    ]
    return SeedScore(
        matched=tuple(matched),
        missed=tuple(w["near"] for w in expected["signals"] if w["near"] not in matched),
        wrong=tuple(
            f"{signal.type}: {signal.sentence.text}"
            for signal in signals
            for forbidden in expected["must_not"]
            if _is_forbidden(text, forbidden, signal)
        ),
    )


def matches(text: str, wanted: Mapping[str, Any], signal: Signal) -> bool:
    """Whether a signal lies in the expected sentence, with one of its types and all its slots."""
    return (
        _stands_near(text, wanted["near"], signal)
        and signal.type in wanted["any_of"]
        and all(holds(signal, wanted[slot]) for slot, holds in _SLOTS.items() if slot in wanted)
    )


def _stands_near(text: str, near: str, signal: Signal) -> bool:
    start = text.index(near)
    sentence = signal.sentence
    return sentence.start < start + len(near) and start < sentence.end


def _is_forbidden(text: str, forbidden: Mapping[str, Any], signal: Signal) -> bool:
    if "type" in forbidden:
        return bool(signal.type == forbidden["type"])
    return _stands_near(text, forbidden["near"], signal)


def _has_quantity(signal: Signal, wanted: Mapping[str, Any]) -> bool:
    def holds(quantity: Quantity) -> bool:
        return bool(
            quantity.value == wanted["value"]
            and quantity.unit == wanted["unit"]
            and quantity.comparator == wanted.get("comparator", quantity.comparator)
        )

    return any(map(holds, signal.quantities))


def _in_year(time: EventTime, year: int) -> bool:
    return time.start is not None and time.start.year == year


def _in_month(time: EventTime, month: str) -> bool:
    first = dt.datetime.fromisoformat(f"{month}-01T00:00:00+00:00")
    return time.start is not None and (time.start.year, time.start.month) == (
        first.year,
        first.month,
    )


_SLOTS: dict[str, Callable[[Signal, Any], bool]] = {
    "actor": lambda s, wanted: any(actor.country == wanted for actor in s.actors),
    "claimant": lambda s, wanted: any(wanted in a.claimant for a in s.attribution),
    "location_country": lambda s, wanted: any(p.country == wanted for p in s.locations),
    "location_role": lambda s, wanted: any(p.role == wanted for p in s.locations),
    "quantity": _has_quantity,
    "time_year": lambda s, wanted: _in_year(s.event_time, wanted),
    "time": lambda s, wanted: _in_month(s.event_time, wanted),
    "certainty": lambda s, wanted: s.certainty == wanted,
    "polarity": lambda s, wanted: s.polarity == wanted,
}
