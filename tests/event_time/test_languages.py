"""What each language says for nights, times of day, lengths of time and what lies ahead."""

import datetime as dt

import pytest

from transforms.event_time.event_time import find_times
from transforms.event_time.expression import TimeExpression

#: A Monday.
PUBLISHED = dt.datetime(2021, 11, 15, 18, tzinfo=dt.UTC)


def only(text: str, language: str) -> TimeExpression:
    (expression,) = find_times(text, language, PUBLISHED)
    return expression


def days(text: str, language: str) -> tuple[int, int]:
    """Days from publication to the first and to the last day that the words tell."""
    found = only(text, language)
    assert found.first is not None
    assert found.after is not None
    last = found.after - dt.timedelta(microseconds=1)
    today = PUBLISHED.date()
    return (found.first.date() - today).days, (last.date() - today).days


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "drones crossed the border during the night"),
        ("de", "in der Nacht griffen Drohnen an"),
        ("de", "nächtlicher Drohnenangriff"),
        ("fr", "les drones ont frappé dans la nuit"),
        ("es", "los drones atacaron durante la noche"),
        ("it", "i droni hanno colpito nella notte"),
        ("pt", "os drones atacaram durante a noite"),
        ("nl", "drones vielen vannacht aan"),
        ("pl", "728 dronów jednej nocy"),
        ("ru", "удар нанесли минувшей ночью"),
        ("uk", "удар завдали минулої ночі"),
        ("tr", "gece boyunca saldırı düzenlendi"),
        ("ar", "أسقطت الدفاعات 45 مسيرة خلال الليل"),
        ("zh", "俄军夜间发动袭击"),
    ],
)
def test_a_night_spans_the_day_before_and_the_day_of_publication(language: str, text: str) -> None:
    assert days(text, language) == (-1, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "in der Nacht zu Samstag"),
        ("fr", "dans la nuit de vendredi à samedi"),
        ("es", "en la noche del viernes al sábado"),
        ("it", "nella notte tra venerdì e sabato"),
        ("pt", "na noite de sexta para sábado"),
        ("nl", "in de nacht van vrijdag op zaterdag"),
        ("pl", "w nocy z piątku na sobotę"),
        ("ru", "в ночь на субботу"),
        ("uk", "у ніч на суботу"),
    ],
)
def test_the_night_to_a_day_spans_it_and_the_day_before(language: str, text: str) -> None:
    assert days(text, language) == (-3, -2)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "shells fell at 13:40"),
        ("en", "they left at midday"),
        ("de", "um 3 Uhr schlugen Raketen ein"),
        ("fr", "des tirs ont été entendus à l'aube"),
        ("es", "los proyectiles cayeron de madrugada"),
        ("it", "i colpi sono caduti all'alba"),
        ("pt", "os drones caíram de madrugada"),
        ("nl", "rond middernacht vielen bommen"),
        ("pl", "ostrzał zaczął się o świcie"),
        ("ru", "утром обстреляли город"),
        ("uk", "о 13:40 обстріляли околиці"),
        ("tr", "saat 04:00 sularında patlama oldu"),
        ("ar", "قصفت القوات البلدة عند الفجر"),
    ],
)
def test_a_time_of_day_is_of_the_day_of_publication(language: str, text: str) -> None:
    assert days(text, language) == (0, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It began at noon on Saturday"),
        ("uk", "о 13:40 у суботу"),
        ("fr", "samedi, à l'aube"),
    ],
)
def test_a_time_of_day_beside_a_day_is_of_that_day(language: str, text: str) -> None:
    assert days(text, language) == (-2, -2)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "due militari morti in cinque giorni"),
        ("ru", "за пять дней взято в плен 430 военных"),
        ("uk", "за останні п'ять днів"),
        ("pt", "mataram dez em cinco dias"),
        ("es", "mataron a diez en cinco días"),
    ],
)
def test_a_length_of_time_ends_with_the_publication(language: str, text: str) -> None:
    assert days(text, language) == (-5, 0)


