"""Names: one key for all spellings, and base forms for inflected ones."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.analysis.tokens import tokenise
from transforms.places.names import fold, forms, name_key
from transforms.places.pieces import split_pieces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yel’nya", "Yelnya"),
        ("Łódź", "Lodz"),
        ("Ал-Каида", "ал каида"),
        ("Запоріжжя", "ЗАПОРІЖЖЯ"),
        ("Слов'янськ", "Слов’янськ"),
        ("Йошкар-Ола", "йошкар ола"),
        ("Saint-Étienne", "saint etienne"),
        ("St. Petersburg", "St Petersburg"),
        ("إسرائيل", "اسرائيل"),
        ("İzmir", "izmir"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("ru", "Москве", "Москва"),
        ("ru", "российского", "российский"),
        ("uk", "Україні", "Україна"),
        ("pl", "Ukrainą", "Ukraina"),
        ("de", "Russlands", "Russland"),
        ("tr", "Rusya'nın", "Rusya"),
        ("hu", "Moszkvában", "Moszkva"),
        ("fi", "Ukrainassa", "Ukraina"),
        ("ar", "بموسكو", "موسكو"),
        ("ko", "러시아의", "러시아"),
        ("en", "Ukraine's", "Ukraine"),
        ("en", "72B3", "72"),
    ],
)
def test_an_inflected_form_reads_as_its_base(language: str, form: str, base: str) -> None:
    assert fold(base) in [reading.key for reading in forms(form, language)]


def test_a_possessive_ending_is_no_part_of_the_reading() -> None:
    assert [f.length for f in forms("Russia's", "en") if f.key == "russia"] == [6]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("l’Ukraine", ["l", "Ukraine"]),
        ("Moscow-backed", ["Moscow", "backed"]),
        ("Sana'a", ["Sana'a"]),
        ("St. Petersburg.", ["St", "Petersburg", "."]),
        ("莫斯科", ["莫", "斯", "科"]),
    ],
)
def test_tokens_are_cut_at_hyphens_and_elisions(text: str, pieces: list[str]) -> None:
    assert [piece.text for piece in split_pieces(tokenise(text), "fr")] == pieces


@given(st.text(max_size=40), st.sampled_from(["en", "fr", "ru", "tr", "ar", "zh"]))
def test_pieces_quote_the_text(text: str, language: str) -> None:
    pieces = split_pieces(tokenise(text), language)
    for number, piece in enumerate(pieces):
        assert text[pieces.start(number) : pieces.end(number)] == piece.text == pieces.words[number]
        assert all(0 < form.length <= len(piece.text) for form in piece.forms)


@given(st.text(max_size=40))
@example("ℙ")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
