"""The one wrapper through which rejected items leave a step, and what it tags them with."""

from collections.abc import Callable
from typing import Final, Generic, NamedTuple, TypeVar

import msgspec
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.typehints.decorators import no_annotations

from schemas.article import Article, Document, RawArticle
from schemas.errors import RejectedItemError
from schemas.rejection import DeadLetterRow, DroppedRow, dead_letter

REJECTED: Final = "rejected"
Rejection = DeadLetterRow | DroppedRow
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])


class Split(NamedTuple, Generic[T]):
    """What a step lets through, and what it leaves out with a reason."""

    kept: PCollection[T]
    rejected: PCollection[Rejection]


def several_outputs(expand: F) -> F:
    """Marks an `expand` that returns several collections, for which Beam has no type hint."""
    no_annotations(expand)
    return expand


def rejected(rejection: Rejection) -> "TaggedOutput[str, Rejection]":
    """The element that carries a rejection out of a step."""
    return TaggedOutput(REJECTED, rejection)


def dead_letter_of(
    stage: str, error: RejectedItemError, item: Document | RawArticle | Article
) -> DeadLetterRow:
    """The dead letter of an item that a stage rejected; a document keeps its own bytes."""
    if isinstance(item, Document):
        payload, content_type, source = item.body, item.content_type, item.source
    else:
        payload, content_type = msgspec.json.encode(_replayable(item)), "application/json"
        source = item.source if isinstance(item, RawArticle) else item.feed_url or ""
    return dead_letter(
        stage,
        error.reason,
        error.detail,
        payload,
        source=source,
        at=item.retrieved_at,
        content_type=content_type,
        attributes=item.attributes,
    )


def _replayable(item: RawArticle | Article) -> dict[str, object]:
    """The item in the input form of `parse_json_article`, without what depends on the clock."""
    fields = {
        "id": item.input_id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "text": item.text,
        "html": isinstance(item, RawArticle) and item.html,
        "authors": item.authors,
        "publisher": item.publisher,
        "feed_url": item.feed_url,
        "guid": item.guid,
        "published_at": item.published_at,
        "updated_at": item.updated_at,
        "language": item.declared_language,
    }
    return {
        # Lone surrogates cannot be encoded; the clean-up would remove them anyway.
        name: value.encode(errors="ignore").decode() if isinstance(value, str) else value
        for name, value in fields.items()
        if value
    }
