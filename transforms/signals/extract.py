"""Extracts signals from an analysed article: the engine's one entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from schemas.analysis import AnalysedArticle
from schemas.signal import Quantity, Signal
from transforms.signals.assemble import EXTRACTOR_VERSION, Event, accounts_of, assemble
from transforms.signals.counts import assign_quantities
from transforms.signals.guards import guard_reason
from transforms.signals.inherit import complete, located
from transforms.signals.judge import load_judge
from transforms.signals.judgements import judged, one_per_trigger
from transforms.signals.lexicon import load_lexicon
from transforms.signals.meaning import load_encoder
from transforms.signals.mentions import Mention
from transforms.signals.merge import one_per_event, without_contained
from transforms.signals.passage import Passage
from transforms.signals.place_before import places_before
from transforms.signals.reader import ArticleReader
from transforms.signals.rows import signal_rows
from transforms.signals.scan import Candidate
from transforms.signals.triggers import (
    ENTITY_NEEDS,
    MILITARY,
    Found,
    Tried,
    best_of,
    hold,
    try_forms,
)
from transforms.signals.types import type_facts
from transforms.signals.weigh import Weighed, weighed
from transforms.signals.when import assign_times

__all__ = ["EXTRACTOR_VERSION", "Extraction", "SignalExtractor", "load_extractor", "signal_rows"]

_POSTURE = ("force_buildup", "deployment", "troop_movement", "withdrawal")
_ELLIPSIS_CHARS = 40
#: More signals than one sentence has.
_LAST_SIGNALS = 12
#: The chance from which a type counts, with or without its rules.
_LIKELY = 0.45
#: The same for one whose rules hold in a sentence that surely states some type: which one it is
#: the judge knows less well than they do ("destroyed the depot": losses, and the strike).
_CREDIBLE = 0.05
#: The chance from which a sentence surely states some type.
_SURE = 0.85
#: A text so short says all it has to say of armed forces in few words.
_FLASH_WORDS = 60


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an article yields.

    Attributes:
        signals: in text order.
        suppressed: what the guards held back: (reason, sentence).
    """

    signals: tuple[Signal, ...] = ()
    suppressed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What a passage left for the next one to refer to."""

    index: int
    actors: tuple[Mention, ...] = ()
    #: The posture signal whose forces a bare number may count.
    posture: Found | None = None


class SignalExtractor:
    """Finds claims of military activity, with the rules of the article's language."""

    def extract(self, analysed: AnalysedArticle) -> Extraction:
        """The signals of an article, in text order; none for a language without a data file."""
        lexicon = load_lexicon(analysed.language.tag)
        if lexicon is None:
            return Extraction()
        return _ArticleExtraction(ArticleReader(analysed, lexicon)).run()

    def weigh(self, analysed: AnalysedArticle) -> list[Weighed]:
        """What the judge is asked of each sentence that holds possible triggers, in text order."""
        lexicon = load_lexicon(analysed.language.tag)
        if lexicon is None:
            return []
        return list(_ArticleExtraction(ArticleReader(analysed, lexicon)).weigh())


@cache
def load_extractor() -> SignalExtractor:
    """The extractor, with the English lexicon and all that the judge needs. One per process."""
    load_lexicon("en")
    load_judge()
    load_encoder()
    return SignalExtractor()


