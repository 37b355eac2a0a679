"""Articles for the tests of the analysis."""

import datetime as dt
from functools import cache

from schemas.analysis import AnalysedArticle
from schemas.article import Article, Language
from schemas.ids import article_id, content_sha256, version_id
from transforms.analysis.analyse import Analyser, load_analyser


def article(text: str, title: str = "") -> Article:
    """An article that holds nothing but a text."""
    sha256 = content_sha256(title, text)
    work = article_id(None, title, text)
    return Article(
        article_id=work,
        version_id=version_id(work, sha256),
        url=None,
        canonical_url=None,
        title=title,
        summary="",
        text=text,
        authors=(),
        publisher=None,
        publisher_family=None,
        wire_origin=None,
        feed_url=None,
        guid=None,
        published_at=None,
        published_at_basis="unknown",
        updated_at=None,
        retrieved_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
        text_basis="input",
        word_count=len(text.split()),
        content_sha256=sha256,
        attributes={},
    )


def language(tag: str) -> Language:
    return Language(tag, None, "input")


@cache
def analyser() -> Analyser:
    return load_analyser()


def analyse(text: str, tag: str = "en", title: str = "") -> AnalysedArticle:
    (analysed,) = analyser().analyse([(article(text, title), language(tag))])
    assert isinstance(analysed, AnalysedArticle)
    return analysed
