from schemas.article import Language
from tests.language.gold import headlines, word_pairs
from transforms.language.detect import LanguageDetector, load_detector
from transforms.language.score import score_language


class _AlwaysEnglish(LanguageDetector):
    def _detect(self, prose: str, declared: str | None) -> Language:
        return Language("en", 1.0, "test")


def test_a_score_counts_an_undetermined_text_as_wrong() -> None:
    rows = [("yes", "en"), ("ja", "de"), ("", "en"), ("nei", "nb")]
    assert score_language(rows, _AlwaysEnglish()) == {
        "accuracy": 0.25,
        "undetermined": 0.25,
        "accuracy.de": 0.0,
        "accuracy.en": 0.5,
        "accuracy.no": 0.0,
    }


def test_no_rows_have_no_score() -> None:
    assert score_language([], _AlwaysEnglish()) == {}


def test_the_vote_is_right_on_headlines_nobody_tuned_on() -> None:
    rows = headlines(held_out=True)
    vote = score_language(rows, load_detector())
    langdetect = score_language(rows, load_detector("langdetect-rs"))
    assert vote["accuracy"] >= 0.95
    assert vote["accuracy"] > langdetect["accuracy"]


def test_the_vote_beats_langdetect_on_two_words() -> None:
    rows = word_pairs()[::10]
    vote = score_language(rows, load_detector())
    langdetect = score_language(rows, load_detector("langdetect-rs"))
    assert vote["accuracy"] > langdetect["accuracy"] + 0.2
