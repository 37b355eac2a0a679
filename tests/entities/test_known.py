"""Tables: systems, groups and institutions are found in any spelling, ordinary words are not."""

import pytest

from tests.analysis.articles import analyse
from transforms.entities.ships import SHIP_METHOD
from transforms.entities.tables import load_known


def labelled(text: str, label: str, language: str = "en") -> list[tuple[str, str]]:
    return [(e.text, e.name) for e in analyse(text, language).entities if e.label == label]


@pytest.mark.parametrize(
    ("language", "text", "systems"),
    [
        ("en", "T-72B3 tanks and Su-35S jets", [("T-72B3", "T-72"), ("Su-35S", "Su-35")]),
        (
            "en",
            "It sent F-16s and Leopard 2A6s.",
            [("F-16s", "F-16"), ("Leopard 2A6s", "Leopard 2")],
        ),
        ("en", "A Patriot missile battery", [("Patriot", "Patriot")]),
        ("en", "Bradley fighting vehicles came.", [("Bradley", "M2 Bradley")]),
        ("en", "The Arleigh Burke-class destroyer", [("Arleigh Burke-class",) * 2]),
        ("de", "Russland schoss Iskander-Raketen ab.", [("Iskander", "Iskander")]),
        ("ru", "удар «Искандерами»", [("Искандерами", "Iskander")]),
        ("ru", "сбиты два Су-34", [("Су-34", "Su-34")]),
        ("ru", "обстрел из РСЗО «Град»", [("Град", "BM-21 Grad")]),
        ("uk", "удар дронами «Шахед»", [("Шахед", "Shahed-136")]),
        ("fr", "des chars T-72", [("T-72", "T-72")]),
        ("zh", "解放军的歼-20战机", [("歼-20", "J-20")]),
    ],
)
def test_a_system_is_found_in_any_spelling(
    language: str, text: str, systems: list[tuple[str, str]]
) -> None:
    assert labelled(text, "EQUIPMENT", language) == systems


@pytest.mark.parametrize(
    "text",
    [
        "Tanks, missiles and drones were seen.",
        "Stacey Abrams spoke to voters.",
        "Mr Bradley met a tiger and a lynx.",
        "A hawk and a leopard lay in the shade.",
        "He is a true patriot.",
        "They drove a Puma to the shop.",
    ],
)
def test_generic_nouns_animals_and_people_are_no_systems(text: str) -> None:
    assert labelled(text, "EQUIPMENT") == []


@pytest.mark.parametrize(
    ("language", "text", "ships"),
    [
        ("en", "USS Porter and HMS Queen Elizabeth sailed.", ["USS Porter", "HMS Queen Elizabeth"]),
        ("en", "The frigate Admiral Golovko fired.", ["Admiral Golovko"]),
        ("ru", "Ракетный крейсер «Варяг» вышел в море.", ["Варяг"]),
        ("en", "The frigate sailed. Admiral Smith spoke.", []),
        ("en", "A destroyer passed Taiwan.", []),
    ],
)
def test_a_ship_is_known_by_what_introduces_it(language: str, text: str, ships: list[str]) -> None:
    assert [surface for surface, _ in labelled(text, "EQUIPMENT", language)] == ships


def test_a_ship_found_by_pattern_says_so() -> None:
    (ship,) = [e for e in analyse("USS Quincy sailed.").entities if e.label == "EQUIPMENT"]
    assert (ship.method, ship.equipment_class) == (SHIP_METHOD, "ship")


@pytest.mark.parametrize(
    ("language", "text", "name", "country"),
    [
        ("en", "Hamas fighters fled.", "Hamas", "PS"),
        ("en", "Houthi rebels fired.", "Houthis", "YE"),
        ("en", "The Kremlin denied it.", "Kremlin", "RU"),
        ("en", "It is up to the White House.", "White House", "US"),
        ("en", "The IRGC said so.", "Islamic Revolutionary Guard Corps", "IR"),
        ("ru", "ЧВК «Вагнер» ушла", "Wagner Group", "RU"),
        ("ru", "в Кремле заявили", "Kremlin", "RU"),
        ("de", "Die Hisbollah schweigt.", "Hezbollah", "LB"),
        ("ar", "قال حزب الله", "Hezbollah", "LB"),
        ("zh", "哈马斯表示", "Hamas", "PS"),
        ("en", "NATO met.", "NATO", None),
    ],
)
def test_groups_and_seats_have_name_and_country(
    language: str, text: str, name: str, country: str | None
) -> None:
    found = [(e.name, e.country) for e in analyse(text, language).entities if e.label == "ORG"]
    assert (name, country) in found


@pytest.mark.parametrize(
    ("language", "text", "surface", "country"),
    [
        ("en", "The Ukrainian Defense Ministry said so.", "Ukrainian Defense Ministry", "UA"),
        ("en", "The Ministry of Defence of Belarus said.", "Ministry of Defence of Belarus", "BY"),
        ("ru", "Минобороны РФ сообщило", "Минобороны РФ", "RU"),
        ("uk", "Міністерство оборони України", "Міністерство оборони України", "UA"),
    ],
)
def test_a_ministry_takes_the_country_beside_it(
    language: str, text: str, surface: str, country: str
) -> None:
    found = [(e.text, e.country) for e in analyse(text, language).entities if e.label == "ORG"]
    assert (surface, country) in found


@pytest.mark.parametrize("text", ["He is here.", "it is what it is", "a quad bike"])
def test_acronyms_need_their_capitals(text: str) -> None:
    assert labelled(text, "ORG") == []


def test_the_tables_know_hundreds_of_systems() -> None:
    names = {spelling.known.name for spelling in load_known().values()}
    assert len(names) > 500
