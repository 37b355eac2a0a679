"""Whether the event is told as having happened, as certain, and when."""

import datetime as dt

from schemas.signal import Attribution, EventTime
from schemas.vocabulary import Certainty, Polarity, Temporality
from transforms.signals.passage import Passage
from transforms.signals.triggers import Found

#: How many words a negation reaches to its right.
_NEGATION_WORDS = 7
#: How far behind the trigger "was averted" or "did not take place" may stand, characters.
_BEHIND = 60
_PAST_DAYS = 365
_VERBAL = ("threat_of_force", "ultimatum", "warning")
_MENTAL = ("speculates",)


def polarity(passage: Passage, found: Found, chain: tuple[Attribution, ...]) -> Polarity:
    """Negated when the innermost claimant denies it or a negation governs the trigger."""
    if found.trigger.polarity:
        return found.trigger.polarity
    left, _ = passage.clause(found.start, found.end)
    negations = [
        hit
        for hit in passage.of_class("negation")
        if hit.start < found.start and _governs(passage, hit.end, found.start, left)
    ]
    averted = any(
        found.end <= hit.start <= found.end + _BEHIND for hit in passage.of_class("negation_after")
    )
    denied = bool(chain) and chain[0].stance == "denies"
    # A denied negation ("denied that no drones …") affirms.
    flips = denied + (bool(negations) or averted) * (1 if not denied else 0)
    return "negated" if flips % 2 else "affirmed"


def _governs(passage: Passage, end: int, start: int, clause_left: int) -> bool:
    between = passage.words_between(end, start)
    return end >= clause_left - 1 and len(between) <= _NEGATION_WORDS


def certainty(passage: Passage, found: Found, chain: tuple[Attribution, ...]) -> Certainty:
    """Possible when a modal, a fear, a plan, a condition or a guess governs the trigger."""
    if found.trigger.certainty:
        return found.trigger.certainty
    if found.trigger.type in ("threat_of_force", "ultimatum"):
        return "asserted"
    if chain and chain[0].stance in _MENTAL:
        return "possible"
    if found.trigger.type == "warning":
        return "possible" if _feared(passage, found) else "asserted"
    return "possible" if _is_hedged(passage, found) else "asserted"


def _is_hedged(passage: Passage, found: Found) -> bool:
    left, right = passage.clause(found.start, found.end)
    for hit in passage.of_class("hedge", "modal", "plan"):
        if left <= hit.start < found.start or found.start <= hit.start < found.end:
            return True
    for hit in passage.of_class("hedge"):
        if found.end <= hit.start < right:
            return True
    if any(passage.clause(hit.start, hit.end)[0] <= found.start for hit in _conditions(passage, found)):
        return True
    return passage.scan.lowered[passage.start : passage.end].rstrip().endswith("?")


def _conditions(passage: Passage, found: Found) -> list[object]:
    left, _ = passage.clause(found.start, found.end)
    return [hit for hit in passage.of_class("condition") if left <= hit.start < found.start]


def _feared(passage: Passage, found: Found) -> bool:
    """Whether what is warned of has not happened."""
    return bool(passage.of_class("modal", "fear")) or passage.has(
        "condition", found.end, passage.end
    )


def temporality(
    passage: Passage,
    found: Found,
    time: EventTime,
    published_at: dt.datetime | None,
    certain: Certainty,
) -> Temporality:
    """Where the event stands relative to publication."""
    if found.trigger.type in _VERBAL:
        return "current"
    if found.trigger.temporality:
        return found.trigger.temporality
    if published_at is not None and time.basis in ("explicit", "relative"):
        if time.start is not None and time.start > published_at:
            return "future"
        if time.end is not None and time.end < published_at - dt.timedelta(days=_PAST_DAYS):
            return "historical"
    if _is_future(passage, found, certain):
        return "future"
    if any(_near(hit.start, found) for hit in passage.of_class("background")):
        return "historical"
    return "current"


def _is_future(passage: Passage, found: Found, certain: Certainty) -> bool:
    left, _ = passage.clause(found.start, found.end)
    markers = passage.of_class("future", "plan") + (
        passage.of_class("modal") if certain == "possible" else []
    )
    if any(passage.has("perfect", hit.end, found.end) for hit in markers):
        return False
    return any(left <= hit.start < found.end for hit in markers)


def _near(offset: int, found: Found) -> bool:
    return found.start - 200 <= offset <= found.end + 200
