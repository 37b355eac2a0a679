"""Which times words tell."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import assert_linear
from transforms.event_time.event_time import find_times
from transforms.event_time.expression import TimeExpression

#: A Monday.
PUBLISHED = dt.datetime(2021, 11, 15, 18, tzinfo=dt.UTC)


def only(text: str, language: str = "en") -> TimeExpression:
    (expression,) = find_times(text, language, PUBLISHED)
    return expression


def days(expression: TimeExpression) -> tuple[str | None, str | None]:
    """First and last day, in ISO form."""
    last = expression.after and expression.after - dt.timedelta(microseconds=1)
    return (
        expression.first.date().isoformat() if expression.first else None,
        last.date().isoformat() if last else None,
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 24 February 2022", "2022-02-24", "2022-02-24"),
        ("on February 24th, 2022", "2022-02-24", "2022-02-24"),
        ("Thursday, 24 February 2022", "2022-02-24", "2022-02-24"),
        ("on Oct. 7, 2023", "2023-10-07", "2023-10-07"),
        ("2021-11-03", "2021-11-03", "2021-11-03"),
        ("11/03/2021", "2021-11-03", "2021-11-03"),
        ("15/11/2021", "2021-11-15", "2021-11-15"),
        ("in May 2014", "2014-05-01", "2014-05-31"),
        ("in 1991", "1991-01-01", "1991-12-31"),
        ("in early 2022", "2022-01-01", "2022-04-30"),
        ("2014-2018", "2014-01-01", "2018-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the spring of 2020", "2020-03-01", "2020-05-31"),
        ("the first week of March 2022", "2022-02-28", "2022-03-06"),
        ("the second half of 2022", "2022-07-01", "2022-12-31"),
        ("Q3 2021", "2021-07-01", "2021-09-30"),
        ("during World War II", "1939-01-01", "1945-12-31"),
        ("during the Cold War", "1947-01-01", "1991-12-31"),
    ],
)
def test_words_that_say_the_year_need_no_publication(text: str, first: str, last: str) -> None:
    (expression,) = find_times(text, "en", None)
    assert days(expression) == (first, last)
    assert expression.basis == "explicit"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("In April there were a good 100,000", "2021-04-01", "2021-04-30"),
        ("In September they took part", "2021-09-01", "2021-09-30"),
        ("At the end of October, images", "2021-10-21", "2021-10-31"),
        ("At the beginning of November", "2021-11-01", "2021-11-10"),
        ("as he did in the spring", "2021-03-01", "2021-05-31"),
        ("reported late last week", "2021-11-11", "2021-11-14"),
        ("last week", "2021-11-08", "2021-11-14"),
        ("on Wednesday", "2021-11-10", "2021-11-10"),
        ("on Monday afternoon", "2021-11-15", "2021-11-15"),
        ("said at the end of the week", "2021-11-11", "2021-11-14"),
        ("next Tuesday", "2021-11-23", "2021-11-23"),
        ("last Monday", "2021-11-08", "2021-11-08"),
        ("over the weekend", "2021-11-13", "2021-11-14"),
        ("this morning", "2021-11-15", "2021-11-15"),
        ("overnight", "2021-11-14", "2021-11-15"),
        ("yesterday", "2021-11-14", "2021-11-14"),
        ("two days ago", "2021-11-13", "2021-11-13"),
        ("10 years ago", "2011-01-01", "2011-12-31"),
        ("in the past few weeks", "2021-10-25", "2021-11-15"),
        ("in recent weeks", "2021-10-25", "2021-11-15"),
        ("earlier this year", "2021-01-01", "2021-11-15"),
        ("within 48 hours", "2021-11-15", "2021-11-16"),
        ("in the next three days", "2021-11-16", "2021-11-18"),
        ("between March and May", "2021-03-01", "2021-05-31"),
        ("from January to April 2015", "2015-01-01", "2015-04-30"),
        ("on the 8th", "2021-11-08", "2021-11-08"),
        ("next April", "2022-04-01", "2022-04-30"),
        ("last April", "2021-04-01", "2021-04-30"),
        ("on the 10th anniversary of the war", "2011-01-01", "2011-12-31"),
    ],
)
def test_other_words_are_read_from_the_day_of_publication(text: str, first: str, last: str) -> None:
    expression = only(text) if "2015" not in text else find_times(text, "en", PUBLISHED)[0]
    assert days(expression) == (first, last)
    assert find_times(text, "en", None) == [] or "2015" in text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("will begin in April", "2022-04-01"),
        ("will arrive in two weeks", "2021-11-29"),
        ("is expected to begin on Friday", "2021-11-19"),
        ("the drills planned for 20 November", "2021-11-20"),
    ],
)
def test_a_word_of_the_future_points_forward(text: str, first: str) -> None:
    assert days(only(text))[0] == first


def test_since_leaves_the_end_open() -> None:
    expression = only("has been under way since 2014")
    assert (days(expression), expression.open_since) == (("2014-01-01", None), True)


def test_until_and_by_leave_the_beginning_open() -> None:
    assert days(only("until May 2020")) == (None, "2020-05-31")
    assert days(only("by the end of 2022")) == (None, "2022-12-31")
    assert days(only("by the end of the week")) == (None, "2021-11-21")


def test_a_yardstick_is_no_time_of_the_event() -> None:
    assert find_times("the largest deployment since the Cold War", "en", PUBLISHED) == []


@pytest.mark.parametrize(
    "text",
    [
        "They may march on, and the sun sat low.",
        "the fall of Kyiv",
        "with 2014 soldiers",
        "10,000 troops",
        "the 72nd Brigade",
        "two days later, a month earlier, the next day",
        "the first elections in 38 years",
        "it fell in two weeks",
    ],
)
def test_other_words_tell_no_time(text: str) -> None:
    assert find_times(text, "en", PUBLISHED) == []


def test_words_tell_whether_the_time_is_past_or_to_come() -> None:
    assert only("two days ago").kind == "past"
    assert only("next week").kind == "future"
    assert only("on Wednesday").kind is None


def test_offsets_are_moved_by_where_the_sentence_begins() -> None:
    (expression,) = find_times("it was yesterday", "en", PUBLISHED, offset=50)
    assert (expression.start, expression.end, expression.text) == (57, 66, "yesterday")


#: A date, the end of October, last week, two days ago.
FOUR_TIMES = {
    "de": "am 24. Februar 2022; Ende Oktober; vergangene Woche; vor zwei Tagen",
    "fr": "le 24 février 2022; fin octobre; la semaine dernière; il y a deux jours",
    "es": "el 24 de febrero de 2022; a finales de octubre; la semana pasada; hace dos días",
    "it": "il 24 febbraio 2022; alla fine di ottobre; la settimana scorsa; due giorni fa",
    "pt": "em 24 de fevereiro de 2022; no final de outubro; a semana passada; há dois dias",
    "nl": "op 24 februari 2022; eind oktober; vorige week; twee dagen geleden",
    "ru": "24 февраля 2022 года; в конце октября; на прошлой неделе; два дня назад",
    "uk": "24 лютого 2022 року; наприкінці жовтня; минулого тижня; два дні тому",
    "pl": "24 lutego 2022 roku; pod koniec października; w zeszłym tygodniu; dwa dni temu",
}


@pytest.mark.parametrize("language", FOUR_TIMES)
def test_each_language_has_its_time_words(language: str) -> None:
    found = [days(only(text, language)) for text in FOUR_TIMES[language].split("; ")]
    assert found == [
        ("2022-02-24", "2022-02-24"),
        ("2021-10-21", "2021-10-31"),
        ("2021-11-08", "2021-11-14"),
        ("2021-11-13", "2021-11-13"),
    ]


@pytest.mark.parametrize(
    ("language", "text"), [("uk", "тиждень тому"), ("ru", "неделю назад"), ("pl", "tydzień temu")]
)
def test_a_unit_without_a_number_is_one(language: str, text: str) -> None:
    assert days(only(text, language)) == ("2021-11-08", "2021-11-08")


def test_a_language_without_data_has_numeric_dates() -> None:
    assert days(only("2021-11-03", "zz")) == ("2021-11-03", "2021-11-03")


@given(
    st.text(alphabet="in on last next of May 0123456789 .-/ago week year two", max_size=80),
    st.datetimes(timezones=st.just(dt.UTC)),
)
def test_every_expression_quotes_the_text_and_has_a_time(text: str, now: dt.datetime) -> None:
    end = 0
    for expression in find_times(text, "en", now):
        assert text[expression.start : expression.end] == expression.text
        assert end <= expression.start
        end = expression.end
        if expression.first and expression.after:
            assert expression.first < expression.after


@pytest.mark.parametrize("unit", ["on 5 May 2020 ", "in the ", "last ", "12 ", "since 2014 and "])
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    assert_linear(lambda size: find_times(unit * size, "en", PUBLISHED))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022年2月24日，俄军越过边境", "2022-02-24", "2022-02-24"),
        ("当地时间14日凌晨，首都遭导弹袭击", "2021-11-14", "2021-11-14"),
        ("停火协议将于19日生效", "2021-11-19", "2021-11-19"),
        ("上月28日", "2021-10-28", "2021-10-28"),
        ("今年2月，部队撤离", "2021-02-01", "2021-02-28"),
        ("去年底增兵", "2020-09-01", "2020-12-31"),
        ("昨晚以军空袭加沙", "2021-11-14", "2021-11-14"),
        ("上周五夺回村庄", "2021-11-12", "2021-11-12"),
        ("週三發生爆炸", "2021-11-10", "2021-11-10"),
        ("三天前", "2021-11-12", "2021-11-12"),
        ("去年夏天", "2020-06-01", "2020-08-31"),
        ("2023年10月7日至11月3日", "2023-10-07", "2023-11-03"),
        ("12日至14日举行演习", "2021-11-12", "2021-11-14"),
        ("自2014年以来", "2014-01-01", None),
        ("截至12日", None, "2021-11-12"),
        ("十一月五日，陸軍", "2021-11-05", "2021-11-05"),
    ],
)
def test_chinese_times_stand_without_spaces(text: str, first: str | None, last: str | None) -> None:
    assert days(only(text, "zh")) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "国防部11日通报，空军击落一架无人机",
        "新华社莫斯科11月11日电",
        "冷战结束以来规模最大的部署",
        "第13军5日内撤出",
    ],
)
def test_when_a_chinese_statement_was_made_is_no_time_of_the_event(text: str) -> None:
    assert find_times(text, "zh", PUBLISHED) == []
