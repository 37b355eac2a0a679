import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalise.urls import absolute_url, canonical_url, without_credentials


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/x?id=5&fbclid=abc", "https://a.example/x?id=5"),
        ("https://a.example/x?b=2&a=1#top", "https://a.example/x?a=1&b=2"),
        ("HTTPS://A.Example:443/x", "https://a.example/x"),
        ("http://a.example", "http://a.example/"),
        ("https://user:secret@a.example/x", "https://a.example/x"),
        ("https://a.example/Путь", "https://a.example/%D0%9F%D1%83%D1%82%D1%8C"),
    ],
)
def test_one_page_has_one_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize("id_parameter", ["id=5", "p=17", "article=3", "page=2"])
def test_a_parameter_that_names_the_page_is_kept(id_parameter: str) -> None:
    assert canonical_url(f"https://a.example/?{id_parameter}").endswith(id_parameter)


@pytest.mark.parametrize(
    ("url", "base", "absolute"),
    [
        ("/news/1", "https://a.example/feed", "https://a.example/news/1"),
        ("//cdn.example/1", "https://a.example/feed", "https://cdn.example/1"),
        (" https://a.example/1\n", None, "https://a.example/1"),
        ("javascript:alert(1)", "https://a.example/", None),
        ("mailto:desk@a.example", None, None),
        ("news/1", None, None),
        ("https://[bad", None, None),
        ("http://a.example:abc/1", None, None),
        ("", "https://a.example/", None),
        (None, None, None),
    ],
)
def test_a_link_is_absolute_or_none(
    url: str | None, base: str | None, absolute: str | None
) -> None:
    assert absolute_url(url, base) == absolute


def test_credentials_never_leave_the_process() -> None:
    assert without_credentials("https://u:p@a.example:8080/f?x") == "https://a.example:8080/f?x"


@given(st.text(st.characters(codec="utf-8"), max_size=50))
def test_a_canonical_url_stays_the_same(path: str) -> None:
    url = absolute_url(f"https://a.example/{path}", None)
    assert url is not None
    once = canonical_url(url)
    assert canonical_url(once) == once
