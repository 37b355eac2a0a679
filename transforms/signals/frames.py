"""Acts of saying that are no verb behind its subject: "according to …", '…," said the minister'."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.vocabulary import Stance
from transforms.signals.claimants import (
    claimant_behind,
    claimant_in,
    left_boundary,
    noun_phrase_end,
    plain_word,
    words_in,
)
from transforms.signals.passage import Passage
from transforms.signals.scan import ClassHit
from transforms.signals.speech_act import Speech, act
from transforms.signals.speech_led import led_by_name

#: Classes of phrases and clauses of saying.
FRAMES = (
    "say_adding", "say_after", "say_back", "say_by", "say_citing", "say_opening", "say_own",
    "say_within",
)  # fmt: skip


def framed(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> Speech | None:
    """The act of saying that a hit of `FRAMES` stands for, if it has a claimant."""
    if hit.name == "say_by" and not passage.lexicon.spaces and _is_inside(passage, hit.start):
        return None  # "据" of "据点"
    match hit.name:
        case "say_after":
            return led_by_name(passage, hit, earlier)
        case "say_citing":
            return _citing(passage, hit, earlier)
        case "say_adding":
            return _adding(passage, hit, earlier)
        case "say_opening":
            opens = subject_is_missing(passage, left_boundary(passage, hit.start), hit.start)
            return inverted(passage, hit, "asserts") if opens else None
        case "say_own":
            return _own(passage, hit)
        case "say_within":
            return _within(passage, hit)
        case _:
            return _according_to(passage, hit)


def _is_inside(passage: Passage, offset: int) -> bool:
    """Whether a letter stands right before, so that no clause begins here."""
    return offset > passage.start and passage.scan.lowered[offset - 1].isalnum()


def subject_is_missing(passage: Passage, left: int, start: int) -> bool:
    """Whether the verb opens its clause: '…," said the Norwegian'."""
    words = passage.words_between(left, start)
    return left > passage.start and not words


def inverted(passage: Passage, hit: ClassHit, stance: Stance) -> Speech | None:
    """The act whose verb stands behind what was said, before its claimant."""
    claimant = claimant_behind(passage, hit)
    if claimant is None:
        return None
    scope = (passage.start, hit.start)
    if continues_after(passage, claimant[1]):
        scope = (passage.start, passage.end)
    return act(hit, claimant, stance, scope, (2, hit.start))


def _adding(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> Speech | None:
    if not earlier:
        return None
    last = earlier[-1]
    return act(hit, (last.start, last.end), "asserts", (hit.end, passage.end), (0, -hit.start))


def _according_to(passage: Passage, hit: ClassHit) -> Speech | None:
    claimant = claimant_in(passage, hit.end, noun_phrase_end(passage, hit.end))
    if claimant is None:
        return None
    scope = _part_of(passage, hit, claimant)
    return act(hit, claimant, "asserts", scope, (3, hit.start))


def _part_of(passage: Passage, hit: ClassHit, claimant: tuple[int, int]) -> tuple[int, int]:
    """What a phrase is about: the clause that it interrupts, or the whole sentence it frames.

    "Minsk reinforced its troops after drones had, according to Minsk, crossed the border."
    """
    first, last = min(hit.start, claimant[0]), max(hit.end, claimant[1])
    before = [b for b in passage.boundaries if b <= first]
    if len(before) < 2 or not passage.scan.tells_event(last, passage.end):
        return passage.start, passage.end
    apart = not passage.words_between(before[-1], first)
    return before[-2] if apart else before[-1], passage.end


def _within(passage: Passage, hit: ClassHit) -> Speech | None:
    """The claimant among the words of a phrase: "nach Moskauer Angaben", "dem Amt zufolge"."""
    words = [m.span() for m in words_in(passage, hit.start, hit.end)]
    lists = passage.lexicon.words
    while words and plain_word(passage, words[0]) in lists["prepositions"]:
        words.pop(0)
    while words and plain_word(passage, words[-1]) in lists["claimant_tail_stops"]:
        words.pop()
    if not words:
        return None
    span = (words[0][0], words[-1][1])
    return act(hit, span, "asserts", _part_of(passage, hit, span), (3, hit.start))


def _own(passage: Passage, hit: ClassHit) -> Speech | None:
    """Who acts is who tells it: "Die Armee hat nach eigenen Angaben …"."""
    claimant = claimant_in(passage, left_boundary(passage, hit.start), hit.start)
    claimant = claimant or claimant_in(passage, hit.end, noun_phrase_end(passage, hit.end))
    if claimant is None:
        return None
    speech = act(hit, claimant, "asserts", (passage.start, passage.end), (3, hit.start))
    return replace(speech, of_self=True)


def _citing(passage: Passage, hit: ClassHit, earlier: Sequence[Speech]) -> Speech | None:
    claimant = claimant_in(passage, hit.end, noun_phrase_end(passage, hit.end))
    if claimant is None:
        return None
    scope = earlier[-1].scope if earlier else (passage.start, passage.end)
    return act(hit, claimant, "asserts", scope, (-1, hit.start))


def continues_after(passage: Passage, offset: int) -> bool:
    """Whether a quotation goes on behind "…, said X,"."""
    return any(offset < quote[0] for quote in passage.quoted)
