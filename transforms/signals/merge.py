"""One signal per type, event and claimant chain: which triggers are one, and which yield."""

from collections.abc import Sequence

from schemas.vocabulary import SignalType
from transforms.signals.passage import Passage
from transforms.signals.triggers import Found

#: Two triggers of one type this near are one event even across a clause boundary, characters.
_SAME_EVENT_REACH = 45
_VAGUER_REACH = 90
#: Types that the same words may tell together; a single one stands beside every other.
_BESIDE: tuple[frozenset[SignalType], ...] = (
    frozenset({"losses"}),
    frozenset({"naval_attack", "drone_strike"}),
    frozenset({"naval_attack", "missile_strike"}),
    frozenset({"naval_attack", "air_strike"}),
)


def without_contained(passage: Passage, found: Sequence[Found]) -> list[Found]:
    """Drops a trigger whose words are part of another's ("strike" in "drone strike").

    A form with a gap encloses foreign words; it takes only its own type's triggers with it.
    """
    exact = [f for f in found if not any(_is_vaguer(passage, f, o) for o in found if o is not f)]
    return [f for f in exact if not any(_yields(f, other) for other in exact if other is not f)]


def _is_vaguer(passage: Passage, found: Found, other: Found) -> bool:
    """Whether the other tells the same more exactly: "attacked … with cruise missiles".

    Of two that each yield to the other's type one stays.
    """
    if other.trigger.type not in found.trigger.yields:
        return False
    if found.trigger.type in other.trigger.yields and _rank(found) > _rank(other):
        return False
    left, right = passage.clause(found.start, found.end)
    apart = max(found.start - other.end, other.start - found.end)
    return apart <= _VAGUER_REACH and left <= other.start < right


def _rank(found: Found) -> tuple[float, int, int, str]:
    return found.trigger.weight, found.end - found.start, -found.start, found.trigger.rule


def _yields(found: Found, other: Found) -> bool:
    if _stand_beside(found.trigger.type, other.trigger.type):
        return False
    if not (other.start <= found.start and found.end <= other.end):
        return _crosses(found, other) and found.trigger.weight < other.trigger.weight
    same_type = found.trigger.type == other.trigger.type
    if (found.start, found.end) == (other.start, other.end):
        if same_type:
            return (found.trigger.weight, found.trigger.rule) < (
                other.trigger.weight,
                other.trigger.rule,
            )
        return found.trigger.weight < other.trigger.weight
    return same_type or not other.open_form


def _stand_beside(one: SignalType, other: SignalType) -> bool:
    """Whether the same words may tell both: a ship hit by a drone, a strike that kills."""
    return one != other and any(
        {one, other} <= pair or pair == {one} or pair == {other} for pair in _BESIDE
    )


def _crosses(found: Found, other: Found) -> bool:
    """Whether two triggers of different types share words though neither encloses the other."""
    return (
        found.start < other.end
        and other.start < found.end
        and found.trigger.type != other.trigger.type
        and not (found.start <= other.start and other.end <= found.end)
        and not (found.open_form and other.open_form)
    )


def one_per_event(
    passage: Passage, found: Sequence[Found], chains: Sequence[object]
) -> list[list[Found]]:
    """Groups of triggers that tell one event, the first of each group the best one.

    `chains` are the claimant chains of the triggers; different chains never merge.
    """
    groups: list[list[tuple[Found, object]]] = []
    for item, chain in zip(found, chains, strict=True):
        for group in groups:
            if any(_same_event(passage, item, other) and chain == c for other, c in group):
                group.append((item, chain))
                break
        else:
            groups.append([(item, chain)])
    return [_best_first([item for item, _ in group]) for group in groups]


def _same_event(passage: Passage, one: Found, other: Found) -> bool:
    if one.trigger.type != other.trigger.type:
        return False
    first, second = sorted((one, other), key=lambda f: f.start)
    if second.start - first.end <= _SAME_EVENT_REACH:
        return True
    return passage.clause(first.start, first.end) == passage.clause(second.start, second.end)


def _best_first(group: list[Found]) -> list[Found]:
    return sorted(group, key=lambda f: (-f.trigger.weight, f.start, -f.end))
