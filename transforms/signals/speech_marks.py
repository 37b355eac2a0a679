"""Claimants that a mark sets apart: "Pentagon: strikes hit …", "Strikes hit … – Pentagon"."""

import re
from collections.abc import Iterator, Sequence

from transforms.signals.claimants import with_marks
from transforms.signals.passage import Passage
from transforms.signals.place_roles import role_behind
from transforms.signals.scan import ClassHit
from transforms.signals.speech_act import Speech, act

#: A claimant in front of a colon or behind a dash, as headlines have it; longest, words.
_LEADING = re.compile(r"\W*(?P<claimant>\w[^:\n]{1,60}?)\s?[:：]\s")
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
#: Longest signature of a post, words.
_SIGNATURE_WORDS = 6
#: Longest bare name, words.
_NAME_WORDS = 3
_CLAIMANTS = ("official_body", "security_service", "outlet", "evidence:eyewitness")
_SAYING = frozenset({"ORG", "PERSON", "MILITARY_UNIT"})
_OFFICES = ("official", "force", "evidence:official_statement", "evidence:anonymous_source")


def ends_with_source(passage: Passage) -> bool:
    """Whether the source of a whole post is set behind it: "… — the governor", "… (Reuters)"."""
    marks = (
        pattern.search(passage.scan.lowered, passage.start, passage.end) for pattern in _SOURCES
    )
    return any(mark is not None for mark in marks)


def signature(passage: Passage) -> Speech | None:
    """The office and name that sign a post: "Губернатор Вячеслав Гладков"."""
    if len(passage.words_between(passage.start, passage.end)) > _SIGNATURE_WORDS:
        return None
    office = next(iter(passage.of_class("official", "official_body")), None)
    person = next((e for e in passage.entities if e.label == "PERSON"), None)
    if office is None or person is None or passage.words_between(person.end, passage.end):
        return None
    if passage.words_between(passage.start, office.start):
        return None
    span = (passage.start, person.end)
    hit = ClassHit(*span, "say.asserts")
    return act(hit, span, "asserts", (passage.start, passage.end), (3, passage.start))


def headline_speeches(passage: Passage, found: Sequence[Speech]) -> Iterator[Speech]:
    """A claimant set apart by a mark: "Pentagon: strikes hit …", "Strikes hit … – Pentagon"."""
    lowered = passage.scan.lowered
    leading = _LEADING if passage.lexicon.spaces else _HAN_LEADING
    most = _HEADLINE_WORDS if passage.lexicon.spaces else _HEADLINE_LETTERS
    for pattern, rank in ((leading, 3), (_TRAILING, 3), (_BRACKETED, 3)):
        find = pattern.match if pattern is _LEADING else pattern.search
        mark = find(lowered, passage.start, passage.end)
        if mark is None:
            continue
        start, end = _claimant(passage, *mark.span("claimant"))
        words = passage.words_between(start, end)
        taken = any(start < s.verb_end and s.start < end for s in found)
        if taken or len(words) > most or passage.scan.tells_event(start, end):
            continue
        if not _can_claim(passage, start, end, words):
            continue
        hit = ClassHit(start, end, "say.asserts")
        scope = (end, passage.end) if pattern is leading else (passage.start, start)
        yield act(hit, (start, end), "asserts", scope, (rank, start))


def _claimant(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The claimant without those spoken to: "Hegseth ai ministri: …"."""
    person = next((e for e in passage.entities if e.start == start and e.label == "PERSON"), None)
    behind = passage.words_between(person.end, end)[:1] if person else []
    if person and behind and behind[0] in passage.lexicon.words["prepositions"]:
        return start, person.end
    closed = passage.full_text[end - 1] in '»”"“'
    return with_marks(passage, start, end - closed)


def _is_quoted_name(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are a name in quotation marks, as outlets have: "«Новости»: …"."""
    return (
        any(left - 1 <= start <= left and end - 1 <= right <= end for left, right in passage.quoted)
        and passage.full_text[start : start + 2].strip('«“„"')[:1].isupper()
    )


def _ends_as_name(passage: Passage, start: int, end: int) -> bool:
    """Whether no small word that is nobody's name or office ends the words: "Jermuk bruised"."""
    last = passage.last_word(start, end)
    at = end - len(last)
    if not passage.lexicon.spaces or not passage.full_text[at : at + 1].islower():
        return True
    if not passage.full_text[start : start + 1].isupper():
        return True
    offices = passage.lexicon.words["person_nouns"]
    known = passage.of_class(*_CLAIMANTS, *_OFFICES)
    return last in offices or any(hit.start < end and at < hit.end for hit in known)


def _can_claim(passage: Passage, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether the words name somebody who makes statements: a ministry, an outlet, a person.

    A name that no table knows does, if it is no place: "Syrskyi: …"; where a mark behind a name
    tells of a place ("Barsalogho : …"), it does not.
    """
    if _is_quoted_name(passage, start, end):
        return True
    if "," in passage.scan.lowered[start:end] or not _ends_as_name(passage, start, end):
        return False
    named = [e.label for e in passage.entities if start <= e.start and e.end <= end]
    if not _SAYING.isdisjoint(named):
        return True
    text = passage.full_text[start:end]
    offices = ("official",) if text.lower() != text.upper() else ("official", "force")
    known = passage.of_class(*_CLAIMANTS, *offices), passage.under("state:")
    if any(start <= hit.start and hit.end <= end for hits in known for hit in hits):
        return True
    is_name = len(words) <= _NAME_WORDS and all(word[0].isupper() for word in text.split())
    is_place = role_behind(passage, end) is not None
    return is_name and not named and not is_place and passage.lexicon.spaces
