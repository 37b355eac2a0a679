"""Lists of feeds: OPML, YAML, or one URL a line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

import yaml
from lxml import etree

from schemas.errors import ConfigError, RejectedItemError
from transforms.feeds.decode import decode_body
from transforms.feeds.markup import safe_markup
from transforms.feeds.parsed import language_tag
from transforms.normalise.urls import mask_credentials

_SCHEMES: Final = frozenset({"http", "https", "file"})
#: A key and a value, or an item: what no list of plain URLs holds.
_YAML_LINE: Final = re.compile(r"^\s*(?:-\s|[\[{]|[\w-]+:(?:\s|$))")
#: In YAML the feeds stand at the top, or under one of these.
_YAML_KEYS: Final = ("feeds", "sources")


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One feed of a list."""

    #: Absolute; http, https or file.
    url: str
    title: str = ""
    #: BCP 47, as the list says.
    language: str | None = None
    #: The outlines around it in OPML, joined by "/"; `group` in YAML.
    group: str = ""


def parse_feed_list(body: bytes, source: str) -> tuple[FeedEntry, ...]:
    """The feeds of a list, each URL once, in the list's order.

    Args:
        body: OPML; a YAML list of URLs or of mappings with `url`, `title`, `language`, `group`,
            also under the key `feeds`; or plain text, one URL a line, "#" before comments.
        source: URL or path of the list, against which relative references are resolved.

    Raises:
        ConfigError: it is none of these, it names no feed, or one of another scheme than http,
            https or file.
    """
    entries: dict[str, FeedEntry] = {}
    try:
        text = decode_body(body).strip()
        if text.startswith("<"):
            found = _opml(safe_markup(text), source)
        elif any(_YAML_LINE.match(line) for line in text.splitlines()):
            found = _yaml(text, source)
        else:
            found = _lines(text, source)
        for entry in (_absolute(each, source) for each in found):
            entries.setdefault(entry.url, entry)
    except RejectedItemError as error:
        raise ConfigError(f"cannot read the feed list {source}: {error.detail}") from error
    if not entries:
        raise ConfigError(f"no feeds in {source}: expected OPML, a YAML list, or one URL a line")
    return tuple(entries.values())


def _opml(markup: str, source: str) -> Iterator[FeedEntry]:
    parser = etree.XMLParser(recover=True, no_network=True, resolve_entities=False)
    root = etree.fromstring(markup.encode(), parser)
    if root is None or str(root.tag).lower() != "opml":
        raise ConfigError(f"{source} is XML, but no OPML; a feed itself is given by its URL")
    for outline in root.iter("outline"):
        attributes = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        if url := attributes.get("xmlurl", "").strip():
            yield FeedEntry(
                url=url,
                title=_title(attributes),
                language=language_tag(attributes.get("language", "")),
                group=_group(outline),
            )


def _title(attributes: Mapping[str, str]) -> str:
    return (attributes.get("title") or attributes.get("text") or "").strip()


def _group(outline: etree._Element) -> str:
    around = [
        _title({str(name).lower(): str(value) for name, value in parent.attrib.items()})
        for parent in outline.iterancestors("outline")
    ]
    return "/".join(filter(None, reversed(around)))


def _yaml(text: str, source: str) -> Iterator[FeedEntry]:
    try:
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problem = mask_credentials(" ".join(str(error).split()))
        raise ConfigError(f"{source} is no valid YAML: {problem}") from error
    if isinstance(loaded, Mapping):
        loaded = next((loaded[key] for key in _YAML_KEYS if key in loaded), None)
    if not isinstance(loaded, list):
        raise ConfigError(f"{source} must be a YAML list of feeds, or hold one under `feeds`")
    for item in loaded:
        yield _yaml_entry(item, source)


def _yaml_entry(item: object, source: str) -> FeedEntry:
    if isinstance(item, str):
        return FeedEntry(url=item.strip())
    if not isinstance(item, Mapping) or not _string(item, "url"):
        raise ConfigError(f"{source}: an entry is neither a URL nor a mapping with `url`")
    # YAML reads the language `no` as false.
    language = "no" if item.get("language") is False else _string(item, "language")
    return FeedEntry(
        url=_string(item, "url"),
        title=_string(item, "title"),
        language=language_tag(language),
        group=_string(item, "group"),
    )


def _string(item: Mapping[object, object], key: str) -> str:
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""


def _lines(text: str, source: str) -> Iterator[FeedEntry]:
    for number, line in enumerate(text.splitlines(), start=1):
        # A fragment's "#" has no space before it.
        url = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if re.search(r"\s", url):
            raise ConfigError(f"{source}, line {number}: expected one URL, got {_shown(url)}")
        if url:
            yield FeedEntry(url=url)


def _absolute(entry: FeedEntry, source: str) -> FeedEntry:
    base = source if "://" in source else Path(source).absolute().as_uri()
    try:
        url = urljoin(base, entry.url)
        scheme, _ = urlsplit(url).scheme, urlsplit(url).port
    except ValueError as error:
        raise ConfigError(f"{source}: {_shown(entry.url)} is no URL: {error}") from error
    if scheme not in _SCHEMES:
        raise ConfigError(f"{source}: {_shown(entry.url)} must be an http, https or file URL")
    return replace(entry, url=url)


def _shown(url: str) -> str:
    """What stands in place of a URL, for a complaint: short, and without credentials."""
    return f"{mask_credentials(url)!r:.80}"
