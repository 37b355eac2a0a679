"""The streams: which row type each one holds, and which fields are its key."""

from dataclasses import dataclass
from typing import Final

from schemas.alert import AlertRow
from schemas.article import ArticleRow
from schemas.entity import EntityRow
from schemas.feed_health import FeedHealthRow
from schemas.rejection import DeadLetterRow, DroppedRow
from schemas.row import Row
from schemas.signal import SignalRow
from schemas.story import StoryMemberRow, StoryRow
from schemas.vocabulary import Stream


@dataclass(frozen=True)
class StreamSpec:
    """One stream of rows.

    Attributes:
        name: as in storage.
        row_type: what a row is.
        key: fields that make a row unique.
        about: one row per what.
    """

    name: Stream
    row_type: type[Row]
    key: tuple[str, ...]
    about: str


STREAMS: Final[dict[Stream, StreamSpec]] = {
    spec.name: spec
    for spec in (
        StreamSpec("articles", ArticleRow, ("version_id",), "version of an article"),
        StreamSpec("entities", EntityRow, ("entity_id",), "entity mention in a version"),
        StreamSpec("signals", SignalRow, ("signal_id",), "claim of military activity in a version"),
        StreamSpec(
            "story_members",
            StoryMemberRow,
            ("article_id",),
            "article's place among its near-duplicates and in a story",
        ),
        StreamSpec("stories", StoryRow, ("story_id",), "group of articles about one event"),
        StreamSpec("alerts", AlertRow, ("alert_id",), "rule or baseline that fired"),
        StreamSpec("feed_health", FeedHealthRow, ("feed_url", "checked_at"), "poll of a feed"),
        StreamSpec("dropped", DroppedRow, ("drop_id",), "item left out on purpose"),
        StreamSpec(
            "dead_letter", DeadLetterRow, ("dead_letter_id",), "input that a stage rejected"
        ),
    )
}


def row_key(stream: Stream, row: Row) -> str:
    """What makes a row of a stream unique, as one string."""
    return "\x1f".join(str(getattr(row, name)) for name in STREAMS[stream].key)
