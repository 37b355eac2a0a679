"""The measure of dates, and the floors it holds."""

import hashlib
from typing import Any

import pytest

from tests.evaldata import evaldata, read_rows
from transforms.event_time.score import score_dates


def row(text: str, **value: str) -> dict[str, Any]:
    kind = value["type"]
    result = {"TypeName": f"datetimeV2.{kind}", "Resolution": {"values": [value]}}
    return {"text": text, "lang": "en", "reference": "2016-11-07T00:00:00", "results": [result]}


def held_out(name: str) -> list[dict[str, Any]]:
    """The half of a set that no rule was written from."""
    rows = read_rows(evaldata(name))
    return [r for r in rows if hashlib.sha256(r["id"].encode()).hexdigest()[0] >= "8"]


@pytest.mark.parametrize(
    ("labelled", "accuracy"),
    [
        (row("on 2 January 2019", type="date", value="2019-01-02"), 1),
        (row("on 2 January 2019", type="date", value="2019-01-03"), 0),
        (row("two months ago", type="date", value="2016-09-07"), 1),
        (row("last week", type="daterange", start="2016-10-31", end="2016-11-07"), 1),
        (row("from 2007 to 2009", type="daterange", start="2007-01-01", end="2009-01-01"), 1),
        (row("since 2014", type="daterange", start="2014-01-01"), 1),
    ],
)
def test_a_label_is_answered_by_its_days(labelled: dict[str, Any], accuracy: float) -> None:
    assert score_dates([labelled])["accuracy"] == accuracy


def test_times_of_day_and_rows_without_a_reference_are_left_out() -> None:
    clock = row("at 5", type="time", value="05:00:00")
    undated = row("yesterday", type="date", value="2016-11-06") | {"reference": None}
    assert score_dates([clock, undated])["labels"] == 0


@pytest.mark.parametrize(
    ("language", "floor"), [("en", 0.48), ("de", 0.48), ("es", 0.5), ("nl", 0.45), ("it", 0.45)]
)
def test_dates_hold_their_floor_on_phrases_never_looked_at(language: str, floor: float) -> None:
    assert score_dates(held_out(f"slots/datetime.{language}.jsonl.gz"))["accuracy"] >= floor
