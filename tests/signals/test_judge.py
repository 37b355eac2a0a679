"""The judge of signals, and how it is fitted."""

import numpy as np
import pytest

from pipelines.calibrate import Example, fit_judge, fit_logistic
from tests.signals.analysed import PUBLISHED, analysed, only, real_signals, told
from transforms.signals.extract import load_extractor
from transforms.signals.judge import TYPES, Standing, Weighed, load_judge


def _asked(*signs: str, kept: bool = True) -> Weighed:
    standing = Standing(
        "shelling", 0.9, formed=kept, held=kept, blocked=False, kept=kept, several=False
    )
    return Weighed(frozenset(["?shelling", *signs]), (standing,))


def test_confidence_is_the_chance_that_the_judge_gives() -> None:
    text = "Russian forces shelled Kharkiv."
    (asked,) = load_extractor().weigh(analysed(text))
    assert only(text, "shelling").confidence == load_judge().chances(asked)["shelling"]


def test_words_of_war_make_a_signal_likelier_than_those_of_sport() -> None:
    judge = load_judge()
    war = judge.chances(_asked("force", "weapon", "battle", "@MILITARY_UNIT"))["shelling"]
    sport = judge.chances(_asked("guard:sport", "guard:game"))["shelling"]
    assert sport < 0.5 < war


def test_a_rule_that_holds_makes_its_type_likelier() -> None:
    judge = load_judge()
    assert (
        judge.chances(_asked("force", kept=False))["shelling"]
        < judge.chances(_asked("force", kept=True))["shelling"]
    )


def test_the_judge_is_asked_nothing_of_a_text_without_possible_triggers() -> None:
    assert load_extractor().weigh(analysed("Yes.")) == []


def test_what_rules_are_too_strict_for_is_let_in() -> None:
    text = "Kharkiv woke to the thud of two Iskanders that came down on an industrial estate."
    signal = told("en", text, "missile_strike")
    assert 0.45 <= signal.confidence < 1
    assert signal.trigger.text in text


def test_what_rules_take_too_lightly_is_dropped_with_a_reason() -> None:
    text = "Typhoons were launched to shadow a Tu-142 maritime patrol aircraft, the ministry said."
    found = load_extractor().extract(analysed(text))
    assert [signal.type for signal in found.signals] == ["air_activity"]
    assert found.suppressed == (("unlikely", text),)


def test_the_dead_of_a_sentence_without_forces_are_no_losses() -> None:
    assert real_signals("Cholera kills 200 in Sudan.", "", PUBLISHED) == ()


def test_an_article_about_something_else_is_read_by_rules_alone() -> None:
    flash = "Kharkiv woke to the thud of two Iskanders that came down on an industrial estate."
    assert told("en", flash, "missile_strike").confidence > 0
    recipe = "Stir the flour into the milk until it is smooth. " * 20
    assert real_signals(recipe + flash, "", PUBLISHED) == ()


def test_which_nation_is_named_says_nothing_of_what_happens() -> None:
    (asked,) = load_extractor().weigh(analysed("Moscow and Kyiv said the Wagner group shelled it."))
    assert {"state", "group"} <= asked.signs
    assert not [sign for sign in asked.signs if sign.startswith(("state:", "group:"))]


def test_a_chance_does_not_depend_on_the_order_in_which_signs_are_met() -> None:
    judge = load_judge()
    signs = sorted(judge.signs)[:40]
    assert judge.scores_of(signs).tolist() == judge.scores_of(signs[::-1]).tolist()


def test_a_fit_finds_what_tells_true_from_false() -> None:
    true = [Example(_asked("force"), frozenset({"shelling"}), False, n % 5) for n in range(60)]
    false = [Example(_asked("guard:sport"), frozenset[str](), False, n % 5) for n in range(60)]
    judge, given = fit_judge([*true, *false])
    assert judge.chances(_asked("force"))["shelling"] > 0.8
    assert judge.chances(_asked("guard:sport"))["shelling"] < 0.2
    assert all((chance > 0.5) == right for chance, right in given)
    assert judge.scores.shape == (len(judge.signs) + 1, len(TYPES) + 1)


def test_how_far_a_rule_is_trusted_is_learned_from_texts_it_was_not_written_by() -> None:
    seen = [Example(_asked(), frozenset({"shelling"}), True, n % 5) for n in range(100)]
    unseen = [
        Example(_asked(), frozenset({"shelling"} if n % 2 else ()), False, n % 5)
        for n in range(100)
    ]
    judge, given = fit_judge([*seen, *unseen])
    assert len(given) == 100
    assert judge.chances(_asked())["shelling"] == pytest.approx(0.5, abs=0.1)


def test_a_fit_gives_back_the_shares_it_was_fitted_on() -> None:
    table = np.array([[1.0, 0.0]] * 400 + [[1.0, 1.0]] * 400)
    right = np.array([1.0] * 100 + [0.0] * 300 + [1.0] * 300 + [0.0] * 100)
    fitted = fit_logistic(table, right, 1.0)
    shares = 1 / (1 + np.exp(-np.array([[1.0, 0.0], [1.0, 1.0]]) @ fitted))
    assert np.allclose(shares, [0.25, 0.75], atol=0.01)
