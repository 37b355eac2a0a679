"""When: which of a passage's times an event took place at."""

import re
from collections.abc import Sequence

from schemas.signal import EventTime
from transforms.event_time.event_time import TimeExpression, choose_event_time
from transforms.signals.passage import Passage
from transforms.signals.reader import ArticleReader
from transforms.signals.triggers import Found
from transforms.signals.types import type_facts

#: How near behind the words of saying its time stands, words: "said late on Monday".
_SAID_WORDS = 2
#: A mark between a time and a trigger weighs as many characters.
_MARK_COST = 80
_MARK = re.compile(r"[;:.!?،؛]\s|,\s|\s[–—-]\s|[，；：。、]")
#: How many marks may stand between an event and a time behind it, such as a pair of commas.
_MARKS = 2
#: What happens when something else did: strikes, what answers them, and what they lead to.
_EVENTS = ("force", "consequence")
_ALSO_EVENTS = (
    "border_violation",
    "air_activity",
    "ceasefire_violation",
    "naval_activity",
    "territorial_control",
    "withdrawal",
)


def assign_times(
    reader: ArticleReader,
    passage: Passage,
    found: Sequence[Found],
    times: Sequence[TimeExpression],
) -> list[EventTime]:
    """For each trigger its time: the nearest that is not of saying it, nor of another event.

    Where the sentence has none for it, the day of publication stands in.
    """
    published_at = reader.analysed.article.published_at
    told = [time for time in times if time.hint != "vague"]
    homes = {time.start: _home(passage, time, found) for time in told}
    chosen: list[EventTime] = []
    for item in found:
        own = [
            time
            for time in _not_of_saying(reader, passage, item, told)
            if _belongs(passage, time, item, homes[time.start])
        ]
        own = sorted(own, key=lambda time: _distance(passage, time, item))[:1]
        chosen.append(choose_event_time(own, item.start, item.end, published_at))
    return chosen


def _home(passage: Passage, time: TimeExpression, found: Sequence[Found]) -> Found:
    """The trigger that a time stands nearest to."""
    return min(found, key=lambda item: _distance(passage, time, item))


def _distance(passage: Passage, time: TimeExpression, found: Found) -> int:
    """Characters between a time and a trigger, more for every mark between them."""
    start, end = _between(time, found)
    return end - start + _MARK_COST * _marks(passage, time, found)


def _between(time: TimeExpression, found: Found) -> tuple[int, int]:
    start, end = (time.end, found.start) if time.end <= found.start else (found.end, time.start)
    return start, max(start, end)


def _marks(passage: Passage, time: TimeExpression, found: Found) -> int:
    return len(_MARK.findall(passage.full_text, *_between(time, found)))


def _belongs(passage: Passage, time: TimeExpression, found: Found, home: Found) -> bool:
    """Whether a time may be the trigger's: it stands in its clause, or leads up to it.

    That somebody speaks is told apart from what they speak of.
    """
    left, right = passage.clause(found.start, found.end)
    verbal = type_facts()[found.trigger.type].family == "verbal"
    if left <= time.start < right and not (verbal and home is not found):
        return True
    if home is not found and not (_is_event(found) and _is_event(home)):
        return False
    most = _MARKS if home is found else 0
    return time.end <= found.start or _marks(passage, time, found) <= most


def _is_event(found: Found) -> bool:
    """Whether the trigger tells something that happens in the field, and at once."""
    type_ = found.trigger.type
    return type_ in _ALSO_EVENTS or type_facts()[type_].family in _EVENTS


def _not_of_saying(
    reader: ArticleReader, passage: Passage, found: Found, times: Sequence[TimeExpression]
) -> list[TimeExpression]:
    """The times but those of saying it, which follows: "…, the ministry said on Monday"."""
    if type_facts()[found.trigger.type].family == "verbal":
        return [time for time in times if time.kind != "future"]
    # Where claimant and verb embrace the sentence, what stands between them is the event's.
    apart = passage.lexicon.syntax.speaker_leads
    frames = [
        (s.verb_start if apart else min(s.start, s.verb_start), max(s.end, s.verb_end))
        for s in reader.speeches(passage.index)
        if s.covers(found.start, found.end) and not s.of_self and s.verb_start >= found.end
    ]
    return [t for t in times if not any(_tells_when_said(passage, t, f) for f in frames)]


def _tells_when_said(passage: Passage, time: TimeExpression, frame: tuple[int, int]) -> bool:
    """Whether a time belongs to the words of saying: it stands in them, or is all that follows."""
    if frame[0] <= time.start < frame[1]:
        return True
    clause = passage.clause(*frame)
    if not clause[0] <= time.start < clause[1] or time.start < frame[1]:
        return False
    return len(passage.words_between(frame[1], time.start)) <= _SAID_WORDS
