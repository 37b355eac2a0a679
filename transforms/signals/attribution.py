"""The chain of claimants of a trigger, innermost first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schemas.signal import Attribution
from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.speech_act import Speech
from transforms.signals.text import end_as_written

#: How far back the person may be named whom "he" or "the minister" means, characters.
_BACK = 600
_LONGEST_CHAIN = 3


@dataclass(frozen=True)
class Names:
    """Where the persons of an article are named, by surname, in text order."""

    spans: Sequence[tuple[int, int]]

    def last_before(self, offset: int) -> tuple[int, int] | None:
        """The last naming before an offset, if it is near enough."""
        before = [span for span in self.spans if offset - _BACK <= span[0] and span[1] <= offset]
        return before[-1] if before else None

    def inside(self, start: int, end: int) -> tuple[int, int] | None:
        """A naming inside [start, end)."""
        return next((span for span in self.spans if start <= span[0] and span[1] <= end), None)


def find_names(full_text: str, persons: Sequence[str]) -> Names:
    """Where the surnames of the persons stand, however the model labelled them there."""
    surnames = {name.split()[-1] for name in persons if len(name.split()) > 1}
    if not surnames:
        return Names(())
    pattern = "|".join(sorted(map(re.escape, surnames), key=len, reverse=True))
    return Names([found.span() for found in re.finditer(rf"\b(?:{pattern})\b", full_text)])


def attribution_chain(
    passage: Passage,
    speeches: Sequence[Speech],
    mentions: Sequence[Mention],
    names: Names,
    span: tuple[int, int],
    fallback: Callable[[], Attribution | None],
) -> tuple[Attribution, ...]:
    """Who claims what [span) says, outermost last; empty when the outlet itself does.

    `fallback` gives the speaker that a neighbouring sentence tells.
    """
    covering = sorted((s for s in speeches if s.covers(*span)), key=lambda s: s.rank)
    quoted = passage.in_quote(*span) is not None
    if not covering:
        outer = fallback()
        return (outer,) if outer else ()
    chain: list[Attribution] = []
    for speech in covering[:_LONGEST_CHAIN]:
        made = attribution_of(passage, speech, mentions, names, quoted=quoted and not chain)
        if made is not None and all(made.claimant != other.claimant for other in chain):
            chain.append(made)
    return tuple(chain)


def attribution_of(
    passage: Passage, speech: Speech, mentions: Sequence[Mention], names: Names, *, quoted: bool
) -> Attribution | None:
    """A speech as an attribution; None when its pronoun stands for nobody known."""
    start, end = speech.start, speech.end
    if _is_vague(passage, names, start, end):
        named = names.last_before(start)
        if named is not None:
            start, end = named
        elif _is_pronoun(passage, start, end):
            return None
    text = passage.full_text
    end = end_as_written(text, passage.scan.lowered, end)
    country = next((m.country for m in mentions if start <= m.start < end and m.country), None)
    return Attribution(
        claimant=text[start:end],
        country=country,
        verb=text[speech.verb_start : speech.verb_end],
        stance=speech.stance,
        direct_quote=quoted,
        start=start,
        end=end,
    )


def _is_pronoun(passage: Passage, start: int, end: int) -> bool:
    return passage.scan.lowered[start:end] in passage.lexicon.words["pronouns"]


def _is_vague(passage: Passage, names: Names, start: int, end: int) -> bool:
    """A pronoun, or "the Norwegian", "the secretary general": one person, not named here."""
    if _is_pronoun(passage, start, end):
        return True
    words = passage.scan.lowered[start:end].split()
    if words[0] not in passage.lexicon.words["definite"] or names.inside(start, end):
        return False
    nation_alone = len(words) == 2 and any(
        e.label == "NORP" and e.start >= start and e.end <= end for e in passage.entities
    )
    return nation_alone or (
        words[-1] in passage.lexicon.words["person_nouns"] and _is_singular_office(passage, words)
    )


def _is_singular_office(passage: Passage, words: Sequence[str]) -> bool:
    plain = passage.lexicon.words["person_nouns"] | passage.lexicon.words["definite"]
    return len(words) <= 2 or any(word in plain for word in words[1:])
