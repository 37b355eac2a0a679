"""How many of what: the military quantities of one sentence."""

from schemas.signal import Quantity
from schemas.vocabulary import QuantityUnit
from transforms.quantities.numbers import numbers_among
from transforms.quantities.sentence import Sentence
from transforms.quantities.tokens import tokenise
from transforms.quantities.units import load_unit_lexicon


def find_quantities(
    text: str, language: str, *, offset: int = 0, default_unit: QuantityUnit | None = None
) -> list[Quantity]:
    """The numbers of one sentence that count forces, equipment or casualties, in text order.

    Args:
        text: one sentence.
        language: BCP 47; one without a data file has no unit nouns.
        offset: where the sentence begins; added to every offset.
        default_unit: unit of numbers from two on that stand without a noun ("In April there were
            a good 100,000"); they are left out when it is None.
    """
    tokens = tokenise(text)
    numbers = numbers_among(tokens, text, language)
    lexicon = load_unit_lexicon(language)
    if not numbers and not lexicon.counted_by_article and not lexicon.dual.phrases:
        return []
    sentence = Sentence(text, tokens, numbers, lexicon)
    found = [*sentence.counted(default_unit), *sentence.single_units(), *sentence.duals()]
    found.sort(key=lambda quantity: quantity.start)
    return [_shifted(quantity, offset) for quantity in found] if offset else found


def unit_nouns(text: str, language: str, *, offset: int = 0) -> list[tuple[int, QuantityUnit]]:
    """The nouns of a sentence that name a unit, with or without a number: (start, unit)."""
    tokens = tokenise(text)
    words = [token.lower for token in tokens]
    plural, singular = (lexicon := load_unit_lexicon(language)).plural, lexicon.singular
    return [
        (token.start + offset, found[0])
        for at, token in enumerate(tokens)
        if (found := plural.match(words, at) or singular.match(words, at))
    ]


def _shifted(quantity: Quantity, offset: int) -> Quantity:
    return Quantity(
        text=quantity.text,
        start=quantity.start + offset,
        end=quantity.end + offset,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        comparator=quantity.comparator,
        unit=quantity.unit,
    )
