"""Scores entities against the expected ones of an article."""

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.entity import Entity


def missing_entities(
    expected: Sequence[Mapping[str, Any]], entities: Sequence[Entity]
) -> list[str]:
    """Texts of expected entities that no mention has with that label, and country where stated."""
    return [
        wanted["text"]
        for wanted in expected
        if not any(
            (found.text, found.label) == (wanted["text"], wanted["label"])
            and wanted.get("country") in (None, found.country)
            for found in entities
        )
    ]
