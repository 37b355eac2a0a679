"""What is left out: dropped on purpose, or rejected by a stage."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Final

from schemas.ids import content_id
from schemas.row import Doc, Row, require_utc
from schemas.vocabulary import DeadLetterReason, DropReason

#: Longest payload that a dead letter keeps, in bytes.
MAX_PAYLOAD_BYTES: Final = 1_000_000


@dataclass(frozen=True, kw_only=True)
class DroppedRow(Row):
    """An item left out on purpose."""

    drop_id: Annotated[str, Doc(description="Hash of reason, article version or guid, and feed.")]
    article_id: Annotated[str | None, Doc(description="The article, where it has an id.")]
    guid: Annotated[str | None, Doc(description="The feed's identifier of the item.")]
    feed_url: Annotated[str | None, Doc(description="Feed the item was read from.")]
    reason: Annotated[DropReason, Doc(description="Why it was left out.")]
    detail: Annotated[str, Doc(description="What the reason rests on; may be empty.")]
    at: Annotated[dt.datetime, Doc(description="When the item was retrieved.")]

    def __post_init__(self) -> None:
        require_utc(at=self.at)


@dataclass(frozen=True, kw_only=True)
class DeadLetterRow(Row):
    """An input that a stage rejected, with what is needed to try it again."""

    dead_letter_id: Annotated[str, Doc(description="Hash of stage and payload.")]
    stage: Annotated[str, Doc(description="Step that rejected it.")]
    reason: Annotated[DeadLetterReason, Doc(description="Why, from a closed list.")]
    error: Annotated[str, Doc(description="What was found, in one line.")]
    payload: Annotated[bytes, Doc(description="The input's bytes, capped.")]
    payload_length: Annotated[int, Doc(description="Full length of the input, bytes.")]
    content_type: Annotated[str, Doc(description="Media type of the payload; may be empty.")]
    source: Annotated[str, Doc(description="Feed, file or subscription it came from.")]
    attributes: Annotated[dict[str, str], Doc(description="Attributes of the Pub/Sub message.")]
    first_failed_at: Annotated[dt.datetime, Doc(description="When the input was retrieved.")]
    attempts: Annotated[int, Doc(description="How often it was tried.")]

    def __post_init__(self) -> None:
        require_utc(first_failed_at=self.first_failed_at)


def dead_letter(
    stage: str,
    reason: DeadLetterReason,
    error: str,
    payload: bytes,
    *,
    source: str,
    at: dt.datetime,
    content_type: str = "",
    attributes: dict[str, str] | None = None,
) -> DeadLetterRow:
    """The dead letter of one rejected input; its id is of the stage and the whole payload."""
    return DeadLetterRow(
        dead_letter_id=content_id("dead_letter", stage, payload.hex()),
        stage=stage,
        reason=reason,
        error=" ".join(error.encode(errors="replace").decode().split())[:500],
        payload=payload[:MAX_PAYLOAD_BYTES],
        payload_length=len(payload),
        content_type=content_type,
        source=source,
        attributes=attributes or {},
        first_failed_at=at,
        attempts=1,
    )
