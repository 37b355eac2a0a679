"""The stored form of an article."""

import datetime as dt
from dataclasses import fields, replace

from schemas.article import Article, ArticleRow, Language

_SHARED = tuple(
    field.name for field in fields(ArticleRow) if field.name in Article.__dataclass_fields__
)


def article_row(
    article: Article, language: Language, processed_at: dt.datetime, *, keep_text: bool = True
) -> ArticleRow:
    """The row of an article; without its text and summary where a licence forbids to keep them."""
    row = ArticleRow(
        **{name: getattr(article, name) for name in _SHARED},
        processed_at=processed_at,
        language=language.tag,
        language_confidence=language.confidence,
        language_method=language.method,
    )
    return row if keep_text else replace(row, text="", summary="")
