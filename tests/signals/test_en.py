"""English news in ordinary words: what the lexicon reads, and leaves alone."""

import pytest

from tests.signals.analysed import PUBLISHED, real_signals


@pytest.mark.parametrize(
    ("signal_type", "actor", "text"),
    [
        ("force_buildup", "RU", "Moscow is concentrating armour on the Orikhiv axis."),
        (
            "troop_movement",
            "RU",
            "Russia is shifting elite units from Kherson to the Zaporizhzhia front.",
        ),
        ("deployment", "IT", "Italy is to send a frigate to the Red Sea."),
        ("deployment", "TR", "Turkish troops will remain in northern Iraq for another year."),
        (
            "naval_activity",
            "CN",
            "The Chinese aircraft carrier Shandong passed within 60 nautical miles of Okinawa.",
        ),
        ("air_activity", "NO", "Norwegian F-35s intercepted a bomber north of Finnmark."),
        (
            "border_violation",
            "RU",
            "A Russian helicopter flew two kilometres into Estonian territory.",
        ),
        ("exercise", "KP", "North Korea stages artillery drill near border"),
        (
            "alert_readiness",
            "PL",
            "Poland put its air defences on the highest state of readiness overnight.",
        ),
        ("alert_readiness", "PK", "Pakistan's air force is on full alert after the border clash."),
        ("mobilization", "UA", "Kyiv plans to draft another 160,000 men over three months."),
        ("fortification", "EE", "Estonia has begun work on 600 bunkers along the Russian border."),
        (
            "logistics_preparation",
            "BY",
            "The Belarusian army is setting up tented hospitals near Gomel.",
        ),
        ("weapons_test", "IR", "Iran tests ballistic missile with range of 2,000 km"),
        ("threat_of_force", "IL", "Israel will strike Iran again if it rebuilds nuclear sites."),
        ("ultimatum", "AZ", "Azerbaijan demands surrender of Karabakh forces"),
        ("ground_combat", "CO", "Colombian troops clash with FARC dissidents in Cauca"),
        ("ground_offensive", "RU", "Russian infantry attacked Ukrainian positions near Siversk."),
        ("air_strike", "US", "US bombs three Iranian nuclear sites"),
        (
            "drone_strike",
            "RU",
            "Russian drones attacked Odesa's port overnight, setting a warehouse on fire.",
        ),
        (
            "missile_strike",
            "IR",
            "Iran fired a volley of ballistic missiles at Israel on Tuesday night.",
        ),
        ("shelling", "RU", "Russian forces shelled Nikopol with howitzers."),
        ("naval_attack", "UA", "Ukrainian sea drones sink Russian corvette Ivanovets"),
        ("air_strike", "PK", "Pakistani jets hit TTP hideouts in Paktika"),
        ("military_aid", "DK", "Denmark donates its entire artillery to Ukraine"),
        ("withdrawal", "IL", "Israeli forces pull back from Netzarim corridor"),
        ("blockade", "AZ", "Azerbaijan closes only road to Karabakh"),
        (
            "naval_attack",
            "IR",
            "Iran's Revolutionary Guards seized an oil tanker in the Strait of Hormuz.",
        ),
        ("air_defense", "PK", "Pakistan shoots down five Indian jets"),
        ("territorial_control", "RU", "Russian forces have taken the town of Velyka Novosilka."),
        ("blockade", "AZ", "Azerbaijan has cut the only road linking Karabakh to Armenia."),
        ("withdrawal", "FR", "The last French soldiers left Chad on Thursday."),
        ("withdrawal", "KE", "Kenya pulls its soldiers out of eastern Congo"),
        ("prisoner_exchange", "PK", "Pakistan shows captured Indian pilot on TV"),
        ("military_aid", "NO", "Norway is to give Kyiv six F-16 fighter jets."),
        ("military_cooperation", "FI", "Finland joins NATO"),
    ],
)
def test_each_type_is_read_with_who_does_it(signal_type: str, actor: str, text: str) -> None:
    found = real_signals(text, "", PUBLISHED)
    signal = next(signal for signal in found if signal.type == signal_type)
    assert signal.actors[0].country == actor


@pytest.mark.parametrize(
    "text",
    [
        "Verstappen defends title after late attack in Abu Dhabi",
        "The central bank fired a warning shot at speculators.",
        "Two trains collided near Prague, killing four people.",
        "Soldiers helped clear snow from the streets of Madrid.",
        "Farmers blockade motorway near Paris with tractors.",
        "Nurses will strike for three days next week over pay.",
        "SpaceX launched a rocket carrying 23 satellites from Florida.",
        "Police shot dead a knife attacker in Munich.",
        "The new Top Gun film breaks box-office records.",
        "Sea turtles invade Florida beaches",
        "Iran and the US to hold nuclear talks in Oman",
        "Volcano: Indonesia raises alert level",
        "Refugees from Sudan cross into Chad",
        "Cholera kills 200 in Sudan",
        "Pilgrims sang ram dhun at the temple in Ayodhya.",
    ],
)
def test_other_matters_tell_nothing(text: str) -> None:
    assert real_signals(text, "", PUBLISHED) == ()
