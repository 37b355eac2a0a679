"""The linguistic analysis of one article, which the entity and signal branches both read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from schemas.article import Article, Language
from schemas.entity import Entity
from schemas.vocabulary import PlacePrecision


class Token(NamedTuple):
    """One word or mark. Offsets are half-open code points into the full text."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence: its span in the full text, and its tokens as [first_token, last_token)."""

    start: int
    end: int
    first_token: int
    last_token: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a gazetteer knows."""

    name: str
    #: ISO 3166-1 alpha-2; None for seas and regions that span countries.
    country: str | None
    admin1: str | None
    geonames_id: int | None
    lat: float
    lon: float
    precision: PlacePrecision
    #: Radius that covers the place, kilometres.
    radius_km: float


@dataclass(frozen=True, kw_only=True)
class AnalysedArticle:
    """An article with its language, sentences, tokens and entity mentions, in text order."""

    article: Article
    language: Language
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    #: Resolved mentions that do not overlap, sorted by start.
    entities: tuple[Entity, ...]
    #: Resolved place of the mention that starts at this offset.
    places: Mapping[int, Place]
