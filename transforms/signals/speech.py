"""Who says what in a passage: verbs of saying, their claimants, and how far their words reach."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from schemas.vocabulary import Stance
from transforms.signals.claimants import (
    claimant_behind,
    claimant_in,
    left_boundary,
    right_boundary,
)
from transforms.signals.frames import FRAMES, continues_after, framed, inverted, subject_is_missing
from transforms.signals.passage import Passage
from transforms.signals.places import role_behind
from transforms.signals.scan import ClassHit
from transforms.signals.speech_act import Speech, act

_PREFIX = "say."
#: Longest listener of "told", words: "told the BBC's Russian service".
_LISTENER_WORDS = 4
#: Reach of a verb that stands after what it reports: all that is left of it.
#: Where the sentence may turn to another speaker: ";", or a comma and "and".
_TURN = re.compile(r"[;—]|, (?P<word>\w+)")
#: A claimant in front of a colon or behind a dash, as headlines have it; longest, words.
_LEADING = re.compile(r"(?<![^\n])(?P<claimant>\w[^:\n]{1,60}?)\s?[:：]\s")
#: The same in Chinese, whose colon is wide and needs no space; a space parts two headlines.
_HAN_LEADING = re.compile(
    r"(?:(?<![^\n])|(?<=[一-鿿] )|(?<=】))(?P<claimant>[^\s:：，。；“”]{2,24})："
)
_TRAILING = re.compile(r"(?<!\S)[–—-]\s(?P<claimant>\w[^–—:,.]{1,60})[.»”\"]*$")
#: The source that ends a report in brackets: "… (Wafa)."
_BRACKETED = re.compile(r"\((?P<claimant>[^()\n]{2,40})\)[.»”\"]*\s*$")
_SOURCES = (_TRAILING, _BRACKETED)
_HEADLINE_WORDS = 5
_HEADLINE_LETTERS = 24
#: Longest bare name, words.
_NAME_WORDS = 3
_CLAIMANTS = ("official_body", "security_service", "outlet", "evidence:eyewitness")
_SPEAKERS = ("PERSON", "ORG", "GPE", "NORP")
#: Longest name and office of who opens a sentence, words.
_LEADER_WORDS = 9
_AFTERWARDS = re.compile(r"\W*$|\s*[.,;:”\"“»!?]")


def looks_back(passage: Passage) -> bool:
    """Whether the sentence says who told the one before: "Про це повідомив голова ОВА"."""
    return ends_with_source(passage) or any(
        not passage.words_between(passage.start, hit.start) for hit in passage.of_class("say_back")
    )


def ends_with_source(passage: Passage) -> bool:
    """Whether the source of a whole post is set behind it: "… — the governor", "… (Reuters)"."""
    marks = (
        pattern.search(passage.scan.lowered, passage.start, passage.end) for pattern in _SOURCES
    )
    return any(mark is not None for mark in marks)


def find_speeches(passage: Passage) -> tuple[Speech, ...]:
    """The acts of saying in a passage, in text order."""
    found: list[Speech] = []
    for hit in _verbs(passage):
        speech = _speech(passage, hit, found)
        if speech is not None:
            found.append(speech)
            found.extend(_outlet_told(passage, hit, speech))
    found.extend(_headline(passage, found))
    return tuple(_bounded(passage, found))


def _headline(passage: Passage, found: Sequence[Speech]) -> Iterator[Speech]:
    """A claimant set apart by a mark: "Pentagon: strikes hit …", "Strikes hit … – Pentagon"."""
    lowered = passage.scan.lowered
    leading = _LEADING if passage.lexicon.spaces else _HAN_LEADING
    most = _HEADLINE_WORDS if passage.lexicon.spaces else _HEADLINE_LETTERS
    for pattern, rank in ((leading, 3), (_TRAILING, 3), (_BRACKETED, 3)):
        mark = pattern.search(lowered, passage.start, passage.end)
        if mark is None:
            continue
        start, end = mark.span("claimant")
        words = passage.words_between(start, end)
        taken = any(start < s.verb_end and s.start < end for s in found)
        if taken or len(words) > most or passage.scan.tells_event(start, end):
            continue
        if not _can_claim(passage, start, end, words):
            continue
        hit = ClassHit(start, end, "say.asserts")
        scope = (end, passage.end) if pattern is leading else (passage.start, start)
        yield act(hit, (start, end), "asserts", scope, (rank, start))


def _can_claim(passage: Passage, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether the words name somebody who makes statements: a ministry, an outlet, a person.

    A name that no table knows does, if it is no place: "Syrskyi: …"; where a mark behind a name
    tells of a place ("Barsalogho : …"), it does not.
    """
    named = [e.label for e in passage.entities if start <= e.start and e.end <= end]
    if "ORG" in named or "PERSON" in named:
        return True
    offices = () if passage.lexicon.spaces else ("official", "force")
    known = passage.of_class(*_CLAIMANTS, *offices), passage.under("state:")
    if any(start <= hit.start and hit.end <= end for hits in known for hit in hits):
        return True
    text = passage.full_text[start:end]
    is_name = len(words) <= _NAME_WORDS and all(word[0].isupper() for word in text.split())
    is_place = role_behind(passage, end) is not None
    return is_name and not named and not is_place and passage.lexicon.spaces


