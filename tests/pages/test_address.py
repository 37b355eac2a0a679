"""Which canonical address of a page is believed."""

import pytest
from lxml.html import document_fromstring

from transforms.pages.address import canonical_address, is_plausible

STORY = "https://www.example.com/world/2026/armour"


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        (STORY, f"{STORY}?utm_source=rss"),
        (STORY, "https://amp.example.com/world/2026/armour"),
        (STORY, f"{STORY}/amp"),
        (STORY, "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/world/armour"),
        (STORY, "https://www.google.com/amp/s/www.example.com/world/armour"),
        ("http://example.com/a", "https://example.com/b"),
        ("https://news.example.co.uk/a", "https://www.example.co.uk/a"),
        ("https://xn--e1afmkfd.xn--p1ai/a", "https://www.пример.рф/a"),
        ("https://WWW.Example.COM/a", "https://example.com/a"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/b"),
        ("https://example.com/", "https://www.example.com/en/"),
        ("https://example.com/?p=12", "https://example.com/world/12"),
    ],
)
def test_a_canonical_address_on_the_same_site_is_believed(canonical: str, url: str) -> None:
    assert is_plausible(canonical, url)


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://example.org/world/2026/armour", STORY),
        ("https://example.com.evil.net/a", "https://example.com/a"),
        ("https://one.blogspot.com/a", "https://two.blogspot.com/a"),
        ("https://one.co.uk/a", "https://two.co.uk/a"),
        ("http://127.0.0.1:8081/a", "http://127.0.0.1:8080/a"),
        ("http://10.0.0.1/a", "http://10.0.0.2/a"),
        ("/world/2026/armour", STORY),
        ("//www.example.com/a", STORY),
        ("ftp://www.example.com/a", STORY),
        ("javascript:alert(1)", STORY),
        ("https://www.example.com", STORY),
        ("https://www.example.com/", STORY),
        ("https://www.example.com/en/", STORY),
        ("https://www.example.com/index.html", STORY),
        ("https://www.example.com/a b", STORY),
        ("https://www.example.com:x/a", STORY),
        ("https://[::1/a", STORY),
        ("https://www.example.com/" + "a" * 2_000, STORY),
        ("", STORY),
    ],
)
def test_any_other_canonical_address_is_ignored(canonical: str, url: str) -> None:
    assert not is_plausible(canonical, url)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f'<link rel="canonical" href="{STORY}">', STORY),
        (f'<LINK REL="Canonical nofollow" HREF=" {STORY} ">', STORY),
        (f'<meta property="og:url" content="{STORY}">', STORY),
        (
            f'<meta property="og:url" content="{STORY}/og"><link rel="canonical" href="{STORY}">',
            STORY,
        ),
        (
            (
                '<link rel="canonical" href="https://agency.example.net/a">'
                f'<meta property="og:url" content="{STORY}">'
            ),
            STORY,
        ),
        ('<link rel="canonical" href="https://agency.example.net/a">', None),
        ('<link rel="canonical">', None),
        (f'<link rel="alternate" href="{STORY}">', None),
        ("", None),
    ],
)
def test_the_first_believable_address_is_taken_link_before_og_url(
    head: str, expected: str | None
) -> None:
    tree = document_fromstring(f"<html><head>{head}</head><body>x</body></html>")
    assert canonical_address(tree, f"{STORY}?ref=rss") == expected
