"""PostgreSQL tables of the streams."""

from typing import Final

from schemas.describe import FieldSpec, Kind, describe, row_meaning
from schemas.streams import StreamSpec

_TYPES: Final[dict[Kind, str]] = {
    "string": "text",
    "int": "bigint",
    "float": "double precision",
    "bool": "boolean",
    "bytes": "bytea",
    "date": "date",
    "timestamp": "timestamptz",
    "map": "jsonb",
    "record": "jsonb",
}


def export(stream: StreamSpec) -> list[str]:
    """The statements that make the stream's table and comment its columns.

    Closed lists are told in the comments, not checked: the row types check them before, and a
    constraint would stop a running job when a list grows.
    """
    fields = describe(stream)
    table = _name(stream.name)
    key = ", ".join(_name(field) for field in stream.key)
    columns = ",\n    ".join([*(_column(spec) for spec in fields), f"PRIMARY KEY ({key})"])
    return [
        f"CREATE TABLE IF NOT EXISTS {table} (\n    {columns}\n)",
        f"COMMENT ON TABLE {table} IS {_text(row_meaning(stream))}",
        *(
            f"COMMENT ON COLUMN {table}.{_name(spec.name)} IS {_text(spec.full_description)}"
            for spec in fields
        ),
    ]


def render(stream: StreamSpec) -> str:
    """The statements as one SQL script."""
    return "".join(f"{statement};\n" for statement in export(stream)).rstrip("\n")


def column_type(spec: FieldSpec) -> str:
    """The column's type: arrays for lists of scalars, jsonb for all that is nested."""
    one = _TYPES[spec.kind]
    return f"{one}[]" if spec.repeated and one != "jsonb" else one


def _column(spec: FieldSpec) -> str:
    required = "" if spec.nullable else " NOT NULL"
    return f"{_name(spec.name)} {column_type(spec)}{required}"


def _name(identifier: str) -> str:
    # Always quoted: "end", "type" and "at" are words of SQL.
    return f'"{identifier}"'


def _text(literal: str) -> str:
    return "'" + literal.replace("'", "''") + "'"
