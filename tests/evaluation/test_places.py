"""Places are scored over all toponyms, over those we resolve, and over all that we give."""

import pytest

from transforms.evaluation.places import (
    Located,
    best_overlap,
    distance_km,
    score_first_places,
    score_toponyms,
)

KYIV = (50.45, 30.52)
LVIV = (49.84, 24.03)


def toponym(start: int, end: int, point: tuple[float, float] | None) -> dict[str, object]:
    lat, lon = point or (None, None)
    return {"start": start, "end": end, "lat": lat, "lon": lon}


def test_a_toponym_without_a_place_is_wrong_over_all_and_left_out_over_the_resolved() -> None:
    row = {"toponyms": [toponym(0, 4, KYIV), toponym(10, 14, LVIV)]}
    scores = score_toponyms([(row, [Located(0, 4, *KYIV)])])
    assert scores == {"all": 0.5, "resolved": 1.0, "precision": 1.0}


def test_a_place_too_far_away_is_wrong_everywhere() -> None:
    row = {"toponyms": [toponym(0, 4, KYIV)]}
    scores = score_toponyms([(row, [Located(0, 4, *LVIV)])])
    assert scores == {"all": 0.0, "resolved": 0.0, "precision": 0.0}


def test_a_place_where_no_toponym_is_costs_precision_only() -> None:
    row = {"toponyms": [toponym(0, 4, KYIV)]}
    scores = score_toponyms([(row, [Located(0, 4, *KYIV), Located(20, 24, *LVIV)])])
    assert scores == {"all": 1.0, "resolved": 1.0, "precision": 0.5}


def test_a_toponym_without_coordinates_counts_neither_for_nor_against() -> None:
    row = {"toponyms": [toponym(0, 4, KYIV), toponym(20, 24, None)]}
    scores = score_toponyms([(row, [Located(0, 4, *KYIV), Located(20, 24, *LVIV)])])
    assert scores == {"all": 1.0, "resolved": 1.0, "precision": 1.0}


def test_a_word_for_a_people_is_no_false_place() -> None:
    row = {"toponyms": [toponym(0, 4, KYIV)]}
    people = Located(20, 24, *LVIV, people=True)
    assert score_toponyms([(row, [Located(0, 4, *KYIV), people])])["precision"] == 1.0


def test_the_span_that_shares_most_is_compared() -> None:
    short, long = Located(0, 2, *KYIV), Located(3, 9, *LVIV)
    assert best_overlap(toponym(1, 9, KYIV), [short, long]) == long
    assert best_overlap(toponym(20, 22, KYIV), [short, long]) is None


@pytest.mark.parametrize(
    ("points", "first", "precision"),
    [([KYIV, LVIV], 1.0, 1.0), ([LVIV, KYIV], 0.0, 0.0), ([], 0.0, 0.0)],
)
def test_only_the_first_place_of_a_report_counts(
    points: list[tuple[float, float]], first: float, precision: float
) -> None:
    row = {"places": [{"lat": KYIV[0], "lon": KYIV[1]}]}
    scores = score_first_places([(row, points)], near_km=50)
    assert scores == {"first": first, "first_precision": precision}


def test_distance_is_that_of_a_globe() -> None:
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
