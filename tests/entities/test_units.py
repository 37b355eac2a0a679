"""Units: a number, what it is made of, how large it is."""

import pytest

from tests.analysis.articles import analyse


@pytest.mark.parametrize(
    ("language", "text", "unit", "echelon"),
    [
        ("en", "The 41st Combined Arms Army left.", "41st Combined Arms Army", "army"),
        ("en", "the 1st Guards Tank Army of Russia", "1st Guards Tank Army", "army"),
        ("en", "Its 72nd Mechanized Brigade fought.", "72nd Mechanized Brigade", "brigade"),
        ("en", "The XVIII Airborne Corps arrived.", "XVIII Airborne Corps", "corps"),
        ("en", "The Fifth Fleet is in Bahrain.", "Fifth Fleet", "fleet"),
        ("en", "Men of 3 Commando Brigade landed.", "3 Commando Brigade", "brigade"),
        ("de", "Die 72. Brigade zog ab.", "72. Brigade", "brigade"),
        ("de", "Die 10. Panzerdivision kommt.", "10. Panzerdivision", "division"),
        ("ru", "58-я армия вошла в город.", "58-я армия", "army"),
        ("ru", "Бойцы 76-й десантной дивизии.", "76-й десантной дивизии", "division"),
        ("uk", "93-тя окрема механізована бригада", "93-тя окрема механізована бригада", "brigade"),
        ("es", "La Brigada 72 avanza.", "Brigada 72", "brigade"),
        ("fr", "La 3e brigade légère est là.", "3e brigade légère", "brigade"),
        ("pl", "12 Brygada Zmechanizowana", "12 Brygada Zmechanizowana", "brigade"),
        ("zh", "第41集团军进入", "第41集团军", "army"),
    ],
)
def test_a_numbered_unit_has_its_echelon(language: str, text: str, unit: str, echelon: str) -> None:
    found = [e for e in analyse(text, language).entities if e.label == "MILITARY_UNIT"]
    assert [(e.text, e.echelon) for e in found] == [(unit, echelon)]


@pytest.mark.parametrize(
    "text",
    [
        "They lost 30 tank battalions.",
        "In 2014 the Russian army came.",
        "He won in the third division with 24 goals.".replace("third", "top"),
        "It killed 24 army officers.",
    ],
)
def test_a_count_of_units_is_no_unit(text: str) -> None:
    assert not [e for e in analyse(text).entities if e.label == "MILITARY_UNIT"]


def test_a_unit_has_the_country_named_beside_it() -> None:
    found = analyse("Russia's 41st Army met the Ukrainian 72nd Mechanized Brigade.").entities
    units = {e.text: e.country for e in found if e.label == "MILITARY_UNIT"}
    assert units == {"41st Army": "RU", "72nd Mechanized Brigade": "UA"}
