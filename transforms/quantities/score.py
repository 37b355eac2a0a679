"""How well numbers and quantities are read, measured on labelled rows; for the quality gate."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from schemas.signal import Quantity
from transforms.quantities.number import Number
from transforms.quantities.numbers import find_numbers
from transforms.quantities.quantify import find_quantities

Row = Mapping[str, Any]


def score_quantities(rows: Iterable[Row]) -> dict[str, float]:
    """Precision, recall, F1 of values, and false positives in sentences without any.

    A row has `text`, `lang` and `quantities` with `min` and `max`. An exact or approximate number
    answers `min` = `max`; "nearly" and "up to" answer `max` alone, "over" `min` alone. A `max` that
    only says the order of magnitude ("thousands" → 9,999) asks nothing. A label without both
    ("a small contingent") is left out.
    """
    right = found = labelled = in_empty = 0
    for row in rows:
        gold = [q for q in row["quantities"] if (q["min"], q["max"]) != (None, None)]
        answers = find_quantities(row["text"], row["lang"])
        right += _matches(gold, answers)
        found += len(answers)
        labelled += len(gold)
        in_empty += 0 if row["quantities"] else len(answers)
    precision, recall = _ratio(right, found), _ratio(right, labelled)
    return {
        "precision": precision,
        "recall": recall,
        "f1": _ratio(2 * precision * recall, precision + recall),
        "false_positives_in_empty": float(in_empty),
    }


def score_numbers(rows: Iterable[Row]) -> dict[str, float]:
    """Share of labelled values found (`recall`), of found ones labelled (`precision`), and F1.

    A row has `text`, `lang` and `results` with `Resolution.value`; values agree to six digits.
    """
    right = found = labelled = 0
    for row in rows:
        gold = Counter(_rounded(_value(result)) for result in row["results"])
        answers: Counter[str] = Counter()
        for number in find_numbers(row["text"], row["lang"]):
            answers.update(_rounded(value) for value in _values(number))
        right += (gold & answers).total()
        found += answers.total()
        labelled += gold.total()
    precision, recall = _ratio(right, found), _ratio(right, labelled)
    return {
        "precision": precision,
        "recall": recall,
        "f1": _ratio(2 * precision * recall, precision + recall),
    }


def bounds_of(quantity: Quantity) -> tuple[float | None, float | None]:
    """`min` and `max` of a quantity, as an annotator writes them."""
    if quantity.comparator == "about" and quantity.high is None:
        return quantity.value, quantity.value
    return quantity.low, quantity.high


def _matches(gold: list[dict[str, Any]], answers: list[Quantity]) -> int:
    left = [bounds_of(answer) for answer in answers]
    right = 0
    for label in gold:
        asked = (label["min"], label["max"])
        for bounds in left:
            if bounds == asked or (bounds == (asked[0], None) and _is_order(asked[1])):
                left.remove(bounds)
                right += 1
                break
    return right


def _is_order(high: float | None) -> bool:
    """Whether a bound is the last number before a power of ten."""
    return high is not None and set(str(int(high))) == {"9"}


def _values(number: Number) -> list[float]:
    if number.comparator == "range":
        return [bound for bound in (number.low, number.high) if bound is not None]
    value = number.value if number.value is not None else number.low
    return [] if value is None else [value]


def _value(result: Mapping[str, Any]) -> float:
    value: str = result["Resolution"]["value"]
    return float(value.replace(",", "."))


def _rounded(value: float) -> str:
    return f"{value:.6g}"


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