def _verbs(passage: Passage) -> list[ClassHit]:
    """Hits of saying, the longest of those that overlap."""
    hits = [
        *passage.under(_PREFIX),
        *passage.of_class(*FRAMES),
    ]
    kept: list[ClassHit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _speech(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> Speech | None:
    if hit.name in FRAMES:
        return framed(passage, hit, earlier)
    stance = cast(Stance, hit.name.removeprefix(_PREFIX))
    if passage.lexicon.syntax.speaker_leads and (leader := _leader(passage, hit, earlier)):
        return act(hit, leader, stance, (leader[1], hit.start), (0, -hit.start))
    left = left_boundary(passage, hit.start)
    before = claimant_in(passage, left, hit.start)
    if before is None:
        if _that_follows(passage, hit):
            apposed = _apposed(passage, hit, stance, left)
            return apposed or _shared_subject(passage, hit, stance, earlier)
        if subject_is_missing(passage, left, hit.start):
            return inverted(passage, hit, stance)
        if passage.lexicon.syntax.speaker_after_verb:
            first = _verb_first(passage, hit, stance)
            return first or _shared_subject(passage, hit, stance, earlier)
        return _shared_subject(passage, hit, stance, earlier)
    after = left > passage.start and _ends_report(passage, hit)
    scope = (passage.start, before[0]) if after else (hit.end, passage.end)
    if after and _continues(passage, hit):
        scope = (passage.start, passage.end)
    return act(hit, before, stance, scope, (2, hit.start) if after else (0, -hit.start))


def _leader(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> tuple[int, int] | None:
    """Who opens the part of the sentence that a verb of saying ends: "Washington, … itham etti"."""
    turn = passage.scan.lowered.rfind(";", passage.start, hit.start) + 1
    told = (speech.verb_end for speech in earlier if speech.verb_end <= hit.start)
    left = max([passage.start, turn, *told])
    mark = passage.scan.lowered.find(",", left, hit.start)
    named = _names_somebody(passage, left, hit.start)
    if not named:
        return None
    is_short = named[0][0] < mark and len(passage.words_between(left, mark)) <= _LEADER_WORDS
    if is_short and not passage.scan.tells_event(left, mark):
        return claimant_in(passage, left, mark)
    end = named[0][1]
    for start, stop in named[1:]:
        if start > end + 1:
            break
        end = max(end, stop)
    return claimant_in(passage, named[0][0], end)


def _names_somebody(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """Where states, persons and organisations are named in [start, end), by start."""
    hits = [*passage.of_class(*_CLAIMANTS), *passage.under("state:"), *passage.under("leader:")]
    spans = [(h.start, h.end) for h in hits]
    spans += [(e.start, e.end) for e in passage.entities if e.label in _SPEAKERS]
    return sorted(span for span in spans if start <= span[0] and span[1] <= end)


def _that_follows(passage: Passage, hit: ClassHit) -> bool:
    """Whether what is reported begins right behind the verb: its claimant does not."""
    return any(
        other.start >= hit.end and not passage.words_between(hit.end, other.start)
        for other in passage.of_class("complementizer")
    )


def _apposed(passage: Passage, hit: ClassHit, stance: Stance, left: int) -> Speech | None:
    """A claimant with an apposition in commas: "El ministro, Rustem Umérov, dijo que"."""
    marks = [b for b in passage.boundaries if b < left]
    claimant = claimant_in(passage, marks[-2], marks[-1]) if len(marks) > 1 else None
    if claimant is None:
        return None
    return act(hit, claimant, stance, (hit.end, passage.end), (0, -hit.start))


def _verb_first(passage: Passage, hit: ClassHit, stance: Stance) -> Speech | None:
    """The claimant behind a verb that opens its sentence: "قالت وزارة الدفاع إن …"."""
    claimant = claimant_behind(passage, hit)
    if claimant is None:
        return None
    scope = (max(claimant[1], hit.end), passage.end)
    return act(hit, claimant, stance, scope, (0, -hit.start))


def _shared_subject(
    passage: Passage, hit: ClassHit, stance: Stance, earlier: Sequence[Speech]
) -> Speech | None:
    """The verb of a second predicate: "…, but reminded that"."""
    if not earlier:
        return None
    last = earlier[-1]
    return act(hit, (last.start, last.end), stance, (hit.end, passage.end), (0, -hit.start))


def _outlet_told(passage: Passage, hit: ClassHit, speech: Speech) -> Iterator[Speech]:
    """The outlet that was told: "an adviser told Tasnim"."""
    if passage.scan.lowered[hit.start : hit.end] not in passage.lexicon.words["told"]:
        return
    for outlet in passage.of_class("outlet"):
        words = passage.words_between(hit.end, outlet.start)
        if outlet.start >= hit.end and len(words) <= 2:
            span = (outlet.start, outlet.end)
            yield act(hit, span, "asserts", speech.scope, (4, hit.start))
            return


def _ends_report(passage: Passage, hit: ClassHit) -> bool:
    """Whether nothing reported follows the verb: it looks back on what was said."""
    if _AFTERWARDS.match(passage.scan.lowered, hit.end, passage.end):
        return True
    following = passage.words_after(hit.end, 1)
    if not following or following[0] in passage.lexicon.words["report_tails"]:
        return True
    if passage.scan.lowered[hit.start : hit.end] not in passage.lexicon.words["told"]:
        return False
    right = right_boundary(passage, hit.end)
    closes = passage.scan.lowered[right : right + 1] in ".,;" or right == passage.end
    return closes and len(passage.words_between(hit.end, right)) <= _LISTENER_WORDS


def _continues(passage: Passage, hit: ClassHit) -> bool:
    return continues_after(passage, hit.end)


def _bounded(passage: Passage, speeches: Sequence[Speech]) -> Iterator[Speech]:
    """Ends the reach of each speech where the sentence turns to another speaker."""
    breaks = [hit.start for hit in passage.of_class("turn")]
    breaks += [
        mark.start()
        for mark in _TURN.finditer(passage.scan.lowered, passage.start, passage.end)
        if mark["word"] is None or mark["word"] in passage.lexicon.words["joiners"]
    ]
    for speech in speeches:
        left, right = speech.scope
        for other in speeches:
            if other is speech or other.rank[0] != 0 or other.start <= speech.verb_end:
                continue
            turn = max((b for b in breaks if speech.verb_end <= b <= other.start), default=None)
            if turn is not None and (other.start, other.end) != (speech.start, speech.end):
                right = min(right, turn)
        right = min(right, _next_predicate(passage, speech, speeches))
        yield replace(speech, scope=(left, max(left, right)))


def _next_predicate(passage: Passage, speech: Speech, speeches: Sequence[Speech]) -> int:
    """Where the same speaker's next verb begins: "denies massing troops, says …"."""
    own = [
        other.verb_start
        for other in speeches
        if (other.start, other.end) == (speech.start, speech.end)
        and other.verb_start > speech.verb_end
        and any(speech.verb_end < b <= other.verb_start for b in passage.boundaries)
    ]
    return min(own, default=passage.end)
