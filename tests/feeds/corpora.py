"""The public feed fixtures: their bytes, and what they expect of an item's title, link and dates.

feedparser states expectations as Python expressions in its manifest. Nothing of them is run: the
conjuncts of the form `entries[0]['title'] == 'literal'` are read from the syntax tree.
"""

import ast
import datetime as dt
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from schemas.article import Document, RawArticle
from tests.evaldata import evaldata, read_rows
from transforms.feeds.dates import parse_feed_date
from transforms.feeds.parsed import ParsedFeed
from transforms.normalise.clean import clean_line, html_to_text

RETRIEVED_AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
_ALIASES = {"issued": "published", "modified": "updated", "date": "updated"}
_DATES = {"published": "published_at", "created": "published_at", "updated": "updated_at"}
_HEADER = re.compile(rb"^\s*Header:\s*([\w-]+)\s*:\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Expected:
    """One thing that a fixture expects of an item."""

    item: int
    #: title, link, published, created or updated.
    name: str
    #: As written, or a UTC tuple for a parsed date.
    value: str | tuple[int, ...]

    def holds(self, feed: ParsedFeed) -> bool:
        """Whether the item agrees.

        Titles agree as plain text: the expected one as it stands, or without its markup. Links
        agree once made absolute. Dates agree as moments, the expected one parsed if it is written.
        """
        if self.item >= len(feed.articles):
            return False
        article = feed.articles[self.item]
        if self.name == "title":
            return _plain_title(article) in _plain_forms(str(self.value))
        if self.name == "link":
            return urljoin(article.base_url or "", article.url or "") == self.value
        return bool(getattr(article, _DATES[self.name]) == _moment(self.value))


def archive(name: str) -> Mapping[str, bytes]:
    """The files of one archive of fixtures by path; skips where it is not there."""
    with zipfile.ZipFile(evaldata(f"feeds/{name}")) as opened:
        return {path: opened.read(path) for path in opened.namelist() if not path.endswith("/")}


def document(body: bytes, source: str = "", content_type: str = "") -> Document:
    return Document(source=source, body=body, content_type=content_type, retrieved_at=RETRIEVED_AT)


def feedparser_document(body: bytes) -> Document:
    """The document, retrieved as the comment in a feedparser fixture says."""
    headers = {name.decode().lower(): value.decode() for name, value in _HEADER.findall(body)}
    return document(body, headers.get("content-location", ""), headers.get("content-type", ""))


def feedparser_expectations() -> Iterator[tuple[str, list[Expected]]]:
    """Path and expectations of each well-formed fixture that speaks of an item's fields."""
    for row in read_rows(evaldata("feeds/feedparser_manifest.jsonl")):
        if not row["path"].startswith("tests/wellformed/") or not row.get("expect"):
            continue
        if found := list(read_expression(row["expect"])):
            yield row["path"], found


def read_expression(expression: str) -> Iterator[Expected]:
    """What an expression demands of the title, link and dates of its first item."""
    body = ast.parse(expression.strip(), mode="eval").body
    for part in body.values if isinstance(body, ast.BoolOp) else [body]:
        if not isinstance(part, ast.Compare) or not isinstance(part.ops[0], ast.Eq):
            continue
        name = _entry_field(part.left)
        if name and len(part.ops) == 1 and (value := _literal(part.comparators[0])) is not None:
            yield Expected(0, name, value)


def _entry_field(node: ast.expr) -> str | None:
    path = _path(node)
    if path[:2] != ("entries", 0) or len(path) not in {3, 4}:
        return None
    if path[2:] == ("title_detail", "value"):
        return "title"
    name = str(path[2]).removesuffix("_parsed")
    name = _ALIASES.get(name, name)
    return name if len(path) == 3 and name in {"title", "link", *_DATES} else None


def _path(node: ast.expr) -> tuple[object, ...]:
    """`entries[0]['title']` and `entries[0].title` as ("entries", 0, "title")."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return (*_path(node.value), node.slice.value)
    if isinstance(node, ast.Attribute):
        return (*_path(node.value), node.attr)
    return (node.id,) if isinstance(node, ast.Name) else ()


def _literal(node: ast.expr) -> str | tuple[int, ...] | None:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    return value if isinstance(value, str | tuple) else None


def gofeed_expectations() -> Iterator[tuple[str, bytes, list[Expected]]]:
    """Path, document and expectations of each pair of a feed and what gofeed makes of it."""
    files = archive("gofeed_testdata.zip")
    for path, body in files.items():
        stem, _, ending = path.rpartition(".")
        answer = files.get(f"{stem}_expected.json") or (
            files.get(f"{stem}.json") if ending == "xml" else None
        )
        if answer is None or stem.endswith("_expected") or b"<!ENTITY" in body:
            continue
        if found := list(_gofeed_items(json.loads(answer))):
            yield path, body, found


def _gofeed_items(answer: Any) -> Iterator[Expected]:
    items = (answer.get("items") or answer.get("entries") or []) if isinstance(answer, dict) else []
    for number, item in enumerate(items):
        links = item.get("links") or []
        link = item.get("link") or item.get("url") or (links[0] if links else None)
        fields = {
            "title": item.get("title"),
            "link": _href(link) if links == [link] or len(links) < 2 else item.get("link"),
            "published": item.get("pubDateParsed")
            or item.get("publishedParsed")
            or item.get("date_published"),
            "updated": item.get("updatedParsed") or item.get("date_modified"),
        }
        yield from (Expected(number, name, value) for name, value in fields.items() if value)


def _href(link: Any) -> str | None:
    """The address of a link that leads to the item's page."""
    if isinstance(link, dict):
        alternate = link.get("rel", "alternate") == "alternate"
        return link.get("href") if alternate else None
    return link if isinstance(link, str) else None


def _moment(value: str | tuple[int, ...]) -> dt.datetime | None:
    if isinstance(value, str):
        return parse_feed_date(value)
    year, month, day, hour, minute, second = value[:6]
    return dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.UTC)


def _plain_title(article: RawArticle) -> str:
    return clean_line(html_to_text(article.title) if article.html else article.title)


def _plain_forms(title: str) -> set[str]:
    return {clean_line(title), clean_line(html_to_text(title))}
