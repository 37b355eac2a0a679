"""Who says what in a passage: verbs of saying, their claimants, and how far their words reach."""

import re
from collections.abc import Iterator, Sequence
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
from transforms.signals.scan import ClassHit
from transforms.signals.speech_act import Speech, act
from transforms.signals.speech_led import led
from transforms.signals.speech_marks import ends_with_source, headline_speeches, signature
from transforms.signals.speech_scope import bounded

_PREFIX = "say."
#: Longest listener of "told", words: "told the BBC's Russian service".
_LISTENER_WORDS = 4
_SUBJECTS = ("PERSON", "ORG", "GPE")
#: Words that may stand before a subject's name, as "the governor of".
_SUBJECT_WORDS = 2
_AFTERWARDS = re.compile(r"\W*$|\s*[.,;”\"“»!?]")


def looks_back(passage: Passage) -> bool:
    """Whether the sentence says who told the one before: "Про це повідомив голова ОВА"."""
    return (
        ends_with_source(passage)
        or signature(passage) is not None
        or any(
            not passage.words_between(passage.start, hit.start)
            for hit in passage.of_class("say_back")
        )
    )


def frames_whole(passage: Passage, speech: Speech) -> bool:
    """Whether the claimant closes the sentence and tells all of it: "…, said the governor."."""
    last = max(speech.end, speech.verb_end)
    is_all = speech.scope[0] == passage.start and not speech.judges
    return is_all and speech.rank[0] in (2, 3) and not passage.words_between(last, passage.end)


def find_speeches(passage: Passage) -> tuple[Speech, ...]:
    """The acts of saying in a passage, in text order."""
    found: list[Speech] = []
    for hit in _verbs(passage):
        speech = _speech(passage, hit, found)
        if speech is not None:
            found.append(speech)
            found.extend(_outlet_told(passage, hit, speech))
    found.extend(headline_speeches(passage, found))
    signed = signature(passage)
    if signed is not None and not found:
        found.append(signed)
    return tuple(bounded(passage, found))


def _verbs(passage: Passage) -> list[ClassHit]:
    """Hits of saying, the longest of those that overlap."""
    hits = [
        *passage.under(_PREFIX),
        *passage.of_class(*FRAMES),
    ]
    kept: list[ClassHit] = []
    # "Does not rule out" has the words of ruling out in it.
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.name == "say.denies")):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _speech(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> Speech | None:
    if hit.name in FRAMES:
        return framed(passage, hit, earlier)
    stance = cast(Stance, hit.name.removeprefix(_PREFIX))
    if passage.lexicon.syntax.speaker_leads:
        return led(passage, hit, stance, earlier)
    left = left_boundary(passage, hit.start)
    before = claimant_in(passage, left, hit.start)
    if before is None:
        if _that_follows(passage, hit):
            apposed = _apposed(passage, hit, stance, left)
            return apposed or _shared_subject(passage, hit, stance, earlier)
        if subject_is_missing(passage, left, hit.start) and not _joins(passage, hit):
            return inverted(passage, hit, stance) or _apposed(passage, hit, stance, left)
        if passage.lexicon.syntax.speaker_after_verb:
            first = _verb_first(passage, hit, stance)
            return first or _shared_subject(passage, hit, stance, earlier)
        return _shared_subject(passage, hit, stance, earlier)
    after = left > passage.start and _ends_report(passage, hit)
    scope = (passage.start, before[0]) if after else (hit.end, passage.end)
    if after and _continues(passage, hit):
        scope = (passage.start, passage.end)
    return act(hit, before, stance, scope, (2, hit.start) if after else (0, -hit.start))


def _joins(passage: Passage, hit: ClassHit) -> bool:
    """Whether the verb holds the "and" that begins a clause of its own: "…, وقال الجيش إن …"."""
    letter = passage.scan.lowered[hit.start]
    return letter in passage.lexicon.prefixes and letter in passage.lexicon.words["joiners"]


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
    """The verb of a second predicate: "…, but reminded that", "retreats but denies that"."""
    span = (earlier[-1].start, earlier[-1].end) if earlier else _subject_before(passage, hit)
    if span is None:
        return None
    return act(hit, span, stance, (hit.end, passage.end), (0, -hit.start))


def _subject_before(passage: Passage, hit: ClassHit) -> tuple[int, int] | None:
    """Who opens the clause that a "but" and a verb of saying go on with."""
    left = left_boundary(passage, hit.start)
    words = passage.words_between(left, hit.start)
    links = passage.lexicon.words["joiners"] | {
        passage.scan.lowered[h.start : h.end] for h in passage.of_class("turn")
    }
    if not words or not links.issuperset(words):
        return None
    clauses = [b for b in passage.phrase_marks if b < left]
    return next(filter(None, (_subject(passage, b, left) for b in reversed(clauses))), None)


def _subject(passage: Passage, begins: int, left: int) -> tuple[int, int] | None:
    """The name that opens a clause."""
    spans = [(e.start, e.end) for e in passage.entities if e.label in _SUBJECTS]
    spans += [(h.start, h.end) for h in passage.of_class("official_body", "force")]
    first = min((span for span in spans if begins <= span[0] and span[1] <= left), default=None)
    if first is None or len(passage.words_between(begins, first[0])) > _SUBJECT_WORDS:
        return None
    return claimant_in(passage, begins, max(end for start, end in spans if start <= first[1] + 1))


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
    if _that_follows(passage, hit):
        return False
    if _AFTERWARDS.match(passage.scan.lowered, hit.end, passage.end):
        return True
    following = passage.words_after(hit.end, 1)
    if not following or following[0] in passage.lexicon.words["report_tails"]:
        return True
    if passage.scan.lowered[hit.start : hit.end] not in passage.lexicon.words["told"]:
        return False
    right = right_boundary(passage, hit.end)
    if not passage.scan.tells_event(hit.end, passage.end):
        return True
    closes = passage.scan.lowered[right : right + 1] in ".,;" or right == passage.end
    return closes and len(passage.words_between(hit.end, right)) <= _LISTENER_WORDS


def _continues(passage: Passage, hit: ClassHit) -> bool:
    return continues_after(passage, hit.end)
