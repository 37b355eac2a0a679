"""The mapping of public event labels onto the project's types."""

from typing import get_args

from schemas.vocabulary import SignalType
from transforms.evaluation.public_signals import ICBE_TYPES, PLOVER_TYPES, recall_by_label


def test_labels_map_onto_types_that_exist() -> None:
    types = {t for mapping in (ICBE_TYPES, PLOVER_TYPES) for some in mapping.values() for t in some}
    assert types <= set(get_args(SignalType))


def test_a_label_is_recalled_by_any_type_that_tells_it_and_unknown_labels_are_left_out() -> None:
    rows = [(["attack", "annex"], ["shelling"]), (["attack"], ["exercise"])]
    assert recall_by_label(rows, ICBE_TYPES) == {"attack": (0.5, 2)}
