"""What a signal leaves unsaid because its neighbour has said it: who struck, and where."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.signal import Actor, EventTime, Location, Signal
from transforms.signals.place_roles import OWN_ONLY

_ATTACKS = ("force",)
_AIR_DEFENSE = "air_defense"
#: What those do who attack beside it.
_OF_ATTACKERS = (
    "losses",
    "air_strike",
    "bombing",
    "drone_strike",
    "missile_strike",
    "naval_attack",
    "shelling",
)
#: What is shot down comes from those who send it.
_LAUNCHES = ("air_strike", "drone_strike", "missile_strike", "air_activity", "border_violation")
_STRIKES = ("air_strike", "drone_strike", "missile_strike")
#: What those do beside an attack who attack.
_SHARING = (
    "blockade",
    "cbrn_use",
    "ceasefire_violation",
    "ground_combat",
    "ground_offensive",
    "territorial_control",
)
#: What one event may be at once: it hits the same.
_HITS = (*_STRIKES, "bombing", "cbrn_use", "ground_combat", "ground_offensive", "naval_attack")
#: What kills people more than it hits places.
_KILLS = ("air_strike", "drone_strike", "bombing")
_PLACED = ("force", "consequence")
#: How a time is known that the text tells.
_TOLD = ("explicit", "relative")


def complete(signals: Sequence[Signal], before: Sequence[Signal]) -> list[Signal]:
    """The signals of a sentence with what they take from one another and from the sentence before.

    Losses are inflicted by who attacks beside them: "Russia shelled Kherson, killing two". An
    attack that names nobody is by who attacks in its sentence or in the one before, and what is
    shot down belongs to them. What happens in an attack's sentence, or in the next one, happens in
    its place and at its time.

    Args:
        signals: of one sentence, in text order.
        before: of the sentence before, if it stands in the same paragraph.
    """
    return [
        _completed(signal, [s for s in signals if s is not signal], before) for signal in signals
    ]


def located(signals: Sequence[Signal], places: tuple[Location, ...]) -> list[Signal]:
    """The signals, those without a place of their own in the places of the dateline."""
    return [
        replace(s, locations=places) if places and not s.locations and s.type not in OWN_ONLY else s
        for s in signals
    ]


def _completed(signal: Signal, beside: Sequence[Signal], before: Sequence[Signal]) -> Signal:
    if signal.type in _OF_ATTACKERS and not signal.actors:
        signal = replace(signal, actors=_attackers(signal, beside) or _attackers(signal, before))
    if signal.type in _SHARING and not signal.actors:
        signal = replace(signal, actors=_attackers(signal, beside) or _attackers(signal, before))
    if signal.type == "warning" and not signal.actors:
        signal = replace(signal, actors=_feared(signal, beside) or _feared(signal, before))
    if signal.type == _AIR_DEFENSE:
        signal = _with_launchers(signal, [*beside, *before])
    if signal.type in _HITS and not signal.targets:
        signal = replace(signal, targets=_hit(signal, beside, _HITS))
    if signal.type in _KILLS and not signal.targets:
        signal = replace(signal, targets=_hit(signal, beside, ("losses",)))
    if signal.type == _AIR_DEFENSE and not signal.targets:
        signal = replace(signal, targets=_launchers(signal, beside) or _launchers(signal, before))
    if signal.family in _PLACED and signal.event_time.basis not in _TOLD:
        signal = replace(
            signal, event_time=_time(signal, beside) or _time(signal, before) or signal.event_time
        )
    if signal.type not in OWN_ONLY and not signal.locations:
        signal = replace(signal, locations=_places(signal, beside) or _places(signal, before))
    return signal


def _nearest_first(signal: Signal, others: Sequence[Signal]) -> list[Signal]:
    return sorted(others, key=lambda s: abs(s.trigger.start - signal.trigger.start))


def _attackers(signal: Signal, others: Sequence[Signal]) -> tuple[Actor, ...]:
    """Who attacks nearby, unless it is who suffered, or who defends."""
    suffering = {target.country for target in signal.targets if target.country}
    for other in _nearest_first(signal, others):
        if other.type == _AIR_DEFENSE or other.family not in _ATTACKS:
            continue
        if other.actors and other.polarity == signal.polarity:
            attackers = tuple(a for a in other.actors if a.country not in suffering)
            if attackers:
                return attackers
    return ()


def _launchers(signal: Signal, others: Sequence[Signal]) -> tuple[Actor, ...]:
    """Who sent what was shot down, as told nearby; nobody shoots down what is their own."""
    own = {actor.country for actor in signal.actors if actor.country}
    for other in _nearest_first(signal, others):
        if other.type in _LAUNCHES and (sent := [a for a in other.actors if a.country not in own]):
            return tuple(sent)
    return ()


def _feared(signal: Signal, others: Sequence[Signal]) -> tuple[Actor, ...]:
    """Who does what is warned of, as told nearby; nobody warns of themselves."""
    warning = {claimant.country for claimant in signal.attribution}
    for other in _nearest_first(signal, others):
        if some := tuple(actor for actor in other.actors if actor.country not in warning):
            return some
    return ()


def _hit(signal: Signal, others: Sequence[Signal], types: Sequence[str]) -> tuple[Actor, ...]:
    """Whom another signal of the sentence tells to be hit, unless it is who hits."""
    own = {actor.country for actor in signal.actors if actor.country}
    for other in _nearest_first(signal, others):
        if other.type in types and other.polarity == signal.polarity:
            hit = (t for t in other.targets if t not in signal.actors and t.country not in own)
            if some := tuple(hit):
                return some
    return ()


def _with_launchers(signal: Signal, others: Sequence[Signal]) -> Signal:
    """Who would shoot down what they have sent themselves is who sent it.

    "Iran fired missiles at Israel. Most were intercepted."
    """
    for other in others:
        told = other.type in _STRIKES and other.trigger.start < signal.trigger.start
        if told and other.polarity == signal.polarity:
            sent = {actor.country or actor.text for actor in other.actors}
            if signal.actors and all((a.country or a.text) in sent for a in signal.actors):
                struck = (t for t in other.targets if (t.country or t.text) not in sent)
                return replace(signal, actors=tuple(struck), targets=signal.targets or other.actors)
    return signal


def _time(signal: Signal, others: Sequence[Signal]) -> EventTime | None:
    """When the attack nearby takes place."""
    near = (o for o in _nearest_first(signal, others) if o.family in _PLACED)
    return next((o.event_time for o in near if o.event_time.basis in _TOLD), None)


def _places(signal: Signal, others: Sequence[Signal]) -> tuple[Location, ...]:
    """Where the attack nearby takes place."""
    for other in _nearest_first(signal, others):
        if here := _here(other):
            return here
    return ()


def _here(signal: Signal) -> tuple[Location, ...]:
    return tuple(place for place in signal.locations if place.role in ("at", "near"))
