"""Who says what in a passage: verbs of saying, their claimants, and how far their words reach."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from schemas.vocabulary import Stance
from transforms.signals.passage import Passage
from transforms.signals.scan import ClassHit

_PREFIX = "say."
#: Longest claimant, words; a longer subject is cut down to its end.
_LONGEST_WORDS = 12
_LONGEST_UNSPACED = 24
_TOKEN = re.compile(r"[\w&][\w.'’&\-]*")
#: Longest listener of "told", words: "told the BBC's Russian service".
_LISTENER_WORDS = 4
_GERUND_CLASS = "say_adding"
#: Reach of a verb that stands after what it reports: all that is left of it.
#: Where the sentence may turn to another speaker: ";", or a comma and "and".
_TURN = re.compile(r"[;—]|, (?P<word>\w+)")
#: A claimant in front of a colon or behind a dash, as headlines have it; longest, words.
_LEADING = re.compile(r"(?<![^\n])(?P<claimant>\w[^:\n]{1,60}?)\s?[:：]\s")
_TRAILING = re.compile(r"\s[–—-]\s(?P<claimant>\w[^–—:,.]{1,60})$")
_HEADLINE_WORDS = 5
_CLAIMANTS = ("official_body", "security_service", "outlet", "evidence:eyewitness")
_AFTERWARDS = re.compile(r"\W*$|\s*[.,;:”\"“»!?]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One act of saying.

    Attributes:
        start, end: the claimant's words.
        verb_start, verb_end: the verb or phrase of saying.
        scope: the words that are reported.
        rank: order in a chain, innermost first.
    """

    start: int
    end: int
    verb_start: int
    verb_end: int
    stance: Stance
    scope: tuple[int, int]
    rank: tuple[int, int]

    def covers(self, start: int, end: int) -> bool:
        """Whether [start, end) is among what is said, or is the saying itself."""
        inside = self.scope[0] <= start < self.scope[1]
        return inside or (self.verb_start < end and start < self.verb_end)


def looks_back(passage: Passage) -> bool:
    """Whether the sentence says who told the one before: "Про це повідомив голова ОВА"."""
    return any(
        not passage.words_between(passage.start, hit.start) for hit in passage.of_class("say_back")
    )


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
    for pattern, rank in ((_LEADING, 3), (_TRAILING, 3)):
        mark = pattern.search(lowered, passage.start, passage.end)
        if mark is None:
            continue
        start, end = mark.span("claimant")
        words = passage.words_between(start, end)
        taken = any(start < s.verb_end and s.start < end for s in found)
        if taken or len(words) > _HEADLINE_WORDS or not _can_claim(passage, start, end):
            continue
        hit = ClassHit(start, end, "say.asserts")
        scope = (end, passage.end) if pattern is _LEADING else (passage.start, start)
        yield _made(hit, (start, end), "asserts", scope, (rank, start))


def _can_claim(passage: Passage, start: int, end: int) -> bool:
    """Whether the words name somebody who makes statements: a ministry, an outlet, a person."""
    named = (e for e in passage.entities if start <= e.start and e.end <= end)
    return any(e.label in ("ORG", "PERSON") for e in named) or any(
        start <= hit.start and hit.end <= end for hit in passage.of_class(*_CLAIMANTS)
    )


