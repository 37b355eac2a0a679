"""Numbers that count nothing: years, dates, clock times, money, percentages, names."""

from transforms.quantities.number import Number
from transforms.quantities.tokens import Token
from transforms.quantities.units import UnitLexicon

_HYPHENS = frozenset("-‐‑")
_FIRST_YEAR, _LAST_YEAR = 1800, 2099


def is_year(number: Number, tokens: list[Token], first: int) -> bool:
    """Whether the number that begins at token `first` looks like a year: 1991, not 1,991."""
    return (
        number.comparator == "eq"
        and number.value is not None
        and _FIRST_YEAR <= number.value <= _LAST_YEAR
        and len(tokens[first].text) == 4
        and tokens[first].text.isdecimal()
    )


def counts_nothing(
    number: Number,
    words: list[str],
    tokens: list[Token],
    span: tuple[int, int],
    lexicon: UnitLexicon,
) -> bool:
    """Whether the number in tokens [first, stop) is money, a share, a date, a time or a name."""
    first, stop = span
    before = words[first - 1] if first else ""
    after = words[stop] if stop < len(words) else ""
    if before in lexicon.money or after in lexicon.money or after in ("%", "°", "‰"):
        return True
    if _is_tied(tokens, first, stop) or _is_listed(number, tokens[first]):
        return True
    if lexicon.classifiers and before in lexicon.names_before:
        return True
    if tokens[first].kind != "digits":
        return False
    if _is_ordinal(tokens, words, stop, lexicon):
        return True
    if before in lexicon.names_before or (before in lexicon.models and number.value != 1):
        return True
    return _is_day(number, before, after, lexicon)


def _is_listed(number: Number, token: Token) -> bool:
    """Whether the number is only a part of digits that marks hold together: 12.05.2022."""
    parted = token.start < number.number_start or token.end > number.end
    return parted and token.kind == "digits"


def _is_ordinal(tokens: list[Token], words: list[str], stop: int, lexicon: UnitLexicon) -> bool:
    """Whether a hyphen ties an ending to the digits: "72-я бригада"."""
    return (
        stop + 1 < len(tokens)
        and tokens[stop].glued
        and tokens[stop].text in _HYPHENS
        and words[stop + 1] in lexicon.ordinal_endings
    )


def _is_day(number: Number, before: str, after: str, lexicon: UnitLexicon) -> bool:
    """Whether a number from 1 to 31 stands beside a month's name."""
    high = number.value if number.value is not None else number.high
    return high is not None and high <= 31 and (before in lexicon.months or after in lexicon.months)


def _is_tied(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether a mark ties the number to another: 10:30, 24/7, 12.05, #5."""
    if first and tokens[first].glued and tokens[first - 1].text in ":/#@№":
        return True
    return stop + 1 < len(tokens) and (
        tokens[stop].text in ":/" and tokens[stop].glued and tokens[stop + 1].glued
    )
