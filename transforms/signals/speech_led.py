"""Who says what where the speaker opens a clause that the verb of saying ends, as in Turkish."""

import re
from collections.abc import Sequence

from schemas.vocabulary import Stance
from transforms.signals.claimants import claimant_in
from transforms.signals.passage import Passage
from transforms.signals.scan import ClassHit
from transforms.signals.speech_act import Speech, act

_CLAIMANTS = (
    "official_body", "security_service", "outlet", "evidence:eyewitness",
    "evidence:anonymous_source", "official",
)  # fmt: skip
_SPEAKERS = ("PERSON", "ORG", "GPE", "NORP")
#: Longest name and office of who opens a clause, words.
_LEADER_WORDS = 9
#: Longest office that no comma ends, words.
_OFFICE_WORDS = 5
#: What follows is what is said.
_COLON = re.compile(r"\s*[:：]")


def led(
    passage: Passage, hit: ClassHit, stance: Stance, earlier: Sequence[Speech]
) -> Speech | None:
    """The act of the verb: of who stands right before it, or of who opens its clause.

    "Washington, … itham etti"; "kararı Savunma Bakanı Şoygu açıkladı". A passive verb has a speaker
    only where a report is named: "yapılan açıklamada … bildirildi".
    """
    left = _clause_start(passage, hit, earlier)
    if _is_passive(passage, hit) and not passage.has("report_noun", left, hit.start):
        return None
    leader = _leader(passage, left, hit)
    if leader is None:
        shared = earlier and earlier[-1].verb_end <= hit.start
        leader = (earlier[-1].start, earlier[-1].end) if shared else None
    if leader is None:
        return None
    if _COLON.match(passage.scan.lowered, hit.end, passage.end):
        return act(hit, leader, stance, (hit.end, passage.end), (0, -hit.start))
    if not passage.words_between(leader[1], hit.start):
        return act(hit, leader, stance, (passage.start, hit.start), (2, hit.start))
    return act(hit, leader, stance, (max(leader[1], left), hit.start), (0, -hit.start))


def led_by_name(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> Speech | None:
    """The act of a phrase behind its claimant: "SBU'ya göre …"."""
    left = _clause_start(passage, hit, earlier)
    comma = passage.scan.lowered.rfind(", ", left, hit.start)
    claimant = claimant_in(passage, max(left, comma + 1), hit.start)
    if claimant is None:
        return None
    scope = (hit.end, passage.end)
    if not passage.words_between(*scope):
        scope = (passage.start, claimant[0])
    return act(hit, claimant, "asserts", scope, (3, hit.start))


def _clause_start(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> int:
    """Where the clause begins that the verb ends: behind ";", ":", or another finite verb."""
    lowered = passage.scan.lowered
    marks = [lowered.rfind(mark, passage.start, hit.start) + 1 for mark in (";", ": ", " - ")]
    told = [speech.verb_end for speech in earlier if speech.verb_end <= hit.start]
    finite = passage.lexicon.syntax.finite
    clauses = [m.end() for m in finite.finditer(lowered, passage.start, hit.start)]
    return max([passage.start, *marks, *told, *clauses])


def _is_passive(passage: Passage, hit: ClassHit) -> bool:
    verb = passage.scan.lowered[hit.start : hit.end]
    return passage.lexicon.syntax.passive_saying.search(verb) is not None


def _leader(passage: Passage, left: int, hit: ClassHit) -> tuple[int, int] | None:
    named = _names_somebody(passage, left, hit.start)
    if not named:
        return None
    mark = passage.scan.lowered.find(",", left, hit.start)
    is_short = named[0][0] < mark and len(passage.words_between(left, mark)) <= _LEADER_WORDS
    if is_short and not passage.scan.tells_event(left, mark):
        return claimant_in(passage, left, mark)
    last = _joined(passage, named, len(named) - 1)
    is_adjacent = not passage.words_between(last[1], hit.start)
    start, end = last if is_adjacent and "'" not in passage.last_word(*last) else named[0]
    start, end = (start, end) if (start, end) == last else _joined(passage, named, 0)
    is_whole = len(passage.words_between(left, end)) <= _OFFICE_WORDS
    if is_whole and not passage.scan.tells_event(left, end):
        start = left
    return claimant_in(passage, start, end)


def _joined(passage: Passage, named: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """The named words with those that stand right before and behind them."""
    start, end = named[at]
    for other in named[at + 1 :]:
        if passage.words_between(end, other[0]):
            break
        end = max(end, other[1])
    for other in reversed(named[:at]):
        if passage.words_between(other[1], start):
            break
        start = min(start, other[0])
    return start, end


def _names_somebody(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """Where states, persons, offices and organisations are named in [start, end), by start."""
    hits = [*passage.of_class(*_CLAIMANTS), *passage.under("state:"), *passage.under("leader:")]
    spans = [(h.start, h.end) for h in hits]
    spans += [(e.start, e.end) for e in passage.entities if e.label in _SPEAKERS]
    return sorted(span for span in spans if start <= span[0] and span[1] <= end)
