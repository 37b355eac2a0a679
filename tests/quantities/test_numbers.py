"""How numbers are read in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.quantities.number import Number
from transforms.quantities.numbers import find_numbers


def only(text: str, language: str = "en") -> Number:
    (number,) = find_numbers(text, language)
    return number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("90,000", 90_000),
        ("90 000", 90_000),
        ("90\u00a0000", 90_000),
        ("90\u202f000", 90_000),
        ("1,320,000", 1_320_000),
        ("12,34,567.89", 1_234_567.89),
        ("1.111,11", 1111.11),
        ("1.5 million", 1_500_000),
        ("4m", 4_000_000),
        ("10 bln", 10_000_000_000),
        ("1.3e6", 1_300_000),
        (".08", 0.08),
        ("3/4", 0.75),
        ("½", 0.5),
        ("ninety thousand", 90_000),
        ("one hundred and fifty", 150),
        ("two hundred and fifty thousand", 250_000),
        ("one million two hundred thirty-four thousand", 1_234_000),
        ("4 thousand 3 hundred and 21", 4321),
        ("322 hundred", 32_200),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("three dozen", 36),
        ("half a million", 500_000),
        ("two and a half million", 2_500_000),
        ("3 million and a half", 3_500_000),
        ("two thirds", 2 / 3),
        ("nine point nought four", 9.04),
        ("minus five", -5),
        ("-9.5", -9.5),
    ],
)
def test_every_style_of_an_exact_number_is_read(text: str, value: float) -> None:
    number = only(text)
    assert number.value == pytest.approx(value)
    assert (number.low, number.high, number.comparator) == (number.value, number.value, "eq")


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("dozens", 24),
        ("scores", 40),
        ("hundreds", 100),
        ("thousands", 1000),
        ("tens of thousands", 10_000),
        ("hundreds of thousands", 100_000),
        ("several hundred", 200),
        ("a few thousand", 2000),
    ],
)
def test_an_order_of_magnitude_has_a_least_number_and_no_value(text: str, low: float) -> None:
    number = only(text)
    assert (number.value, number.low, number.high) == (None, low, None)
    assert number.comparator == "at_least"


@pytest.mark.parametrize(
    ("text", "comparator", "bounds"),
    [
        ("about 500", "about", (500, None, None)),
        ("some 500", "about", (500, None, None)),
        ("500 or so", "about", (500, None, None)),
        ("nearly 500", "about", (500, None, 500)),
        ("almost 500", "about", (500, None, 500)),
        ("more than 500", "at_least", (500, 500, None)),
        ("well over 500", "at_least", (500, 500, None)),
        ("a good 500", "at_least", (500, 500, None)),
        ("no fewer than 500", "at_least", (500, 500, None)),
        ("500+", "at_least", (500, 500, None)),
        ("500 or more", "at_least", (500, 500, None)),
        ("up to 500", "at_most", (500, None, 500)),
        ("as many as 500", "at_most", (500, None, 500)),
        ("fewer than 500", "at_most", (500, None, 500)),
    ],
)
def test_words_around_a_number_bound_it(
    text: str, comparator: str, bounds: tuple[float | None, ...]
) -> None:
    number = only(text)
    assert number.comparator == comparator
    assert (number.value, number.low, number.high) == bounds
    assert number.text == text


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 150,000 and 190,000", 150_000, 190_000),
        ("150-190", 150, 190),
        ("30,000–35,000", 30_000, 35_000),
        ("from 10 to 20", 10, 20),
        ("150 to 190", 150, 190),
        ("10-20 thousand", 10_000, 20_000),
        ("5 to 6 million", 5_000_000, 6_000_000),
        ("about 3,000 to 5,000", 3000, 5000),
    ],
)
def test_a_range_has_two_ends_and_no_value(text: str, low: float, high: float) -> None:
    number = only(text)
    assert (number.value, number.low, number.high) == (None, low, high)
    assert number.comparator == "range"


@pytest.mark.parametrize("text", ["F-16", "T-90", "M777", "155mm", "20th", "twenty-first", "180ml"])
def test_names_ordinals_and_measures_are_no_numbers(text: str) -> None:
    assert find_numbers(text, "en") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("22,24,26,31", [22, 24, 26, 31]),
        ("192.168.1.2", [192, 168, 1, 2]),
        ("5/17/2018", [5, 17, 2018]),
        ("3 and 5", [3, 5]),
        ("2-1", [2, 1]),
    ],
)
def test_lists_scores_and_dates_fall_apart_into_their_numbers(
    text: str, values: list[float]
) -> None:
    assert [number.value for number in find_numbers(text, "en")] == values


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "90.000", 90_000),
        ("de", "zweihundertfünfzig", 250),
        ("de", "fünfundzwanzigtausend", 25_000),
        ("de", "anderthalb Millionen", 1_500_000),
        ("fr", "quatre-vingt-dix-neuf", 99),
        ("fr", "soixante et onze", 71),
        ("fr", "deux cent cinquante mille", 250_000),
        ("es", "treinta y cinco", 35),
        ("es", "cuatrocientos cincuenta y cinco mil millones", 455_000_000_000),
        ("it", "90mila", 90_000),
        ("it", "duecentocinquanta", 250),
        ("pt", "cento e vinte e cinco", 125),
        ("nl", "tweehonderdvijftig", 250),
        ("ru", "90 тысяч", 90_000),
        ("ru", "сто пятьдесят тысяч", 150_000),
        ("ru", "полтора миллиона", 1_500_000),
        ("uk", "п'ятдесят тисяч", 50_000),
        ("pl", "dwieście pięćdziesiąt tysięcy", 250_000),
        ("tr", "iki yüz elli bin", 250_000),
        ("zz", "1,500", 1500),
    ],
)
def test_each_language_writes_numbers_its_own_way(language: str, text: str, value: float) -> None:
    assert only(text, language).value == value


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_grouped_by_commas_read_back_as_themselves(value: int) -> None:
    assert only(f"{value:,}").value == value


@given(st.text(max_size=200))
def test_numbers_quote_the_text_and_do_not_overlap(text: str) -> None:
    for language in ("en", "de", "fr", "ru"):
        end = 0
        for number in find_numbers(text, language):
            assert text[number.start : number.end] == number.text
            assert end <= number.start <= number.number_start < number.end
            end = number.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四百五十二", 452),
        ("一万零三十", 10_030),
        ("四千零五万", 40_050_000),
        ("两千五", 2500),
        ("3万4000", 34_000),
        ("1.2亿", 120_000_000),
        ("十五点七", 15.7),
        ("三分之一", 1 / 3),
        ("百分之三十", 30),
    ],
)
def test_chinese_digits_have_places(text: str, value: float) -> None:
    assert only(text, "zh").value == pytest.approx(value)


@pytest.mark.parametrize(("text", "low"), [("十多万", 100_000), ("三千余", 3000), ("百余", 100)])
def test_odd_makes_a_chinese_number_a_least(text: str, low: float) -> None:
    number = only(text, "zh")
    assert (number.low, number.comparator) == (low, "at_least")