class _ArticleExtraction:
    """One pass over the passages of an article that hold triggers."""

    def __init__(self, reader: ArticleReader) -> None:
        self._reader = reader
        self._signals: list[Signal] = []
        self._suppressed: list[tuple[str, str]] = []
        self._said = _Said(-2)

    def run(self) -> Extraction:
        for index, candidates in sorted(self._reader.candidates().items()):
            self._count_again(self._said.index + 1, index)
            self._read(index, candidates)
        self._count_again(self._said.index + 1, len(self._reader.spans))
        return Extraction(tuple(self._signals), tuple(self._suppressed))

    def weigh(self) -> Iterator[Weighed]:
        """What the judge is asked of each passage that holds possible triggers."""
        for index, candidates in sorted(self._reader.candidates().items()):
            passage = self._reader.passage(index)
            tried = try_forms(passage, candidates)
            found = self._found(passage, tried)
            kept, _ = self._kept(passage, found)
            yield self._weighed(passage, tried, found, kept)

    def _read(self, index: int, candidates: Sequence[Candidate]) -> None:
        passage = self._reader.passage(index)
        tried = try_forms(passage, candidates)
        found = self._found(passage, tried)
        for blocked in sorted({f.blocked_by for f in found if f.blocked_by}):
            self._suppress(passage, blocked)
        if believed := self._believed(passage, tried, found):
            self._record(passage, believed)

    def _may_add(self, passage: Passage) -> bool:
        """Whether more than the rules find may be read: of forces, in news of forces.

        What kills and destroys is no matter of armed forces where no word says so, nor is a war
        word in an article about something else.
        """
        theme = self._reader.theme
        if not (theme.is_military or theme.article_words < _FLASH_WORDS):
            return False
        armed = any(e.label in ENTITY_NEEDS["@armed"] for e in passage.entities)
        return armed or not passage.class_names.isdisjoint(MILITARY)

    def _weighed(
        self,
        passage: Passage,
        tried: Sequence[Tried],
        found: Sequence[Found],
        kept: Sequence[Found],
    ) -> Weighed:
        military = self._reader.theme.is_military
        return weighed(passage, tried, found, kept, military=military)

    def _found(self, passage: Passage, tried: Sequence[Tried]) -> list[Found]:
        return hold(
            passage,
            tried,
            military=self._reader.theme.is_military,
            carries=self._carries(passage),
        )

    def _kept(self, passage: Passage, found: Sequence[Found]) -> tuple[list[Found], set[str]]:
        """The triggers that are left in the end, and the types that a guard took away."""
        kept: list[Found] = []
        guarded: set[str] = set()
        free = [f for f in found if f.blocked_by is None]
        for item in without_contained(passage, free):
            reason = guard_reason(passage, self._reader.theme, item)
            if reason is None:
                kept.append(item)
            else:
                guarded.add(item.trigger.type)
                self._suppress(passage, reason)
        return kept, guarded

    def _believed(
        self, passage: Passage, tried: Sequence[Tried], found: Sequence[Found]
    ) -> list[Found]:
        """The triggers that the judge believes, with those that the rules alone would not take."""
        kept, guarded = self._kept(passage, found)
        verdict = load_judge().verdict(self._weighed(passage, tried, found, kept))
        least = _CREDIBLE if verdict.any_type >= _SURE else _LIKELY
        believed: list[Found] = []
        for item in kept:
            chance = verdict.chances[item.trigger.type]
            if chance < least:
                self._suppress(passage, "unlikely")
            else:
                believed.append(replace(item, chance=chance))
        told = guarded.union(item.trigger.type for item in kept)
        likely = verdict.chances.items() if self._may_add(passage) else ()
        for type_, chance in likely:
            if chance >= _LIKELY and type_ not in told:
                item = replace(best_of(passage, tried, type_), chance=chance)
                if guard_reason(passage, self._reader.theme, item) is None:
                    believed.append(item)
        return sorted(believed, key=lambda item: item.start)

    def _suppress(self, passage: Passage, reason: str) -> None:
        sentence = passage.full_text[passage.start : passage.end]
        self._suppressed.append((reason.removeprefix("guard:"), sentence))

    def _carries(self, passage: Passage) -> bool:
        """Whether "they" can mean forces that the sentence before names."""
        if not passage.of_class("anaphor") or passage.index == 0:
            return False
        if self._said.index == passage.index - 1 and self._said.actors:
            return True
        return bool(self._reader.passage(passage.index - 1).of_class("force"))

    def _inherited(self, passage: Passage) -> tuple[Mention, ...]:
        if not passage.of_class("anaphor") or passage.index == 0:
            return ()
        if self._said.index == passage.index - 1 and self._said.actors:
            return self._said.actors
        before = self._reader.mentions(passage.index - 1)
        return tuple(m for m in before if m.kind in ("armed_force", "unit", "non_state"))[:1]

    def _record(self, passage: Passage, found: list[Found]) -> None:
        accounts = [accounts_of(self._reader, passage, f) for f in found]
        keys = [[link.claimant for account in each for link in account.chain] for each in accounts]
        groups = one_per_event(passage, found, keys)
        best = [group[0] for group in groups]
        inherited = self._inherited(passage)
        counted = assign_quantities(
            passage,
            best,
            [type_facts()[f.trigger.type] for f in best],
            self._reader.quantities(passage.index, people=bool(inherited)),
        )
        told = self._reader.times(passage.index)
        times = assign_times(self._reader, passage, best, told)
        acting: tuple[Mention, ...] = ()
        made: list[Signal] = []
        for group, quantities, time in zip(groups, counted, times, strict=True):
            for account in accounts[found.index(group[0])]:
                event = Event(
                    found=group,
                    account=account,
                    time=time,
                    quantities=quantities,
                    inherited=inherited,
                )
                signal, actors = assemble(self._reader, passage, event)
                made.append(signal)
                acting = acting or actors
        completed = complete(made, self._in_paragraph_before(passage))
        completed = one_per_trigger(completed)
        if not all(signal.locations for signal in completed):
            completed = located(completed, places_before(self._reader, passage))
        self._signals += completed + judged(self._reader, passage, completed)
        posture = next((f for f in best if f.trigger.type in _POSTURE), None)
        self._said = _Said(passage.index, acting or inherited, posture)

    def _in_paragraph_before(self, passage: Passage) -> list[Signal]:
        """The signals of the sentence before, if no line break stands between."""
        if passage.index == 0:
            return []
        start, end = self._reader.spans[passage.index - 1]
        if "\n" in passage.full_text[end : passage.start]:
            return []
        return [s for s in self._signals[-_LAST_SIGNALS:] if s.sentence.start == start]

    def _count_again(self, index: int, before: int) -> None:
        """A sentence that only gives another number: "In April there were a good 100,000."."""
        posture = self._said.posture
        if posture is None or not 0 <= index < before:
            return
        passage = self._reader.passage(index)
        for hit in passage.of_class("elliptic"):
            numbers = [
                q
                for q in self._reader.quantities(index, people=True)
                if q.unit == "personnel" and 0 <= q.start - hit.end <= _ELLIPSIS_CHARS
            ]
            if numbers:
                self._record_count(
                    passage,
                    replace(posture, start=hit.start, end=hit.end, carried=True),
                    numbers,
                )
                return

    def _record_count(self, passage: Passage, found: Found, numbers: list[Quantity]) -> None:
        told = self._reader.times(passage.index)
        event = Event(
            found=[found],
            account=accounts_of(self._reader, passage, found)[0],
            time=assign_times(self._reader, passage, [found], told)[0],
            quantities=tuple(numbers[:1]),
            inherited=self._said.actors,
        )
        signal, _ = assemble(self._reader, passage, event)
        self._signals.append(signal)
        self._said = _Said(passage.index, self._said.actors, found)
