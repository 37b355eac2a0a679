"""Numbers whose unit stands elsewhere, and number words with particles and endings."""

import pytest

from transforms.quantities.fates import fate_within
from transforms.quantities.loose import find_loose
from transforms.quantities.numbers import find_numbers
from transforms.quantities.quantify import find_quantities, unit_nouns


def loose(text: str, language: str = "en") -> list[tuple[str, float | None]]:
    return [(n.kind, n.value) for n in find_loose(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("air defences shot down five of them", "en", [("bare", 5)]),
        ("they fired fifteen gadgets", "en", [("noun", 15)]),
        ("a blast near 12 villagers", "en", [("people", 12)]),
        ("derribaron cinco", "es", [("bare", 5)]),
        ("пострадали семеро", "ru", []),
    ],
)
def test_a_number_without_a_unit_tells_what_follows_it(
    text: str, language: str, expected: list[tuple[str, float]]
) -> None:
    assert loose(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("for 40 minutes", "en"),
        ("in 1995 it was over", "en"),
        ("five tanks", "en"),
        ("el 7 de mayo", "es"),
        ("W 80. rocznicę bitwy", "pl"),
    ],
)
def test_measures_years_days_and_typed_numbers_are_not_loose(text: str, language: str) -> None:
    assert loose(text, language) == []


def test_loose_numbers_keep_their_place_in_a_longer_text() -> None:
    [number] = find_loose("shot down five of them", "en", offset=100)
    assert (number.start, number.end) == (110, 114)
    assert number.counting("drones").unit == "drones"


def test_unit_nouns_are_found_with_or_without_a_number() -> None:
    assert unit_nouns("drones and a missile", "en") == [(0, "drones"), (13, "missiles")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("300 drones and missiles", "en"),
        ("300 Drohnen und Raketen", "de"),
        ("300 drones y misiles", "es"),
        ("300 mísseis e drones", "pt"),
        ("300 дронов и ракет", "ru"),
    ],
)
def test_drones_and_missiles_under_one_number_are_other(text: str, language: str) -> None:
    assert [(q.value, q.unit) for q in find_quantities(text, language)] == [(300, "other")]


def test_drones_and_missiles_with_a_number_each_are_told_apart() -> None:
    found = find_quantities("20 drones and 3 missiles", "en")
    assert [(q.value, q.unit) for q in found] == [(20, "drones"), (3, "missiles")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("خمسة وعشرين جنديا", 25),
        ("ستة عشر جنديا", 16),
        ("مائة وستة عشر جنديا", 116),
        ("وثلاثة جنود", 3),
    ],
)
def test_arabic_joins_ones_tens_and_particles(text: str, value: float) -> None:
    assert [n.value for n in find_numbers(text, "ar")] == [value]


def test_two_arabic_numbers_that_do_not_add_up_stay_apart() -> None:
    assert [n.value for n in find_numbers("ثلاثة وخمسة", "ar")] == [3, 5]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("بصاروخين باليستيين", "missiles"), ("طائرتان عسكريتان", "aircraft"), ("لواءين", "brigades")],
)
def test_an_arabic_dual_counts_two(text: str, unit: str) -> None:
    assert [(q.value, q.unit) for q in find_quantities(text, "ar")] == [(2, unit)]


def test_tens_of_arabic_vehicles_are_a_least_behind_a_particle() -> None:
    [quantity] = find_quantities("بعشرات الآليات", "ar")
    assert (quantity.value, quantity.low, quantity.unit) == (None, 20, "vehicles")


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("более тысячи солдат", "ru", 1000),
        ("понад сотні солдатів", "uk", 100),
    ],
)
def test_a_thousand_in_the_genitive_after_a_bound_is_one(
    text: str, language: str, value: float
) -> None:
    [quantity] = find_quantities(text, language)
    assert quantity.value == value


@pytest.mark.parametrize(
    ("text", "language", "low"),
    [
        ("tienduizenden soldaten", "nl", 20000),
        ("decenas de soldados", "es", 20),
        ("centenas de soldados", "pt", 200),
    ],
)
def test_plural_tens_and_thousands_mean_two_of_them_at_least(
    text: str, language: str, low: float
) -> None:
    [quantity] = find_quantities(text, language)
    assert (quantity.value, quantity.low) == (None, low)


@pytest.mark.parametrize(
    ("words", "language", "fate"),
    [
        ("wounding", "en", "wounded"),
        ("Verluste", "de", "personnel"),
        ("взято в плен", "ru", "captured"),
        ("生俘", "zh", "captured"),
        ("killing", "en", None),
    ],
)
def test_the_words_of_a_loss_tell_what_became_of_people(
    words: str, language: str, fate: str | None
) -> None:
    assert fate_within(words, language) == fate


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("Tres MiG-31 rusos", "es", "aircraft"),
        ("drei F-16", "de", "aircraft"),
        ("five F-16s", "en", "aircraft"),
        ("двенадцать «Кинжалов»", "ru", "missiles"),
        ("14 Leopard 2", "it", "tanks"),
    ],
)
def test_models_are_counted_by_their_names(text: str, language: str, unit: str) -> None:
    assert [q.unit for q in find_quantities(text, language)] == [unit]
