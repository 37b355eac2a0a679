"""Storage as an analyst reads it: by SQL, in place."""

from typing import Any

import duckdb


def query(sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()
