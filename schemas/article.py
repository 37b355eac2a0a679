"""Articles: as a source gives them, as normalised, and as stored."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated

from schemas.ids import full_text
from schemas.row import Doc, Row, require_utc
from schemas.vocabulary import PublishedAtBasis, TextBasis


@dataclass(frozen=True, kw_only=True)
class Document:
    """Raw bytes that a source read: a feed, or a line or file that holds one article."""

    #: Where the bytes came from: the feed's URL or the file's path, without credentials.
    source: str
    body: bytes
    retrieved_at: dt.datetime
    #: As the server or the file name says, e.g. "text/xml; charset=utf-8"; "" if unknown.
    content_type: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    #: A JSON object with the other fields of a plain text; empty if there is none.
    sidecar: bytes = b""

    def __post_init__(self) -> None:
        require_utc(retrieved_at=self.retrieved_at)


@dataclass(frozen=True, kw_only=True)
class RawArticle:
    """One item as its source gives it: nothing cleaned, all optional but when it was read."""

    retrieved_at: dt.datetime
    #: Where it was read, for drops and dead letters: a feed's URL or a file's path.
    source: str = ""
    #: The caller's own identifier (`vedette annotate`), given back as `article.id`.
    input_id: str | None = None
    url: str | None = None
    #: Against which a relative `url` is resolved.
    base_url: str | None = None
    #: HTML or plain text.
    title: str = ""
    summary: str = ""
    #: The body; HTML when `html` is set.
    text: str = ""
    html: bool = False
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    feed_url: str | None = None
    guid: str | None = None
    published_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
    published_at_basis: PublishedAtBasis = "unknown"
    text_basis: TextBasis = "input"
    #: BCP 47, as the source declares it: a hint, never trusted alone, unless the input names it.
    declared_language: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        require_utc(
            retrieved_at=self.retrieved_at,
            published_at=self.published_at,
            updated_at=self.updated_at,
        )


@dataclass(frozen=True, kw_only=True)
class _ArticleFields:
    """The fields that an article has from normalisation on."""

    article_id: Annotated[str, Doc(description="Hash of the canonical URL: the work.")]
    version_id: Annotated[str, Doc(description="Hash of article_id and content_sha256.")]
    url: Annotated[str | None, Doc(description="Link as the source gives it, made absolute.")]
    canonical_url: Annotated[
        str | None,
        Doc(
            description="URL without tracking parameters or fragment, the page's own word for it"
            " where that was fetched; null if none."
        ),
    ]
    title: Annotated[str, Doc(description="Headline, cleaned; empty when there is none.")]
    summary: Annotated[str, Doc(description="The source's own summary, cleaned; may be empty.")]
    text: Annotated[str, Doc(description="Body, cleaned: no markup, NFC; may be empty.")]
    authors: Annotated[tuple[str, ...], Doc(description="Authors as the source names them.")]
    publisher: Annotated[str | None, Doc(description="Outlet, as the feed or input names it.")]
    publisher_family: Annotated[
        str | None, Doc(description="Group the outlet belongs to; null when not known.")
    ]
    wire_origin: Annotated[
        str | None, Doc(description="News agency the text credits (Reuters, AP, …), or null.")
    ]
    feed_url: Annotated[str | None, Doc(description="Feed the item was read from.")]
    guid: Annotated[str | None, Doc(description="The feed's own identifier of the item.")]
    published_at: Annotated[
        dt.datetime | None, Doc(description="When the publisher says it appeared; null if unsaid.")
    ]
    published_at_basis: Annotated[
        PublishedAtBasis, Doc(description="Where published_at was read; never the current time.")
    ]
    updated_at: Annotated[dt.datetime | None, Doc(description="When the source says it changed.")]
    retrieved_at: Annotated[dt.datetime, Doc(description="When Vedette read it.")]
    text_basis: Annotated[TextBasis, Doc(description="What the text was taken from.")]
    word_count: Annotated[int, Doc(description="Words of the full text (Unicode word rule).")]
    content_sha256: Annotated[str, Doc(description="SHA-256 of the full text, hexadecimal.")]
    attributes: Annotated[
        dict[str, str],
        Doc(
            description="Attributes of the Pub/Sub message; and `vedette.page`: why the text is not"
            " the page's though it was asked for, `vedette.feed_published_at`: the feed's date"
            " where the page's holds, `vedette.published_at_refused`: a date and why it is none."
        ),
    ]

    def __post_init__(self) -> None:
        require_utc(
            published_at=self.published_at,
            updated_at=self.updated_at,
            retrieved_at=self.retrieved_at,
        )
        if (self.published_at is None) != (self.published_at_basis == "unknown"):
            raise ValueError(f"published_at {self.published_at} with {self.published_at_basis=}")

    @property
    def full_text(self) -> str:
        """The text that every offset points into."""
        return full_text(self.title, self.text)

    @property
    def partition_date(self) -> str:
        """UTC date under which the article's rows are stored, as YYYY-MM-DD."""
        return (self.published_at or self.retrieved_at).date().isoformat()


@dataclass(frozen=True, kw_only=True)
class Article(_ArticleFields):
    """One published text, normalised; its language is not told yet."""

    #: BCP 47, as the source declares it.
    declared_language: str | None = None
    #: The caller's own identifier, given back as `article.id`.
    input_id: str | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """What a detector says of a text."""

    #: BCP 47; "und" when it cannot be told.
    tag: str
    #: 0–1, None where the method gives none.
    confidence: float | None
    #: Which method decided, or why none could: "vote", "alphabet", "und:too_short", …
    method: str

    def __post_init__(self) -> None:
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence out of 0–1: {self.confidence}")


@dataclass(frozen=True, kw_only=True)
class ArticleRow(_ArticleFields, Row):
    """A version of an article, as stored."""

    processed_at: Annotated[dt.datetime, Doc(description="When this row was made.")]
    language: Annotated[str, Doc(description="BCP 47; `und` when it cannot be told.")]
    language_confidence: Annotated[
        float | None, Doc(description="0–1; null where the method gives none.")
    ]
    language_method: Annotated[
        str, Doc(description="Method that decided, or `und:` and why none could.")
    ]
