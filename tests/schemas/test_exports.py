import io
import json
from typing import Any

import fastavro
import jsonschema
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas import (
    export_arrow,
    export_avro,
    export_bigquery,
    export_jsonschema,
    export_postgres,
)
from schemas.describe import describe
from schemas.export_arrow import to_arrow_table
from schemas.streams import STREAMS
from schemas.vocabulary import Stream
from tests.schemas.rows import ARTICLE, DEAD, ROWS, SIGNAL

every_stream = pytest.mark.parametrize("name", STREAMS)


def _through_parquet(table: pa.Table) -> pa.Table:
    stored = io.BytesIO()
    pq.write_table(table, stored, compression="zstd")
    return pq.read_table(stored)


@every_stream
def test_rows_come_back_from_parquet_as_they_were(name: Stream) -> None:
    rows = ROWS[name]
    back = _through_parquet(to_arrow_table(rows))
    assert back.schema.equals(export_arrow.export(STREAMS[name]), check_metadata=False)
    read = back.to_pylist(maps_as_pydicts="strict")
    assert tuple(msgspec.convert(one, STREAMS[name].row_type) for one in read) == rows


@every_stream
def test_arrow_fields_carry_their_meaning_through_parquet(name: Stream) -> None:
    schema = _through_parquet(to_arrow_table(ROWS[name])).schema
    for field, spec in zip(schema, describe(STREAMS[name]), strict=True):
        assert field.metadata[b"description"].decode() == spec.full_description
    assert schema.metadata[b"stream"] == name.encode()


def test_arrow_types_are_the_ones_that_readers_expect() -> None:
    article = export_arrow.export(STREAMS["articles"])
    assert article.field("retrieved_at").type == pa.timestamp("us", tz="UTC")
    assert pa.types.is_map(article.field("attributes").type)
    assert article.field("word_count").type == pa.int64()
    signal = export_arrow.export(STREAMS["signals"])
    assert "class" in [field.name for field in signal.field("equipment").type.value_type]
    quantity = signal.field("quantities").type.value_type
    assert quantity.field("as_of").type == pa.date32()


@pytest.mark.parametrize("rows", [(), (ARTICLE, SIGNAL)])
def test_a_table_holds_rows_of_exactly_one_stream(rows: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="exactly one stream"):
        to_arrow_table(rows)


@every_stream
def test_json_schema_accepts_encoded_rows(name: Stream) -> None:
    schema = export_jsonschema.export(STREAMS[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for row in ROWS[name]:
        validator.validate(json.loads(msgspec.json.encode(row)))


@pytest.mark.parametrize(
    ("field", "value"),
    [("polarity", "maybe"), ("severity", None), ("actors", None), ("unheard_of", 1)],
)
def test_json_schema_refuses_what_no_row_can_hold(field: str, value: object) -> None:
    schema = export_jsonschema.export(STREAMS["signals"])
    encoded = json.loads(msgspec.json.encode(SIGNAL)) | {field: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(encoded, schema)


@every_stream
def test_avro_carries_every_row(name: Stream) -> None:
    schema = fastavro.parse_schema(export_avro.export(STREAMS[name]))
    plain = export_arrow.to_arrow_table(ROWS[name]).to_pylist(maps_as_pydicts="strict")
    stored = io.BytesIO()
    fastavro.writer(stored, schema, plain, strict=True)
    stored.seek(0)
    assert list(fastavro.reader(stored)) == plain


@every_stream
def test_bigquery_fields_fit_the_rows_that_load_jobs_take(name: Stream) -> None:
    fields = export_bigquery.export(STREAMS[name])
    for row in ROWS[name]:
        _assert_fits(export_bigquery.to_bigquery_row(row), fields)


def _assert_fits(value: dict[str, Any], fields: list[dict[str, Any]]) -> None:
    assert set(value) == {field["name"] for field in fields}
    for field in fields:
        found = value[field["name"]]
        assert isinstance(found, list) == (field["mode"] == "REPEATED"), field["name"]
        assert found is not None or field["mode"] == "NULLABLE", field["name"]
        assert ("fields" in field) == (field["type"] == "RECORD")
        assert 0 < len(field["description"]) <= export_bigquery.MAX_DESCRIPTION
        if "fields" in field:
            for one in found if isinstance(found, list) else [found] * (found is not None):
                _assert_fits(one, field["fields"])


def test_bigquery_takes_bytes_as_base64_and_maps_as_pairs() -> None:
    row = export_bigquery.to_bigquery_row(DEAD)
    assert row["payload"] == "AP88cnNz"
    assert row["attributes"] == [{"key": "k", "value": "v"}]


@every_stream
def test_postgres_tables_have_their_key_and_a_comment_for_each_column(name: Stream) -> None:
    stream = STREAMS[name]
    create, *comments = export_postgres.export(stream)
    assert f'CREATE TABLE IF NOT EXISTS "{name}"' in create
    assert "PRIMARY KEY (" + ", ".join(f'"{key}"' for key in stream.key) + ")" in create
    assert len(comments) == 1 + len(describe(stream))
    assert export_postgres.render(stream).count(";\n") == len(comments)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("articles", '"authors" text[] NOT NULL'),
        ("articles", '"published_at" timestamptz,'),
        ("articles", '"attributes" jsonb NOT NULL'),
        ("signals", '"locations" jsonb NOT NULL'),
        ("signals", '"evidence" text[] NOT NULL'),
        ("dead_letter", '"payload" bytea NOT NULL'),
        ("feed_health", '"silent" boolean,'),
    ],
)
def test_postgres_columns_have_native_types(name: Stream, column: str) -> None:
    assert column in export_postgres.export(STREAMS[name])[0]


def test_postgres_comments_escape_apostrophes() -> None:
    assert "The input''s bytes" in export_postgres.render(STREAMS["dead_letter"])


@every_stream
@pytest.mark.parametrize("export", [export_arrow, export_avro, export_bigquery, export_jsonschema])
def test_json_forms_render_as_json_that_names_every_field(name: Stream, export: Any) -> None:
    rendered = json.loads(export.render(STREAMS[name]))
    text = json.dumps(rendered, ensure_ascii=False)
    for spec in describe(STREAMS[name]):
        assert f'"{spec.name}"' in text
