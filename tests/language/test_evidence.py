import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.language.alphabet import read_script
from transforms.language.contrast import by_contrast
from transforms.language.prepare import MAX_CODE_POINTS, prepare
from transforms.language.tags import normalise_tag, read_data
from transforms.language.vote import Ballot, count_votes, elect
from transforms.language.voters import VOTER_NAMES, load_voter


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("see https://t.co/x?y=1 now", "see now"),
        ("mail a.b+c@example.org or @desk #breaking", "mail or"),
        ("www.example.org", ""),
        ("a\x00b\u202ec\ufeff", "a b c"),
        ("line\none\t two", "line one two"),
        ("e\u0301", "é"),
        ("FLASH 12: WAR", "flash 12: war"),
        ("\u0645\u06cc\u200c\u0634\u0648\u062f", "\u0645\u06cc\u200c\u0634\u0648\u062f"),
    ],
)
def test_only_prose_is_judged(text: str, prose: str) -> None:
    assert prepare(text) == prose


@given(st.text(st.characters(codec=None)))
def test_prepared_text_is_bounded_and_can_be_encoded(text: str) -> None:
    prose = prepare(text * 3)
    prose.encode("utf-8")
    assert len(prepare("x " * 5_000)) <= MAX_CODE_POINTS


@pytest.mark.parametrize(
    ("text", "script", "decided"),
    [
        ("НАТО", "CYRILLIC", None),
        ("Їжак", "CYRILLIC", "uk"),
        ("Ђорђе", "CYRILLIC", "sr"),
        ("ў ы і", "CYRILLIC", "be"),
        ("ңқғұ", "CYRILLIC", "kk"),
        ("F-16 Μαχητικά αεροσκάφη", "GREEK", "el"),
        ("NATO 司令官", "CJK", "zh"),
        ("中国の船", "CJK", "ja"),
        ("آغاز رزمایش گسترده", "ARABIC", None),
        ("ہے", "ARABIC", "ur"),
        ("NATO", "LATIN", None),
    ],
)
def test_letters_decide_only_where_one_language_has_them(
    text: str, script: str, decided: str | None
) -> None:
    evidence = read_script(text)
    assert (evidence.script, evidence.decided) == (script, decided)


def test_letters_leave_the_languages_that_have_them_all() -> None:
    left = read_script("Вежба почела").languages
    assert {"sr", "mk", "ru", "bg"} <= set(left)
    assert "uk" in left
    assert set(read_script("объявлены").languages) & {"uk", "sr", "mk", "bg", "be"} == set()


def test_one_foreign_name_does_not_turn_a_long_text() -> None:
    text = "Учения объявлены вблизи границы, сообщили в этом ведомстве. " * 8 + "Їжак"
    assert set(read_script(text).languages) >= {"ru"}
    assert "uk" not in read_script(text).languages


def test_every_script_table_names_languages_that_have_letters_or_none() -> None:
    data = read_data("alphabets.toml")
    for name, entry in data["scripts"].items():
        known = [tag for tag in entry["languages"] if tag in data["letters"]]
        assert known in ([], entry["languages"]), name


def test_no_telling_word_stands_in_two_lists() -> None:
    for group in read_data("contrasts.toml")["groups"]:
        first, second = (set(words.split()) for words in group.values())
        assert first
        assert not first & second


def test_telling_words_speak_only_within_their_group() -> None:
    assert by_contrast("predsednik posle uvek", "de") is None
    assert by_contrast("predsednik posle uvek", "hr") == "sr"
    assert by_contrast("nema riječi", "hr") is None


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("zh-cn", "zh"),
        ("zh-Hant", "zh"),
        ("nb", "no"),
        ("nn_NO", "no"),
        ("iw", "he"),
        ("in", "id"),
        ("fil", "tl"),
        ("sr-Latn", "sr"),
        ("wuu", "zh"),
        ("un", "und"),
        ("", "und"),
        (" DE ", "de"),
    ],
)
def test_codes_have_one_tag(code: str, tag: str) -> None:
    assert normalise_tag(code) == tag


@given(st.text(max_size=12))
@example("0\r_")
@example("-x")
def test_normalising_twice_changes_nothing(code: str) -> None:
    assert normalise_tag(normalise_tag(code)) == normalise_tag(code)


def _ballot(probabilities: dict[str, float], knows: str = "a b c") -> Ballot:
    return Ballot(1.0, frozenset(knows.split()), probabilities)


def test_two_voters_outvote_one() -> None:
    votes = [_ballot({"a": 1.0}), _ballot({"b": 0.9}), _ballot({"b": 0.8})]
    assert [tag for tag, _ in count_votes(votes)] == ["b", "a"]


def test_a_voter_that_does_not_know_a_language_counts_half_against_it() -> None:
    votes = [_ballot({"a": 1.0}, knows="a"), _ballot({"b": 1.0}, knows="a b")]
    assert count_votes(votes)[0][0] == "b"


def test_a_voter_without_a_vote_has_no_weight() -> None:
    assert count_votes([_ballot({}), _ballot({"a": 0.9})]) == [("a", 0.9)]


def test_only_allowed_languages_are_counted() -> None:
    assert count_votes([_ballot({"a": 0.9, "b": 0.1})], ("b", "c")) == [("b", 0.1)]


@pytest.mark.parametrize(
    ("scores", "declared", "winner"),
    [
        ([("a", 0.5), ("b", 0.45)], "b", "b"),
        ([("a", 0.5), ("b", 0.45)], "c", "a"),
        ([("a", 0.5), ("b", 0.45)], None, "a"),
        ([("a", 0.8), ("b", 0.2)], "b", "a"),
    ],
)
def test_a_declared_language_breaks_a_tie_only(
    scores: list[tuple[str, float]], declared: str | None, winner: str
) -> None:
    assert elect(scores, declared)[0] == winner


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abc"), st.floats(0.01, 1), max_size=3),
        min_size=1,
        max_size=3,
    )
)
def test_scores_are_ranked_and_within_bounds(answers: list[dict[str, float]]) -> None:
    scores = count_votes([_ballot(answer) for answer in answers])
    assert [score for _, score in scores] == sorted((score for _, score in scores), reverse=True)
    assert all(0 <= score <= 1 for _, score in scores)
    assert {tag for tag, _ in scores} == {tag for answer in answers for tag in answer}


@pytest.mark.parametrize("name", VOTER_NAMES)
def test_every_voter_knows_what_it_can_answer(name: str) -> None:
    voter = load_voter(name)
    assert {"en", "uk", "zh", "ar"} <= voter.knows
    assert "und" not in voter.probabilities("Die Bundeswehr verlegt Panzer nach Litauen")
