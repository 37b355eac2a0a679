"""Tokens: every script, every mark, nothing lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.analysis.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Don't stop!", ["Don't", "stop", "!"]),
        ("T-72B3 and F-16s", ["T-72B3", "and", "F-16s"]),
        ("90,000 men at 12:30", ["90,000", "men", "at", "12:30"]),
        ("90\u00a0000 Mann", ["90\u00a0000", "Mann"]),
        ("in the U.S. Army", ["in", "the", "U.S.", "Army"]),
        ("Yel’nya, l’Ukraine", ["Yel’nya", ",", "l’Ukraine"]),
        ("58-я армия", ["58-я", "армия"]),
        ("俄罗斯军", ["俄", "罗", "斯", "军"]),
        ("यूक्रेन की सेना।", ["यूक्रेन", "की", "सेना", "।"]),
        ("قال \u200fبوتين", ["قال", "\u200f", "بوتين"]),
        ("Kyiv😀🇺🇦", ["Kyiv", "😀", "🇺", "🇦"]),
        ("wait... what", ["wait", "...", "what"]),
        ("", []),
    ],
)
def test_words_numbers_and_marks_are_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == tokens


@given(st.text())
def test_tokens_quote_the_text_and_leave_out_only_white_space(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens).split() == ["".join(text.split())] * bool(tokens)


@pytest.mark.parametrize("unit", ["a", "-a", "a.", "1,", "'", "俄", "\u0301", "U.S."])
def test_time_grows_with_the_length(unit: str) -> None:
    started = time.process_time()
    tokenise(unit * (500_000 // len(unit)))
    assert time.process_time() - started < 5
