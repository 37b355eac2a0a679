"""Where it happens: names that no table knows, common nouns, neighbours, and the part they play."""

import pytest

from tests.signals.analysed import only, signals, told


@pytest.mark.parametrize(
    ("language", "text", "type_", "place"),
    [
        ("en", "Militants shelled a post in the town of Qadrabad.", "shelling", "Qadrabad"),
        ("es", "El ejército bombardeó la localidad de Quintorra.", "air_strike", "Quintorra"),
        ("pt", "O exército bombardeou rebeldes no Quintorral.", "air_strike", "Quintorral"),
        ("tr", "Ordu Qadrabat'taki mevzileri bombaladı.", "air_strike", "Qadrabat"),
        ("uk", "Росіяни обстріляли з артилерії Зеленогайщину.", "shelling", "Зеленогайщину"),
    ],
)  # fmt: skip
def test_a_name_that_no_table_knows_is_a_place_by_the_words_or_endings_at_it(
    language: str, text: str, type_: str, place: str
) -> None:
    signal = told(language, text, type_)
    assert [location.text for location in signal.locations] == [place]


def test_a_name_with_the_noun_of_its_kind_is_a_place() -> None:
    signal = only("Rebels attacked Qadra air base with drones.", "drone_strike")
    assert [place.text for place in signal.locations] == ["Qadra air base"]


def test_a_headline_begins_with_its_place() -> None:
    text = "Qadrabad : une attaque de drones fait dix morts parmi les soldats"
    signal = told("fr", text, "drone_strike")
    assert [place.text for place in signal.locations] == ["Qadrabad"]


def test_where_no_capital_marks_a_name_the_kind_before_it_does() -> None:
    signal = told("ar", "سيطرت قوات الدعم السريع على مخيم زمزم.", "territorial_control")
    assert [place.text for place in signal.locations] == ["مخيم زمزم"]


def test_a_headline_may_say_more_of_its_place_before_the_colon() -> None:
    text = "Jenin, terza notte di scontri: otto palestinesi uccisi dai soldati"
    assert [place.text for place in told("it", text, "losses").locations] == ["Jenin"]


def test_without_a_name_the_common_noun_tells_the_place() -> None:
    signal = only("Moscow massed 90,000 soldiers along the demarcation line.", "force_buildup")
    assert [(place.text, place.country) for place in signal.locations] == [
        ("demarcation line", None)
    ]


def test_what_a_sentence_does_not_place_happened_where_the_one_before_tells() -> None:
    text = "Fighters gathered in Kharkiv at dawn. Ten Ukrainian soldiers were killed."
    assert [place.text for place in only(text, "losses").locations] == ["Kharkiv"]


def test_arms_promised_take_no_place_from_another_clause() -> None:
    text = "Germany pledged 40 tanks, after shelling hit Kharkiv."
    signal = only(text, "military_aid")
    assert signal.locations == ()


def test_who_gives_and_receives_arms_is_no_place() -> None:
    signal = only("Germany sent 40 tanks from Poland to Kharkiv.", "military_aid")
    assert signal.locations == ()


@pytest.mark.parametrize(
    ("text", "type_", "role"),
    [
        ("Russian troops withdrew in Kherson.", "withdrawal", "from"),
        ("Russian troops walked into Kherson and captured it.", "territorial_control", "at"),
        ("Israeli air strikes across the Gaza Strip killed ten soldiers.", "air_strike", "at"),
    ],
)
def test_the_type_has_a_say_in_the_role(text: str, type_: str, role: str) -> None:
    [signal] = [s for s in signals(text) if s.type == type_]
    assert [place.role for place in signal.locations] == [role]


def test_the_case_of_a_place_tells_that_forces_go_there() -> None:
    signal = told("ru", "В Мурманскую область прибыл полк береговой обороны.", "deployment")
    assert [place.role for place in signal.locations] == ["to"]
