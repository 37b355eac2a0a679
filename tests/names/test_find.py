"""Names by rule: persons, organisations and places in languages that no model reads."""

import pytest

from tests.analysis.articles import analyse
from transforms.analysis.sentences import split_sentences
from transforms.analysis.tokens import tokenise
from transforms.names.find import find_names


def names(text: str, language: str) -> list[tuple[str, str]]:
    tokens = tokenise(text)
    found = find_names(text, tokens, split_sentences(text, tokens, language), language)
    return [(text[span.start : span.end], span.label) for span in found]


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("de", "Gestern sprach der Schauspieler Robert Koppel im Rundfunk.", "Robert Koppel"),
        ("de", "Außenministerin Annalena Baerbock reiste ab.", "Annalena Baerbock"),
        ("fr", "Le général Thierry Burkhard a parlé.", "Thierry Burkhard"),
        ("es", "El ministro Juan Carlos Ramírez habló.", "Juan Carlos Ramírez"),
        ("it", "Secondo il presidente Sergio Mattarella", "Sergio Mattarella"),
        ("nl", "Volgens premier Jan Peter Balkenende", "Jan Peter Balkenende"),
        ("pl", "Rzecznik Jarosława Kowalskiego milczał.", "Jarosława Kowalskiego"),
        ("pt", "O general Eduardo Pazuello saiu.", "Eduardo Pazuello"),
        ("uk", "Командир Сергій Наєв заявив.", "Сергій Наєв"),
        ("tr", "Dün Mehmet Yılmaz konuştu.", "Mehmet Yılmaz"),
        ("ar", "قال محمد حسن إن الهجوم وقع", "محمد حسن"),
        ("zh", "总统弗拉基米尔·普京表示", "弗拉基米尔·普京"),
        ("zh", "外交部发言人毛宁说", "毛宁"),
        ("it", "Il papa Innocenzo III morì.", "Innocenzo III"),
    ],
)
def test_a_person_is_told_by_given_name_title_or_number(
    language: str, text: str, person: str
) -> None:
    assert (person, "PER") in names(text, language)


def test_a_surname_alone_is_a_person_once_the_full_name_was_said() -> None:
    found = names("Olena Shevchenko kam an. Später sprach Shevchenko.", "de")
    assert found == [("Olena Shevchenko", "PER"), ("Shevchenko", "PER")]


@pytest.mark.parametrize(
    ("language", "text", "organisation"),
    [
        ("de", "Die Siemens AG baut in Erlangen.", "Siemens AG"),
        ("de", "Sie studierte an der Universität Wien.", "Universität Wien"),
        ("fr", "La Fédération internationale de ski refuse.", "Fédération internationale de ski"),
        ("fr", "Le Parti socialiste a gagné.", "Parti socialiste"),
        ("es", "La Universidad de Salamanca abrió.", "Universidad de Salamanca"),
        ("pl", "Tak mówi Uniwersytet Warszawski.", "Uniwersytet Warszawski"),
        ("it", "Secondo la CGIL lo sciopero prosegue.", "CGIL"),
        ("zh", "清华大学表示", "清华大学"),
    ],
)
def test_an_organisation_is_told_by_the_words_of_its_name(
    language: str, text: str, organisation: str
) -> None:
    assert (organisation, "ORG") in names(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Regierung will die Steuern und die Abgaben senken."),
        ("fr", "Pourtant, le gouvernement ne cède pas."),
        ("es", "Sin embargo, nadie respondió."),
        ("nl", "Dat is niet waar."),
        ("ar", "قال مصدر إن القوات انسحبت"),
        ("zh", "今天天气很好"),
        ("ru", "Однако никто не ответил."),
    ],
)
def test_common_words_are_no_names(language: str, text: str) -> None:
    assert names(text, language) == []


def test_two_persons_joined_by_and_are_two() -> None:
    found = names("Hablaron Dustin Hoffman y John Travolta.", "es")
    assert found == [("Dustin Hoffman", "PER"), ("John Travolta", "PER")]


def test_a_headline_in_capitals_names_no_acronyms() -> None:
    assert names("TROPAS ENTRAN EN LA CAPITAL SIN LUCHA", "es") == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("pl", "Walki trwają koło Wojciechowa.", "Wojciechowa"),
        ("de", "Er kam nach Osrblie.", "Osrblie"),
    ],
)
def test_another_name_is_left_to_the_gazetteer(language: str, text: str, name: str) -> None:
    assert names(text, language) == [(name, "MAYBE_LOC")]


def test_a_name_that_no_gazetteer_knows_is_no_mention() -> None:
    assert analyse("Walki trwają koło Xyzwqowa.", "pl").entities == ()
