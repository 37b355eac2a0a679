"""Which time an event is given."""

import datetime as dt

from transforms.event_time.event_time import choose_event_time, find_times

PUBLISHED = dt.datetime(2021, 11, 15, 18, tzinfo=dt.UTC)


def chosen(text: str, trigger: str) -> str | None:
    start = text.index(trigger)
    expressions = find_times(text, "en", PUBLISHED)
    return choose_event_time(expressions, start, start + len(trigger), PUBLISHED, text=text).text


def test_the_nearest_expression_is_taken() -> None:
    text = "In April troops massed at the border and were withdrawn in June"
    assert chosen(text, "massed") == "April"
    assert chosen(text, "withdrawn") == "June"


def test_an_expression_of_another_clause_is_farther_away() -> None:
    text = "Troops took part in the exercise held at several ranges in September, on Monday he said"
    assert chosen(text, "exercise") == "September"
    text = "He said on Monday, exercises of the forces of both countries took place in September"
    assert chosen(text, "exercises") == "September"


def test_without_words_the_day_of_publication_stands_in() -> None:
    time = choose_event_time([], 0, 5, PUBLISHED)
    assert (time.basis, time.precision, time.text) == ("publication", "day", None)
    assert time.start == dt.datetime(2021, 11, 15, tzinfo=dt.UTC)
    assert time.end == dt.datetime(2021, 11, 16, tzinfo=dt.UTC)


def test_without_words_and_publication_the_time_is_unknown() -> None:
    time = choose_event_time([], 0, 5, None)
    assert (time.basis, time.start, time.end, time.precision) == ("unknown", None, None, None)


def test_an_open_beginning_stays_open() -> None:
    (since,) = find_times("stationed there since 2014", "en", PUBLISHED)
    time = choose_event_time([since], 0, 9, PUBLISHED)
    assert (time.end, time.basis) == (None, "explicit")
