"""The linguistic analysis of one article, which the entity and signal branches both read."""

from dataclasses import dataclass
from typing import NamedTuple

from schemas.article import Article, Language
from schemas.entity import Entity


class Token(NamedTuple):
    """One word or mark. Offsets are half-open code points into the full text."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence: its span in the full text and the range of its tokens."""

    start: int
    end: int
    first_token: int
    last_token: int


@dataclass(frozen=True, kw_only=True)
class AnalysedArticle:
    """An article with its language, sentences, tokens and entity mentions, in text order."""

    article: Article
    language: Language
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    #: Resolved mentions that do not overlap, sorted by start.
    entities: tuple[Entity, ...]
