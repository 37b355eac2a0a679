"""When a page says that its article appeared."""

import pytest
from lxml.html import document_fromstring

from transforms.pages.dates import publication_date

URL = "https://www.example.com/a"


def json_ld(text: str) -> str:
    return f'<html><script type="application/ld+json">{text}</script><body>x</body></html>'


def date_of(markup: str) -> str:
    published = publication_date(document_fromstring(markup), frozenset({URL}))
    return f"{published.at:%Y-%m-%dT%H:%M} {published.source}" if published else "none"


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "datePublished": "2026-11-16T09:30:00Z"}',
        '[{"@type": "Person"}, {"@type": ["", "Article"], "datePublished": ["2026-11-16T09:30Z"]}]',
        (
            '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, {"@type":'
            ' "http://schema.org/OpinionNewsArticle", "datePublished": "2026-11-16T10:30+01:00"}]}'
        ),
        '{"@type": "WebPage", "datePublished": "2026-11-16T09:30:00.000Z"}',
        '<!-- {"@type": "BlogPosting", "datePublished": "2026-11-16 09:30"}; -->',
        '//<![CDATA[\n{"@type": "Article", "datePublished": "2026-11-16 09:30", "a": "\n"}\n//]]>',
        (
            '[{"@type": "NewsArticle", "url": "https://www.example.com/b",'
            ' "datePublished": "2019-01-01"}, {"@type": "NewsArticle",'
            f' "mainEntityOfPage": {{"@id": "{URL}"}}, "datePublished": "2026-11-16T09:30Z"}}]'
        ),
    ],
)
def test_json_ld_in_all_its_forms_dates_the_article(text: str) -> None:
    assert date_of(json_ld(text)) == "2026-11-16T09:30 metadata"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[" * 100_000,
        '{"@type": "NewsArticle", "datePublished": 5}',
        '{"@type": "NewsArticle", "datePublished": "soon"}',
        '{"@type": "NewsArticle", "datePublished": "1970-01-01T00:00:00Z"}',
        '{"itemListElement": [{"@type": "Article", "datePublished": "2026-11-16"}]}',
        '{"@type": "WebSite", "datePublished": "2001-01-01"}',
    ],
    ids=lambda text: text[:60],
)
def test_json_ld_that_is_broken_or_of_something_else_dates_nothing(text: str) -> None:
    assert date_of(json_ld(text)) == "none"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            '<meta property="article:published_time" content="2026-11-16T09:30:00+00:00">',
            "2026-11-16T09:30 metadata",
        ),
        ('<META NAME="DC.date.issued" CONTENT="2026-11-16">', "2026-11-16T00:00 metadata"),
        (
            '<body><span itemprop="datePublished" content="2026-11-16T09:30Z">x</span>',
            "2026-11-16T09:30 metadata",
        ),
        (
            '<body><article><time datetime="2026-11-16T09:30Z">today</time></article>',
            "2026-11-16T09:30 time_element",
        ),
        ('<body><time datetime="2026-11-16">today</time>', "none"),
        (
            '<body><article><aside><time datetime="2026-11-16">x</time></aside></article>',
            "none",
        ),
        (
            '<body><main><div class="comments"><time datetime="2026-11-16">x</time></div></main>',
            "none",
        ),
        ('<meta property="article:modified_time" content="2026-11-16">', "none"),
    ],
)
def test_other_metadata_dates_the_article(markup: str, expected: str) -> None:
    assert date_of(f"<html>{markup}</html>") == expected
