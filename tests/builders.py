"""Values for tests, complete but for what a test is about."""

import datetime as dt
from dataclasses import replace
from typing import Any

from schemas.article import Article, RawArticle
from transforms.normalise.normalise import normalise

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def raw_article(**fields: Any) -> RawArticle:
    """An item of a feed, read at NOW; it has no title and no text unless they are given."""
    return RawArticle(**{"retrieved_at": NOW, "source": "https://feed.example/rss", **fields})


def article(text: str = "Text.", **fields: Any) -> Article:
    """A normalised article; fields that RawArticle has go in raw, the others replace."""
    raw_names = RawArticle.__dataclass_fields__
    raw = {name: value for name, value in fields.items() if name in raw_names}
    if "published_at" in raw:
        raw.setdefault("published_at_basis", "feed")
    made = normalise(raw_article(text=text, **raw))
    assert isinstance(made, Article)
    return replace(made, **{name: v for name, v in fields.items() if name not in raw_names})
