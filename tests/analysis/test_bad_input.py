"""Text that no editor would print: an answer, no crash, time that grows with the length alone."""

import time

import pytest

from schemas.errors import RejectedItemError
from tests.analysis.articles import analyser
from transforms.analysis.analyse import Reading

_LANGUAGES = ("en", "de", "fr", "pl", "ru", "uk", "tr", "ar", "zh", "th", "und")
_ODD = {
    "one word": "Kyiv",
    "one mark": "…",
    "mixed scripts": "Путин met 习近平 بحضور Erdoğan στο Κίεβο ירושלים ในกรุงเทพ",
    "emoji": "🇺🇦🔥 Kyiv 💥👨‍👩‍👧‍👦 strikes🚀🚀 on Харків 🤷🏽‍♀️",
    "capitals": "RUSSIAN FORCES SHELLED KHARKIV WITH BM-21 GRAD, SAYS GENERAL STAFF IN KYIV",
    "recognised by machine": "Rus5ian f0rces shel1ed Khark!v w1th BM—21 Gr@d , sa1d Gen. M. Mi||ey",
    "combining marks": "Z̷̢͝a̶l̷g̶o̵ text over K̶y̶i̶v̶ y̷e̷s̷",
    "marks": "«»“”„‘’()[]{}<>——...!!!???;;;:::,,,",
    "quotes that never close": "«" * 50 + "Азов" + "“" * 50,
    "numbers": "1st 2nd 3rd 58-я 72. 47-ма 第3 " * 20,
    "joiners": "von der van den de la " * 40,
    "initials": "A. B. C. D. E. " * 60,
}


def read(text: str, language: str) -> Reading:
    (reading,) = analyser().read([(text, language)])
    assert not isinstance(reading, RejectedItemError)
    return reading


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("text", _ODD.values(), ids=_ODD.keys())
def test_any_text_gives_mentions_that_quote_it(text: str, language: str) -> None:
    reading = read(text, language)
    for entity in reading.entities:
        assert text[entity.start : entity.end] == entity.text
    ends = [entity.end for entity in reading.entities]
    starts = [entity.start for entity in reading.entities]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


def test_capitals_and_misread_letters_do_not_hide_what_is_plain() -> None:
    shouted = {entity.text for entity in read(_ODD["capitals"], "en").entities}
    assert {"KHARKIV", "BM-21 GRAD", "GENERAL STAFF"} <= shouted


@pytest.mark.parametrize(
    "unit",
    [
        "Präsident Robert Koppel sprach mit der Siemens AG über Panzer vom Typ T-72 in Kyjiw. ",
        "Robert Koppel ",
        "58-я армия «",
        "A",
        "Universität für ",
        "习近平",
    ],
    ids=["prose", "one run", "open quotes", "one word", "joined", "unspaced"],
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = (unit * (characters // len(unit) + 1))[:characters]
        started = time.process_time()
        read(text, "de")
        return time.process_time() - started

    read(unit, "de")
    short, long = seconds(8_000), seconds(64_000)
    assert long < 24 * short + 1.0
