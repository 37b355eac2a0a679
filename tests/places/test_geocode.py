"""What a name means is told by all the names of the article; what cannot be told stays null."""

import pytest

from transforms.analysis.tokens import tokenise
from transforms.places.context import Sighting
from transforms.places.gazetteer import load_gazetteer
from transforms.places.geocode import Trust, Verdict, geocode
from transforms.places.names import split_pieces


def verdicts(text: str, language: str = "en", trust: Trust = "place") -> dict[str, Verdict]:
    pieces = split_pieces(tokenise(text), language)
    sightings = load_gazetteer().sight(pieces, language)

    def trusted(_: Sighting) -> Trust:
        return trust

    found = geocode(sightings, trusted, language)
    return {text[s.start : s.end]: v for s, v in zip(sightings, found, strict=True)}


def province(verdict: Verdict) -> str | None:
    assert verdict.mention is not None
    return verdict.mention.entry.place.admin1


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
    assert (verdict.mention is not None) == found


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
    first = next(v for v in verdicts(text, language, "unread").values() if v.mention)
    assert first.mention is not None
    assert first.mention.entry.place.name == name


def test_capitals_of_an_institution_are_no_village() -> None:
    assert "ОВА" not in verdicts("Про це повідомила ОВА у вівторок", "uk", "unread")
