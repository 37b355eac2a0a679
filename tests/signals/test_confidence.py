"""Confidence and how it is fitted."""

import numpy as np

from pipelines.calibrate import fit_logistic
from tests.signals.analysed import only
from transforms.signals.confidence import confidence


def test_confidence_rises_with_the_weight_of_the_words() -> None:
    signal = only("Russian forces shelled Kharkiv.", "shelling")
    assert 0 < confidence(signal, 0.6) < confidence(signal, 0.95) < 1


def test_an_anonymous_event_is_less_sure_than_one_with_an_actor_and_a_place() -> None:
    full = only("Russian forces shelled Kharkiv.", "shelling")
    bare = only("Two Ukrainian soldiers were killed by shelling.", "shelling")
    assert confidence(bare, 0.9) <= confidence(full, 0.9)


def test_a_fit_gives_back_the_shares_it_was_fitted_on() -> None:
    table = np.array([[1.0, 0.0]] * 400 + [[1.0, 1.0]] * 400)
    right = np.array([1.0] * 100 + [0.0] * 300 + [1.0] * 300 + [0.0] * 100)
    fitted = fit_logistic(table, right)
    shares = 1 / (1 + np.exp(-np.array([[1.0, 0.0], [1.0, 1.0]]) @ fitted))
    assert np.allclose(shares, [0.25, 0.75], atol=0.01)
