"""Arrow schemas, and rows as Arrow tables: what Parquet files hold."""

import datetime as dt
import functools
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from schemas.describe import FieldSpec, describe, stream_of
from schemas.row import Row
from schemas.streams import StreamSpec
from schemas.version import SCHEMA_VERSION

if TYPE_CHECKING:
    import pyarrow as pa

_KEPT_TYPES = (dt.datetime, dt.date, bytes)


@functools.cache
def export(stream: StreamSpec) -> "pa.Schema":
    """The stream's Arrow schema; each field's meaning is its metadata `description`."""
    import pyarrow as pa

    metadata = {
        "stream": stream.name,
        "key": ",".join(stream.key),
        "schema_version": str(SCHEMA_VERSION),
    }
    return pa.schema([_field(spec) for spec in describe(stream)], metadata=metadata)


def render(stream: StreamSpec) -> str:
    """The schema as a JSON list of {name, type, nullable, description}."""
    fields = [
        {
            "name": field.name,
            "type": str(field.type),
            "nullable": field.nullable,
            "description": field.metadata[b"description"].decode(),
        }
        for field in export(stream)
    ]
    return json.dumps(fields, indent=2, ensure_ascii=False)


def to_arrow_table(rows: Sequence[Row]) -> "pa.Table":
    """Rows of one stream as a table with its schema, in the order given.

    Raises:
        ValueError: there is no row, or the rows are of several streams.
    """
    import pyarrow as pa

    if len({type(row) for row in rows}) != 1:
        raise ValueError("an Arrow table holds one or more rows of exactly one stream")
    plain = msgspec.to_builtins(rows, builtin_types=_KEPT_TYPES)
    return pa.Table.from_pylist(plain, schema=export(stream_of(rows[0])))


def _field(spec: FieldSpec) -> "pa.Field":
    import pyarrow as pa

    described = {"description": spec.full_description}
    return pa.field(spec.name, _type(spec), nullable=spec.nullable, metadata=described)


def _type(spec: FieldSpec) -> "pa.DataType":
    import pyarrow as pa

    one = _record(spec) if spec.kind == "record" else _scalars()[spec.kind]
    # "element" is the name that Parquet prescribes, so a table read back has the same schema.
    return pa.list_(pa.field("element", one, nullable=False)) if spec.repeated else one


def _record(spec: FieldSpec) -> "pa.DataType":
    import pyarrow as pa

    return pa.struct([_field(inner) for inner in spec.fields])


def _scalars() -> dict[str, "pa.DataType"]:
    import pyarrow as pa

    return {
        "string": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "bytes": pa.binary(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us", tz="UTC"),
        "map": pa.map_(pa.string(), pa.field("value", pa.string(), nullable=False)),
    }
