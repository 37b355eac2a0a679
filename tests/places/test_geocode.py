"""What a name means is told by all the names of the article; what cannot be told stays null."""

import pytest

from transforms.analysis.tokens import tokenise
from transforms.places.context import Sighting
from transforms.places.gazetteer import load_gazetteer
from transforms.places.geocode import Trust, Verdict, geocode
from transforms.places.pieces import split_pieces


def verdicts(text: str, language: str = "en", trust: Trust = "place") -> dict[str, Verdict]:
    pieces = split_pieces(tokenise(text), language)
    sightings = load_gazetteer().sight(pieces, language)

    def trusted(_: Sighting) -> Trust:
        return trust

    found = geocode(sightings, trusted, language)
    return {text[s.start : s.end]: v for s, v in zip(sightings, found, strict=True)}


def province(verdict: Verdict) -> str | None:
    assert verdict.entry is not None
    return verdict.entry.place.admin1


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("He flew to Paris, Texas on Monday", "Paris", "Texas"),
        ("He flew to Paris on Monday", "Paris", "Île-de-France"),
        ("a farm near Springfield, Ill. burned", "Springfield", "Illinois"),
        ("a farm near Springfield, MO burned", "Springfield", "Missouri"),
        ("from Laurel County, Kentucky", "Laurel County", "Kentucky"),
        ("Police of Lexington, Frankfort and Louisville met in London", "London", "Kentucky"),
        ("Police of Leeds, Bristol and Manchester met in London", "London", "England"),
        ("voters in Nevada, Texas and Ohio", "Nevada", "Nevada"),
        ("Troops left Belgorod and Kursk for Donetsk in Ukraine", "Donetsk", "Donetsk Oblast"),
    ],
)
def test_neighbours_and_the_land_behind_a_comma_tell_namesakes_apart(
    text: str, name: str, admin1: str
) -> None:
    assert province(verdicts(text)[name]) == admin1


def test_a_name_of_many_small_places_without_any_evidence_is_ambiguous() -> None:
    verdict = verdicts("The school of Franklin burned")["Franklin"]
    assert verdict == Verdict(None, "ambiguous")


@pytest.mark.parametrize(
    ("trust", "found"),
    [("place", True), ("none", False), ("person", False), ("part", False), ("name", False)],
)
def test_a_small_town_of_no_country_near_needs_a_model_that_says_place(
    trust: Trust, found: bool
) -> None:
    verdict = verdicts("He met Tega Cay there", trust=trust)["Tega Cay"]
    assert (verdict.entry is not None) == found


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("uk", "Вибухи у Лисичанську та біля Сватового", "Lysychansk"),
        ("ru", "Склад уничтожен под Авдеевкой", "Avdiyivka"),
        ("uk", "Пожежа на нафтобазі у Макіївці", "Makiyivka"),
        ("uk", "У Новій Каховці чути вибухи", "Nova Kakhovka"),
        ("ru", "Удар по подстанции во Львове", "Lviv"),
        ("uk", "ППО працювала на Львівщині", "Lviv Oblast"),
    ],
)
def test_towns_of_the_languages_own_countries_need_no_country_beside_them(
    language: str, text: str, name: str
) -> None:
    first = next(v for v in verdicts(text, language, "unread").values() if v.entry)
    assert first.entry is not None
    assert first.entry.place.name == name


def test_a_word_for_city_is_no_city_before_the_name_of_one() -> None:
    found = verdicts("قصفت القوات مدينة إدلب في سوريا", "ar", "unread")
    names = {v.entry.place.name for v in found.values() if v.entry}
    assert names == {"Idlib", "Syria"}


def test_capitals_of_an_institution_are_no_village() -> None:
    assert "ОВА" not in verdicts("Про це повідомила ОВА у вівторок", "uk", "unread")


@pytest.mark.parametrize(
    ("language", "text", "words", "name", "precision"),
    [
        ("uk", "Росіяни атакували Одеський порт", "Одеський", "Odesa", "city"),
        ("ru", "Дроны ударили по Кременчугскому НПЗ", "Кременчугскому", "Kremenchuk", "city"),
        ("uk", "Бої на Бахмутському напрямку", "Бахмутському напрямку", "Bakhmut", "admin1"),
        ("ru", "Бои на Купянском направлении", "Купянском направлении", "Kupyansk", "admin1"),
    ],
)
def test_the_adjective_of_a_city_counts_where_its_noun_follows(
    language: str, text: str, words: str, name: str, precision: str
) -> None:
    entry = verdicts(text, language, "unread")[words].entry
    assert entry is not None
    assert (entry.place.name, entry.place.precision) == (name, precision)


def test_the_adjective_of_a_city_without_such_a_noun_is_no_place() -> None:
    assert "Московский" not in verdicts("Вчера Московский режим заявил", "ru", "unread")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Удар по Крымскому мосту", "Crimean Bridge"),
        ("en", "a strike on Engels Air Base", "Engels Air Base"),
        ("uk", "на Запорізькій АЕС", "Zaporizhzhia nuclear power plant"),
        ("uk", "біля Кліщіївки", "Klishchiivka"),
        ("ru", "в районе Клещеевки", "Klishchiivka"),
    ],
)
def test_bases_bridges_plants_and_villages_of_the_front_are_known(
    language: str, text: str, name: str
) -> None:
    (verdict,) = verdicts(text, language, "unread").values()
    assert verdict.entry is not None
    assert verdict.entry.place.name == name


def test_assad_is_not_found_in_ambassador() -> None:
    assert verdicts("The ambassador of an assadist") == {}


def test_what_a_name_means_does_not_depend_on_the_articles_read_before() -> None:
    kentucky = "Police of Lexington, Frankfort and Louisville met in London"
    england = "Police of Leeds, Bristol and Manchester met in London"
    texts = [kentucky, england, kentucky, england]
    told = [province(verdicts(text)["London"]) for text in texts]
    assert told == ["Kentucky", "England", "Kentucky", "England"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Troops near Yelnya in Russia"),
        ("en", "Troops near Yel’nya in Russia"),
        ("uk", "Війська Росії під Єльнею"),
        ("uk", "Війська росії біля Єльні"),
        ("ru", "Войска отправили под Ельню"),
        ("de", "Truppen bei Jelnja in Russland"),
    ],
)
def test_one_town_is_found_in_any_script_and_inflection(language: str, text: str) -> None:
    found = verdicts(text, language, "unread").values()
    assert "Yel’nya" in {verdict.entry.place.name for verdict in found if verdict.entry}
