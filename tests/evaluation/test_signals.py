"""Intervals and calibration of the signal scores."""

from collections import Counter

import pytest

from transforms.evaluation.calibration import auroc, calibration_error, occupied_bins
from transforms.evaluation.signals import Tally, f1_interval, summary, total


def _tally(right: int, missed: int, wrong: int) -> Tally:
    return Tally(pairs=Counter(right=right, missed=missed, wrong=wrong))


def test_tallies_add_up_to_the_scores_of_all_rows() -> None:
    scores = summary(total([_tally(2, 0, 1), _tally(1, 1, 0)]))
    assert scores["type.precision"] == scores["type.recall"] == scores["type.f1"] == 0.75


def test_an_interval_holds_the_score_and_is_the_same_each_time() -> None:
    tallies = [_tally(1, 0, 0)] * 30 + [_tally(0, 1, 1)] * 10
    low, high = f1_interval(tallies)
    assert low < summary(total(tallies))["type.f1"] < high
    assert (low, high) == f1_interval(tallies)


def test_an_interval_has_no_width_where_all_rows_are_alike() -> None:
    assert f1_interval([_tally(1, 1, 1)] * 5) == (0.5, 0.5)


def test_overconfidence_is_calibration_error() -> None:
    assert calibration_error([(0.95, True)] * 5 + [(0.95, False)] * 5) == pytest.approx(0.45)


def test_a_confidence_of_one_falls_into_the_last_bin() -> None:
    assert occupied_bins([(1.0, True), (0.95, True), (0.0, False)]) == 2


def test_confidences_that_tell_nothing_apart_are_worth_a_coin() -> None:
    assert auroc([(0.5, True), (0.5, False)]) == 0.5
    assert auroc([(0.5, True)]) == 0.5
