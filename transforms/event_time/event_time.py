"""The times a text tells, and which of them an event took place at."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from schemas.signal import EventTime
from transforms.event_time.expression import TimeExpression
from transforms.event_time.lexicon import (
    TimeLexicon,
    digit_kinds,
    load_time_lexicon,
    normalised,
)
from transforms.event_time.moments import Moment, Slots
from transforms.event_time.patterns import Rule
from transforms.event_time.ranges import (
    OPENER_REACH,
    Candidate,
    joined,
    without_hours,
    without_overlaps,
)
from transforms.event_time.readings import READINGS

__all__ = ["TimeExpression", "choose_event_time", "find_times"]

#: How far before an expression a future word may stand, characters.
_FUTURE_REACH = 80
#: A clause between expression and trigger weighs as many characters.
_CLAUSE_COST = 80
_CLAUSE_BREAK = re.compile(r"[;:.!?]\s|,\s|\s[–—-]\s")


def find_times(
    text: str, language: str, published_at: dt.datetime | None, offset: int = 0
) -> list[TimeExpression]:
    """The time expressions of one sentence, in text order, none overlapping.

    Relative ones ("last week", "in April") are resolved against `published_at`, in UTC, and left
    out when it is None. A name without a year means the last one begun by then; after a word of
    the future ("will"), the next. `offset` is added to every offset.
    """
    lexicon = load_time_lexicon(language)
    words = set(lexicon.words_in(text))
    kinds = _kinds_of(words, lexicon)
    if not kinds:
        return []
    found = [
        candidate
        for rule in lexicon.rules
        if rule.needs <= kinds and not (rule.words and rule.words.isdisjoint(words))
        for candidate in _candidates(rule, text, lexicon, published_at)
    ]
    opened = [_opened(candidate, text, lexicon) for candidate in without_overlaps(found)]
    opened = [
        candidate
        for candidate in opened
        if not _is_yardstick(candidate, text, lexicon)
        and not (lexicon.speaking and lexicon.speaking.match(text, candidate.end))
    ]
    return [
        _expression(candidate, text, offset)
        for candidate in without_hours(joined(opened, text, lexicon))
    ]


def choose_event_time(
    expressions: Sequence[TimeExpression],
    trigger_start: int,
    trigger_end: int,
    published_at: dt.datetime | None,
    *,
    text: str = "",
    offset: int = 0,
) -> EventTime:
    """The time of the event whose trigger words are at [trigger_start, trigger_end).

    The nearest expression; where `text` (the sentence, which begins at `offset`) is given, a
    clause between them counts as much as many words. Without any, the day of publication,
    labelled as that; without that, unknown. When the text was retrieved tells nothing of the
    event, and no field of a signal may depend on it.
    """
    if expressions:
        nearest = min(
            expressions, key=lambda e: _distance(e, trigger_start, trigger_end, text, offset)
        )
        return EventTime(
            start=nearest.first,
            end=nearest.after,
            precision=nearest.precision,
            basis=nearest.basis,
            text=nearest.text,
        )
    if published_at is not None:
        day = published_at.replace(hour=0, minute=0, second=0, microsecond=0)
        return EventTime(
            start=day, end=day + dt.timedelta(days=1), precision="day", basis="publication"
        )
    return EventTime(start=None, end=None, precision=None, basis="unknown")


def _distance(expression: TimeExpression, start: int, end: int, text: str, offset: int) -> int:
    """Characters between an expression and a trigger, more for every clause between them."""
    between = sorted(
        (expression.end, start) if expression.end <= start else (end, expression.start)
    )
    if between[0] >= between[1]:
        return 0
    words = text[max(0, between[0] - offset) : max(0, between[1] - offset)]
    return between[1] - between[0] + _CLAUSE_COST * len(_CLAUSE_BREAK.findall(words))


def _kinds_of(words: set[str], lexicon: TimeLexicon) -> set[str]:
    """Which kinds of time words and digits are among the words."""
    kinds: set[str] = set()
    for word in words:
        found = lexicon.kinds.get(word)
        if found:
            kinds |= found
        if word[0].isdecimal():
            kinds.update(digit_kinds(word))
    return kinds


def _candidates(
    rule: Rule, text: str, lexicon: TimeLexicon, published_at: dt.datetime | None
) -> list[Candidate]:
    found = []
    for match in rule.pattern.finditer(text):
        slots = Slots(match, lexicon)
        span = match.span("core") if "core" in match.groupdict() else match.span()
        if _is_other_word(slots, match, text, lexicon):
            continue
        forward = _points_forward(text, span, lexicon)
        if rule.forward and not forward:
            continue
        if rule.read == "lately" and _measures(text, span[0], lexicon):
            continue
        if rule.read == "unit":
            forward = forward or _opener_before(text, span[0], lexicon)[1] == "until"
        reading = READINGS[rule.read](slots, Moment(published_at, forward=forward))
        if reading is not None and reading.first < reading.after:
            found.append(Candidate(*span, reading))
    return found


def _is_other_word(slots: Slots, match: re.Match[str], text: str, lexicon: TimeLexicon) -> bool:
    """Whether "may" or "sun" is no month or weekday here."""
    for name in ("month", "weekday"):
        if not slots.has(name) or slots.word(name) not in lexicon.ambiguous:
            continue
        if slots.has("day"):
            continue
        small = not _matched(match, name)[0].isupper()
        if small and slots.word(name) not in lexicon.lower_case:
            return True
        if any(slots.has(other) for other in _TELLING):
            continue
        before = text[max(0, match.start() - OPENER_REACH) : match.start()]
        if lexicon.context is None or not lexicon.context.search(before):
            return True
    return False


#: What beside a word tells that it is a month or a weekday.
_TELLING = ("year", "year2", "direction", "part", "unit")


def _matched(match: re.Match[str], name: str) -> str:
    """The words a slot matched, as written."""
    return next(
        word for key, word in match.groupdict().items() if word and key.partition("__")[0] == name
    )


def _points_forward(text: str, span: tuple[int, int], lexicon: TimeLexicon) -> bool:
    """Whether the words before an expression, or behind it, place it after publication."""
    before = lexicon.words_in(text[max(0, span[0] - _FUTURE_REACH) : span[0]])
    if lexicon.future_behind:
        behind = _CLAUSE_BREAK.split(text[span[1] : span[1] + _FUTURE_REACH], maxsplit=1)[0]
        return _is_future(lexicon.words_in(behind), lexicon)
    return _is_future(reversed(before), lexicon)


def _is_future(words: Iterable[str], lexicon: TimeLexicon) -> bool:
    """Whether the first word that tells it is one of the future."""
    for word in words:
        if word in lexicon.past:
            return False
        if word in lexicon.future:
            return True
        if lexicon.future_endings and lexicon.future_endings.fullmatch(word):
            return True
    return False


def _opened(candidate: Candidate, text: str, lexicon: TimeLexicon) -> Candidate:
    """The candidate with the word that opens its interval: "since", "until", "before", "after"."""
    start, opener = _opener_before(text, candidate.start, lexicon)
    behind = lexicon.opener_behind and lexicon.opener_behind.match(text, candidate.end)
    if behind:
        opener = opener or lexicon.openers[behind[1]]
        candidate = candidate._replace(end=behind.end())
    return candidate._replace(start=start, opener=opener) if opener else candidate


def _opener_before(text: str, start: int, lexicon: TimeLexicon) -> tuple[int, str]:
    """Where the opener before `start` begins, and which it is; "" for none."""
    if lexicon.opener is None:
        return start, ""
    found = lexicon.opener.search(text, max(0, start - OPENER_REACH), start)
    return (found.start(), lexicon.openers[normalised(found[1])]) if found else (start, "")


def _is_yardstick(candidate: Candidate, text: str, lexicon: TimeLexicon) -> bool:
    """Whether a time only measures by: "the largest deployment since the Cold War"."""
    if candidate.opener != "since":
        return False
    around = text[max(0, candidate.start - _FUTURE_REACH) : candidate.start]
    if not lexicon.spaces:
        around += text[candidate.end : candidate.end + _FUTURE_REACH]
    return not lexicon.superlatives.isdisjoint(lexicon.words_in(around))


def _measures(text: str, start: int, lexicon: TimeLexicon) -> bool:
    """Whether a length of time only counts how often: "for the second time in a week"."""
    before = lexicon.words_in(text[max(0, start - OPENER_REACH) : start])
    return not lexicon.superlatives.isdisjoint(before)


def _expression(candidate: Candidate, text: str, offset: int) -> TimeExpression:
    reading = candidate.reading
    expression = TimeExpression(
        text=text[candidate.start : candidate.end],
        start=candidate.start + offset,
        end=candidate.end + offset,
        first=reading.first,
        after=reading.after,
        precision=reading.precision,
        basis=reading.basis,
        kind=reading.kind,
        hint=reading.hint,
    )
    match candidate.opener:
        case "since":
            return replace(expression, after=None, open_since=True)
        case "after":
            return replace(expression, first=reading.after, after=None)
        case "until":
            return replace(expression, first=None)
        case "before":
            return replace(expression, first=None, after=reading.first)
        case _:
            return expression
