"""What a stream's rows look like, told once for all the forms that are generated from it."""

import dataclasses
import functools
import inspect
from dataclasses import dataclass
from typing import Final, Literal, get_args

import msgspec

from schemas import vocabulary
from schemas.row import Row
from schemas.streams import STREAMS, StreamSpec

Kind = Literal["string", "int", "float", "bool", "bytes", "date", "timestamp", "map", "record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field, as stored.

    Attributes:
        name: the stored name (`class`, not `equipment_class`).
        kind: of the value, or of each value when it is repeated; "map" is map<string, string>.
        nullable: whether it may be null; a repeated field never is.
        repeated: whether it holds a list.
        description: what it means; empty if not told.
        vocabulary: name of its closed list in `schemas.vocabulary`, or None.
        values: that list, in its order there; empty when there is none.
        record: type name of a nested record, or None.
        fields: of the nested record; empty when there is none.
    """

    name: str
    kind: Kind
    nullable: bool = False
    repeated: bool = False
    description: str = ""
    vocabulary: str | None = None
    values: tuple[str, ...] = ()
    record: str | None = None
    fields: tuple["FieldSpec", ...] = ()

    @property
    def full_description(self) -> str:
        """The description with the closed list, for the forms that have no enumerations."""
        if not self.values:
            return self.description
        return f"{self.description} One of: {', '.join(self.values)}."


#: Every closed list by name.
VOCABULARIES: Final[dict[str, tuple[str, ...]]] = {
    name: get_args(value)
    for name, value in vars(vocabulary).items()
    if name[0].isupper()
    if get_args(value)
}
_VOCABULARY_OF: Final = {frozenset(values): name for name, values in VOCABULARIES.items()}

_SCALARS: Final[dict[type[msgspec.inspect.Type], Kind]] = {
    msgspec.inspect.StrType: "string",
    msgspec.inspect.IntType: "int",
    msgspec.inspect.FloatType: "float",
    msgspec.inspect.BoolType: "bool",
    msgspec.inspect.BytesType: "bytes",
    msgspec.inspect.DateType: "date",
    msgspec.inspect.DateTimeType: "timestamp",
}


@functools.cache
def describe(stream: StreamSpec) -> tuple[FieldSpec, ...]:
    """The fields of the stream's rows, in the order in which they are stored.

    Raises:
        TypeError: a field has a type that no stored form is defined for.
    """
    found = msgspec.inspect.type_info(stream.row_type)
    if not isinstance(found, msgspec.inspect.DataclassType):
        raise TypeError(f"{stream.row_type.__name__} is not a dataclass")
    described = {field.name: _field(field) for field in found.fields}
    return tuple(described[field.name] for field in dataclasses.fields(stream.row_type))


def stream_of(row: Row) -> StreamSpec:
    """The stream that rows of this type go to; KeyError for a type without a stream."""
    return _stream_by_type()[type(row)]


def row_meaning(stream: StreamSpec) -> str:
    """What a row of the stream is, in one sentence: the first line of its docstring."""
    return (inspect.getdoc(stream.row_type) or stream.about).splitlines()[0]


@functools.cache
def _stream_by_type() -> dict[type[Row], StreamSpec]:
    return {spec.row_type: spec for spec in STREAMS.values()}


def _field(field: msgspec.inspect.Field) -> FieldSpec:
    found, description = _without_metadata(field.type)
    spec = _typed(found, FieldSpec(name=field.encode_name, kind="string", description=description))
    if spec.nullable and spec.repeated:
        raise TypeError(f"{field.name}: a list is empty, never null")
    return spec


def _without_metadata(found: msgspec.inspect.Type) -> tuple[msgspec.inspect.Type, str]:
    if not isinstance(found, msgspec.inspect.Metadata):
        return found, ""
    return found.type, str((found.extra_json_schema or {}).get("description", ""))


def _typed(found: msgspec.inspect.Type, spec: FieldSpec) -> FieldSpec:
    """`spec` with all that its type says."""
    if isinstance(found, msgspec.inspect.UnionType):
        (inner,) = (one for one in found.types if not isinstance(one, msgspec.inspect.NoneType))
        return _typed(inner, dataclasses.replace(spec, nullable=True))
    if isinstance(found, msgspec.inspect.VarTupleType):
        return _typed(found.item_type, dataclasses.replace(spec, repeated=True))
    if isinstance(found, msgspec.inspect.LiteralType):
        name = _VOCABULARY_OF[frozenset(str(value) for value in found.values)]
        return dataclasses.replace(spec, vocabulary=name, values=VOCABULARIES[name])
    if isinstance(found, msgspec.inspect.StructType):
        fields = tuple(_field(field) for field in found.fields)
        record = found.cls.__name__
        return dataclasses.replace(spec, kind="record", record=record, fields=fields)
    if isinstance(found, msgspec.inspect.DictType):
        return dataclasses.replace(spec, kind="map")
    if type(found) not in _SCALARS:
        raise TypeError(f"{spec.name}: no stored form for {found}")
    return dataclasses.replace(spec, kind=_SCALARS[type(found)])
