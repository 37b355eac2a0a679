"""German news of Germany, Austria and Switzerland: what its lexicon reads, and leaves alone."""

from functools import partial

import pytest

from tests.signals.analysed import PUBLISHED, real_signals, told

_told = partial(told, "de")


@pytest.mark.parametrize(
    ("signal_type", "actor", "text"),
    [
        ("force_buildup", "ET", "Äthiopien häuft an der Grenze zu Eritrea Truppen an."),
        ("naval_activity", "RU", "Zwei russische U-Boote tauchten vor der irischen Küste auf."),
        ("deployment", "FR", "Frankreich beordert 600 Gebirgsjäger nach Rumänien."),
        ("mobilization", "IL", "Israel ruft weitere 30.000 Reservisten zu den Waffen."),
        ("threat_of_force", "CN", "Peking behält sich Gewalt gegen Taiwan ausdrücklich vor."),
        ("force_buildup", "RU", "Russland hat an der Grenze 90.000 Soldaten zusammengezogen."),
        ("withdrawal", "RU", "Am Dienstag zog Moskau mehrere Bataillone aus Cherson ab."),
        ("deployment", "DE", "Die Bundeswehr verlegt 200 Soldaten nach Litauen."),
        ("naval_activity", "GB", "Eine britische Fregatte hat die Straße von Taiwan durchfahren."),
        ("air_activity", "DE", "Deutsche Eurofighter fingen über der Ostsee eine Il-20 ab."),
        ("border_violation", "RU", "Russische Kampfjets verletzten estnischen Luftraum."),
        ("exercise", "CN", "China begann am Donnerstag ein Manöver rund um Taiwan."),
        ("alert_readiness", "PL", "Polen versetzte seine Streitkräfte in Alarmbereitschaft."),
        ("mobilization", "RU", "Der Kreml ordnete eine Teilmobilmachung an."),
        ("weapons_test", "KP", "Nordkorea hat eine Interkontinentalrakete getestet."),
        ("threat_of_force", "IR", "Der Iran drohte Israel mit einem Vergeltungsschlag."),
        ("ultimatum", "IL", "Israel stellte der Hisbollah ein Ultimatum."),
        ("ground_offensive", "RU", "Russische Truppen sind in die Region Sumy einmarschiert."),
        ("air_strike", "IL", "Die israelische Luftwaffe bombardierte Ziele im Libanon."),
        ("drone_strike", "RU", "Russland griff Kiew in der Nacht mit Drohnen an."),
        ("shelling", "RU", "Charkiw wurde von der russischen Artillerie beschossen."),
        ("naval_attack", "UA", "Die Ukraine versenkte ein russisches Kriegsschiff."),
        ("territorial_control", "RU", "Russische Truppen nahmen die Stadt Awdijiwka ein."),
        ("martial_law", "UA", "Die Ukraine verlängerte das Kriegsrecht um 90 Tage."),
        ("ceasefire_violation", "AZ", "Eriwan wirft Baku vor, die Waffenruhe gebrochen zu haben."),
        ("military_aid", "DE", "Deutschland liefert der Ukraine weitere Patriot-Systeme."),
        ("military_cooperation", "JP", "Japan und Manila schlossen ein Verteidigungsabkommen."),
    ],
)  # fmt: skip
def test_each_type_is_read_with_who_does_it(signal_type: str, actor: str, text: str) -> None:
    signal = _told(text, signal_type)
    assert signal.actors[0].country == actor
    assert signal.polarity == "affirmed"


def test_who_suffers_a_passive_verb_is_no_actor() -> None:
    signal = _told("Fünf ukrainische Soldaten wurden bei Sumy getötet.", "losses")
    assert signal.actors == ()
    assert signal.targets[0].country == "UA"


def test_a_plan_in_the_clause_before_governs_an_infinitive() -> None:
    signal = _told("Paris plant, 2000 Soldaten in die Ukraine zu entsenden.", "deployment")
    assert signal.actors[0].country == "FR"
    assert (signal.certainty, signal.temporality) == ("possible", "future")


def test_who_denies_does_what_is_denied() -> None:
    text = "Moskau dementierte, Truppen an der Grenze zusammengezogen zu haben."
    signal = _told(text, "force_buildup")
    assert (signal.polarity, signal.attribution[0].stance) == ("negated", "denies")
    assert signal.actors[0].country == "RU"


@pytest.mark.parametrize(
    ("claimant", "text"),
    [
        ("Kiew", "Laut Kiew wurden drei Soldaten getötet."),
        ("des Generalstabs", "Nach Angaben des Generalstabs starben in Sumy drei Soldaten."),
        ("Moskauer Angaben", "Nach Moskauer Angaben starben bei Sumy drei Soldaten."),
        ("Dem Generalstab", "Dem Generalstab zufolge starben bei Sumy drei Soldaten."),
        ("Kiew", "In Sumy starben drei Soldaten, teilte Kiew am Montag mit."),
        ("der Generalstab", "In Sumy starben drei Soldaten, so der Generalstab."),
        ("das Ministerium", "In Sumy starben drei Soldaten, wie das Ministerium mitteilte."),
    ],
)
def test_claimants_stand_where_german_puts_them(claimant: str, text: str) -> None:
    assert _told(text, "losses").attribution[0].claimant == claimant


def test_by_its_own_account_an_army_acts_and_tells() -> None:
    text = "Die ukrainische Armee hat nach eigenen Angaben 20 Drohnen abgeschossen."
    signal = _told(text, "air_defense")
    assert signal.attribution[0].claimant == "Die ukrainische Armee"
    assert signal.actors[0].country == "UA"


@pytest.mark.parametrize(
    "text",
    [
        "In Köln wurde eine Weltkriegsbombe entschärft, 5000 Anwohner mussten gehen.",
        "Mückeninvasion am Bodensee.",
        "Aldi eröffnet neue Front im Preiskrieg.",
        "Bayern startete nach der Halbzeit einen Angriff nach dem anderen und schoss drei Tore.",
        "Die Gewerkschaft Verdi droht mit Streiks an deutschen Flughäfen.",
        "Im Zollstreit mit Peking hat Washington eine Feuerpause ausgerufen.",
        "Ungarn blockiert im Haushaltsstreit weiter einen Beschluss der EU.",
        "SPD-Politiker reagierten auf den Vorstoß aus Berlin mit Ablehnung.",
        "Resistente Keime sind in Deutschland auf dem Vormarsch.",
        "Die Polizei entschärfte in Köln eine Weltkriegsbombe.",
        "Wildschweine erobern Berliner Vorgärten.",
        "Mit einem waghalsigen Überholmanöver gewann der Brite das Rennen in Spielberg.",
        "Die Rakete Ariane 6 ist vom Weltraumbahnhof Kourou gestartet.",
        "Bei einer Gasexplosion in Wien starben zwei Menschen.",
        "Der Roman erzählt von einem Soldaten, der bei Verdun verschüttet wird.",
    ],
)
def test_figures_of_speech_and_other_matters_tell_nothing(text: str) -> None:
    assert real_signals(text, "", PUBLISHED, "de") == ()
