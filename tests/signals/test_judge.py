"""The judge of signals, and how it is fitted."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.calibrate import Example, fit_judge, fit_logistic
from tests.signals.analysed import PUBLISHED, analysed, only, real_signals, told
from transforms.signals.extract import load_extractor
from transforms.signals.judge import TYPES, load_judge
from transforms.signals.meaning import mean, vectors, words_of
from transforms.signals.weigh import Standing, Weighed


def _asked(*signs: str, kept: bool = True, words: str = "guns") -> Weighed:
    standing = Standing(
        "shelling", 0.9, formed=kept, held=kept, blocked=False, kept=kept, several=False
    )
    return Weighed(frozenset(["?shelling", *signs]), words_of(words, spaces=True), (standing,))


def test_confidence_is_the_chance_that_the_judge_gives() -> None:
    text = "Russian forces shelled Kharkiv."
    (asked,) = load_extractor().weigh(analysed(text))
    assert only(text, "shelling").confidence == load_judge().verdict(asked).chances["shelling"]


def test_words_of_war_make_a_signal_likelier_than_those_of_sport() -> None:
    judge = load_judge()
    guns = _asked("force", "weapon", "battle", words="howitzers shelled the town")
    goals = _asked("guard:sport", "guard:game", words="strikers shelled the goal")
    war, sport = (judge.verdict(asked).chances["shelling"] for asked in (guns, goals))
    assert sport < 0.5 < war


def test_a_rule_that_holds_makes_its_type_likelier() -> None:
    judge = load_judge()
    assert (
        judge.verdict(_asked("force", kept=False)).chances["shelling"]
        < judge.verdict(_asked("force", kept=True)).chances["shelling"]
    )


def test_the_judge_is_asked_nothing_of_a_text_without_possible_triggers() -> None:
    assert load_extractor().weigh(analysed("Yes.")) == []


def test_what_rules_are_too_strict_for_is_let_in() -> None:
    text = "Kharkiv woke to the thud of two Iskanders that came down on an industrial estate."
    signal = told("en", text, "missile_strike")
    assert 0.45 <= signal.confidence < 1
    assert signal.trigger.text in text


def test_what_rules_take_too_lightly_is_dropped_with_a_reason() -> None:
    text = "Locusts strike Darfur again, and Khartoum deploys ten planes to spray the fields."
    found = load_extractor().extract(analysed(text))
    assert found.signals == ()
    assert ("unlikely", text) in found.suppressed


def test_what_a_guard_forbids_the_judge_does_not_let_in() -> None:
    extractor, article = (
        load_extractor(),
        analysed("Smugglers shot at a coastguard boat off Albania."),
    )
    (asked,) = extractor.weigh(article)
    assert load_judge().verdict(asked).chances["naval_attack"] > 0.45
    assert extractor.extract(article).signals == ()


def test_the_dead_of_a_sentence_without_forces_are_no_losses() -> None:
    assert real_signals("Cholera kills 200 in Sudan.", "", PUBLISHED) == ()


def test_an_article_about_something_else_is_read_by_rules_alone() -> None:
    flash = "Kharkiv woke to the thud of two Iskanders that came down on an industrial estate."
    assert told("en", flash, "missile_strike").confidence > 0
    recipe = "Stir the flour into the milk until it is smooth. " * 20
    assert real_signals(recipe + flash, "", PUBLISHED) == ()


def test_one_of_many_sentences_of_an_article_is_less_likely_to_state_a_type() -> None:
    alone = _asked("force", words="howitzers shelled the town")
    judge = load_judge()
    one_of_many = judge.verdict(alone._replace(in_article=True)).chances["shelling"]
    assert one_of_many < judge.verdict(alone).chances["shelling"]


def test_which_nation_is_named_says_nothing_of_what_happens() -> None:
    (asked,) = load_extractor().weigh(analysed("Moscow and Kyiv said the Wagner group shelled it."))
    assert {"state", "group"} <= asked.signs
    assert not [sign for sign in asked.signs if sign.startswith(("state:", "group:"))]


def test_a_chance_does_not_depend_on_the_order_in_which_signs_are_met() -> None:
    judge = load_judge()
    signs = sorted(judge.signs)[:40]
    words = "howitzers opened fire on the outskirts of the town"
    one = judge.scores_of(_asked(*signs, words=words))
    other = judge.scores_of(_asked(*signs[::-1], words=" ".join(words.split()[::-1])))
    assert one.tolist() == other.tolist()


@pytest.mark.parametrize(
    ("war", "peace"),
    [
        ("artillery shelled the village", "the orchestra rehearsed the symphony"),
        ("l'artillerie a pilonné le village", "l'orchestre a répété la symphonie"),
        ("артиллерия обстреляла деревню", "оркестр репетировал симфонию"),
        ("المدفعية قصفت القرية", "تدربت الأوركسترا على السيمفونية"),
    ],
)
def test_what_words_mean_makes_a_signal_likelier_in_any_language(war: str, peace: str) -> None:
    judge = load_judge()
    assert (
        judge.verdict(_asked(words=war)).chances["shelling"]
        > judge.verdict(_asked(words=peace)).chances["shelling"]
    )


def test_words_that_mean_the_same_in_two_languages_lie_close() -> None:
    english, german, other = vectors(["soldiers", "soldaten", "violins"])
    assert english @ german > 0.6 > english @ other


def test_words_together_mean_something_of_each() -> None:
    tank, violin, other = vectors(["tank", "violin", "parliament"])
    both = mean(np.array([tank, violin]))
    assert min(both @ tank, both @ violin) > both @ other


def test_a_word_is_remembered_and_counts_the_same_again() -> None:
    judge = replace(load_judge(), _added={})
    asked = _asked(words="mortar rounds landed")
    first = judge.scores_of(asked)
    judge.scores_of(_asked(words="mortar crews trained"))
    assert judge.scores_of(asked).tolist() == first.tolist()


def test_words_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.signals.judge._MOST_WORDS", 3)
    judge = replace(load_judge(), _added={})
    for words in ("one two three", "four five six", "one two seven"):
        judge.scores_of(_asked(words=words))
    assert len(judge._added) <= 6


def test_a_fit_finds_what_tells_true_from_false() -> None:
    true = [Example(_asked("force"), frozenset({"shelling"}), False, n % 5) for n in range(60)]
    false = [Example(_asked("guard:sport"), frozenset[str](), False, n % 5) for n in range(60)]
    judge, given = fit_judge([*true, *false])
    assert judge.verdict(_asked("force")).chances["shelling"] > 0.8
    assert judge.verdict(_asked("guard:sport")).chances["shelling"] < 0.2
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
    assert judge.verdict(_asked()).chances["shelling"] == pytest.approx(0.5, abs=0.1)


def test_a_fit_gives_back_the_shares_it_was_fitted_on() -> None:
    table = np.array([[1.0, 0.0]] * 400 + [[1.0, 1.0]] * 400)
    right = np.array([1.0] * 100 + [0.0] * 300 + [1.0] * 300 + [0.0] * 100)
    (fitted,) = fit_logistic(table, right[:, None], 1.0).T
    shares = 1 / (1 + np.exp(-np.array([[1.0, 0.0], [1.0, 1.0]]) @ fitted))
    assert np.allclose(shares, [0.25, 0.75], atol=0.01)


def test_words_that_another_thread_forgets_meanwhile_count_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judge = replace(load_judge(), _added={})
    expected = judge.scores_of(_asked(words="mortar crews trained")).tolist()
    del judge._added["crews"]

    def forgetting(words: Sequence[str]) -> NDArray[np.float64]:
        judge._added.clear()
        return vectors(words)

    monkeypatch.setattr("transforms.signals.judge.vectors", forgetting)
    assert judge.scores_of(_asked(words="mortar crews trained")).tolist() == expected


def test_a_run_of_letters_without_end_is_no_word() -> None:
    assert words_of("fire " + "x" * 50_000, spaces=True) == {"fire"}
