"""Whether the event is told as having happened, as certain, and when."""

import datetime as dt

from schemas.signal import Attribution, EventTime
from schemas.vocabulary import Certainty, Polarity, Temporality
from transforms.signals.passage import Passage
from transforms.signals.triggers import Found

#: How many words a negation reaches to its right.
_NEGATION_WORDS = 7
_NEGATION_LETTERS = 12
#: How far behind the trigger "was averted" or "did not take place" may stand, characters.
_BEHIND = 60
_PAST_DAYS = 365
_VERBAL = ("threat_of_force", "ultimatum", "warning")
_QUESTION_MARKS = ("?", "？", "؟")


def polarity(passage: Passage, found: Found, chain: tuple[Attribution, ...]) -> Polarity:
    """Negated when the innermost claimant denies it or a negation governs the trigger.

    A denied negation ("denied that it had not …") is rare, and its words are mostly one denial
    told twice, so it stays negated.
    """
    if found.trigger.polarity:
        return found.trigger.polarity
    if chain and chain[0].stance == "denies":
        return "negated"
    left = passage.governing_left(found.start, found.end)
    before = any(
        (hit.start < found.start and _governs(passage, hit.end, found.start, left))
        or (found.open_form and found.start < hit.start < found.end)
        for hit in passage.of_class("negation")
    )
    behind = passage.of_class("negation_after")
    if passage.lexicon.syntax.object_before_verb and found.trigger.voice == "verb":
        # "Die Armee beschoss die Stadt nicht": behind a verb that stands second.
        right = passage.clause(found.start, found.end)[1]
        behind = behind + [hit for hit in passage.of_class("negation") if hit.start < right]
    after = any(found.end <= hit.start <= found.end + _BEHIND for hit in behind)
    return "negated" if before or after else "affirmed"


def _governs(passage: Passage, end: int, start: int, clause_left: int) -> bool:
    between = passage.words_between(end, start)
    most = _NEGATION_WORDS if passage.lexicon.spaces else _NEGATION_LETTERS
    return end >= clause_left - 1 and len(between) <= most


def certainty(passage: Passage, found: Found, chain: tuple[Attribution, ...]) -> Certainty:
    """Possible when a modal, a fear, a plan, a condition or a guess governs the trigger."""
    if found.trigger.certainty:
        return found.trigger.certainty
    if found.trigger.type in ("threat_of_force", "ultimatum"):
        return "asserted"
    if chain and chain[0].stance == "speculates":
        return "possible"
    if found.trigger.type == "warning":
        return "possible" if _feared(passage, found) else "asserted"
    return "possible" if _is_hedged(passage, found) else "asserted"


def _is_hedged(passage: Passage, found: Found) -> bool:
    left = passage.governing_left(found.start, found.end)
    right = passage.clause(found.start, found.end)[1]
    auxiliaries = passage.of_class("hedge", "modal", "plan", "condition")
    if any(left <= hit.start < _auxiliaries_end(passage, found) for hit in auxiliaries):
        return True
    if any(found.end <= hit.start < right for hit in passage.of_class("hedge")):
        return True
    return passage.scan.lowered[passage.start : passage.end].rstrip().endswith(_QUESTION_MARKS)


def _auxiliaries_end(passage: Passage, found: Found) -> int:
    """How far to the right a modal may stand: behind the verb where that comes last."""
    if passage.lexicon.syntax.object_before_verb:
        return passage.clause(found.start, found.end)[1]
    return found.end


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
    left = passage.governing_left(found.start, found.end)
    markers = passage.of_class("future", "plan") + (
        passage.of_class("modal") if certain == "possible" else []
    )
    right = _auxiliaries_end(passage, found)
    if any(passage.has("perfect", hit.end, right) for hit in markers):
        return False
    return any(left <= hit.start < right for hit in markers)


def _near(offset: int, found: Found) -> bool:
    return found.start - 200 <= offset <= found.end + 200
