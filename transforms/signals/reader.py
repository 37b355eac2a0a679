"""An article as the engine reads it: passages, their mentions and speeches, made when needed."""

from collections.abc import Sequence
from functools import cached_property

from schemas.analysis import AnalysedArticle
from schemas.signal import Attribution, Quantity
from transforms.event_time.event_time import TimeExpression, find_times
from transforms.quantities.quantify import find_quantities
from transforms.signals.attribution import Names, attribution_of, find_names
from transforms.signals.clauses import quotations
from transforms.signals.guards import Theme
from transforms.signals.lexicon import Lexicon
from transforms.signals.mentions import Mention, find_mentions
from transforms.signals.passage import Passage
from transforms.signals.scan import Candidate, index_of_span, scan
from transforms.signals.speech import find_speeches, frames_whole, looks_back
from transforms.signals.speech_act import Speech
from transforms.signals.speech_scope import JUDGING
from transforms.signals.text import cut, lower_keeping_length, without_signs

#: Longest passage, characters. No real sentence is longer; tables and lists without full stops are,
#: and all work on a passage is bounded by this.
LONGEST_PASSAGE = 1200
#: How many sentences behind one may tell whose words they all are.
_TOLD_SENTENCES = 4


class ArticleReader:
    """Reads one article with one lexicon. What is costly is made once, and only when asked for."""

    def __init__(self, analysed: AnalysedArticle, lexicon: Lexicon) -> None:
        self.analysed = analysed
        self.lexicon = lexicon
        self.full_text = analysed.article.full_text
        lowered = lower_keeping_length(self.full_text).translate(lexicon.fold)
        self.scan = scan(lowered, lexicon)
        self._passages: dict[int, Passage] = {}
        self._mentions: dict[int, tuple[Mention, ...]] = {}
        self._speeches: dict[int, tuple[Speech, ...]] = {}

    @cached_property
    def spans(self) -> Sequence[tuple[int, int]]:
        """The passages' spans, in text order."""
        return [
            part
            for sentence in self.analysed.sentences
            for part in cut(self.full_text, sentence.start, sentence.end, LONGEST_PASSAGE)
        ]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [start for start, _ in self.spans]

    @cached_property
    def _entity_starts(self) -> Sequence[int]:
        return [entity.start for entity in self.analysed.entities]

    @cached_property
    def _quotations(self) -> Sequence[tuple[int, int]]:
        return quotations(self.full_text)

    @cached_property
    def _quotation_starts(self) -> Sequence[int]:
        return [start for start, _ in self._quotations]

    @cached_property
    def theme(self) -> Theme:
        """What the article is about."""
        return Theme.of(self.analysed, self.scan)

    @cached_property
    def names(self) -> Names:
        """Where the article's persons are named."""
        persons = [e.text for e in self.analysed.entities if e.label == "PERSON"]
        return find_names(self.full_text, persons)

    def candidates(self) -> dict[int, list[Candidate]]:
        """Possible triggers by the passage they begin in."""
        grouped: dict[int, list[Candidate]] = {}
        for candidate in self.scan.candidates:
            index = index_of_span(self._starts, candidate.start)
            if index >= 0 and candidate.start < self.spans[index][1]:
                grouped.setdefault(index, []).append(candidate)
        return grouped

    def passage(self, index: int) -> Passage:
        """The passage at an index of `spans`."""
        if index not in self._passages:
            start, end = self.spans[index]
            first = index_of_span(self._entity_starts, start - 1) + 1
            last = index_of_span(self._entity_starts, end - 1) + 1
            entities = [e for e in self.analysed.entities[first:last] if e.end <= end]
            self._passages[index] = Passage(
                analysed=self.analysed,
                lexicon=self.lexicon,
                scan=self.scan,
                full_text=self.full_text,
                index=index,
                start=start,
                end=end,
                entities=entities,
                quoted=self._quotations_at(start, end),
            )
        return self._passages[index]

    def _quotations_at(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Quotations that touch [start, end): they do not overlap, so one may reach in."""
        first = max(0, index_of_span(self._quotation_starts, start))
        last = index_of_span(self._quotation_starts, end - 1) + 1
        return [quote for quote in self._quotations[first:last] if quote[1] > start]

    def mentions(self, index: int) -> tuple[Mention, ...]:
        """The possible actors of a passage."""
        if index not in self._mentions:
            self._mentions[index] = find_mentions(self.passage(index))
        return self._mentions[index]

    def speeches(self, index: int) -> tuple[Speech, ...]:
        """The acts of saying in a passage."""
        if index not in self._speeches:
            self._speeches[index] = find_speeches(self.passage(index))
        return self._speeches[index]

    def quantities(self, index: int, *, people: bool) -> list[Quantity]:
        """The numbers of a passage; `people`: a bare one counts the forces named before."""
        start, end = self.spans[index]
        return find_quantities(
            without_signs(self.full_text[start:end]),
            self.analysed.language.tag,
            offset=start,
            default_unit="personnel" if people else None,
        )

    def times(self, index: int) -> list[TimeExpression]:
        """The times a passage tells."""
        start, end = self.spans[index]
        return find_times(
            without_signs(self.full_text[start:end]),
            self.analysed.language.tag,
            self.analysed.article.published_at,
            offset=start,
        )

    def told_behind(self, index: int) -> Attribution | None:
        """Who one of the next sentences of the paragraph says told this one."""
        for following in range(index + 1, min(index + 1 + _TOLD_SENTENCES, len(self.spans))):
            between = self.full_text[self.spans[index][1] : self.spans[following][0]]
            if "\n" in between:
                return None
            passage = self.passage(following)
            if self._ends_paragraph(following) and not self.scan.tells_event(
                passage.start, passage.end
            ):
                trailing = [s for s in self.speeches(following) if frames_whole(passage, s)]
                if trailing:
                    return self._attributed(following, trailing[-1])
            if looks_back(passage):
                speeches = [s for s in self.speeches(following) if s.scope[0] <= passage.start]
                return self._attributed(following, speeches[-1]) if speeches else None
            if self.speeches(following):
                return None
        return None

    def _ends_paragraph(self, index: int) -> bool:
        """Whether a line break or the end of the text follows the passage."""
        if index + 1 >= len(self.spans):
            return True
        return "\n" in self.full_text[self.spans[index][1] : self.spans[index + 1][0]]

    def judged_behind(self, index: int) -> Sequence[tuple[Speech, Attribution]]:
        """Who denies this sentence, or accuses somebody of it, in the next one of the paragraph."""
        following = index + 1
        if following >= len(self.spans):
            return ()
        start, end = self.spans[following]
        if "\n" in self.full_text[self.spans[index][1] : start] or self.scan.tells_event(
            start, end
        ):
            return ()
        judging = [s for s in self.speeches(following) if s.stance in JUDGING]
        return [(s, a) for s in judging if (a := self._attributed(following, s))]

    def _attributed(self, index: int, speech: Speech) -> Attribution | None:
        return attribution_of(
            self.passage(index), speech, self.mentions(index), self.names, quoted=False
        )

    def quote_speaker(self, index: int, span: tuple[int, int]) -> Attribution | None:
        """Who speaks the quotation around a span, as told in a neighbouring sentence."""
        quote = self.passage(index).in_quote(*span)
        if quote is None:
            return None
        behind = index_of_span(self._starts, quote[1] + 1)
        before = index_of_span(self._starts, quote[0] - 1)
        for other in (behind, before, before - 1):
            if not 0 <= other < len(self.spans) or other == index:
                continue
            for speech in self.speeches(other):
                if not quote[0] <= speech.verb_start < quote[1]:
                    return attribution_of(
                        self.passage(other), speech, self.mentions(other), self.names, quoted=True
                    )
        return None
