"""Class nouns: weapons named by kind alone are rows of the entity stream, and no names."""

import pytest

from schemas.vocabulary import EquipmentClass
from tests.analysis.articles import analyse
from transforms.entities.arms import ARMS_METHOD, find_arms
from transforms.entities.extract import extract_entities


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Drones hit two main battle tanks.", [("Drones", "drone")]),
        ("en", "a rocket-propelled grenade and a VBIED", [("VBIED", "other")]),
        ("de", "Sie schossen Marschflugkörper und Drohnen ab.", [("Drohnen", "drone")]),
        ("fr", "des avions de chasse et un sous-marin", [("sous-marin", "submarine")]),
        ("ru", "сбиты беспилотники и два вертолёта", [("беспилотники", "drone")]),
        ("uk", "удар ракетами по місту", [("ракетами", "missile")]),
        ("pl", "zestrzelono drony", [("drony", "drone")]),
        ("ar", "أطلقوا صواريخ", [("صواريخ", "missile")]),
        ("zh", "击落无人机", [("无人机", "drone")]),
        ("tr", "füze ve insansız hava aracı", [("füze", "missile")]),
    ],
)
def test_a_kind_of_weapon_has_its_class(
    language: str, text: str, found: list[tuple[str, EquipmentClass]]
) -> None:
    tokens = analyse(text, language).tokens
    arms = [(entity.text, entity.equipment_class) for entity in find_arms(tokens, language)]
    assert set(found) <= set(arms)


def test_several_words_are_one_kind() -> None:
    (entity,) = find_arms(analyse("three infantry fighting vehicles").tokens, "en")
    assert (entity.text, entity.equipment_class) == (
        "infantry fighting vehicles",
        "armored_vehicle",
    )


@pytest.mark.parametrize("text", ["A water tank leaked.", "The Shell company", "a think tank"])
def test_a_word_for_another_thing_is_no_weapon(text: str) -> None:
    assert not list(find_arms(analyse(text).tokens, "en"))


def test_rows_hold_kinds_told_by_their_method_and_the_analysis_does_not() -> None:
    analysed = analyse("Two T-72 tanks and four drones were hit.")
    rows = [(row.text, row.method == ARMS_METHOD) for row in extract_entities(analysed)]
    assert rows == [("T-72", False), ("tanks", True), ("drones", True)]
    assert [entity.text for entity in analysed.entities] == ["T-72"]


def test_a_kind_that_a_model_takes_for_an_organisation_is_a_kind() -> None:
    rows = extract_entities(analyse("One strike destroyed a VBIED near Mosul."))
    assert [(r.text, r.label) for r in rows if r.text == "VBIED"] == [("VBIED", "EQUIPMENT")]
