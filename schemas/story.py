"""Stories: articles about one event, and each article's place among its near-duplicates."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from msgspec import Struct

from schemas.row import Doc, Row, require_utc
from schemas.vocabulary import ClaimRelation, Polarity, QuantityUnit, SignalType


@dataclass(frozen=True, kw_only=True)
class StoryMemberRow(Row):
    """An article's place among its near-duplicates and in a story; upserted as stories grow."""

    article_id: Annotated[str, Doc(description="The article.")]
    story_id: Annotated[str, Doc(description="The story it belongs to.")]
    near_duplicate_of: Annotated[
        str | None, Doc(description="Earliest article of its connected component, or null.")
    ]
    similarity: Annotated[
        float | None, Doc(description="Estimated Jaccard similarity to that article, 0–1.")
    ]
    updated_at: Annotated[dt.datetime, Doc(description="When the row last changed.")]

    def __post_init__(self) -> None:
        require_utc(updated_at=self.updated_at)


class StoryClaim(Struct, frozen=True, kw_only=True):
    """One claim made in a story, and how it stands to the others."""

    type: Annotated[SignalType, Doc(description="What is claimed.")]
    actor: Annotated[str | None, Doc(description="Who acts.")]
    place: Annotated[str | None, Doc(description="Where.")]
    polarity: Annotated[Polarity, Doc(description="Affirmed or negated.")]
    claimants: Annotated[tuple[str, ...], Doc(description="Who says so.")]
    low: Annotated[float | None, Doc(description="Least number claimed.")]
    high: Annotated[float | None, Doc(description="Greatest number claimed.")]
    unit: Annotated[QuantityUnit | None, Doc(description="What is counted.")]
    relation: Annotated[ClaimRelation, Doc(description="To the story's other claims.")]


@dataclass(frozen=True, kw_only=True)
class StoryRow(Row):
    """A group of articles about one event; upserted."""

    story_id: Annotated[str, Doc(description="Hash of the earliest member's article_id.")]
    merged_into: Annotated[str | None, Doc(description="Story that took this one up, or null.")]
    title: Annotated[str, Doc(description="Title of its earliest member.")]
    first_seen: Annotated[dt.datetime, Doc(description="Earliest publication of a member.")]
    last_seen: Annotated[dt.datetime, Doc(description="Latest publication of a member.")]
    articles: Annotated[int, Doc(description="Members.")]
    independent_publishers: Annotated[
        int, Doc(description="Outlets that do not merely reprint another's text.")
    ]
    languages: Annotated[tuple[str, ...], Doc(description="BCP 47 tags of the members.")]
    countries: Annotated[tuple[str, ...], Doc(description="ISO 3166-1 alpha-2, of its signals.")]
    types: Annotated[tuple[SignalType, ...], Doc(description="Types of its signals.")]
    claims: Annotated[tuple[StoryClaim, ...], Doc(description="What its members claim.")]

    def __post_init__(self) -> None:
        require_utc(first_seen=self.first_seen, last_seen=self.last_seen)
