"""ReadFiles: articles in files, as JSON Lines (plain, gzip, zstd) or plain text with a sidecar."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

import apache_beam as beam
from apache_beam.coders import BytesCoder
from apache_beam.io import fileio
from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems
from apache_beam.io.textio import ReadAllFromText
from apache_beam.pvalue import PBegin, PCollection

from pipelines.clock import Clock
from schemas.article import Document
from schemas.errors import ConfigError

_COMPRESSIONS: Final = frozenset({".gz", ".zst", ".bz2"})
_JSON_LINES: Final = frozenset({".jsonl", ".ndjson", ".json"})
_PLAIN_TEXT: Final = frozenset({".txt"})


def match_files(globs: Sequence[str]) -> list[str]:
    """The files that globs name, on any file system that Beam knows, sorted, each once.

    Raises:
        ConfigError: when a glob names no file, or a file's kind cannot be told by its name.
    """
    paths: set[str] = set()
    for glob in globs:
        try:
            found = [metadata.path for metadata in FileSystems.match([glob])[0].metadata_list]
        except (BeamIOError, ValueError) as error:
            raise ConfigError(f"cannot read {glob}: {error}") from error
        if not found:
            raise ConfigError(f"no file matches {glob}")
        paths.update(path for path in found if not _is_sidecar(path, found))
    for path in paths:
        if _kind(path) not in _JSON_LINES | _PLAIN_TEXT:
            raise ConfigError(f"{path}: name it .jsonl (or .jsonl.gz, .jsonl.zst) or .txt")
    return sorted(paths)


def _is_sidecar(path: str, found: Sequence[str]) -> bool:
    name = PurePosixPath(path)
    return name.suffix == ".json" and str(name.with_suffix(".txt")) in found


def _kind(path: str) -> str:
    """The file name's ending, below a compression's."""
    name = PurePosixPath(path)
    return PurePosixPath(name.stem).suffix if name.suffix in _COMPRESSIONS else name.suffix


class ReadFiles(beam.PTransform[PBegin, PCollection[Document]]):
    """The pipeline's root -> PCollection[Document], one article each; blank lines are none.

    Args:
        paths: as `match_files` gives them.
        clock: says when a document was read.
    """

    def __init__(self, paths: Sequence[str], clock: Clock) -> None:
        super().__init__()
        self._json_lines = [path for path in paths if _kind(path) in _JSON_LINES]
        self._texts = [path for path in paths if _kind(path) in _PLAIN_TEXT]
        self._clock = clock

    def expand(self, root: PBegin) -> PCollection[Document]:
        lines = (
            root
            | "JsonLinesFiles" >> beam.Create(self._json_lines, reshuffle=False)
            | "ReadLines" >> ReadAllFromText(with_filename=True, coder=BytesCoder())
            | "LineDocuments" >> beam.ParDo(_LineDocumentsFn(self._clock))
        )
        texts = (
            root
            | "TextFiles" >> beam.Create(self._texts, reshuffle=False)
            | "MatchTexts" >> fileio.MatchAll()
            | "OpenTexts" >> fileio.ReadMatches()
            | "TextDocuments" >> beam.ParDo(_TextDocumentsFn(self._clock))
        )
        documents: PCollection[Document] = (lines, texts) | "Documents" >> beam.Flatten()
        return documents


class _LineDocumentsFn(beam.DoFn):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def process(self, line: tuple[str, bytes]) -> Iterator[Document]:
        path, body = line
        if body.strip():
            yield Document(
                source=path,
                body=body,
                retrieved_at=self._clock(),
                content_type="application/json",
            )


class _TextDocumentsFn(beam.DoFn):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def process(self, file: fileio.ReadableFile) -> Iterator[Document]:
        path = file.metadata.path
        sidecar = str(PurePosixPath(path).with_suffix(".json"))
        yield Document(
            source=path,
            body=file.read(),
            retrieved_at=self._clock(),
            content_type="text/plain",
            sidecar=FileSystems.open(sidecar).read() if FileSystems.exists(sidecar) else b"",
        )
