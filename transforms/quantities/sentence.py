"""One sentence's numbers with the nouns and fates they stand beside."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from schemas.signal import Quantity
from schemas.vocabulary import QuantityUnit
from transforms.quantities.exclusions import counts_nothing, is_year
from transforms.quantities.fates import fate_after, fate_before, is_toll
from transforms.quantities.nouns import Phrase, noun_after, noun_before
from transforms.quantities.number import Number
from transforms.quantities.tokens import Token
from transforms.quantities.units import Fate, UnitLexicon

_PEOPLE: frozenset[QuantityUnit | None] = frozenset({None, "personnel"})
_MANY = 20


class Sentence:
    """A sentence's tokens and numbers, and the quantities made of them."""

    def __init__(
        self, text: str, tokens: list[Token], numbers: list[Number], lexicon: UnitLexicon
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        self._tokens = tokens
        self._words = [token.lower for token in self._tokens]
        starts = [token.start for token in self._tokens]
        self._numbers = [
            (
                number,
                bisect_right(starts, number.number_start) - 1,
                bisect_left(starts, number.end),
            )
            for number in numbers
        ]
        self._stops = {first: stop for _, first, stop in self._numbers}
        self._numbers_at = set(self._stops)
        self._starts = starts

    def counted(self, default_unit: QuantityUnit | None) -> Iterator[Quantity]:
        """The numbers that count something; bare ones as `default_unit`, unless that is None."""
        whole = -1
        for number, first, stop in self._numbers:
            if first == whole:
                continue
            whole = self._whole_of(stop)
            if counts_nothing(number, self._words, self._tokens, (first, stop), self._lexicon):
                continue
            quantity = self._typed(number, first, self._noun_from(whole) or stop) or (
                self._elliptic(number, first, stop, default_unit) if default_unit else None
            )
            if quantity is not None:
                yield quantity

    def _whole_of(self, stop: int) -> int:
        """Where the number begins of which this one is a part: "45 of 50 drones"; -1 if none."""
        linked = stop < len(self._words) and self._words[stop] in self._lexicon.part_links
        return stop + 1 if linked and stop + 1 in self._numbers_at else -1

    def _noun_from(self, whole: int) -> int | None:
        return self._stops.get(whole)

    def _typed(self, number: Number, first: int, stop: int) -> Quantity | None:
        phrase = self._counted(number, stop)
        if is_year(number, self._tokens, first) and self._reads_as_year(phrase, first, stop):
            return None
        outer = bisect_left(self._starts, number.start)
        before = fate_before(self._words, outer, self._lexicon)
        if phrase is None:
            return self._casualties(number, outer, stop, before)
        unit = phrase.unit
        if unit in _PEOPLE:
            unit = _suffered(unit, fate_after(self._words, phrase.stop, self._lexicon) or before)
            if unit is None and is_toll(self._words, outer, self._lexicon):
                unit = "killed"
        if unit is None or self._too_few(number, phrase):
            return None
        return self._quantity(number, self._tokens[phrase.stop - 1].end, unit)

    def _counted(self, number: Number, stop: int) -> Phrase | None:
        """What the number counts: the noun behind it, or in Chinese the one before: "战机三架"."""
        lexicon = self._lexicon
        phrase = noun_after(
            self._tokens, self._words, stop, lexicon, self._numbers_at, single=number.value == 1
        )
        if not lexicon.classifiers:
            return phrase
        following = self._words[stop] if stop < len(self._words) else ""
        if following not in lexicon.classifiers:
            return phrase if phrase and phrase.first == stop else None
        return phrase or noun_before(
            self._words, bisect_left(self._starts, number.start), stop + 1, lexicon
        )

    def _casualties(
        self, number: Number, first: int, stop: int, before: Fate | None
    ) -> Quantity | None:
        """As in "killing at least 12 and wounding 30", "12 were killed", "a death toll of 40"."""
        following = self._words[stop] if stop < len(self._words) else ""
        if following in self._lexicon.measures:
            return None
        fate = fate_after(self._words, stop, self._lexicon)
        if fate is None and before in ("killed", "wounded", "mixed"):
            fate = before
        unit = _suffered(None, fate)
        if unit is None and is_toll(self._words, first, self._lexicon):
            unit = "killed"
        return self._quantity(number, number.end, unit) if unit else None

    def _reads_as_year(self, phrase: Phrase | None, first: int, stop: int) -> bool:
        before = self._words[first - 1] if first else ""
        return phrase is None or phrase.first > stop or before in self._lexicon.before_years

    def _too_few(self, number: Number, phrase: Phrase) -> bool:
        """As in "the two forces": a noun that only large numbers count."""
        most = number.high or number.value or number.low or 0
        return self._words[phrase.stop - 1] in self._lexicon.many_only and most < _MANY

    def _elliptic(
        self, number: Number, first: int, stop: int, unit: QuantityUnit
    ) -> Quantity | None:
        following = self._tokens[stop] if stop < len(self._tokens) else None
        if is_year(number, self._tokens, first) or (number.low or number.value or 0) < 2:
            return None
        if (
            following is not None
            and following.kind == "word"
            and following.lower not in self._lexicon.stops
            and following.lower not in self._lexicon.conjunctions
        ):
            return None
        return self._quantity(number, number.end, unit)

    def single_units(self) -> Iterator[Quantity]:
        """As in "a battalion", "a motor-rifle brigade": an article that counts one unit."""
        lexicon = self._lexicon
        if lexicon.counted_by_article.isdisjoint(self._words):
            return
        for at, word in enumerate(self._words):
            if word in lexicon.articles and not (
                at and self._words[at - 1] in lexicon.no_count_after
            ):
                yield from self._single_unit(at)

    def _single_unit(self, at: int) -> Iterator[Quantity]:
        phrase = noun_after(
            self._tokens, self._words, at + 1, self._lexicon, self._numbers_at, single=True
        )
        if phrase is None or phrase.unit is None:
            return
        noun = self._words[phrase.stop - 1]
        following = self._words[phrase.stop] if phrase.stop < len(self._words) else ""
        sized = following in self._lexicon.partitives and any(
            at in self._numbers_at for at in range(phrase.stop + 1, phrase.stop + 4)
        )
        if noun not in self._lexicon.counted_by_article or sized:
            return
        yield self._exactly(1, at, phrase.stop, phrase.unit)

    def duals(self) -> Iterator[Quantity]:
        """As in "صاروخان": a noun whose ending says two."""
        dual = self._lexicon.dual
        if not dual.phrases:
            return
        for at in range(len(self._words)):
            found = dual.match(self._words, at)
            if found is not None:
                yield self._exactly(2, at, found[1], found[0])

    def _exactly(self, value: int, first: int, stop: int, unit: QuantityUnit) -> Quantity:
        start, end = self._tokens[first].start, self._tokens[stop - 1].end
        return Quantity(
            text=self._text[start:end],
            start=start,
            end=end,
            value=value,
            low=value,
            high=value,
            comparator="eq",
            unit=unit,
        )

    def _quantity(self, number: Number, end: int, unit: QuantityUnit) -> Quantity | None:
        bounds = number.whole()
        if bounds is None:
            return None
        value, low, high = bounds
        end = max(end, number.end)
        return Quantity(
            text=self._text[number.start : end],
            start=number.start,
            end=end,
            value=value,
            low=low,
            high=high,
            comparator=number.comparator,
            unit=unit,
        )


def _suffered(unit: QuantityUnit | None, fate: Fate | None) -> QuantityUnit | None:
    """The unit of people after what happened to them; "lost" people are counted as killed."""
    match fate:
        case "killed" | "wounded" | "captured" | "missing":
            return fate
        case "lost":
            return "killed"
        case "mixed":
            return "other"
        case _:
            return unit
