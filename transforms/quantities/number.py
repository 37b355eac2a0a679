"""The value that a number in running text is read as."""

from dataclasses import dataclass

from schemas.vocabulary import Comparator


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number and how it bounds the truth.

    | comparator | words              | value | low  | high |
    |------------|--------------------|-------|------|------|
    | `eq`       | 90,000             | n     | n    | n    |
    | `about`    | around 90,000      | n     | None | None |
    | `about`    | nearly 90,000      | n     | None | n    |
    | `at_least` | more than 90,000   | n     | n    | None |
    | `at_least` | dozens, thousands  | None  | n    | None |
    | `at_most`  | up to 90,000       | n     | None | n    |
    | `range`    | 80,000 to 90,000   | None  | n    | m    |
    """

    value: float | None
    low: float | None
    high: float | None
    comparator: Comparator
    #: The words, from those that bound it ("more than") to the number's last.
    text: str
    #: Half-open code points of `text`.
    start: int
    end: int
    #: Where the bare number begins, after "more than".
    number_start: int
    #: Written with a mark before its only three decimals (4.800): a count would mean thousands.
    grouped_otherwise: bool = False

    def whole(self) -> tuple[float | None, float | None, float | None] | None:
        """Value, low and high as a count; None if one is less than one or has a fraction."""
        scale = 1000 if self.grouped_otherwise else 1
        value, low, high = (
            None if bound is None else round(bound * scale, 6)
            for bound in (self.value, self.low, self.high)
        )
        if any(bound is not None and (bound < 1 or bound % 1) for bound in (value, low, high)):
            return None
        return value, low, high
