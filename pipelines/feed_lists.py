"""Where feeds are listed: lists on any file system, and feeds named one by one."""

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from schemas.errors import ConfigError
from transforms.feeds.lists import FeedEntry, parse_feed_list
from transforms.normalise.urls import mask_credentials

_LIST_ENDINGS: Final = (".opml", ".yaml", ".yml", ".txt")


def read_feeds(names: list[str]) -> tuple[FeedEntry, ...]:
    """The feeds that names of lists, feed files and URLs stand for, each once, in order.

    Raises:
        ConfigError: when a list cannot be read.
    """
    found: dict[str, FeedEntry] = {}
    for name in names:
        try:
            for entry in _feeds(name):
                found.setdefault(entry.url, entry)
        except ValueError as error:
            shown = mask_credentials(name)
            raise ConfigError(f"no feed list and no URL: {shown}: {error}") from error
    return tuple(found.values())


def _feeds(name: str) -> tuple[FeedEntry, ...]:
    scheme = urlsplit(name).scheme
    if scheme in ("http", "https"):
        _ = urlsplit(name).port
        return (FeedEntry(url=name),)
    path = unquote(urlsplit(name).path) if scheme == "file" else name
    body = _read(path)
    source = path if "://" in path else Path(path).resolve().as_uri()
    if path.endswith(_LIST_ENDINGS) or b"<opml" in body[:1000].lower():
        return parse_feed_list(body, source)
    return (FeedEntry(url=source),)


def _read(path: str) -> bytes:
    try:
        return _read_remote(path) if "://" in path else Path(path).read_bytes()
    except OSError as error:
        raise ConfigError(f"cannot read the feed list {mask_credentials(path)}") from error


def _read_remote(path: str) -> bytes:
    """A list on a file system of Beam's, which is imported for such a list only."""
    from apache_beam.io.filesystem import BeamIOError
    from apache_beam.io.filesystems import FileSystems

    try:
        with FileSystems.open(path) as file:
            body: bytes = file.read()
            return body
    except (BeamIOError, ValueError) as error:
        raise OSError(str(error)) from error
