"""Dutch news of the Netherlands and Belgium: what its lexicon reads, and leaves alone."""

from functools import partial

import pytest

from tests.signals.analysed import PUBLISHED, real_signals, told

_told = partial(told, "nl")


@pytest.mark.parametrize(
    ("signal_type", "actor", "text"),
    [
        ("deployment", "BE", "België stuurt 300 para's naar Roemenië."),
        ("air_activity", "RU", "Russische bommenwerpers scheren langs Alaska."),
        ("alert_readiness", "IN", "India brengt luchtmacht in hoogste staat van paraatheid."),
        ("ground_offensive", "UA", "Oekraïne opent nieuw offensief in Koersk."),
        ("missile_strike", "RU", "Russische Iskander treft hotel in Kramatorsk."),
        ("force_buildup", "RU", "Rusland heeft aan de grens 90.000 soldaten samengetrokken."),
        ("withdrawal", "RU", "Dinsdag trok Moskou meerdere bataljons terug uit Cherson."),
        ("deployment", "NL", "Nederland stuurt 200 militairen naar Litouwen."),
        ("naval_activity", "GB", "Een Brits fregat voer door de Straat van Taiwan."),
        ("border_violation", "RU", "Russische straaljagers schonden het Estse luchtruim."),
        ("exercise", "CN", "China begon donderdag een militaire oefening rond Taiwan."),
        ("mobilization", "RU", "Het Kremlin kondigde een gedeeltelijke mobilisatie af."),
        ("fortification", "UA", "Oekraïense soldaten groeven nieuwe loopgraven bij Soemy."),
        ("weapons_test", "KP", "Noord-Korea heeft een intercontinentale raket getest."),
        ("threat_of_force", "IR", "Iran dreigt Israël aan te vallen."),
        ("ground_offensive", "RU", "Russische troepen zijn de regio Soemy binnengevallen."),
        ("air_strike", "IL", "De Israëlische luchtmacht bombardeerde doelen in Libanon."),
        ("shelling", "RU", "Charkov werd beschoten door de Russische artillerie."),
        ("naval_attack", "UA", "Oekraïne heeft een Russisch oorlogsschip tot zinken gebracht."),
        ("air_defense", "UA", "Oekraïne haalde twintig Russische drones neer."),
        ("territorial_control", "RU", "Russische troepen hebben de stad Avdiivka ingenomen."),
        ("martial_law", "UA", "Oekraïne verlengt de staat van beleg met 90 dagen."),
        ("military_aid", "DE", "Duitsland levert Oekraïne extra Patriot-systemen."),
    ],
)  # fmt: skip
def test_each_type_is_read_with_who_does_it(signal_type: str, actor: str, text: str) -> None:
    signal = _told(text, signal_type)
    assert signal.actors[0].country == actor
    assert signal.polarity == "affirmed"


def test_a_denial_negates_and_names_who_denies() -> None:
    text = "Moskou ontkent dat Rusland troepen aan de grens heeft samengetrokken."
    signal = _told(text, "force_buildup")
    assert (signal.polarity, signal.attribution[0].stance) == ("negated", "denies")


def test_what_is_wanted_is_possible() -> None:
    signal = _told("Parijs wil 2000 militairen naar Oekraïne sturen.", "deployment")
    assert signal.certainty == "possible"


@pytest.mark.parametrize(
    ("claimant", "text"),
    [
        ("de generale staf", "Volgens de generale staf kwamen bij Soemy drie soldaten om."),
        ("het ministerie", "Bij Soemy kwamen drie soldaten om het leven, meldt het ministerie."),
        ("Kiev", "Bij Soemy kwamen drie soldaten om het leven, liet Kiev maandag weten."),
    ],
)  # fmt: skip
def test_claimants_stand_where_dutch_puts_them(claimant: str, text: str) -> None:
    assert _told(text, "losses").attribution[0].claimant == claimant


@pytest.mark.parametrize(
    "text",
    [
        "Verstappen verovert pole in Monza.",
        "Muggenplaag in Zeeland.",
        "Defensiebegroting naar 24 miljard.",
        "Ajax opende na rust de aanval en scoorde drie doelpunten.",
        "De vakbond dreigt met een staking op Schiphol.",
        "Prijzenoorlog tussen Albert Heijn en Jumbo laait op in Nederland.",
        "Sneeuwfront rukt op vanuit Duitsland.",
        "De politie in Antwerpen arresteerde drie verdachten na een schietpartij.",
        "Boeren blokkeren met tractoren de A12 bij Den Haag.",
        "De film over de Slag om Arnhem gaat morgen in première.",
        "Het bedrijf trekt zich terug uit België.",
    ],
)
def test_figures_of_speech_and_other_matters_tell_nothing(text: str) -> None:
    assert real_signals(text, "", PUBLISHED, "nl") == ()
