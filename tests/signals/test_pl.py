"""Polish news: what its lexicon reads, and leaves alone."""

from functools import partial

import pytest

from tests.signals.analysed import PUBLISHED, real_signals, told

_told = partial(told, "pl")


@pytest.mark.parametrize(
    ("signal_type", "actor", "text"),
    [
        ("force_buildup", "RU", "Rosja ściąga wojska pod granicę z Ukrainą."),
        ("deployment", "TR", "Turcja rozlokowała wojska na północy Iraku."),
        ("naval_activity", "CN", "Chińskie fregaty patrolują wody wokół Senkaku."),
        ("air_activity", "IT", "Włoskie Eurofightery przechwyciły rosyjski Ił-20 nad Bałtykiem."),
        ("border_violation", "RU", "Rosyjski śmigłowiec naruszył przestrzeń powietrzną Estonii."),
        ("exercise", "CN", "Chiny prowadzą ostre strzelania w pobliżu Tajwanu."),
        ("alert_readiness", "RU", "Rosja postawiła siły nuklearne w stan podwyższonej gotowości."),
        ("mobilization", "IL", "Izrael powołał 60 tys. rezerwistów."),
        ("fortification", "RU", "Rosjanie kopią okopy na Krymie."),
        ("weapons_test", "IR", "Iran przeprowadził test nowego pocisku balistycznego."),
        ("ultimatum", "RU", "Rosja postawiła obrońcom Mariupola ultimatum."),
        ("ground_offensive", "RU", "Rosja rozpoczęła inwazję na Ukrainę."),
        ("air_strike", "IL", "Izraelskie lotnictwo zbombardowało Damaszek."),
        ("drone_strike", "RU", "Rosyjskie drony zaatakowały Odessę."),
        ("missile_strike", "IR", "Iran wystrzelił na Izrael 180 rakiet balistycznych."),
        ("shelling", "RU", "Rosjanie ostrzelali Chersoń z artylerii."),
        ("blockade", "RU", "Rosja blokuje ukraińskie porty."),
        ("withdrawal", "RU", "Rosja wycofuje wojska z Chersonia."),
        ("ceasefire_violation", "RU", "Rosjanie złamali rozejm wielkanocny."),
        ("military_aid", "DE", "Niemcy przekażą Ukrainie kolejny system IRIS-T."),
    ],
)
def test_each_type_is_read_with_who_does_it(signal_type: str, actor: str, text: str) -> None:
    signal = _told(text, signal_type)
    assert signal.actors[0].country == actor
    assert signal.polarity == "affirmed"


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("troop_movement", "Kolumna czołgów jedzie w stronę Rostowa."),
        ("warning", "Szef niemieckiego wywiadu ostrzega przed rosyjskim atakiem na NATO."),
        ("ground_combat", "Na ulicach Chartumu trwają ciężkie walki."),
        ("bombing", "W eksplozji samochodu-pułapki w Mogadiszu zginęło osiem osób."),
        ("air_defense", "W nocy nad Ukrainą unieszkodliwiono 120 dronów."),
        ("cyber_attack", "Cyberatak na ukraińską kolej sparaliżował sprzedaż biletów."),
        ("sabotage", "Dywersanci wysadzili tory kolejowe pod Briańskiem."),
        ("prisoner_exchange", "Rosja i Ukraina wymieniły po 300 jeńców."),
        ("martial_law", "Prezydent Korei Południowej ogłosił stan wojenny."),
        ("losses", "Dwóch izraelskich żołnierzy poległo w Gazie."),
        (
            "ground_combat",
            "W zasadzce na patrol pod Ansongo śmierć poniosło jedenastu malijskich żołnierzy.",
        ),
        (
            "logistics_preparation",
            "W obwodzie brzeskim odnotowano dostawy mostów pontonowych i cystern.",
        ),
        (
            "alert_readiness",
            "Po nocnym incydencie greckie siły zbrojne postawiono w stan podwyższonej gotowości.",
        ),
        (
            "cbrn_use",
            "Ukraińscy żołnierze skarżą się, że na pozycje zrzucane są granaty z gazem duszącym.",
        ),
        (
            "mobilization",
            "Litwa wyśle w tym roku wezwania do odbycia służby do pięciu tysięcy młodych mężczyzn.",
        ),
        ("naval_activity", "Niszczyciel USS Higgins przeszedł w odległości 12 mil od Scarborough."),
    ],
)
def test_each_type_is_read(signal_type: str, text: str) -> None:
    assert _told(text, signal_type).polarity == "affirmed"


def test_an_army_with_its_state_behind_it_is_a_subject() -> None:
    signal = _told("Siły Zbrojne Ukrainy zestrzeliły w nocy 50 dronów.", "air_defense")
    assert signal.actors[0].country == "UA"


def test_what_a_state_will_do_is_future() -> None:
    signal = _told("Niemcy rozmieszczą na Litwie brygadę pancerną.", "deployment")
    assert signal.temporality == "future"


@pytest.mark.parametrize(
    ("claimant", "text"),
    [
        (
            "gubernator Ołeh Syniehubow",
            "Zginęło trzech żołnierzy – podał gubernator Ołeh Syniehubow.",
        ),
        ("sztabu generalnego", "Według sztabu generalnego zginęło trzech rosyjskich żołnierzy."),
        ("Pentagon", "Pentagon poinformował, że w Syrii zginęło trzech żołnierzy."),
    ],
)
def test_claimants_stand_where_polish_puts_them(claimant: str, text: str) -> None:
    assert _told(text, "losses").attribution[0].claimant == claimant


@pytest.mark.parametrize(
    "text",
    [
        "Lewandowski zbombardował bramkę rywali.",
        "Wojna cenowa między Lidlem a Biedronką trwa w najlepsze.",
        "Szturm na sklepy przed świętami.",
        "Minister obrony spotkał się z ambasadorem Japonii.",
        "Atak zimy: paraliż na drogach.",
        "Kandydat wycofał się z wyborów.",
        "Strażacy walczą z pożarem lasu.",
        "Muzeum Wojska Polskiego otwiera nową wystawę.",
        "Inwazja kleszczy w polskich lasach.",
        "SpaceX wystrzelił rakietę z satelitami Starlink.",
        "Sąd skazał byłego żołnierza za kradzież.",
        "Aktor zagra generała w nowym serialu.",
        "Hakerzy ukradli dane klientów sklepu internetowego.",
        "Związkowcy grożą blokadą stolicy.",
        "Legia rozbiła rywala, Ukrainiec w barwach gości nie wytrzymał naporu.",
        "Strażacy odebrali nowe wozy bojowe.",
        "Prezydent Serbii powołał nowego szefa sztabu.",
        "Inwazja azjatyckich szerszeni dotarła pod Wrocław.",
        "Ceny paliw na Ukrainie wzrosły po kolejnej zimie wojny o kilkanaście procent.",
    ],
)
def test_figures_of_speech_and_other_matters_tell_nothing(text: str) -> None:
    assert real_signals(text, "", PUBLISHED, "pl") == ()
