"""Makes persons' names whole: joins "Ursula von der Leyen", gives a surname its full name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from schemas.entity import Entity
from transforms.entities.labels import is_modelled

#: What may stand between two parts of one name that a model has torn apart.
_PARTICLES: Final = re.compile(
    r" (?:(?:von|van|de|der|den|del|della|di|da|dos|du|la|le|bin|ibn|al|el|ben|ter|zu)[ -]?){1,3}",
    re.IGNORECASE,
)
_MAX_PARTICLE_CHARACTERS: Final = 14


def join_names(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, with names that a model has torn at a particle made one again."""
    joined: list[Entity] = []
    for entity in entities:
        previous = joined[-1] if joined else None
        if previous is not None and _belongs(text, previous, entity):
            whole = text[previous.start : entity.end]
            joined[-1] = replace(previous, text=whole, name=whole, end=entity.end)
        else:
            joined.append(entity)
    return joined


def _belongs(text: str, first: Entity, second: Entity) -> bool:
    if first.label != "PERSON" or second.lat is not None:
        return False
    if not is_modelled(second.method) or second.start - first.end > _MAX_PARTICLE_CHARACTERS:
        return False
    return _PARTICLES.fullmatch(text[first.end : second.start].removesuffix(" ") + " ") is not None


def name_persons(entities: Sequence[Entity]) -> list[Entity]:
    """The entities, each surname alone under the full name: "Kuleba" is "Dmitri Kuleba".

    A surname that two people of the article bear stays as it is. A one-word name that the model
    takes for an organisation or place, with no coordinates, is a person if it is a known surname.
    """
    full_names = _full_names(entities)
    return [_named(entity, full_names) for entity in entities]


def _full_names(entities: Sequence[Entity]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for entity in entities:
        first, _, surname = entity.text.rpartition(" ")
        if entity.label == "PERSON" and first:
            found.setdefault(surname, set()).add(entity.text)
    return {surname: names.pop() for surname, names in found.items() if len(names) == 1}


def _named(entity: Entity, full_names: dict[str, str]) -> Entity:
    full = full_names.get(entity.text)
    if full is None or entity.lat is not None or not is_modelled(entity.method):
        return entity
    return replace(entity, label="PERSON", name=full, country=None)
