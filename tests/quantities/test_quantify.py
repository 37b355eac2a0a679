"""What numbers are found to count."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.signal import Quantity
from tests.growth import assert_linear
from transforms.quantities.quantify import find_quantities


def counted(text: str, language: str = "en") -> list[tuple[float | None, str]]:
    return [
        (q.value if q.value is not None else q.low, q.unit) for q in find_quantities(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow had pulled together 90,000 soldiers", [(90_000, "personnel")]),
        ("90,000 Russian soldiers and 1,200 tanks", [(90_000, "personnel"), (1200, "tanks")]),
        ("20 Shahed-type drones", [(20, "drones")]),
        ("three T-72 tanks and 14 Leopard 2 tanks", [(3, "tanks"), (14, "tanks")]),
        ("six M777 155mm lightweight towed howitzers", [(6, "artillery")]),
        ("hundreds of armoured vehicles", [(100, "armored_vehicles")]),
        ("14 of its big battle tanks", [(14, "tanks")]),
        ("2,000 Soviet and Cuban advisers", [(2000, "personnel")]),
        ("4m rounds of ammunition and 60 boats", [(4_000_000, "shells"), (60, "ships")]),
        ("a 5,000-strong force in a 40-vehicle convoy", [(5000, "personnel"), (40, "vehicles")]),
        ("a battalion and two brigades", [(1, "battalions"), (2, "brigades")]),
        ("a brigade of 3,000 combat troops", [(3000, "personnel")]),
        ("two more soldiers", [(2, "personnel")]),
        ("90.000 soldiers", [(90_000, "personnel")]),
    ],
)
def test_a_number_counts_the_noun_to_its_right(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("five soldiers were killed", [(5, "killed")]),
        ("the strike killed five soldiers", [(5, "killed")]),
        ("killing at least 12 and wounding 30", [(12, "killed"), (30, "wounded")]),
        ("12 dead and 30 injured", [(12, "killed"), (30, "wounded")]),
        ("the two soldiers killed and three wounded", [(2, "killed"), (3, "wounded")]),
        ("the death toll rose to 40", [(40, "killed")]),
        ("lost 300 men and 20 tanks", [(300, "killed"), (20, "tanks")]),
        ("captured 20 soldiers", [(20, "captured")]),
        ("exchanged 100 prisoners", [(100, "prisoners")]),
        ("killed, injured or captured 5,000 troops", [(5000, "other")]),
        ("12 civilians were killed", [(12, "killed")]),
        ("one soldier was killed", [(1, "killed")]),
    ],
)
def test_people_who_suffered_are_counted_by_what_befell_them(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 Russian troops crossed the border",
        "On 6 October troops shot at them; on October 6 forces withdrew",
        "20 March 1973 Iraqi troops crossed",
        "fired at 10:30 by soldiers, 24/7",
        "20 percent of soldiers, 50% of troops",
        "$5 million for soldiers, £500m in military funding",
        "S-300 missiles, F-16 jets, SAM-6 missiles and Leopard 2 tanks",
        "155mm shells",
        "troops 50 km from the border, 300 metres above ships",
        "the 72nd Brigade and the 20th Army",
        "a 20-year-old soldier, aged 20",
        "30 countries sent troops",
        "three days later troops left",
        "30 times more soldiers than Ukraine",
        "two rounds of talks between forces",
        "the size of a brigade",
        "12 people went home",
    ],
)
def test_what_counts_no_forces_is_left_out(text: str) -> None:
    assert counted(text) == []


def test_a_number_without_a_noun_takes_the_unit_of_its_context() -> None:
    april = "In April there were a good 100,000."
    assert find_quantities(april, "en") == []
    (quantity,) = find_quantities(april, "en", default_unit="personnel")
    assert (quantity.low, quantity.unit, quantity.text) == (100_000, "personnel", "a good 100,000")
    (remained,) = find_quantities(
        "Some were withdrawn, but around 80,000 remained in 2021.", "en", default_unit="personnel"
    )
    assert (remained.value, remained.comparator) == (80_000, "about")


def test_offsets_are_moved_by_where_the_sentence_begins() -> None:
    (quantity,) = find_quantities("with 20 tanks", "en", offset=100)
    assert (quantity.start, quantity.end, quantity.text) == (105, 113, "20 tanks")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "rund 80.000 russische Soldaten", [(80_000, "personnel")]),
        ("de", "zwei Panzerbrigaden, 12 Tote", [(2, "brigades"), (12, "killed")]),
        ("de", "5 Millionen Euro, 20 Prozent der Soldaten", []),
        ("fr", "plus de 90 000 soldats russes", [(90_000, "personnel")]),
        ("es", "mataron a 5 soldados", [(5, "killed")]),
        ("it", "circa 90mila soldati", [(90_000, "personnel")]),
        ("pt", "cerca de 90 mil soldados", [(90_000, "personnel")]),
        ("nl", "ruim 90.000 soldaten", [(90_000, "personnel")]),
        ("ru", "более 150 тыс. военных", [(150_000, "personnel")]),
        ("ru", "погибли 12 человек, еще 30 ранены", [(12, "killed"), (30, "wounded")]),
        ("uk", "понад 100 дронів і 70 ракет", [(100, "drones"), (70, "missiles")]),
        ("pl", "około 5 tys. żołnierzy", [(5000, "personnel")]),
        ("tr", "yaklaşık 90 bin asker", [(90_000, "personnel")]),
    ],
)
def test_each_language_has_its_unit_nouns(
    language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    assert counted(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("约3万名俄军", [(30_000, "personnel")]),
        ("偵獲共機18架次、共艦7艘", [(18, "aircraft"), (7, "ships")]),
        ("造成11人死亡、89人受伤", [(11, "killed"), (89, "wounded")]),
        ("打死7名士兵，5死3伤", [(7, "killed"), (5, "killed"), (3, "wounded")]),
        ("31辆M1A2坦克", [(31, "tanks")]),
        ("第六步兵师和第11旅的士兵", []),
        ("五角大楼17日出动战机", []),
        ("三千公里，40多国，2000亿美元", []),
    ],
)
def test_a_chinese_number_counts_what_its_classifier_ties_to_it(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert counted(text, "zh") == expected


def test_a_language_without_data_counts_nothing() -> None:
    assert find_quantities("90,000 soldiers", "zz") == []


@given(st.text(alphabet="0123456789 ,.-soldierstank", max_size=120))
@example("0e400")  # beyond what a float holds
@example("1e999 soldiers")
def test_quantities_quote_the_text(text: str) -> None:
    for quantity in find_quantities(text, "en"):
        assert isinstance(quantity, Quantity)
        assert text[quantity.start : quantity.end] == quantity.text


@pytest.mark.parametrize(
    "unit", ["12 ", "5,000 troops, ", "twenty ", "killed ", '"', "a ", "1-", "and "]
)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    assert_linear(lambda size: find_quantities(unit * size, "en", default_unit="personnel"))
