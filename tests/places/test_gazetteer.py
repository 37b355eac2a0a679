"""Gazetteer: names in any script and case form mean the right place, ordinary words mean none."""

import time

import pytest

from transforms.analysis.tokens import tokenise
from transforms.places.capitals import capital_of
from transforms.places.countries import country_index, load_countries
from transforms.places.gazetteer import country_of, load_gazetteer
from transforms.places.regions import load_regions


@pytest.mark.parametrize(
    ("surface", "language", "name", "country"),
    [
        ("Moscow", "en", "Moscow", "RU"),
        ("Москве", "ru", "Moscow", "RU"),
        ("Moskau", "de", "Moscow", "RU"),
        ("بموسكو", "ar", "Moscow", "RU"),
        ("莫斯科", "zh", "Moscow", "RU"),
        ("Україні", "uk", "Ukraine", "UA"),
        ("Ukrainą", "pl", "Ukraine", "UA"),
        ("l’Ukraine", "fr", "Ukraine", "UA"),
        ("Rusya'nın", "tr", "Russia", "RU"),
        ("the Ukraine", "en", "Ukraine", "UA"),
        ("Stanach Zjednoczonych", "pl", "United States", "US"),
        ("США", "ru", "United States", "US"),
        ("U.S.", "en", "United States", "US"),
        ("Slavyansk", "en", "Slovyansk", "UA"),
        ("Харкові", "uk", "Kharkiv", "UA"),
        ("city of Kharkiv", "en", "Kharkiv", "UA"),
        ("Black Sea", "en", "Black Sea", None),
        ("mer Noire", "fr", "Black Sea", None),
        ("Чорному морі", "uk", "Black Sea", None),
        ("Donbass", "de", "Donbas", "UA"),
        ("секторе Газа", "ru", "Gaza Strip", "PS"),
        ("Kursk region", "en", "Kursk Oblast", "RU"),
        ("台湾海峡", "zh", "Taiwan Strait", None),
    ],
)
def test_a_name_means_its_place(
    surface: str, language: str, name: str, country: str | None
) -> None:
    place = load_gazetteer().lookup(surface, language)
    assert place is not None
    assert (place.name, place.country) == (name, country)


@pytest.mark.parametrize("surface", ["", "qwxz", "the", "...", "soldiers", "90,000"])
def test_what_no_table_knows_is_no_place(surface: str) -> None:
    assert load_gazetteer().lookup(surface, "en") is None


@pytest.mark.parametrize(
    ("near", "country"),
    [((), "GE"), (("RU", "UA", "US"), "GE"), (("US",), "US"), (("GE", "US"), "GE")],
)
def test_georgia_is_the_state_of_the_usa_only_where_nothing_else_is_near(
    near: tuple[str, ...], country: str
) -> None:
    place = load_gazetteer().lookup("Georgia", "en", near)
    assert place is not None
    assert place.country == country


def test_the_countries_of_the_article_choose_between_namesakes() -> None:
    gazetteer = load_gazetteer()
    spain, venezuela = (gazetteer.lookup("Valencia", "en", (code,)) for code in ("ES", "VE"))
    assert [place.country for place in (spain, venezuela) if place] == ["ES", "VE"]


def found(text: str, language: str = "en", near: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    mentions = load_gazetteer().find(tokenise(text), language, near)
    return [(text[m.start : m.end], m.entry.place.name) for m in mentions]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "He went to Paris, Texas on foot", ["Paris", "Texas"]),
        ("en", "a nice reading room, most of it mobile", []),
        ("en", "Nice weather for the police", []),
        ("en", "turkey and china on the table", []),
        ("en", "let us polish it", []),
        ("en", "the Kharkiv region of Ukraine", ["Kharkiv region", "Ukraine"]),
        ("en", "Moscow-backed troops", ["Moscow"]),
        ("en", "said Lloyd Austin there", []),
        ("de", "Truppen bei Charkiw und Kiew", ["Charkiw", "Kiew"]),
        ("de", "Die Essen sind gut", []),
        ("fr", "les forces russes en mer Noire", ["russes", "mer Noire"]),
        ("ru", "российские войска у Харькова", ["российские", "Харькова"]),
        ("es", "tropas cerca de Járkov", ["Járkov"]),
        ("zh", "俄罗斯军队进入克里米亚", ["俄罗斯", "克里米亚"]),
        ("ar", "القوات الروسية في القرم", ["الروسية", "القرم"]),
    ],
)
def test_running_text_yields_its_places_and_peoples(
    language: str, text: str, names: list[str]
) -> None:
    assert [surface for surface, _ in found(text, language)] == names


def test_a_city_lies_in_the_land_named_after_it() -> None:
    (paris, _) = load_gazetteer().find(tokenise("to Paris, Texas on foot"), "en", ("FR",))
    assert (paris.entry.place.country, paris.entry.place.admin1) == ("US", "Texas")


@pytest.mark.parametrize(
    ("word", "language", "country"),
    [
        ("Russian", "en", "RU"),
        ("Ukrainians", "en", "UA"),
        ("US", "en", "US"),
        ("South Koreans", "en", "KR"),
        ("российского", "ru", "RU"),
        ("українські", "uk", "UA"),
        ("russischen", "de", "RU"),
        ("ukrainiennes", "fr", "UA"),
        ("rosyjskiego", "pl", "RU"),
        ("الروسية", "ar", "RU"),
        ("estadounidenses", "es", "US"),
        ("tank", "en", None),
        ("Moscow", "en", None),
    ],
)
def test_adjectives_and_peoples_tell_the_country(
    word: str, language: str, country: str | None
) -> None:
    assert country_of(word, language) == country


def test_every_country_has_a_point_a_radius_and_an_item() -> None:
    for code, entry in load_countries().items():
        assert entry.place.country == code
        assert entry.place.radius_km >= 5
        assert entry.wikidata_id is not None
        assert abs(entry.place.lat) <= 90
        assert abs(entry.place.lon) <= 180


def test_every_region_has_a_radius_and_at_least_150_there_are() -> None:
    entries = {id(named.entry): named.entry for named in load_regions().values()}
    assert len(entries) >= 150
    assert all(entry.place.radius_km > 0 for entry in entries.values())


@pytest.mark.parametrize("language", ["en", "sw", "zh", "und", "xx"])
def test_every_language_has_country_names(language: str) -> None:
    assert len(country_index(language)) > 200


def test_the_gazetteer_loads_in_seconds() -> None:
    load_gazetteer.cache_clear()
    started = time.perf_counter()
    load_gazetteer()
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("surface", "language", "country"),
    [("Москве", "ru", "RU"), ("基辅", "zh", "UA"), ("Kharkiv", "en", None), ("Paris", "fr", "FR")],
)
def test_a_capital_tells_for_which_country_it_may_stand(
    surface: str, language: str, country: str | None
) -> None:
    place = load_gazetteer().lookup(surface, language)
    assert place is not None
    assert capital_of(place.geonames_id) == country
