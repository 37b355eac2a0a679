import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.evaluation.gate import Floors, Lowering, changed_gold, raise_floors, regressions

SCORES = st.dictionaries(st.sampled_from("abc"), st.floats(0, 1), max_size=3)


def test_a_measurement_below_its_floor_is_a_complaint() -> None:
    assert regressions({"a": 0.5, "b": 0.9}, {"a": 0.6, "b": 0.9}) == ["a: 0.500 < floor 0.600"]


def test_what_was_not_measured_is_no_regression_and_keeps_its_floor() -> None:
    assert regressions({}, {"a": 0.6}) == []
    assert raise_floors({}, {}, Floors(floors={"a": 0.6}), {}).floors == {"a": 0.6}


def test_a_floor_is_not_lowered_silently() -> None:
    with pytest.raises(ValueError, match="refusing to lower a floor: a"):
        raise_floors({"a": 0.5}, {}, Floors(floors={"a": 0.6}), {})


def test_a_floor_that_is_lowered_says_why() -> None:
    floors = raise_floors({"a": 0.5}, {}, Floors(floors={"a": 0.6}), {"a": "a label was wrong"})
    assert floors.floors == {"a": 0.49}
    assert floors.lowered == (Lowering(name="a", old=0.6, new=0.49, because="a label was wrong"),)


def test_a_measurement_within_the_slack_leaves_its_floor() -> None:
    assert raise_floors({"a": 0.6}, {}, Floors(floors={"a": 0.595}), {}).floors == {"a": 0.595}


def test_gold_that_changed_came_or_went_is_named() -> None:
    assert changed_gold({"a": "1", "b": "1", "c": "1"}, {"a": "1", "b": "2", "d": "1"}) == [
        "b",
        "c",
        "d",
    ]


@given(SCORES)
def test_floors_pinned_on_a_measurement_hold_for_it(measured: dict[str, float]) -> None:
    assert regressions(measured, raise_floors(measured, {}, Floors(), {}).floors) == []
