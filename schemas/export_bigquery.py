"""BigQuery table schemas of the streams, and rows in the form that load jobs take."""

import json
from typing import Any, Final

import msgspec

from schemas.describe import FieldSpec, Kind, describe, stream_of
from schemas.row import Row
from schemas.streams import StreamSpec

#: Longest description that BigQuery takes for a column.
MAX_DESCRIPTION: Final = 1024

_TYPES: Final[dict[Kind, str]] = {
    "string": "STRING",
    "int": "INTEGER",
    "float": "FLOAT",
    "bool": "BOOLEAN",
    "bytes": "BYTES",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "map": "RECORD",
    "record": "RECORD",
}
_MAP_FIELDS: Final = (
    FieldSpec(name="key", kind="string", description="Name."),
    FieldSpec(name="value", kind="string", description="Value."),
)


def export(stream: StreamSpec) -> list[dict[str, Any]]:
    """The table's fields, as the REST API takes them. A map is a list of {key, value}."""
    return [_field(spec) for spec in describe(stream)]


def render(stream: StreamSpec) -> str:
    """The fields as JSON, as `bq mk --schema` takes them."""
    return json.dumps(export(stream), indent=2, ensure_ascii=False)


def to_bigquery_row(row: Row) -> dict[str, Any]:
    """A row as JSON values for a load job: times as text, bytes as base64, maps as pairs."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(row))
    for spec in describe(stream_of(row)):
        if spec.kind == "map":
            pairs = sorted(plain[spec.name].items())
            plain[spec.name] = [{"key": key, "value": value} for key, value in pairs]
    return plain


def _field(spec: FieldSpec) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": spec.name,
        "type": _TYPES[spec.kind],
        "mode": _mode(spec),
        "description": spec.full_description[:MAX_DESCRIPTION],
    }
    nested = _MAP_FIELDS if spec.kind == "map" else spec.fields
    return {**field, "fields": [_field(inner) for inner in nested]} if nested else field


def _mode(spec: FieldSpec) -> str:
    if spec.repeated or spec.kind == "map":
        return "REPEATED"
    return "NULLABLE" if spec.nullable else "REQUIRED"
