"""What is remembered of names is what a search of the dictionaries finds."""

from typing import Any

import pytest

from transforms.analysis.tokens import tokenise
from transforms.entities.tables import load_known
from transforms.places.atlas import load_atlas
from transforms.places.countries import country_index
from transforms.places.memory import Memory
from transforms.places.paths import Paths
from transforms.places.phrases import Names
from transforms.places.pieces import split_pieces
from transforms.places.regions import load_regions

_TEXTS = [
    (
        "en",
        "The New York Times saw the United Arab Emirates and New South Wales from Port-au-Prince",
    ),
    (
        "en",
        'PMC "Wagner" left the Ministry of Defence of Ukraine, St. Petersburg and the Black Sea.',
    ),
    ("ru", "ЧВК «Вагнер» ушла из Нижнего Новгорода и Ростова-на-Дону к Чёрному морю"),
    ("fr", "l’Ukraine, la Côte d’Ivoire et les Émirats arabes unis"),
    ("zh", "俄罗斯和乌克兰在顿涅茨克交战"),
]


@pytest.mark.parametrize(("language", "text"), _TEXTS)
@pytest.mark.parametrize("most", [1, 65_536])
def test_a_path_holds_every_name_that_begins_at_a_piece(
    language: str, text: str, most: int
) -> None:
    indexes: tuple[Names[Any], ...] = (
        country_index(language),
        load_regions(),
        load_atlas(),
        load_known(),
    )
    paths = Paths(indexes, language, most)
    pieces = split_pieces(tokenise(text), language)
    for first in [number for number, piece in enumerate(pieces) if piece.forms] * 2:
        line = paths.follow(pieces, first).line
        for index in indexes:
            found, sought = index.longest(line, 0), index.longest(pieces, first)
            assert (found is None) == (sought is None)
            if found is not None and sought is not None:
                assert found.values == sought.values
                assert found.last == sought.last - first


def test_a_memory_asks_once_and_forgets_when_it_is_full() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memory = Memory(length, most=2)
    assert [memory[word] for word in ("a", "bb", "a", "ccc", "a")] == [1, 2, 1, 3, 1]
    assert asked == ["a", "bb", "ccc", "a"]
