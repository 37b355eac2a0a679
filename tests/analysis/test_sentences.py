"""Sentences: one rule set for every language."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.analysis.sentences import split_sentences
from transforms.analysis.tokens import tokenise


def split(text: str, language: str = "en") -> list[str]:
    sentences = split_sentences(text, tokenise(text), language)
    return [text[sentence.start : sentence.end] for sentence in sentences]


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "Title\nFirst. Second!", ["Title", "First.", "Second!"]),
        ("en", 'He said: "We go." He left.', ['He said: "We go."', "He left."]),
        ("en", '"Stop!" he said.', ['"Stop!" he said.']),
        ("en", "J. K. Rowling met Gen. Milley.", ["J. K. Rowling met Gen. Milley."]),
        ("en", "It fell 3.5 km away. Why?", ["It fell 3.5 km away.", "Why?"]),
        ("en", "He is in the U.S. The army left.", ["He is in the U.S.", "The army left."]),
        ("en", "The U.S. Army left.", ["The U.S. Army left."]),
        ("en", "Really?! Yes... No", ["Really?!", "Yes...", "No"]),
        ("de", "Die 72. Brigade kam am 5. Mai. Gut.", ["Die 72. Brigade kam am 5. Mai.", "Gut."]),
        ("de", "Das war 2021. Dann kam er.", ["Das war 2021.", "Dann kam er."]),
        ("ru", "В 2014 г. Россия вошла. И т.д.", ["В 2014 г. Россия вошла.", "И т.д."]),
        ("zh", "军队来了。他们走了！好", ["军队来了。", "他们走了！", "好"]),
        ("ar", "هل جاءت القوات؟ نعم.", ["هل جاءت القوات؟", "نعم."]),
        ("hi", "सेना आई। वे गए।", ["सेना आई।", "वे गए।"]),
        ("xx", "One. Two.", ["One.", "Two."]),
        ("en", "", []),
        ("en", "Kyiv", ["Kyiv"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(
    language: str, text: str, sentences: list[str]
) -> None:
    assert split(text, language) == sentences


@given(st.text(alphabet='aB.!?"’ \n。2'), st.sampled_from(["en", "de", "zh"]))
def test_every_token_belongs_to_exactly_one_sentence(text: str, language: str) -> None:
    tokens = tokenise(text)
    sentences = split_sentences(text, tokens, language)
    covered = [i for s in sentences for i in range(s.first_token, s.last_token)]
    assert covered == list(range(len(tokens)))
    assert all("\n" not in text[s.start : s.end] for s in sentences)


@pytest.mark.parametrize("unit", ['")', "A. ", ".", "a\n", "。"])
def test_time_grows_with_the_length(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    tokens = tokenise(text)
    started = time.perf_counter()
    split_sentences(text, tokens, "en")
    assert time.perf_counter() - started < 5
