"""ExtractEntities' pure twin: the entity rows of an analysed article."""

from dataclasses import fields
from typing import Any

from schemas.analysis import AnalysedArticle
from schemas.entity import Entity, EntityRow
from schemas.ids import entity_id
from transforms.entities.arms import add_arms

_FIELDS = tuple(field.name for field in fields(Entity))


def extract_entities(analysed: AnalysedArticle) -> list[EntityRow]:
    """One row per mention, in text order; ids derive from version, label and offsets.

    Weapons named by kind alone are rows too, told by their method; the analysis leaves them out,
    for they name nothing.
    """
    article = analysed.article
    return [
        EntityRow(
            entity_id=entity_id(article.version_id, entity.label, entity.start, entity.end),
            article_id=article.article_id,
            version_id=article.version_id,
            **_values(entity),
        )
        for entity in add_arms(analysed.entities, analysed.tokens, analysed.language.tag)
    ]


def _values(entity: Entity) -> dict[str, Any]:
    return {name: getattr(entity, name) for name in _FIELDS}
