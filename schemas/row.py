"""What every stored row has in common, and how a field carries its meaning."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta as Doc

from schemas.version import SCHEMA_VERSION, __version__

__all__ = ["Doc", "Row", "require_span", "require_utc"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A stored row. Subclasses document each field with `Annotated[type, Doc(description=…)]`."""

    schema_version: Annotated[int, Doc(description="Version of the stored form.")] = SCHEMA_VERSION
    pipeline_version: Annotated[str, Doc(description="Version of the code that wrote the row.")] = (
        __version__
    )


def require_utc(**times: dt.datetime | None) -> None:
    """Raises ValueError unless every given time is None or aware and in UTC."""
    for name, value in times.items():
        if value is not None and value.utcoffset() != dt.timedelta(0):
            raise ValueError(f"{name} must be UTC, got {value!r}")


def require_span(start: int, end: int) -> None:
    """Raises ValueError unless [start, end) is a half-open span of at least one code point."""
    if not 0 <= start < end:
        raise ValueError(f"not a span: [{start}, {end})")
