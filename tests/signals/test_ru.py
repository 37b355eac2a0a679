"""Russian news of every side: what its lexicon reads, and leaves alone."""

from functools import partial

import pytest

from tests.signals.analysed import PUBLISHED, real_signals, told

_told = partial(told, "ru")


@pytest.mark.parametrize(
    ("signal_type", "actor", "text"),
    [
        ("force_buildup", "CN", "Китай стягивает десантные корабли к побережью Тайваня."),
        ("deployment", "DE", "Германия разместит в Литве постоянную бригаду."),
        ("naval_activity", "US", "Эсминец США прошел через Тайваньский пролив."),
        ("air_activity", "PL", "Польша подняла в воздух дежурную пару F-16."),
        ("border_violation", "RU", "Российский МиГ-31 нарушил воздушное пространство Эстонии."),
        ("exercise", "IN", "Индия начала совместные учения с Францией."),
        ("alert_readiness", "FI", "Финляндия перевела армию в повышенную боеготовность."),
        ("mobilization", "IL", "Израиль призовет еще 60 тысяч резервистов."),
        ("fortification", "PL", "Польша поставит противотанковые ежи на границе с Россией."),
        ("weapons_test", "IN", "Индия провела испытания ракеты «Агни-5»."),
        ("threat_of_force", "RU", "Медведев пригрозил Европе ядерным ударом."),
        ("ultimatum", "IL", "Израиль потребовал от ХАМАС сложить оружие до пятницы."),
        ("ground_offensive", "TR", "Турция вторглась на север Сирии."),
        ("air_strike", "RU", "Российская авиация сбросила пять авиабомб на Харьков."),
        ("missile_strike", "RU", "Россия ударила «Искандером» по Кривому Рогу."),
        ("shelling", "UA", "ВСУ обстреляли Горловку из «Градов»."),
        ("air_defense", "IL", "Израиль сбил ракету из Йемена."),
        ("cbrn_use", "RU", "Россия применила на фронте хлорпикрин."),
        ("territorial_control", "RU", "Российские войска взяли Авдеевку."),
        ("blockade", "IR", "Иран перекрыл Ормузский пролив."),
        ("withdrawal", "FR", "Франция вывела последних солдат из Чада."),
        ("military_aid", "DK", "Дания подарит Киеву все F-16."),
    ],
)  # fmt: skip
def test_each_type_is_read_with_its_actor(signal_type: str, actor: str, text: str) -> None:
    assert actor in {mention.country for mention in _told(text, signal_type).actors}


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("troop_movement", "Эшелон с танками Т-72 проследовал через Ростов."),
        ("logistics_preparation", "Под Воронежем развернули полевые госпитали."),
        ("warning", "Немецкая разведка предупреждает о нападении России на НАТО."),
        ("ground_combat", "В Бахмуте идут уличные бои."),
        ("drone_strike", "«Шахед» попал в многоэтажку в Одессе."),
        ("naval_attack", "Хуситы подбили танкер в Красном море."),
        ("bombing", "В Кабуле смертник подорвал себя у мечети."),
        ("cyber_attack", "Хакеры взломали базу минюста Украины."),
        ("sabotage", "Под Брянском подорвали железнодорожный мост."),
        ("martial_law", "В Южной Корее введено военное положение."),
        ("alert_readiness", "Боевая готовность номер один объявлена в войсках Ирана."),
        ("blockade", "Боевики не пропускают в Кадугли гуманитарные конвои."),
        ("air_strike", "Удар с воздуха пришелся по школе в Сагайне."),
        ("logistics_preparation", "Больницы Хоккайдо запасаются бинтами на случай войны."),
        ("ceasefire", "Израиль и Ливан договорились о прекращении огня."),
        ("ceasefire_violation", "Армения нарушила режим прекращения огня, заявили в Баку."),
        ("prisoner_exchange", "Россия и Украина обменялись пленными."),
        ("military_cooperation", "Москва и Пхеньян подписали договор о взаимной обороне."),
        ("losses", "За сутки РФ потеряла 1200 солдат."),
    ],
)  # fmt: skip
def test_the_other_types_are_read(signal_type: str, text: str) -> None:
    assert _told(text, signal_type).type == signal_type


def test_a_promised_withdrawal_lies_ahead() -> None:
    signal = _told("Франция выведет войска из Чада в следующем году.", "withdrawal")
    assert signal.temporality == "future"


def test_a_bear_hides_no_politician_and_a_striker_no_bomber() -> None:
    threat = _told("Медведев пригрозил Европе ядерным ударом.", "threat_of_force")
    flight = _told("Над Аляской сопроводили российские бомбардировщики.", "air_activity")
    assert ([who.country for who in threat.actors], flight.family) == (["RU"], "posture")


@pytest.mark.parametrize(
    "text",
    [
        "«Спартак» разгромил «Зенит» в финале Кубка.",
        "Вратарь спас команду, отразив удар с пенальти.",
        "Цены на нефть отступили от максимумов.",
        "Профсоюз пригрозил забастовкой на заводе.",
        "Министр обороны посетил выставку икон.",
        "Режиссер снял фильм о Сталинградской битве.",
        "Вирус атакует иммунную систему ребенка.",
        "В Перми взорвался газ в жилом доме, погибли двое.",
        "SpaceX запустила ракету Falcon 9 со спутниками.",
        "Снегопад парализовал аэропорт Стамбула.",
        "Ученые испытали вакцину на мышах.",
        "Танкер сел на мель в Босфоре из-за тумана.",
        "Медведи вышли на окраину Южно-Сахалинска.",
        "Штурм Эвереста закончился гибелью альпиниста.",
        "Ураган разрушил сотни домов в Мексике.",
    ],
)
def test_figures_of_speech_and_other_matters_tell_nothing(text: str) -> None:
    assert real_signals(text, "", PUBLISHED, "ru") == ()
