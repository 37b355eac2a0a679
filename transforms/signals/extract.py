"""Extracts signals from an analysed article: the engine's one entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from schemas.analysis import AnalysedArticle
from schemas.signal import Quantity, Signal
from transforms.signals.assemble import EXTRACTOR_VERSION, Event, accounts_of, assemble
from transforms.signals.believe import Case, believe, case_of
from transforms.signals.counts import assign_quantities
from transforms.signals.inherit import complete, located
from transforms.signals.judge import load_judge
from transforms.signals.judgements import judged, one_per_trigger
from transforms.signals.lexicon import load_lexicon
from transforms.signals.meaning import load_encoder
from transforms.signals.mentions import Mention
from transforms.signals.merge import one_per_event
from transforms.signals.passage import Passage
from transforms.signals.place_before import places_before
from transforms.signals.reader import ArticleReader
from transforms.signals.rows import signal_rows
from transforms.signals.scan import Candidate
from transforms.signals.triggers import Found
from transforms.signals.types import type_facts
from transforms.signals.weigh import Weighed
from transforms.signals.when import assign_times

__all__ = ["EXTRACTOR_VERSION", "Extraction", "SignalExtractor", "load_extractor", "signal_rows"]

_POSTURE = ("force_buildup", "deployment", "troop_movement", "withdrawal")
_ELLIPSIS_CHARS = 40
#: More signals than one sentence has.
_LAST_SIGNALS = 12


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
            yield self._case(index, candidates).asked

    def _case(self, index: int, candidates: Sequence[Candidate]) -> Case:
        passage = self._reader.passage(index)
        return case_of(passage, candidates, self._reader.theme, carries=self._carries(passage))

    def _read(self, index: int, candidates: Sequence[Candidate]) -> None:
        case = self._case(index, candidates)
        believed, reasons = believe(case)
        for reason in reasons:
            self._suppress(case.passage, reason)
        if believed:
            self._record(case.passage, believed)

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
