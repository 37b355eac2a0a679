"""`vedette publish`: articles to a Pub/Sub topic."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from pipelines import publish as publishing
from pipelines.clock import system_clock
from schemas.errors import ConfigError
from transforms.normalise.urls import without_credentials


def publish(
    files: Annotated[
        list[Path], typer.Argument(help="JSON Lines of articles, or feeds (.xml, JSON Feed).")
    ],
    topic: Annotated[str, typer.Option(help="projects/PROJECT/topics/NAME.")],
    source: Annotated[
        str | None, typer.Option(help="Where the messages say they are from; default the file.")
    ] = None,
) -> None:
    """Publishes articles, one message each, or whole feeds, to a Pub/Sub topic.

    Example: vedette publish articles.jsonl --topic projects/my-project/topics/articles
    """
    for path in files:
        _require_readable(path)
    _require_source(source or "")
    refused: list[publishing.Refused] = []

    def refuse(item: publishing.Refused) -> None:
        refused.append(item)
        typer.echo(f"vedette: {item.place}: {' '.join(item.why.split())}", err=True)

    published = publishing.publish(topic, _read(files, source), refuse)
    typer.echo(f"published {published:,}, refused {len(refused):,}")
    if refused:
        raise typer.Exit(1)


def _read(
    files: list[Path], source: str | None
) -> Iterator[publishing.Outgoing | publishing.Refused]:
    for path in files:
        yield from publishing.read_outgoing(path, source, system_clock)


def _require_readable(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error


def _require_source(source: str) -> None:
    try:
        without_credentials(source)
    except ValueError as error:
        raise ConfigError(f"--source: {error}") from error
