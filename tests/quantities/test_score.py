"""The measures of numbers and quantities, and the floors they hold."""

import hashlib
from typing import Any

import pytest

from tests.evaldata import evaldata, read_rows
from transforms.quantities.score import score_numbers, score_quantities


def held_out(name: str) -> list[dict[str, Any]]:
    """The half of a set that no rule was written from."""
    rows = read_rows(evaldata(name))
    return [r for r in rows if hashlib.sha256(r["id"].encode()).hexdigest()[0] >= "8"]


def label(low: float | None, high: float | None) -> dict[str, float | None]:
    return {"min": low, "max": high}


def test_a_right_quantity_counts_and_an_extra_one_costs_precision() -> None:
    text = "about 20 tanks and over 300 soldiers"
    both = {"text": text, "lang": "en", "quantities": [label(20, 20), label(300, None)]}
    assert score_quantities([both])["f1"] == 1
    one = both | {"quantities": [label(20, 20)]}
    assert score_quantities([one])["precision"] == 0.5


def test_an_order_of_magnitude_needs_no_upper_bound() -> None:
    row = {"text": "thousands of soldiers", "lang": "en", "quantities": [label(1000, 9999)]}
    assert score_quantities([row])["recall"] == 1


def test_findings_in_an_empty_sentence_are_counted() -> None:
    row = {"text": "20 soldiers", "lang": "en", "quantities": []}
    assert score_quantities([row])["false_positives_in_empty"] == 1


def test_a_number_is_right_when_its_value_is() -> None:
    row = {"text": "ten or 5", "lang": "en", "results": [{"Resolution": {"value": "10"}}]}
    assert score_numbers([row]) == {"precision": 0.5, "recall": 1.0, "f1": pytest.approx(2 / 3)}


def test_quantities_hold_their_floor_on_sentences_never_looked_at() -> None:
    scores = score_quantities(held_out("slots/quantities_military.jsonl.gz"))
    assert scores["f1"] >= 0.92
    assert scores["false_positives_in_empty"] == 0


@pytest.mark.parametrize(
    ("language", "floor"),
    [
        ("en", 0.62),
        ("de", 0.88),
        ("fr", 0.58),
        ("es", 0.52),
        ("it", 0.6),
        ("pt", 0.52),
        ("nl", 0.58),
        ("tr", 0.62),
    ],
)
def test_numbers_hold_their_floor_on_phrases_never_looked_at(language: str, floor: float) -> None:
    assert score_numbers(held_out(f"slots/number.{language}.jsonl.gz"))["f1"] >= floor
