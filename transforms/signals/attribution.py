"""The chain of claimants of a trigger, innermost first."""

import dataclasses
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from schemas.signal import Attribution
from schemas.vocabulary import Polarity, SignalType
from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.speech_act import Speech
from transforms.signals.text import end_as_written
from transforms.signals.triggers import Found

#: How far back the person may be named whom "he" or "the minister" means, characters.
_BACK = 600
_LONGEST_CHAIN = 3
#: What nobody tells of others without blaming them.
_BREACHES = ("ceasefire_violation",)
#: What is done by saying so.
_ENACTED = (
    "martial_law",
    "mobilization",
    "ceasefire",
    "alert_readiness",
    "exercise",
    "military_aid",
)
#: How far behind the words of saying it stands, words.
_ENACTED_WORDS = 3
#: What attacks bring about.
_FOLLOWING = ("losses", "air_defense")


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


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of an event: its claimants, outermost last; none for the outlet's own voice.

    Attributes:
        judged_with: the words of denying or accusing, where it only judges another's telling.
    """

    chain: tuple[Attribution, ...] = ()
    judged_with: tuple[int, int] | None = None


def accounts(
    passage: Passage,
    speeches: Sequence[Speech],
    mentions: Sequence[Mention],
    names: Names,
    found: Found,
    teller: Callable[[], Attribution | None],
) -> list[Account]:
    """Who tells what a trigger says: at least one account.

    There are several where one claimant judges what another, or the outlet, tells: a claim and its
    denial are two. `teller` gives the speaker that a neighbouring sentence names.
    """
    span = found.start, found.end
    covering = [s for s in speeches if s.covers(*span) and not enacts(passage, s, found)]
    quoted = passage.in_quote(*span) is not None
    links: list[tuple[Speech, Attribution]] = []
    for speech in sorted(covering, key=lambda s: s.rank)[:_LONGEST_CHAIN]:
        speech = _beyond_denial(passage, speech, found)
        made = attribution_of(passage, speech, mentions, names, quoted=quoted and not links)
        if made is not None and all(made.claimant != other.claimant for _, other in links):
            links.append((speech, made))
    inner = links[0][1].stance if links else None
    judging = [(s, a) for s, a in links if s.judges or (a.stance == "denies" != inner)]
    told = tuple(link for link in links if link not in judging)
    chain = tuple(made for _, made in told)
    if not chain and (outer := teller()):
        chain = (outer,)
    return [
        Account(chain),
        *(
            Account((made,), (speech.verb_start, speech.verb_end))
            for speech, made in judging
            if judges(speech, found.trigger.type)
        ),
    ]


def _beyond_denial(passage: Passage, speech: Speech, found: Found) -> Speech:
    """What who denies says behind a colon is not denied: "denies an attack: “a mere drill”"."""
    between = passage.scan.lowered[speech.verb_end : found.start]
    if speech.stance == "denies" and not speech.judges and ":" in between:
        return dataclasses.replace(speech, stance="asserts")
    return speech


def judges(speech: Speech, type_: SignalType) -> bool:
    """Whether a judgement is about signals of the type: nobody is accused of what follows."""
    return speech.stance != "accuses" or type_ not in _FOLLOWING


def enacts(passage: Passage, speech: Speech, found: Found) -> bool:
    """Whether the speaker does by the words what they tell: "Kyiv declared martial law"."""
    if found.trigger.type not in _ENACTED or speech.stance != "asserts" or speech.rank[0] != 0:
        return False
    if not speech.start < speech.verb_start or passage.in_quote(found.start, found.end):
        return False
    if found.start < speech.verb_end:
        return found.end > speech.verb_start
    between = passage.words_between(speech.verb_end, found.start)
    that = passage.has("complementizer", speech.verb_end, found.start + 1)
    colon = ":" in passage.scan.lowered[speech.verb_end : found.start]
    is_clause = found.trigger.voice == "verb" or that or colon
    return len(between) <= _ENACTED_WORDS and not is_clause


def with_stance(
    chain: tuple[Attribution, ...], type_: SignalType, polar: Polarity
) -> tuple[Attribution, ...]:
    """The chain with the stance that plain verbs of saying have by what is said.

    Who says that something did not happen denies it, who tells of a danger warns, and who tells of
    a breach by others accuses them.
    """
    if not chain:
        return chain
    inner = chain[0]
    stance = inner.stance
    if polar == "negated" and stance not in ("warns", "speculates"):
        stance = "denies"
    elif type_ == "warning":
        stance = "warns"
    elif type_ in _BREACHES and stance == "asserts":
        stance = "accuses"
    return (replace(inner, stance=stance), *chain[1:])


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
