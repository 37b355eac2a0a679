"""What a signal leaves unsaid because its neighbour has said it: who struck, and where."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.signal import Actor, Location, Signal

_ATTACKS = ("force",)
_LOSSES = "losses"
_PLACED = ("force", "consequence")


def complete(signals: Sequence[Signal], before: Sequence[Signal]) -> list[Signal]:
    """The signals of a sentence with what they take from one another and from the sentence before.

    Losses are inflicted by who attacks beside them: "Russia shelled Kherson, killing two". What
    happens in an attack's sentence, or in the next one, happens in its place.

    Args:
        signals: of one sentence, in text order.
        before: of the sentence before, if it stands in the same paragraph.
    """
    return [
        _completed(signal, [s for s in signals if s is not signal], before) for signal in signals
    ]


def _completed(signal: Signal, beside: Sequence[Signal], before: Sequence[Signal]) -> Signal:
    if signal.type == _LOSSES and not signal.actors:
        signal = replace(signal, actors=_attackers(signal, beside) or _attackers(signal, before))
    if signal.family in _PLACED and not signal.locations:
        signal = replace(signal, locations=_places(signal, beside) or _places(signal, before))
    return signal


def _nearest_first(signal: Signal, others: Sequence[Signal]) -> list[Signal]:
    return sorted(others, key=lambda s: abs(s.trigger.start - signal.trigger.start))


def _attackers(signal: Signal, others: Sequence[Signal]) -> tuple[Actor, ...]:
    """Who attacks nearby, unless it is who suffered."""
    suffering = {target.country for target in signal.targets if target.country}
    for other in _nearest_first(signal, others):
        if other.family in _ATTACKS and other.actors and other.polarity == signal.polarity:
            attackers = tuple(a for a in other.actors if a.country not in suffering)
            if attackers:
                return attackers
    return ()


def _places(signal: Signal, others: Sequence[Signal]) -> tuple[Location, ...]:
    """Where the attack nearby takes place."""
    for other in _nearest_first(signal, others):
        if other.family in _PLACED and (here := _here(other)):
            return here
    return ()


def _here(signal: Signal) -> tuple[Location, ...]:
    return tuple(place for place in signal.locations if place.role in ("at", "near"))
