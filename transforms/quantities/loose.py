"""Numbers without a unit of their own, for who knows what they count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from schemas.row import require_span
from schemas.signal import Quantity
from schemas.vocabulary import Comparator, QuantityUnit
from transforms.quantities.exclusions import counts_nothing, is_year
from transforms.quantities.number import Number
from transforms.quantities.numbers import numbers_among
from transforms.quantities.sentence import Sentence
from transforms.quantities.tokens import tokenise
from transforms.quantities.units import load_unit_lexicon

#: "people": civilians whose fate is not told; "bare": no noun follows; "noun": an unknown one does.
LooseKind = Literal["people", "bare", "noun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A number whose words do not tell its unit. Offsets are half-open code points."""

    kind: LooseKind
    value: float | None
    low: float | None
    high: float | None
    comparator: Comparator
    text: str
    start: int
    end: int
    #: Where the word behind it begins.
    noun: int

    def __post_init__(self) -> None:
        require_span(self.start, self.end)

    def shifted(self, offset: int) -> "Loose":
        """The number as it stands in a longer text."""
        return replace(
            self, start=self.start + offset, end=self.end + offset, noun=self.noun + offset
        )

    def counting(self, unit: QuantityUnit) -> Quantity:
        """The number as one of a unit."""
        return Quantity(
            text=self.text,
            start=self.start,
            end=self.end,
            value=self.value,
            low=self.low,
            high=self.high,
            comparator=self.comparator,
            unit=unit,
        )


def find_loose(text: str, language: str, *, offset: int = 0) -> list[Loose]:
    """The numbers of one sentence that `find_quantities` gives no unit, in text order.

    Years, dates, money, shares and measures are left out.
    """
    tokens = tokenise(text)
    numbers = numbers_among(tokens, text, language)
    if not numbers:
        return []
    sentence = _Numbers(text, tokens, numbers, load_unit_lexicon(language))
    return [loose.shifted(offset) for loose in sentence.loose()]


class _Numbers(Sentence):
    """The numbers of a sentence that have no unit."""

    def loose(self) -> Iterator[Loose]:
        """The numbers, in text order, with what they may count."""
        whole = -1
        for number, first, stop in self._numbers:
            if first == whole:
                continue
            whole = self._whole_of(stop)
            if counts_nothing(number, self._words, self._tokens, (first, stop), self._lexicon):
                continue
            after = self._noun_from(whole) or stop
            if self._typed(number, first, after) is None:
                yield from self._loose(number, first, after)

    def _loose(self, number: Number, first: int, stop: int) -> Iterator[Loose]:
        """The number with what it may count, if it may count anything."""
        phrase = self._counted(number, stop)
        if self._is_measure(stop) or (phrase is not None and phrase.unit):
            return
        if is_year(number, self._tokens, first) and phrase is None:
            return
        bounds = number.whole()
        if bounds is None:
            return
        kind: LooseKind = "people" if phrase else "bare" if self._stands_alone(stop) else "noun"
        yield Loose(
            kind=kind,
            value=bounds[0],
            low=bounds[1],
            high=bounds[2],
            comparator=number.comparator,
            text=number.text,
            start=number.start,
            end=number.end,
            noun=self._tokens[stop].start if stop < len(self._tokens) else number.end,
        )

    def _is_measure(self, stop: int) -> bool:
        """As in "40 days", "7 de mayo", "99 por ciento", "80. rocznica"."""
        lexicon = self._lexicon
        following = self._words[stop : stop + 2]
        if following and (following[0] in lexicon.stops or following[0] in lexicon.partitives):
            following = following[1:]
        if following and (following[0] in lexicon.measures or following[0] in lexicon.months):
            return True
        return (
            stop + 1 < len(self._tokens)
            and self._tokens[stop].text == "."
            and self._tokens[stop - 1].kind == "digits"
        )

    def _stands_alone(self, stop: int) -> bool:
        """Whether no noun can follow: "shot down five of them", "12 were killed"."""
        if stop >= len(self._tokens) or self._tokens[stop].kind != "word":
            return True
        word, lexicon = self._words[stop], self._lexicon
        return (
            word in lexicon.stops
            or word in lexicon.conjunctions
            or word in lexicon.partitives
            or word in lexicon.auxiliaries
            or word in lexicon.fate_after
        )
