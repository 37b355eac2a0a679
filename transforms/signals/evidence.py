"""What a claim rests on, as far as its sentence says."""

from typing import cast, get_args

from schemas.vocabulary import Evidence
from transforms.signals.passage import Passage

_PREFIX = "evidence:"
_ORDER: tuple[Evidence, ...] = get_args(Evidence)


def find_evidence(passage: Passage) -> tuple[Evidence, ...]:
    """The kinds of evidence that the passage names, in the vocabulary's order."""
    kinds = {cast(Evidence, hit.name.removeprefix(_PREFIX)) for hit in passage.under(_PREFIX)}
    return tuple(kind for kind in _ORDER if kind in kinds)
