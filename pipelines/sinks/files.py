"""A folder of files, `<stream>/date=<YYYY-MM-DD>/<part>.<format>`, on any Beam file system.

A file is written under `_tmp` and renamed into place, so that a reader sees whole files only. Its
name is made of window, shard and the keys of its rows: the same rows, written again, replace
themselves. What a staged sink writes waits under `_tmp` too, until `publish`.
"""

import math
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from apache_beam.io.filesystem import BeamIOError, CompressionTypes
from apache_beam.io.filesystems import FileSystems

from pipelines.sinks.formats import FileFormat
from pipelines.sinks.part import Part, window_name
from schemas.errors import ConfigError
from schemas.ids import content_id
from schemas.row import Row
from schemas.streams import row_key
from schemas.vocabulary import Stream

#: Where staged files wait below what is temporary, laid out as they will be below the root.
_STAGED: Final = "staged"
#: Rows of one file at most; bounds the memory that writing one takes.
_ROWS_A_FILE: Final = 20_000


class FileSink:
    """Writes rows as files of one format below a root folder.

    Args:
        root: the folder.
        file_format: of the files.
        owner: whose the temporary files are: another run that writes here has its own.
    """

    def __init__(
        self, root: str, file_format: FileFormat, owner: str = "run", *, is_staged: bool = False
    ) -> None:
        self.root = root.rstrip("/") or "/"
        self._format = file_format
        self._owner = owner
        self._temporary = FileSystems.join(self.root, "_tmp", owner)
        staged = FileSystems.join(self._temporary, _STAGED)
        self._target = staged if is_staged else self.root

    def owned_by(self, owner: str) -> "FileSink":
        """The same sink for another owner, who can be told by this name when it runs again."""
        return FileSink(self.root, self._format, owner)

    def staged(self) -> "FileSink":
        """The same sink, but what it writes cannot be read before it is published."""
        return FileSink(self.root, self._format, self._owner, is_staged=True)

    @property
    def staging(self) -> str:
        """Where it stages, as another process finds it, wherever that was started."""
        folder = FileSystems.join(self._temporary, _STAGED)
        return folder if "://" in folder else str(Path(folder).absolute())

    def prepare(self) -> None:
        """Makes the folder, clears what a run that died left half-written, and tries to write.

        Raises:
            ConfigError: when the folder cannot be written.
        """
        try:
            if FileSystems.exists(self._temporary):
                FileSystems.delete([self._temporary])
            self._write_file(self._temporary, "probe", ())
            FileSystems.delete([self._temporary])
        except (BeamIOError, OSError, ValueError) as error:
            raise ConfigError(f"cannot write to {self.root}: {error}") from error

    def write(self, part: Part, rows: Sequence[Row]) -> None:
        """Writes rows of one stream, each key once, as one file or several."""
        folder = FileSystems.join(self._target, part.stream, f"date={part.date}")
        for keys, chunk in _unique_chunks(part.stream, rows):
            name = f"{part.window}-{part.shard:02d}-{content_id(*keys)[:16]}"
            self._write_file(folder, f"{name}.{self._format.extension}", chunk)

    def _write_file(self, folder: str, name: str, rows: Sequence[Row]) -> None:
        temporary = FileSystems.join(self._temporary, f"{uuid.uuid4().hex}-{name}")
        _make_folder(self._temporary)
        _make_folder(folder)
        # The name must not make Beam compress the file.
        with FileSystems.create(temporary, compression_type=CompressionTypes.UNCOMPRESSED) as file:
            if rows:
                self._format.write(rows, file)
        FileSystems.rename([temporary], [FileSystems.join(folder, name)])


def publish(staging: str, until: float = math.inf) -> None:
    """Moves what was staged in a folder into place; what was moved already stays there.

    Args:
        staging: the folder, as a sink names it.
        until: the end of the last window whose rows are moved, in seconds since 1970.
    """
    root = staging.rsplit("/", 3)[0]
    pattern = FileSystems.join(staging, "*", "*", "*")
    (found,) = FileSystems.match([pattern])
    last = window_name(until)
    files = [file.path for file in found.metadata_list if _window_of(file.path) <= last]
    places = [FileSystems.join(root, *file.split("/")[-3:]) for file in files]
    for folder in sorted({place.rpartition("/")[0] for place in places}):
        _make_folder(folder)
    if files:
        FileSystems.rename(files, places)


def _window_of(path: str) -> str:
    return path.rpartition("/")[2].partition("-")[0]


def _unique_chunks(
    stream: Stream, rows: Sequence[Row]
) -> Iterator[tuple[list[str], Sequence[Row]]]:
    """Rows by key, in order of keys, in chunks, each with the keys it holds."""
    by_key = {row_key(stream, row): row for row in rows}
    keys = sorted(by_key)
    for start in range(0, len(keys), _ROWS_A_FILE):
        chunk = keys[start : start + _ROWS_A_FILE]
        yield chunk, [by_key[key] for key in chunk]


def _make_folder(path: str) -> None:
    """Makes a folder unless it is there; another worker may make it at the same moment."""
    if FileSystems.exists(path):
        return
    try:
        FileSystems.mkdirs(path)
    except OSError:
        if not FileSystems.exists(path):
            raise
