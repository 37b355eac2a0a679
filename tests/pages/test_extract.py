"""From bytes to the article of a page, or the reason why there is none."""

import logging
import socket
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.html_pages import (
    ARABIC,
    CHINESE,
    JSON_LD,
    PARAGRAPHS,
    RUSSIAN,
    TITLE,
    URL,
    body,
    page,
)
from transforms.normalise.words import count_words
from transforms.pages.extract import extract_page
from transforms.pages.page import MAX_ELEMENTS, MAX_PAGE_BYTES, MIN_WORDS, Page, PageRefusal

HTML = "text/html; charset=utf-8"


def extracted(markup: str | bytes, content_type: str = HTML) -> Page:
    body = markup if isinstance(markup, bytes) else markup.encode()
    result = extract_page(body, URL, content_type)
    assert isinstance(result, Page), result
    return result


def refusal(markup: str | bytes, content_type: str = HTML) -> PageRefusal:
    body = markup if isinstance(markup, bytes) else markup.encode()
    result = extract_page(body, URL, content_type)
    assert not isinstance(result, Page)
    return result


def test_the_text_is_the_article_and_nothing_of_the_site_around_it() -> None:
    assert extracted(page(head=JSON_LD)).text == "\n\n".join(PARAGRAPHS)


def test_metadata_is_that_of_the_article_not_of_the_site() -> None:
    found = extracted(page(head=JSON_LD))
    assert found.title == TITLE
    assert found.published
    assert str(found.published.at) == "2026-11-16 07:30:00+00:00"
    assert found.authors == ("Ada Smith", "Reuters")
    assert found.language == "en"


def test_the_title_is_not_repeated_as_first_paragraph() -> None:
    article = f"<article><p>{TITLE}</p>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article>"
    assert extracted(page(article=article)).text.startswith(PARAGRAPHS[0])


@pytest.mark.parametrize(
    ("encoding", "content_type", "head"),
    [
        ("cp1251", "text/html; charset=windows-1251", ""),
        ("cp1251", "text/html", '<meta charset="windows-1251">'),
        ("cp1251", "text/html; charset=utf-8", '<meta charset="windows-1251">'),
        ("cp1251", "text/html; charset=ISO-8859-1", '<meta charset="windows-1251">'),
        ("cp1251", "text/html; charset=ISO-8859-1", ""),
        ("cp1251", "text/html", '<meta charset="utf-8">'),
        ("koi8-r", "text/html; charset=koi8-r", '<meta charset="windows-1251">'),
        ("utf-8", "text/html; charset=windows-1251", ""),
        ("utf-8", "", '<meta charset="windows-1251">'),
        ("utf-16", "text/html; charset=utf-8", ""),
        ("utf-8-sig", "text/html; charset=nonsense", ""),
    ],
)
def test_cyrillic_is_read_whatever_is_declared(encoding: str, content_type: str, head: str) -> None:
    markup = page(head=head, article=body(RUSSIAN), lang="ru", title="К границе")
    found = extracted(markup.encode(encoding), content_type)
    assert found.text == "\n\n".join(RUSSIAN)
    assert found.language == "ru"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_arabic_is_read(encoding: str) -> None:
    markup = page(article=body(ARABIC), lang="ar", title="نحو الحدود")
    found = extracted(markup.encode(encoding), "text/html")
    assert found.text == "\n\n".join(ARABIC)


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_dense_script_needs_fewer_characters(encoding: str) -> None:
    markup = page(article=body(CHINESE), lang="zh-CN", title="军队向边境集结")
    found = extracted(markup.encode(encoding), "text/html; charset=gb2312")
    assert found.text == "\n\n".join(CHINESE)


def test_one_damaged_byte_does_not_change_the_encoding() -> None:
    markup = page(article=body(RUSSIAN), lang="ru").encode().replace(b"<footer>", b"\xff<footer>")
    assert extracted(markup, "text/html").text == "\n\n".join(RUSSIAN)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Subscribe to continue reading. Already a subscriber? Log in.", "paywall"),
        ("Оформите подписку, чтобы читать дальше.", "paywall"),
        ("We and our partners use cookies to personalise content.", "consent"),
        ("Wir verwenden Cookies und ähnliche Verfahren.", "consent"),
        ("Please verify you are human by completing the action below.", "challenge"),
        ("Page not found. Perhaps it was moved.", "error_page"),
        ("Troops moved.", "too_short"),
    ],
)
def test_a_page_with_a_notice_in_place_of_the_article_is_refused(
    sentence: str, reason: PageRefusal
) -> None:
    markup = f"<html><body><main><p>{PARAGRAPHS[0]}</p><p>{sentence}</p></main></body></html>"
    assert refusal(markup) == reason


def test_a_notice_between_paragraphs_is_left_out() -> None:
    with_notice = (*PARAGRAPHS[:2], "Already a subscriber? Log in.", *PARAGRAPHS[2:])
    assert extracted(page(article=body(with_notice))).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"%PDF-1.7 ...", "application/pdf", "not_html"),
        (b"", "text/html", "not_html"),
        (b"plain words only", "", "not_html"),
        (b'{"a": 1}', "text/html", "not_html"),
        (b"<html>" + bytes(range(256)) * 9 + b"\0" * 900, "text/html", "undecodable"),
        (b"<html></html>", "text/html", "too_short"),
        (b"<html><!--", "text/html", "too_short"),
        (b"<p>" * (MAX_ELEMENTS + 9), "text/html", "too_large"),
        (b" " * (MAX_PAGE_BYTES + 1), "text/html", "too_large"),
    ],
    ids=str,
)
def test_what_holds_no_article_has_its_reason(
    body: bytes, content_type: str, reason: PageRefusal
) -> None:
    assert refusal(body, content_type) == reason


def test_malformed_markup_is_read() -> None:
    markup = page().replace("</p>", "").replace("</article>", "").replace("</html>", "<b><i></b")
    assert extracted(markup).text.startswith(PARAGRAPHS[0])


def test_deep_nesting_ends() -> None:
    assert refusal("<div>" * 20_000 + body()) == "too_short"


def test_extraction_needs_no_network_and_prints_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = f'<link rel="canonical" href="https://example.com/a"><base href="https://b/">{JSON_LD}'
    root_level = logging.getLogger().level
    assert extracted(page(head=head)).canonical_url == "https://example.com/a"
    assert refusal("<html><body><p>x") == "too_short"
    assert logging.getLogger().level == root_level
    assert capfd.readouterr() == ("", "")


FRAGMENTS = st.sampled_from(
    [
        *"<p> </p> <article> <table><tr><td> <!-- ]]> &#0; <meta content=' > <svg> ё 文".split(),
        *("<a href=x>", "<time datetime=2026-11-16>", "\x00", "\ud800", '"', " "),
        *("<script type=application/ld+json>", '{"@type":"Article","author":', "</script>"),
        *(*PARAGRAPHS, "<link rel=canonical href=http://[>"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400).map(lambda tail: b"<html><body>" + tail),
        st.lists(FRAGMENTS, max_size=40).map(
            lambda parts: b"<html>" + "".join(parts).encode(errors="replace")
        ),
    ),
    st.sampled_from(["", HTML, "text/html; charset=utf-16", "text/html; charset=gb2312", "; ="]),
)
def test_any_bytes_give_a_page_of_enough_words_or_a_reason(body: bytes, content_type: str) -> None:
    result = extract_page(body, URL, content_type)
    if isinstance(result, Page):
        assert count_words(result.text) >= MIN_WORDS
    else:
        assert result in get_args(PageRefusal)
