"""Ukrainian news, summaries and posts of regional heads: what is read, and what is left alone."""

from functools import partial

import pytest

from tests.signals.analysed import PUBLISHED, real_signals, told

_told = partial(told, "uk")


@pytest.mark.parametrize(
    ("signal_type", "actor", "text"),
    [
        ("force_buildup", "CN", "Китай стягує десантні кораблі до узбережжя Тайваню."),
        ("deployment", "DE", "Німеччина розмістить у Литві постійну бригаду."),
        ("naval_activity", "US", "Есмінець США пройшов Тайванською протокою."),
        ("air_activity", "PL", "Польща підняла в повітря чергову пару F-16."),
        ("border_violation", "RU", "Російський МіГ-31 порушив повітряний простір Естонії."),
        ("alert_readiness", "FI", "Фінляндія підвищила боєготовність армії."),
        ("mobilization", "IL", "Ізраїль призове до армії ще 60 тисяч резервістів."),
        ("fortification", "PL", "Польща ставить протитанкові їжаки на кордоні з Росією."),
        ("weapons_test", "IN", "Індія випробувала ракету «Агні-5»."),
        ("threat_of_force", "IR", "Іран погрожує знищити американські кораблі."),
        ("ultimatum", "IL", "Ізраїль вимагає від ХАМАС скласти зброю до п'ятниці."),
        ("ground_offensive", "TR", "Туреччина вторглася на північ Сирії."),
        ("air_strike", "RU", "Російська авіація скинула п'ять КАБів на Харків."),
        ("missile_strike", "RU", "Росія вдарила «Іскандером» по Кривому Рогу."),
        ("shelling", "RU", "Росіяни обстріляли Нікополь із «Градів»."),
        ("air_defense", "IL", "Ізраїль збив ракету з Ємену."),
        ("cbrn_use", "RU", "Росія застосувала на фронті хлорпікрин."),
        ("territorial_control", "RU", "Російські війська захопили Авдіївку."),
        ("blockade", "IR", "Іран перекрив Ормузьку протоку."),
        ("withdrawal", "FR", "Франція вивела останніх солдатів із Чаду."),
        ("military_aid", "DK", "Данія подарує Києву всі F-16."),
    ],
)  # fmt: skip
def test_each_type_is_read_with_its_actor(signal_type: str, actor: str, text: str) -> None:
    assert actor in {mention.country for mention in _told(text, signal_type).actors}


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("troop_movement", "Через Мелітополь пройшла колона бронетехніки."),
        ("exercise", "Росія та Білорусь розпочали навчання «Захід-2025»."),
        ("logistics_preparation", "Під Воронежем розгорнули польові шпиталі."),
        ("warning", "Німецька розвідка попереджає про напад Росії на НАТО."),
        ("ground_combat", "У Бахмуті точаться вуличні бої."),
        ("drone_strike", "«Шахед» влучив у багатоповерхівку в Одесі."),
        ("naval_attack", "Хусити підбили танкер у Червоному морі."),
        ("bombing", "У Кабулі смертник підірвав себе біля мечеті."),
        ("cyber_attack", "Росія глушить GPS над Балтикою."),
        ("sabotage", "Під Брянськом підірвали залізничний міст."),
        ("martial_law", "Рада продовжила воєнний стан на 90 днів."),
        ("air_strike", "Удари з повітря знищили школу в Сагаїні."),
        ("blockade", "Бойовики не пропускають до Кадуглі гуманітарні конвої."),
        ("sabotage", "Підпільники перерізали оптоволокно комендатурі в Мелітополі."),
        ("ceasefire", "Ізраїль і Ліван домовилися про припинення вогню."),
        ("ceasefire_violation", "Вірменія порушила режим припинення вогню, заявили в Баку."),
        ("prisoner_exchange", "Україна повернула з полону 150 військових."),
        ("military_cooperation", "Москва й Пхеньян підписали договір про взаємну оборону."),
        ("losses", "За добу РФ втратила 1200 солдатів."),
    ],
)  # fmt: skip
def test_the_other_types_are_read(signal_type: str, text: str) -> None:
    assert _told(text, signal_type).type == signal_type


def test_a_feared_invasion_is_only_possible() -> None:
    signal = _told("Байден побоюється вторгнення Китаю на Тайвань.", "ground_offensive")
    assert signal.certainty == "possible"


@pytest.mark.parametrize(
    "text",
    [
        "Динамо розгромило Шахтар у фіналі Кубка.",
        "Воротар урятував команду, відбивши удар з пенальті.",
        "Ціни на нафту відступили від максимумів.",
        "Профспілка погрожує страйком на заводі.",
        "Міністр оборони відвідав виставку ікон.",
        "Режисер зняв фільм про битву під Крутами.",
        "Вірус атакує імунну систему дитини.",
        "У Львові вибухнув газ у житловому будинку.",
        "SpaceX запустила ракету Falcon 9 із супутниками.",
        "Снігопад паралізував аеропорт Стамбула.",
        "Вчені випробували вакцину на мишах.",
        "Танкер сів на мілину в Босфорі через туман.",
        "Фермери перекрили трасу на знак протесту.",
        "Літак із туристами екстрено сів в Анталії.",
        "На електропідстанції у Дніпрі знайшли вибухівку.",
    ],
)
def test_figures_of_speech_and_other_matters_tell_nothing(text: str) -> None:
    assert real_signals(text, "", PUBLISHED, "uk") == ()
