"""`vedette schema`: a stream's schema in one of five forms."""

import enum
import importlib
from typing import Annotated

import typer

from pipelines.settings import nearest
from schemas.errors import ConfigError
from schemas.streams import STREAMS


class SchemaFormat(enum.StrEnum):
    """The forms; each has an exporter of its name."""

    bigquery = "bigquery"
    avro = "avro"
    jsonschema = "jsonschema"
    arrow = "arrow"
    postgres = "postgres"


def schema(
    stream: Annotated[str, typer.Argument(help=f"One of {', '.join(STREAMS)}.")],
    format: Annotated[  # noqa: A002 - the flag's name
        SchemaFormat, typer.Option("--format", help="Form to print.")
    ] = SchemaFormat.jsonschema,
) -> None:
    """Prints the schema of a stream.

    Example: vedette schema signals --format postgres
    """
    for spec in STREAMS.values():
        if spec.name == stream:
            typer.echo(importlib.import_module(f"schemas.export_{format.value}").render(spec))
            return
    raise ConfigError(f"there is no stream {stream}{nearest(stream, list(STREAMS))}")
