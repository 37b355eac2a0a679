"""The article the project began with, and the project's own gold."""

import datetime as dt
import json
from typing import Any

import pytest

from schemas.signal import Signal
from tests.evaldata import seed
from tests.signals.analysed import only, real_signals
from transforms.evaluation.seed import matches, score_seed
from transforms.evaluation.signals import score_signals


def test_the_seed_article_is_read_as_an_analyst_reads_it() -> None:
    text = seed("article.txt").read_text(encoding="utf-8")
    expected = json.loads(seed("expected.json").read_text(encoding="utf-8"))
    published = dt.datetime.fromisoformat(expected["article"]["published_at"])
    score = score_seed(text, expected, real_signals(text, "", published))
    print(f"seed: {len(score.matched)} of {len(expected['signals'])}")
    assert len(score.matched) >= 12, score.missed
    assert not score.wrong


@pytest.mark.parametrize(
    ("slot", "wanted", "holds"),
    [
        ("actor", "RU", True),
        ("actor", "UA", False),
        ("claimant", "Kyiv", True),
        ("location_role", "near", True),
        ("quantity", {"value": 90000, "unit": "personnel"}, True),
        ("quantity", {"value": 90000, "unit": "tanks"}, False),
        ("time_year", 2022, True),
        ("time", "2022-01", True),
        ("time", "2022-02", False),
        ("certainty", "possible", False),
        ("polarity", "affirmed", True),
    ],
)
def test_a_signal_matches_when_every_stated_slot_holds(
    slot: str, wanted: object, holds: bool
) -> None:
    text = "In January Moscow massed 90,000 soldiers near Kharkiv, Kyiv said."
    signal = only(text, "force_buildup")
    expected = {"near": "massed", "any_of": ["force_buildup"], slot: wanted}
    assert matches(text, expected, signal) is holds


def test_a_right_type_and_a_wrong_slot_are_scored_apart() -> None:
    text = "Russian troops withdrew from Kyiv."
    [signal] = [only(text, "withdrawal")]
    gold = {
        "type": "withdrawal", "trigger": "withdrew", "actors": [{"text": "x", "country": "UA"}],
        "targets": [], "locations": [{"text": "Kyiv", "role": "from", "country": "UA"}],
        "quantities": [], "event_time": None, "polarity": "affirmed", "temporality": "current",
        "certainty": "asserted", "attribution": [],
    }  # fmt: skip
    missed = {**gold, "type": "losses"}
    row = {"id": "x", "title": None, "text": text, "signals": [gold, missed]}

    def extract(_: Any) -> list[Signal]:
        return [signal]

    scores = score_signals([row, {**row, "signals": []}], extract)
    assert (scores["type.precision"], scores["type.recall"]) == (0.5, 0.5)
    assert (scores["slot.actor"], scores["slot.place"]) == (0.0, 1.0)
    assert scores["negatives.false"] == 1.0
    assert "slot.quantity" not in scores
