"""How far the words reach that an act of saying reports."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.signals.passage import Passage
from transforms.signals.speech_act import Speech

#: Where the sentence may turn to another speaker: ";", or a comma and "and".
_TURN = re.compile(r"[;—]|, (?P<word>\w+)")

#: Marks that end what one speaker is told to have said.
_SEMICOLONS = (";", "；", "؛")
#: Stances to what was told already.
JUDGING = ("denies", "confirms", "accuses")


def bounded(passage: Passage, speeches: Sequence[Speech]) -> Iterator[Speech]:
    """Ends the reach of each speech where the sentence turns to another speaker."""
    breaks = [hit.start for hit in passage.of_class("turn")]
    breaks += [
        mark.start()
        for mark in _TURN.finditer(passage.scan.lowered, passage.start, passage.end)
        if mark["word"] is None or mark["word"] in passage.lexicon.words["joiners"]
    ]
    speeches = [_looking_back(passage, speech) for speech in speeches]
    for speech in speeches:
        left, right = _within_part(passage, speech)
        for other in speeches:
            if other is speech or other.rank[0] != 0 or other.start <= speech.verb_end:
                continue
            turn = max((b for b in breaks if speech.verb_end <= b <= other.start), default=None)
            if turn is not None and (other.start, other.end) != (speech.start, speech.end):
                right = min(right, turn)
        right = min(right, _next_predicate(passage, speech, speeches))
        yield replace(speech, scope=(left, max(left, right)))


def _within_part(passage: Passage, speech: Speech) -> tuple[int, int]:
    """The reach of a speech: what follows a semicolon is nobody's words that stand before it."""
    left, right = speech.scope
    last = max(speech.end, speech.verb_end)
    found = (passage.scan.lowered.find(mark, last, right) for mark in _SEMICOLONS)
    return left, min([right, *(at for at in found if at >= 0)])


def _looking_back(passage: Passage, speech: Speech) -> Speech:
    """The speech, of what stands before it where it judges that: "…; Kyiv denied this"."""
    begins = min(speech.start, speech.verb_start)
    if speech.stance not in JUDGING or speech.scope[0] < begins:
        return speech
    if passage.scan.tells_event(speech.scope[0], passage.end):
        return speech
    if not passage.scan.tells_event(passage.start, begins):
        return speech
    return replace(speech, scope=(passage.start, begins), judges=True)


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