def _verbs(passage: Passage) -> list[ClassHit]:
    """Hits of saying, the longest of those that overlap."""
    hits = [
        *passage.under(_PREFIX),
        *passage.of_class("say_by", "say_back", "say_citing", _GERUND_CLASS),
    ]
    kept: list[ClassHit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _speech(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> Speech | None:
    if hit.name in ("say_by", "say_back"):
        return _according_to(passage, hit)
    if hit.name == "say_citing":
        return _citing(passage, hit, earlier)
    if hit.name == _GERUND_CLASS:
        return _adding(passage, hit, earlier)
    stance = cast(Stance, hit.name.removeprefix(_PREFIX))
    left = _left_boundary(passage, hit.start)
    before = _claimant(passage, left, hit.start)
    if before is None:
        if _subject_is_missing(passage, left, hit.start):
            return _inverted(passage, hit, stance)
        if passage.lexicon.syntax.speaker_after_verb:
            return _verb_first(passage, hit, stance)
        return _shared_subject(passage, hit, stance, earlier)
    after = left > passage.start and _ends_report(passage, hit)
    scope = (passage.start, before[0]) if after else (hit.end, passage.end)
    if after and _continues(passage, hit):
        scope = (passage.start, passage.end)
    return _made(hit, before, stance, scope, (2, hit.start) if after else (0, -hit.start))


def _made(
    hit: ClassHit,
    claimant: tuple[int, int],
    stance: Stance,
    scope: tuple[int, int],
    rank: tuple[int, int],
) -> Speech:
    return Speech(
        start=claimant[0],
        end=claimant[1],
        verb_start=hit.start,
        verb_end=hit.end,
        stance=stance,
        scope=scope,
        rank=rank,
    )


def _left_boundary(passage: Passage, offset: int) -> int:
    return max((b for b in passage.boundaries if b <= offset), default=passage.start)


def _right_boundary(passage: Passage, offset: int) -> int:
    """Where the phrase that begins here ends: before the mark that closes it."""
    right = min((b for b in passage.boundaries if b > offset), default=passage.end)
    while right > offset and not passage.scan.lowered[right - 1].isalnum():
        right -= 1
    return right


def _claimant(passage: Passage, left: int, right: int) -> tuple[int, int] | None:
    """The noun phrase that [left, right) holds, without conjunctions, auxiliaries and adverbs."""
    words = [(m.start(), m.end()) for m in _words(passage, left, right)]
    lexicon = passage.lexicon.words
    while len(words) > 2 and _word(passage, words[1]) in lexicon["claimant_second_stops"]:
        del words[:2]
    while words and _word(passage, words[0]) in lexicon["claimant_lead_stops"]:
        words.pop(0)
    while words and _word(passage, words[-1]) in lexicon["claimant_tail_stops"]:
        words.pop()
    longest = _LONGEST_WORDS if passage.lexicon.spaces else _LONGEST_UNSPACED
    words = _before_adjunct(passage, words)[-longest:]
    if len(words) == 1 and _word(passage, words[0]) in lexicon["possessives"]:
        return None
    if not words or _word(passage, words[0]) in lexicon["prepositions"]:
        return None
    return words[0][0], _without_possessive_mark(passage, words[-1][1])


def _words(passage: Passage, left: int, right: int) -> Iterator[re.Match[str]]:
    pattern = _TOKEN if passage.lexicon.spaces else passage.lexicon.word
    return pattern.finditer(passage.scan.lowered, left, right)


def _word(passage: Passage, span: tuple[int, int]) -> str:
    return passage.scan.lowered[span[0] : span[1]].rstrip(".")


def _before_adjunct(passage: Passage, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words up to a preposition and a time: "NATO [on Monday]"."""
    lexicon = passage.lexicon.words
    for i in range(1, len(words)):
        following = [_word(passage, w) for w in words[i : i + 3]]
        if following[0] in lexicon["time_words"] or (
            following[0] in lexicon["prepositions"]
            and any(word in lexicon["time_words"] or word[:4].isdigit() for word in following[1:])
        ):
            return words[:i]
    return words


def _without_possessive_mark(passage: Passage, end: int) -> int:
    text = passage.full_text
    while end > 0 and text[end - 1] in ".'’":
        end -= 1
    return end


def _subject_is_missing(passage: Passage, left: int, start: int) -> bool:
    """Whether the verb opens its clause: '…," said the Norwegian'."""
    words = passage.words_between(left, start)
    return left > passage.start and not words


def _inverted(passage: Passage, hit: ClassHit, stance: Stance) -> Speech | None:
    claimant = _claimant(passage, hit.end, _noun_phrase_end(passage, hit.end))
    if claimant is None:
        return None
    scope = (passage.start, hit.start)
    if _continues_after(passage, claimant[1]):
        scope = (passage.start, passage.end)
    return _made(hit, claimant, stance, scope, (2, hit.start))


def _verb_first(passage: Passage, hit: ClassHit, stance: Stance) -> Speech | None:
    """The claimant behind a verb that opens its sentence: "قالت وزارة الدفاع إن …"."""
    claimant = _claimant(passage, hit.end, _noun_phrase_end(passage, hit.end))
    if claimant is None:
        return None
    return _made(hit, claimant, stance, (claimant[1], passage.end), (0, -hit.start))


def _noun_phrase_end(passage: Passage, start: int) -> int:
    """Where a claimant after its verb ends: at a mark, or before "who …" or "in a speech"."""
    right = _right_boundary(passage, start)
    stops = passage.lexicon.words["claimant_end_words"]
    for found in _words(passage, start, right):
        if found.start() > start + 1 and found[0] in stops:
            return found.start()
    return right


def _shared_subject(
    passage: Passage, hit: ClassHit, stance: Stance, earlier: Sequence[Speech]
) -> Speech | None:
    """The verb of a second predicate: "…, but reminded that"."""
    if not earlier:
        return None
    last = earlier[-1]
    return _made(hit, (last.start, last.end), stance, (hit.end, passage.end), (0, -hit.start))


def _adding(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> Speech | None:
    if not earlier:
        return None
    last = earlier[-1]
    return _made(hit, (last.start, last.end), "asserts", (hit.end, passage.end), (0, -hit.start))


def _according_to(passage: Passage, hit: ClassHit) -> Speech | None:
    claimant = _claimant(passage, hit.end, _noun_phrase_end(passage, hit.end))
    if claimant is None:
        return None
    return _made(hit, claimant, "asserts", (passage.start, passage.end), (3, hit.start))


def _citing(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> Speech | None:
    claimant = _claimant(passage, hit.end, _noun_phrase_end(passage, hit.end))
    if claimant is None:
        return None
    scope = earlier[-1].scope if earlier else (passage.start, passage.end)
    return _made(hit, claimant, "asserts", scope, (1, hit.start))


def _outlet_told(passage: Passage, hit: ClassHit, speech: Speech) -> Iterator[Speech]:
    """The outlet that was told: "an adviser told Tasnim"."""
    if passage.scan.lowered[hit.start : hit.end] not in passage.lexicon.words["told"]:
        return
    for outlet in passage.of_class("outlet"):
        words = passage.words_between(hit.end, outlet.start)
        if outlet.start >= hit.end and len(words) <= 2:
            span = (outlet.start, outlet.end)
            yield _made(hit, span, "asserts", speech.scope, (4, hit.start))
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
    right = _right_boundary(passage, hit.end)
    closes = passage.scan.lowered[right : right + 1] in ".,;" or right == passage.end
    return closes and len(passage.words_between(hit.end, right)) <= _LISTENER_WORDS


def _continues(passage: Passage, hit: ClassHit) -> bool:
    return _continues_after(passage, hit.end)


def _continues_after(passage: Passage, offset: int) -> bool:
    """Whether a quotation goes on behind "…, said X,"."""
    return any(offset < quote[0] for quote in passage.quoted)


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
        yield Speech(
            start=speech.start,
            end=speech.end,
            verb_start=speech.verb_start,
            verb_end=speech.verb_end,
            stance=speech.stance,
            scope=(left, max(left, right)),
            rank=speech.rank,
        )


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
