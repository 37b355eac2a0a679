"""JSON Schemas (draft 2020-12) of the streams' rows, as JSON Lines and Pub/Sub carry them."""

import json
from typing import Any, Final

from schemas.describe import FieldSpec, Kind, describe, row_meaning
from schemas.streams import StreamSpec
from schemas.version import SCHEMA_VERSION

_SCALARS: Final[dict[Kind, dict[str, Any]]] = {
    "string": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "bytes": {"type": "string", "contentEncoding": "base64"},
    "date": {"type": "string", "format": "date"},
    "timestamp": {"type": "string", "format": "date-time"},
    "map": {"type": "object", "additionalProperties": {"type": "string"}},
}


def export(stream: StreamSpec) -> dict[str, Any]:
    """The stream's JSON Schema. Every field is required, for a stored row carries them all."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:vedette:{stream.name}:{SCHEMA_VERSION}",
        "title": stream.name,
        "description": row_meaning(stream),
        **_object(describe(stream)),
    }


def render(stream: StreamSpec) -> str:
    """The schema as JSON."""
    return json.dumps(export(stream), indent=2, ensure_ascii=False)


def _object(fields: tuple[FieldSpec, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {spec.name: _property(spec) for spec in fields},
        "required": [spec.name for spec in fields],
        "additionalProperties": False,
    }


def _property(spec: FieldSpec) -> dict[str, Any]:
    one = _object(spec.fields) if spec.kind == "record" else dict(_SCALARS[spec.kind])
    if spec.values:
        one["enum"] = list(spec.values)
    if spec.repeated:
        one = {"type": "array", "items": one}
    if spec.nullable:
        one = {"anyOf": [one, {"type": "null"}]}
    return {"description": spec.description, **one}
