"""The reference of all streams for people: `schemas/README.md` is its output."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from schemas.describe import VOCABULARIES, FieldSpec, describe, row_meaning
from schemas.streams import STREAMS, StreamSpec
from schemas.version import SCHEMA_VERSION

README: Final = Path(__file__).with_name("README.md")

_INTRODUCTION: Final = f"""\
# Streams

What Vedette stores, version {SCHEMA_VERSION} of the stored form. This page is generated from the
row types in this folder by `make schemas`; change a meaning where its field is defined.

Every row is one JSON object, one Parquet row or one table row with the same field names.
`?` after a type means that the field may be null, `[]` that it holds a list, which may be empty
and is never null. Times are UTC with microseconds. Offsets (`start`, `end`) are half-open code
points into the full text: title, line feed, text; the text alone where there is no title.
`vedette schema` prints the same as JSON Schema, Avro, Arrow, BigQuery or PostgreSQL.
"""


def render_readme() -> str:
    """The whole page."""
    streams = list(STREAMS.values())
    parts = [
        _INTRODUCTION,
        _contents(streams),
        *(render(stream) for stream in streams),
        _records(streams),
        _vocabularies(),
    ]
    return "\n".join(parts)


def render(stream: StreamSpec) -> str:
    """One stream: what a row is, its key, and a table of its fields."""
    key = ", ".join(f"`{field}`" for field in stream.key)
    head = f"## {stream.name}\n\n{row_meaning(stream)} One row per {stream.about}; key: {key}.\n\n"
    return head + _table(describe(stream))


def _contents(streams: list[StreamSpec]) -> str:
    lines = [f"| [`{spec.name}`](#{spec.name}) | {spec.about} |" for spec in streams]
    return "\n".join(["| stream | one row per |", "|---|---|", *lines, ""])


def _records(streams: list[StreamSpec]) -> str:
    tables = [f"### {name}\n\n{_table(fields)}" for name, fields in _nested(streams).items()]
    return "\n".join(["## Nested records\n", *tables])


def _nested(streams: list[StreamSpec]) -> dict[str, tuple[FieldSpec, ...]]:
    every = (spec for stream in streams for spec in _walk(describe(stream)))
    return {spec.record: spec.fields for spec in every if spec.record}


def _walk(fields: tuple[FieldSpec, ...]) -> Iterator[FieldSpec]:
    for spec in fields:
        yield spec
        yield from _walk(spec.fields)


def _vocabularies() -> str:
    parts = [
        f"### {name}\n\n{', '.join(f'`{value}`' for value in values)}\n"
        for name, values in VOCABULARIES.items()
    ]
    return "\n".join(["## Closed vocabularies\n", *parts])


def _table(fields: tuple[FieldSpec, ...]) -> str:
    lines = [f"| `{spec.name}` | {_type(spec)} | {_meaning(spec)} |" for spec in fields]
    return "\n".join(["| field | type | meaning |", "|---|---|---|", *lines, ""])


def _type(spec: FieldSpec) -> str:
    named = spec.record or spec.vocabulary
    one = f"[{named}](#{named.lower()})" if named else spec.kind
    return f"{one}{'[]' if spec.repeated else ''}{'?' if spec.nullable else ''}"


def _meaning(spec: FieldSpec) -> str:
    return spec.description.replace("|", "\\|")


if __name__ == "__main__":
    README.write_text(render_readme(), encoding="utf-8")
