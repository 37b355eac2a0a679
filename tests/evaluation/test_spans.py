"""Spans are scored by label; both ends must agree, or share a character where it is said."""

import pytest

from transforms.evaluation.mentions import (
    tokens_text,
    without_acts,
    without_adjectives,
    without_articles,
)
from transforms.evaluation.spans import Span, SpanScorer, outermost


def test_a_span_counts_only_with_its_label_and_both_ends() -> None:
    scorer = SpanScorer()
    scorer.add(
        [Span(0, 5, "per"), Span(10, 15, "loc")],
        [Span(0, 5, "per"), Span(10, 14, "loc"), Span(20, 25, "org")],
    )
    scores = scorer.total().scores()
    assert scores["recall"] == pytest.approx(1 / 2)
    assert scores["precision"] == pytest.approx(1 / 3)
    assert scores["f1"] == pytest.approx(2 / 5)


def test_overlap_suffices_where_guidelines_differ_but_the_label_must_agree() -> None:
    scorer = SpanScorer(overlap=True)
    scorer.add([Span(0, 10, "x")], [Span(4, 6, "x"), Span(0, 10, "y")])
    assert scorer.by_label["x"].scores() == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert scorer.by_label["y"].scores()["precision"] == 0.0


def test_nothing_found_and_nothing_wanted_scores_nothing() -> None:
    assert SpanScorer().total().scores() == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_a_span_inside_another_is_no_outer_span() -> None:
    spans = [Span(4, 9, "loc"), Span(0, 9, "org"), Span(12, 15, "per")]
    assert outermost(spans) == [Span(0, 9, "org"), Span(12, 15, "per")]


def test_tags_become_spans_of_the_joined_tokens() -> None:
    text, spans = tokens_text(
        ["Die", "Siemens", "AG", "in", "Köln"], ["O", "B-ORG", "I-ORG", "O", "B-LOC"]
    )
    assert [(text[s.start : s.end], s.label) for s in spans] == [
        ("Siemens AG", "org"),
        ("Köln", "loc"),
    ]


def test_articles_acts_and_adjectives_are_no_part_of_what_is_scored() -> None:
    text = "the Army, air strikes, российский"
    assert without_articles(text, [Span(0, 8, "org")]) == [Span(4, 8, "org")]
    assert without_acts(text, [Span(10, 21, "equipment"), Span(4, 8, "equipment")]) == [
        Span(4, 8, "equipment")
    ]
    assert without_adjectives(text, [Span(23, 33, "loc"), Span(23, 33, "org")]) == [
        Span(23, 33, "org")
    ]
