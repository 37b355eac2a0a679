"""Tables of systems, ships and organisations: what they hold, and what a doubtful name needs."""

import pytest

from tests.analysis.articles import analyse
from transforms.entities.equipment import equipment_spellings, split_mark
from transforms.entities.organisations import organisation_spellings


def equipment(text: str, language: str = "en") -> list[tuple[str, str | None, str | None]]:
    return [
        (e.text, e.equipment_class, e.country)
        for e in analyse(text, language).entities
        if e.label == "EQUIPMENT"
    ]


def test_a_thousand_systems_have_a_class_and_most_a_country() -> None:
    systems = {spelling.known for spelling in equipment_spellings()}
    assert len({known.name for known in systems}) > 1000
    assert all(known.equipment_class for known in systems)
    assert sum(known.country is not None for known in systems) > 0.95 * len(systems)


def test_no_spelling_is_empty_or_keeps_its_mark() -> None:
    for spelling in (*equipment_spellings(), *organisation_spellings()):
        assert spelling.written.strip("~@ ") == spelling.written


def test_a_letter_and_a_digit_are_doubtful_without_a_mark() -> None:
    assert split_mark("B-2") == ("near_weapon", "B-2")
    assert split_mark("T-72") == (None, "T-72")


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "A Tornado jet took off.", [("Tornado", "aircraft", None)]),
        ("en", "A Tornado hit Oklahoma.", []),
        ("en", "The B-2 bomber landed.", [("B-2", "aircraft", "US")]),
        ("en", "She took vitamin B-2 daily.", []),
        ("en", "T-72s and Tornado crews", [("T-72s", "tank", "RU"), ("Tornado", "aircraft", None)]),
        ("en", "The landing ship Minsk burned.", [("Minsk", "ship", "RU")]),
        ("en", "They met in Minsk.", []),
        ("en", "A submarine in Novorossiysk", []),
        ("fr", "le sous-marin nucléaire Suffren", [("Suffren", "submarine", "FR")]),
        ("de", "Die Fregatte Hessen lief aus.", [("Hessen", "ship", "DE")]),
        ("de", "Er lebt in Hessen.", []),
        ("ru", "танк Т-90М «Прорыв»", [("Т-90М «Прорыв»", "tank", "RU")]),
        ("uk", "збито Су-34", [("Су-34", "aircraft", "RU")]),
        ("ar", "أسقطت طائرة سو-34", [("سو-34", "aircraft", "RU")]),
        ("zh", "055型驱逐舰在南海", [("055型驱逐舰", "ship", "CN")]),
        ("zh", "他跑了100米8秒", []),
        ("en", "USS Quincy sailed.", [("USS Quincy", "ship", "US")]),
    ],
)
def test_a_doubtful_name_needs_the_words_around_it(
    language: str, text: str, found: list[tuple[str, str | None, str | None]]
) -> None:
    assert equipment(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "unit", "echelon"),
    [
        (
            "fr",
            "le 2e régiment étranger de parachutistes",
            "2e régiment étranger de parachutistes",
            "regiment",
        ),
        ("ru", "полк «Азов» вышел", "полк «Азов»", "regiment"),
        ("uk", "бійці 12-ї бригади тактичної авіації", "12-ї бригади тактичної авіації", "brigade"),
        ("zh", "第八十二集团军演习", "第八十二集团军", "army"),
        ("ar", "قصف اللواء 36 المدينة", "اللواء 36", "brigade"),
        ("tr", "3. Ordu tatbikat yaptı", "3. Ordu", "army"),
        ("nl", "de 13e Lichte Brigade", "13e Lichte Brigade", "brigade"),
    ],
)
def test_a_unit_goes_to_the_end_of_its_name(
    language: str, text: str, unit: str, echelon: str
) -> None:
    units = [e for e in analyse(text, language).entities if e.label == "MILITARY_UNIT"]
    assert [(e.text, e.echelon) for e in units] == [(unit, echelon)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the Second Division champions"),
        ("de", "die vierte Staffel der Serie"),
        ("zh", "第一军医大学"),
    ],
)
def test_leagues_seasons_and_other_words_are_no_units(language: str, text: str) -> None:
    assert not [e for e in analyse(text, language).entities if e.label == "MILITARY_UNIT"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Selenskyj sprach.", "Volodymyr Zelensky"),
        ("zh", "普京表示", "Vladimir Putin"),
        ("ar", "قال نتنياهو", "Benjamin Netanyahu"),
    ],
)
def test_a_leader_is_known_by_surname_in_any_script(language: str, text: str, name: str) -> None:
    assert [(e.name, e.label) for e in analyse(text, language).entities] == [(name, "PERSON")]