def test_a_length_of_time_that_only_counts_how_often_tells_no_time() -> None:
    assert find_times("дроны второй раз за неделю", "ru", PUBLISHED) == []
    assert find_times("for the second time in 3 days", "en", PUBLISHED) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Los países realizarán en agosto ejercicios"),
        ("it", "I due eserciti terranno ad agosto manovre"),
        ("fr", "Les deux armées mèneront en août des exercices et Paris livrera en août"),
        ("pt", "Os exércitos realizarão em agosto exercícios"),
        ("tr", "Tatbikat ağustosta başlayacak"),
        ("de", "Die Armee rechnet im August mit einem Angriff"),
        ("pl", "Wojsko w sierpniu zostanie wzmocnione, ćwiczenia odbędą się w sierpniu"),
    ],
)
def test_a_month_behind_a_verb_in_the_future_is_the_next(language: str, text: str) -> None:
    last = find_times(text, language, PUBLISHED)[-1]
    assert last.first == dt.datetime(2022, 8, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Eighty years ago"),
        ("de", "vor achtzig Jahren"),
        ("nl", "Tachtig jaar geleden"),
        ("tr", "seksen yıl önce"),
        ("uk", "вісімдесят років тому"),
    ],
)
def test_years_ago_are_told_in_words_too(language: str, text: str) -> None:
    first = only(text, language).first
    assert first is not None
    assert first.year == 1941


def test_years_ago_today_are_one_time() -> None:
    first = only("Forty years ago today marines landed", "en").first
    assert first is not None
    assert first.year == 1981


def test_a_span_without_a_count_is_vague() -> None:
    assert only("dans les prochaines semaines", "fr").hint == "vague"
    assert only("in the next three weeks", "en").hint == ""


def test_turkish_and_german_tell_the_end_of_a_month_as_a_limit() -> None:
    assert only("ay sonuna kadar", "tr").first is None
    assert only("bis Monatsende", "de").after == dt.datetime(2021, 12, 1, tzinfo=dt.UTC)


def test_a_capital_at_the_beginning_makes_no_month_of_seven() -> None:
    assert find_times("Sept avions ont franchi la ligne", "fr", PUBLISHED) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "seit drei Tagen"),
        ("fr", "depuis trois jours"),
        ("es", "desde hace tres días"),
        ("it", "da tre giorni"),
        ("nl", "sinds drie dagen"),
        ("pl", "od trzech dni"),
    ],
)
def test_since_some_days_begins_so_long_ago_and_goes_on(language: str, text: str) -> None:
    found = only(text, language)
    assert found.first == dt.datetime(2021, 11, 12, tzinfo=dt.UTC)
    assert found.after is None


def test_since_a_few_days_is_vague() -> None:
    assert only("od kilku dni", "pl").hint == "vague"
    assert only("several days ago", "en").hint == "vague"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "since the start of the full-scale invasion"),
        ("uk", "з початку повномасштабного вторгнення"),
        ("ru", "с начала полномасштабного вторжения"),
        ("pl", "od początku pełnoskalowej inwazji"),
        ("fr", "depuis le début de l'invasion à grande échelle"),
    ],
)
def test_a_landmark_opens_an_interval_without_a_date(language: str, text: str) -> None:
    assert only(text, language).first == dt.datetime(2022, 2, 24, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "début mars"),
        ("fr", "en mars"),
        ("nl", "begin mei"),
        ("pl", "na początku maja"),
        ("ru", "в начале мая"),
    ],
)
def test_a_month_that_is_another_word_too_is_read_in_lower_case(language: str, text: str) -> None:
    first = only(text, language).first
    assert first is not None
    assert first.month in (3, 5)


def test_a_month_that_comes_next_is_not_one_of_last_year() -> None:
    assert only("in December", "en").first == dt.datetime(2021, 12, 1, tzinfo=dt.UTC)
    assert only("in February", "en").first == dt.datetime(2021, 2, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "fighting went on for a second day"),
        ("pt", "combates pelo segundo dia"),
        ("it", "si combatte per il secondo giorno"),
        ("ar", "لليوم الثاني على التوالي"),
    ],
)
def test_a_second_day_is_the_day_before_and_that_of_publication(language: str, text: str) -> None:
    assert days(text, language) == (-1, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "d'ici la fin de l'année"),
        ("de", "bis Ende des Jahres"),
        ("it", "entro fine anno"),
        ("es", "hasta fin de año"),
        ("pt", "até o fim do ano"),
        ("pl", "do końca roku"),
    ],
)
def test_the_end_of_the_year_is_a_limit(language: str, text: str) -> None:
    found = only(text, language)
    assert found.first is None
    assert found.after == dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
