import dataclasses
import json
from dataclasses import dataclass

import msgspec
import pytest

from schemas.describe import FieldSpec, describe, row_meaning, stream_of
from schemas.row import Row
from schemas.streams import STREAMS, StreamSpec
from schemas.vocabulary import SIGNAL_TYPES, Stream
from tests.schemas.rows import ROWS

every_stream = pytest.mark.parametrize("name", STREAMS)


def _fields(name: Stream) -> dict[str, FieldSpec]:
    return {spec.name: spec for spec in describe(STREAMS[name])}


@every_stream
def test_fields_are_described_as_they_are_stored(name: Stream) -> None:
    for row in ROWS[name]:
        assert list(json.loads(msgspec.json.encode(row))) == list(_fields(name))


@every_stream
def test_every_field_says_what_it_means(name: Stream) -> None:
    pending = list(describe(STREAMS[name]))
    while pending:
        spec = pending.pop()
        assert spec.description.endswith((".", "…")), f"{name}.{spec.name}"
        pending.extend(spec.fields)


@every_stream
def test_the_key_of_a_stream_is_made_of_fields_that_are_never_null(name: Stream) -> None:
    fields = _fields(name)
    for key in STREAMS[name].key:
        assert not fields[key].nullable
        assert not fields[key].repeated


@every_stream
def test_every_stream_says_what_a_row_is(name: Stream) -> None:
    assert row_meaning(STREAMS[name]).endswith(".")


@every_stream
def test_rows_find_their_stream(name: Stream) -> None:
    assert stream_of(ROWS[name][0]) is STREAMS[name]


def test_a_field_has_its_stored_name_where_that_is_a_keyword() -> None:
    equipment = _fields("signals")["equipment"]
    assert equipment.record == "EquipmentUse"
    assert [spec.name for spec in equipment.fields] == ["text", "start", "end", "name", "class"]


def test_a_closed_list_keeps_the_order_of_its_definition() -> None:
    spec = _fields("signals")["type"]
    assert spec.vocabulary == "SignalType"
    assert spec.values == SIGNAL_TYPES
    assert "One of: force_buildup, " in spec.full_description


def test_lists_nulls_and_maps_are_told_apart() -> None:
    article = _fields("articles")
    assert (article["authors"].repeated, article["authors"].nullable) == (True, False)
    assert (article["url"].repeated, article["url"].nullable) == (False, True)
    assert article["attributes"].kind == "map"
    assert article["retrieved_at"].kind == "timestamp"
    assert _fields("dead_letter")["payload"].kind == "bytes"
    assert {spec.name: spec.kind for spec in _fields("signals")["quantities"].fields}[
        "as_of"
    ] == "date"


def test_a_type_without_a_stored_form_is_refused() -> None:
    @dataclass(frozen=True, kw_only=True)
    class OddRow(Row):
        odd: complex | None

    @dataclass(frozen=True, kw_only=True)
    class NullListRow(Row):
        odd: tuple[str, ...] | None

    stream = STREAMS["alerts"]
    for row_type in (OddRow, NullListRow):
        with pytest.raises(TypeError, match="odd"):
            describe(dataclasses.replace(stream, row_type=row_type))
    with pytest.raises(TypeError, match="not a dataclass"):
        describe(StreamSpec("alerts", msgspec.Struct, (), ""))  # type: ignore[arg-type]
