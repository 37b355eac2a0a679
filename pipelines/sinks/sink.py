"""What a sink is, and how one is chosen by its URL."""

from collections.abc import Sequence
from typing import Protocol
from urllib.parse import unquote, urlsplit

from pipelines.sinks.files import FileSink
from pipelines.sinks.formats import JSON_LINES, PARQUET
from pipelines.sinks.part import Part
from schemas.errors import ConfigError
from schemas.row import Row


class Sink(Protocol):
    """Takes rows, each at least once, and makes them readable all or none. Pickles."""

    def prepare(self) -> None:
        """Makes sure that rows can be written; raises ConfigError before anything starts."""

    def write(self, part: Part, rows: Sequence[Row]) -> None:
        """Writes rows of one stream; writing the same rows again changes nothing."""


def open_sink(url: str) -> FileSink:
    """The sink that a storage URL names: a folder for Parquet, or `jsonl://` and a folder.

    Raises:
        ConfigError: for a scheme that no sink has.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ConfigError(f"no storage URL: {url}: {error}") from error
    if parts.scheme in ("", "gs", "s3"):
        return FileSink(url, PARQUET)
    if parts.scheme == "file":
        return FileSink(unquote(parts.path), PARQUET)
    if parts.scheme == "jsonl":
        return FileSink(unquote(parts.netloc + parts.path), JSON_LINES)
    raise ConfigError(
        f"no sink writes to {parts.scheme}://: give a folder, gs://, s3:// or jsonl://"
    )
