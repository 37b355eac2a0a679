"""`vedette annotate`: articles from files or stdin, one JSON object a line out."""

import codecs
import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.clock import system_clock
from pipelines.settings import Settings, load_settings
from schemas.article import RawArticle
from schemas.errors import ConfigError, RejectedItemError
from transforms.normalise.json_article import parse_json_article, parse_time
from transforms.normalise.plain_article import parse_plain_article

if TYPE_CHECKING:
    from pipelines.annotate import Annotator


def annotate(
    files: Annotated[
        list[Path] | None, typer.Argument(help="JSON Lines or .txt files; stdin without any.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Publication time of plain text, ISO 8601.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of plain text.")] = None,
    url: Annotated[str | None, typer.Option(help="URL of plain text.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of plain text, BCP 47.")] = None,
    language_detector: Annotated[
        str | None, typer.Option(help="vote (default), langdetect, pycld2, py3langid, …")
    ] = None,
    models: Annotated[
        list[str] | None, typer.Option(help="spaCy pipelines of a language, as en=first,second.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(envvar="VEDETTE_CONFIG", help="YAML file of `vedette run`.")
    ] = None,
    pretty: Annotated[bool, typer.Option(help="Print for people.")] = False,
) -> None:
    """Annotates articles: entities and signals, as JSON, one article a line.

    Example: vedette annotate article.txt --published 2021-11-15T18:00:00Z --pretty
    """
    from pipelines.annotate import Annotation, LeftOut, to_json
    from pipelines.cli.pretty import print_pretty

    sidecar = _sidecar(title=title, url=url, language=language, published_at=published)
    bodies = [_read(path) for path in files or ()]
    flags = {"language_detector": language_detector, "models": models}
    settings = load_settings(config, {name: value for name, value in flags.items() if value})
    annotator = _load(settings)
    left_out = 0
    for result in annotator.annotate(_items(bodies or [_read(None)], sidecar)):
        left_out += isinstance(result, LeftOut)
        if pretty and isinstance(result, Annotation):
            print_pretty(result)
        else:
            typer.echo(to_json(result))
    if left_out:
        typer.echo(f"vedette: {left_out} left out, see their lines", err=True)


def _sidecar(**fields: str | None) -> bytes:
    """The fields of a plain text, checked."""
    if published := fields["published_at"]:
        try:
            parse_time(published)
        except ValueError as error:
            raise ConfigError(f"--published: not an ISO 8601 time: {published}") from error
    return json.dumps({name: value for name, value in fields.items() if value}).encode()


def _load(settings: Settings) -> "Annotator":
    """The annotator; only here models and their libraries are loaded, which takes seconds."""
    from pipelines.annotate import Annotator
    from pipelines.models import analysis_config
    from transforms.analysis.analyse import load_analyser
    from transforms.language.detect import load_detector
    from transforms.signals.extract import load_extractor

    return Annotator(
        detector=load_detector(settings.language_detector),
        analyser=load_analyser(analysis_config(settings)),
        extractor=load_extractor(),
        clock=system_clock,
        batch_size=settings.batch_size,
    )


def _read(path: Path | None) -> tuple[str, bytes]:
    """A file's name and bytes; stdin without a path."""
    if path is None or str(path) == "-":
        return "-", sys.stdin.buffer.read()
    try:
        body = path.read_bytes()
        return str(path), gzip.decompress(body) if path.suffix == ".gz" else body
    except (OSError, EOFError, zlib.error) as error:
        raise ConfigError(
            f"cannot read {path}: {getattr(error, 'strerror', None) or error}"
        ) from error


def _items(
    bodies: list[tuple[str, bytes]], sidecar: bytes
) -> Iterator[RawArticle | RejectedItemError]:
    for name, body in bodies:
        if _is_plain(name, body):
            yield _parse(name, body, sidecar)
            continue
        for line in body.splitlines():
            if line.strip():
                yield _parse(name, line, None)


def _is_plain(name: str, body: bytes) -> bool:
    """By the file's name, as `vedette run` tells it; by its first character where it has none."""
    kind = PurePosixPath(name.removesuffix(".gz")).suffix
    if kind in (".jsonl", ".ndjson", ".json"):
        return False
    return kind == ".txt" or not body.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")


def _parse(name: str, body: bytes, sidecar: bytes | None) -> RawArticle | RejectedItemError:
    try:
        if sidecar is None:
            return parse_json_article(body, source=name, retrieved_at=system_clock())
        return parse_plain_article(body, sidecar, source=name, retrieved_at=system_clock())
    except RejectedItemError as error:
        return error
