"""One item as feedparser gives it, into one raw article."""

import datetime as dt
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from schemas.article import Document, RawArticle
from schemas.vocabulary import TextBasis
from transforms.feeds.dates import parse_feed_date
from transforms.feeds.parsed import language_tag, plain, publication, web_address
from transforms.normalise.clean import clean_line, html_to_text

_HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
#: Links of an item that lead elsewhere than to its page.
_OTHER_PAGES: Final = frozenset(
    {"enclosure", "self", "edit", "replies", "license", "next", "hub", "shorturl", "image"}
)


_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, kw_only=True)
class FeedDefaults:
    """What a feed says for all its items."""

    document: Document
    publisher: str
    language: str | None
    #: The feed's page, against which relative links are resolved; else the document's source.
    base_url: str
    #: Authors of the items that name none (Atom, RFC 4287 §4.2.1).
    authors: tuple[str, ...] = ()
    is_rss: bool = False


class _Construct(NamedTuple):
    """A text as its feed marks it up."""

    value: str
    is_html: bool
    language: str | None = None

    def written(self, *, as_html: bool) -> str:
        return self.value if self.is_html else plain(self.value, as_html=as_html)


_NOTHING: Final = _Construct("", is_html=False)


def item_article(entry: Mapping[str, object], defaults: FeedDefaults) -> RawArticle:
    """The article that an item is; whatever the item lacks, the article lacks."""
    title, summary = _construct(entry, "title"), _construct(entry, "summary")
    text, basis = _body(entry, summary, is_rss=defaults.is_rss)
    as_html = any(part.is_html for part in (title, summary, text))
    published, created = _date(entry, "published"), _date(entry, "created")
    updated = _date(entry, "updated")
    published_at, date_basis = publication(published, created, updated)
    document = defaults.document
    return RawArticle(
        retrieved_at=document.retrieved_at,
        source=document.source,
        feed_url=document.source,
        attributes=document.attributes,
        url=_link(entry),
        base_url=defaults.base_url,
        title=title.written(as_html=as_html),
        summary=summary.written(as_html=as_html),
        text=text.written(as_html=as_html),
        html=as_html,
        text_basis=basis,
        authors=author_names(entry) or defaults.authors,
        publisher=_source_title(entry) or defaults.publisher or None,
        guid=string(entry.get("id")) or None,
        published_at=published_at,
        updated_at=updated,
        published_at_basis=date_basis,
        declared_language=(
            language_tag(string(entry.get("language")))
            or text.language
            or title.language
            or defaults.language
        ),
    )


def author_names(holder: Mapping[str, object]) -> tuple[str, ...]:
    """Names of the authors of an item or feed, or their addresses where no name is given."""
    people = list(_mappings(holder.get("authors")))
    names = [string(person.get("name")) or string(person.get("email")) for person in people]
    if not any(names):
        names = [string(holder.get("author"))]
    return tuple(dict.fromkeys(name for name in names if name))


def string(value: object) -> str:
    """The value when it is a string, stripped; else empty."""
    return value.strip() if isinstance(value, str) else ""


def heading(holder: Mapping[str, object]) -> str:
    """The title of a feed or source as plain text on one line."""
    title = _construct(holder, "title")
    return clean_line(html_to_text(title.value) if title.is_html else title.value)


def _construct(holder: Mapping[str, object], name: str) -> _Construct:
    """A text that stands under its own name; not one that feedparser copied from the content."""
    detail = holder.get(f"{name}_detail")
    return _as_construct(detail) if isinstance(detail, Mapping) else _NOTHING


def _as_construct(detail: Mapping[str, object]) -> _Construct:
    return _Construct(
        string(detail.get("value")),
        is_html=detail.get("type") in _HTML_TYPES,
        language=language_tag(string(detail.get("language"))),
    )


def _body(
    entry: Mapping[str, object], summary: _Construct, *, is_rss: bool
) -> tuple[_Construct, TextBasis]:
    """The longest content that is text; without one the summary."""
    contents = [_as_construct(content) for content in _texts(entry)]
    body = max(contents, key=lambda content: len(content.value), default=_NOTHING)
    # In RSS feedparser takes a second description for content; content:encoded is always HTML.
    second_summary = is_rss and not body.is_html
    if body.value and not second_summary:
        return body, "feed_full"
    return max(body, summary, key=lambda text: len(text.value)), "feed_summary"


def _texts(entry: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    for content in _mappings(entry.get("content")):
        kind = string(content.get("type"))
        if not content.get("src") and (kind.startswith("text/") or kind in _HTML_TYPES):
            yield content


def _date(entry: Mapping[str, object], name: str) -> dt.datetime | None:
    parsed = entry.get(f"{name}_parsed")
    return parse_feed_date(
        string(entry.get(name)), parsed if isinstance(parsed, time.struct_time) else None
    )


def _link(entry: Mapping[str, object]) -> str | None:
    """The item's page: before any redirect of FeedBurner, else `link`, else another that fits."""
    link = string(entry.get("feedburner_origlink")) or string(entry.get("link"))
    if entry.get("link") == entry.get("id") and not web_address(link):
        # A guid is a permalink unless it denies it; most that are no URL forget to.
        link = ""
    links = [
        link,
        *(
            string(other.get("href"))
            for other in _mappings(entry.get("links"))
            if other.get("rel") not in _OTHER_PAGES
        ),
        web_address(string(entry.get("id"))) or "",
    ]
    return next(filter(_may_be_web_address, links), None) or next(filter(None, links), None)


def _may_be_web_address(link: str) -> bool:
    """Whether a link is relative or leads to the web, unlike `at://` or `javascript:`."""
    return bool(link) and (bool(web_address(link)) or not _SCHEME.match(link))


def _source_title(entry: Mapping[str, object]) -> str:
    """The outlet that an item was taken over from, where it says so."""
    source = entry.get("source")
    if not isinstance(source, Mapping):
        return ""
    return heading(source) or clean_line(string(source.get("title")))


def _mappings(values: object) -> Iterator[Mapping[str, object]]:
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, Mapping))
