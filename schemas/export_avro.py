"""Avro 1.11 schemas of the streams."""

import json
from typing import Any, Final

from schemas.describe import FieldSpec, Kind, describe, row_meaning
from schemas.streams import StreamSpec

_NAMESPACE: Final = "vedette"
_SCALARS: Final[dict[Kind, Any]] = {
    "string": "string",
    "int": "long",
    "float": "double",
    "bool": "boolean",
    "bytes": "bytes",
    "date": {"type": "int", "logicalType": "date"},
    "timestamp": {"type": "long", "logicalType": "timestamp-micros"},
    "map": {"type": "map", "values": "string"},
}


def export(stream: StreamSpec) -> dict[str, Any]:
    """The stream's Avro schema.

    Closed lists are strings, not enums: a reader with an older enum rejects a row that holds a
    newer symbol, and Avro symbols allow no hyphen ("de-escalation").
    """
    defined: set[str] = set()
    return {
        "type": "record",
        "name": stream.name,
        "namespace": _NAMESPACE,
        "doc": row_meaning(stream),
        "fields": [_field(spec, defined) for spec in describe(stream)],
    }


def render(stream: StreamSpec) -> str:
    """The schema as JSON."""
    return json.dumps(export(stream), indent=2, ensure_ascii=False)


def _field(spec: FieldSpec, defined: set[str]) -> dict[str, Any]:
    one = _record(spec, defined) if spec.kind == "record" else _SCALARS[spec.kind]
    field: dict[str, Any] = {"name": spec.name, "doc": spec.full_description}
    if spec.repeated:
        return {**field, "type": {"type": "array", "items": one}, "default": []}
    if spec.nullable:
        return {**field, "type": ["null", one], "default": None}
    return {**field, "type": one}


def _record(spec: FieldSpec, defined: set[str]) -> Any:
    """The nested record, or its name alone where `defined` has it: Avro defines a type once."""
    name = str(spec.record)
    if name in defined:
        return f"{_NAMESPACE}.{name}"
    defined.add(name)
    return {
        "type": "record",
        "name": name,
        "fields": [_field(inner, defined) for inner in spec.fields],
    }
