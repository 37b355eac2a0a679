"""The file formats that rows are written in."""

from collections.abc import Callable, Sequence
from typing import IO, Final, NamedTuple

import msgspec
import pyarrow.parquet as pq

from schemas.export_arrow import to_arrow_table
from schemas.row import Row


class FileFormat(NamedTuple):
    """A file name's ending, and how rows of one stream become such a file's bytes."""

    extension: str
    write: Callable[[Sequence[Row], IO[bytes]], None]


def _write_parquet(rows: Sequence[Row], file: IO[bytes]) -> None:
    pq.write_table(to_arrow_table(rows), file, compression="zstd")


def _write_json_lines(rows: Sequence[Row], file: IO[bytes]) -> None:
    file.write(msgspec.json.Encoder().encode_lines(rows))


PARQUET: Final = FileFormat("parquet", _write_parquet)
JSON_LINES: Final = FileFormat("jsonl", _write_json_lines)
