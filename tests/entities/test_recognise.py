"""Entities: what the model finds and what the tables know make one list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.ids import entity_id
from tests.analysis.articles import analyse
from transforms.entities.extract import extract_entities
from transforms.entities.labels import trim

WORDS = (
    "Russia|Ukrainian|T-72|Kyiv|the|41st|Brigade|NATO|,|.|\n|of|Ministry|of Defence|US|Paris|Texas"
    "|«|»|USS|Москве|俄罗斯"
).split("|")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(["en", "ru", "de", "zh"]))
def test_entities_quote_the_text_are_sorted_and_never_overlap(words: list[str], tag: str) -> None:
    text = " ".join(words)
    analysed = analyse(text, tag)
    end = 0
    for entity in analysed.entities:
        assert text[entity.start : entity.end] == entity.text
        assert entity.start >= end
        end = entity.end


@pytest.mark.parametrize(
    ("span", "trimmed"),
    [
        ("the Crimea's", "Crimea"),
        ("Moscow had", "Moscow"),
        ("“Donetsk”", "Donetsk"),
        ("Ukraine’s", "Ukraine"),
        ("U.S.", "U.S."),
        ("al-Shabaab", "al-Shabaab"),
        ("Kyiv\nOn Monday", "Kyiv"),
        ("the", None),
        ("1,234", None),
    ],
)
def test_a_span_is_trimmed_to_the_name(span: str, trimmed: str | None) -> None:
    found = trim(span, 0, len(span))
    assert (span[slice(*found)] if found else None) == trimmed


def test_a_surname_stands_for_the_full_name() -> None:
    found = analyse("Jens Stoltenberg spoke on Monday. Stoltenberg warned Russia.").entities
    assert [e.name for e in found if e.label == "PERSON"] == ["Jens Stoltenberg"] * 2


def test_a_name_torn_at_a_particle_is_whole() -> None:
    found = analyse("Commission President Ursula von der Leyen was received in the White House.")
    assert "Ursula von der Leyen" in [e.text for e in found.entities if e.label == "PERSON"]


@pytest.mark.parametrize(
    ("text", "label", "country", "located"),
    [
        ("Crimea", "GPE", "UA", True),
        ("Black Sea", "LOC", None, True),
        ("Moscow", "GPE", "RU", True),
        ("Ukrainian", "NORP", "UA", False),
        ("NATO", "ORG", None, False),
    ],
)
def test_label_country_and_coordinates_agree(
    text: str, label: str, country: str | None, located: bool
) -> None:
    words = "NATO fears that Moscow moves troops to Crimea and the Black Sea near Ukrainian ports."
    (entity,) = [e for e in analyse(words).entities if e.text == text]
    assert (entity.label, entity.country, entity.lat is not None) == (label, country, located)


def test_places_are_filed_under_the_start_of_their_mention() -> None:
    analysed = analyse("Troops left Kharkiv for the Sea of Azov.")
    assert {analysed.article.text[s:].split()[0]: p.name for s, p in analysed.places.items()} == {
        "Kharkiv": "Kharkiv",
        "Sea": "Sea of Azov",
    }
    assert all(place.radius_km > 0 for place in analysed.places.values())


def test_the_method_names_model_or_table() -> None:
    found = analyse("Magnus Carlsen met Hamas near Kharkiv with T-72 tanks.").entities
    methods = {e.text: e.method.partition(":")[0] for e in found}
    assert methods == {
        "Magnus Carlsen": "spacy",
        "Hamas": "table",
        "Kharkiv": "gazetteer",
        "T-72": "table",
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Russische Truppen stehen bei Charkiw."),
        ("ru", "Российские войска стоят у Харькова."),
        ("uk", "Російські війська біля Харкова."),
        ("ar", "القوات الروسية قرب خاركيف"),
        ("zh", "俄罗斯军队在哈尔科夫附近"),
        ("tr", "Rus birlikleri Harkov'da."),
        ("sw", "Urusi na Ukraine"),
        ("ja", "ロシア軍がウクライナに"),
        ("ko", "러시아군이 우크라이나에"),
        ("hi", "रूस और यूक्रेन"),
        ("he", "רוסיה ואוקראינה"),
        ("el", "Η Ρωσία και η Ουκρανία"),
        ("hy", "Ռուսաստան և Ուկրաինա"),
        ("ka", "რუსეთი და უკრაინა"),
        ("und", "Kyiv and Moscow"),
    ],
)
def test_no_language_comes_back_empty(language: str, text: str) -> None:
    countries = {entity.country for entity in analyse(text, language).entities}
    assert countries & {"RU", "UA"}


def test_rows_carry_ids_derived_from_version_label_and_offsets() -> None:
    analysed = analyse("Troops left Kharkiv for Kharkiv.")
    rows = extract_entities(analysed)
    version = analysed.article.version_id
    assert [row.entity_id for row in rows] == [
        entity_id(version, row.label, row.start, row.end) for row in rows
    ]
    assert len({row.entity_id for row in rows}) == len(rows) == 2
    assert all(row.version_id == version for row in rows)
