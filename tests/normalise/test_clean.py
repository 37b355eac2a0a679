import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalise.clean import clean_line, clean_text, html_to_text

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x00b\x08c", "abc"),
        ("tab\tand\xa0no-break", "tab and no-break"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("lone \ud83d surrogate", "lone surrogate"),
        ("\u200fمرحبا\u200e", "مرحبا"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian spelling needs its non-joiner
        ("co\u00adoperation\ufeff", "cooperation"),
        ("e\u0301", "é"),
    ],
)
def test_text_keeps_its_words_and_loses_what_cannot_be_seen(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("AT&amp;T &lt;b&gt; &#8211; &eacute;", "AT&T <b> – é"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<script>x()</script>kept<style>p{}</style>", "kept"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("no markup at all", "no markup at all"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<div hidden", ""),
        ("&#0;&#xD800;ok", "\ufffd\ufffdok"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
    ],
)
def test_html_becomes_the_text_a_reader_sees(markup: str, text: str) -> None:
    assert clean_text(html_to_text(markup)) == text


def test_deep_nesting_is_no_recursion() -> None:
    assert "core" in html_to_text("<div>" * 5_000 + "core" + "</div>" * 5_000)


@given(ANY_TEXT)
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")


@given(ANY_TEXT)
def test_any_text_is_read_as_html_without_an_error(text: str) -> None:
    assert "\n" not in clean_line(html_to_text(text))
