"""Who claims what: one account of an event or several, and how the claimant stands to it."""

import pytest

from schemas.signal import Signal
from tests.signals.analysed import only, signals, told


def _accounts(text: str, signal_type: str) -> list[tuple[str, str, str]]:
    """Trigger, claimant and stance of the signals of a type."""
    return [
        (
            signal.trigger.text,
            signal.attribution[0].claimant if signal.attribution else "",
            signal.attribution[0].stance if signal.attribution else "",
        )
        for signal in signals(text)
        if signal.type == signal_type
    ]


def test_a_claim_and_its_denial_are_two() -> None:
    text = "Ukraine said Russian troops had stormed Kharkiv; Moscow denied this."
    assert _accounts(text, "ground_offensive") == [
        ("stormed", "Ukraine", "asserts"),
        ("denied", "Moscow", "denies"),
    ]


def test_what_the_outlet_tells_is_one_account_and_who_is_blamed_another() -> None:
    text = "A drone strike hit a barracks near Kharkiv, and Kyiv blamed Russia."
    found = _accounts(text, "drone_strike")
    assert found[0][1:] == ("", "")
    assert found[1] == ("blamed", "Kyiv", "accuses")


def test_the_next_sentence_may_deny_what_the_one_before_tells() -> None:
    text = "Russian troops shelled Kharkiv on Monday. Moscow denied the report."
    first, second = (s for s in signals(text) if s.type == "shelling")
    assert (first.polarity, first.attribution) == ("affirmed", ())
    assert (second.polarity, second.sentence.text) == ("negated", "Moscow denied the report.")
    assert second.attribution[0].stance == "denies"
    assert second.actors == first.actors


def test_nobody_is_accused_of_the_losses_of_an_attack_twice() -> None:
    text = "A bomb killed two soldiers in Kharkiv, and Kyiv blamed Russia."
    assert len(_accounts(text, "losses")) == 1


def _stance(signal: Signal) -> str:
    return signal.attribution[0].stance


def test_who_says_that_it_did_not_happen_denies_it() -> None:
    signal = only("Moscow said Russian troops had not shelled Kharkiv.", "shelling")
    assert (signal.polarity, _stance(signal)) == ("negated", "denies")


def test_who_tells_of_a_breach_by_others_accuses_them() -> None:
    text = "Kyiv said Russian troops had violated the ceasefire near Kharkiv."
    assert _stance(only(text, "ceasefire_violation")) == "accuses"


def test_who_declares_martial_law_acts_and_claims_nothing() -> None:
    signal = only("Ukraine declared martial law on Monday.", "martial_law")
    assert [actor.text for actor in signal.actors] == ["Ukraine"]
    assert signal.attribution == ()


def test_a_speaker_before_a_colon_may_open_any_sentence() -> None:
    text = "Smoke rose over the city. Moscow: “Russian troops stormed Kharkiv.”"
    assert only(text, "ground_offensive").attribution[0].claimant == "Moscow"


@pytest.mark.parametrize(
    ("language", "text", "signal_type", "claimant"),
    [
        ("ru", "«Укренерго» подтвердило: дроны ударили по подстанции под Харьковом.",
         "drone_strike", "«Укренерго»"),
        ("uk", "Російські дрони вдарили по підстанції в Харкові, підтвердили в «Центренерго».",
         "drone_strike", "«Центренерго»"),
    ],
)  # fmt: skip
def test_a_name_in_quotation_marks_is_a_claimant_whole(
    language: str, text: str, signal_type: str, claimant: str
) -> None:
    assert told(language, text, signal_type).attribution[0].claimant == claimant


def test_what_follows_the_colon_behind_a_verb_is_what_is_said() -> None:
    signal = told("tr", "Zelenskiy duyurdu: Rus ordusu Harkiv'i bombaladı.", "air_strike")
    assert signal.attribution[0].claimant == "Zelenskiy"


def _claimant(text: str, signal_type: str) -> str:
    chain = only(text, signal_type).attribution
    return chain[0].claimant if chain else ""


def test_what_follows_a_semicolon_is_not_what_was_said_before_it() -> None:
    text = "Kyiv said its troops were ready; Russian troops stormed Kharkiv."
    assert _claimant(text, "ground_offensive") == ""


def test_a_phrase_that_interrupts_a_clause_speaks_of_that_clause_alone() -> None:
    text = (
        "Russian troops stormed Kharkiv, after Ukrainian drones had, according to Moscow, "
        "crossed the Russian border."
    )
    stormed = next(s for s in signals(text) if s.type == "ground_offensive")
    assert stormed.attribution == ()


def test_a_phrase_that_frames_the_sentence_speaks_of_all_of_it() -> None:
    text = "Russian troops, according to Kyiv, stormed Kharkiv on Monday."
    assert _claimant(text, "ground_offensive") == "Kyiv"


def test_words_that_end_in_no_name_before_a_colon_claim_nothing() -> None:
    assert _claimant("Kharkiv bruised: Russian troops shelled the city.", "shelling") == ""


def test_a_subject_goes_on_behind_but() -> None:
    text = "Moscow pulled back but denied that Russian troops had shelled Kharkiv."
    assert _claimant(text, "shelling") == "Moscow"


def test_a_closing_source_speaks_for_the_sentences_before_it() -> None:
    text = "Russian troops shelled Kharkiv. All schools stay shut today, said the governor."
    assert _claimant(text, "shelling") == "the governor"


@pytest.mark.parametrize(
    ("text", "signal_type", "claimant"),
    [
        ("Rus birlikleri Harkiv'den çekiliyor; kararı Savunma Bakanı Sergey Şoygu açıkladı.",
         "withdrawal", "Savunma Bakanı Sergey Şoygu"),
        ("SBU'ya göre Rusya'nın 40 uçağı imha edildi.", "losses", "SBU'ya"),
        ("ABD bölgeye gemi gönderiyor, Maduro 4 milyon milisi seferber ettiğini söylüyor.",
         "mobilization", "Maduro"),
    ],
)  # fmt: skip
def test_turkish_speakers_stand_in_their_own_clause(
    text: str, signal_type: str, claimant: str
) -> None:
    assert claimant in told("tr", text, signal_type).attribution[0].claimant


def test_an_arabic_and_begins_a_clause_of_its_own() -> None:
    text = (
        "أطلقت إيران أكثر من 300 طائرة مسيرة باتجاه إسرائيل، "
        "وقال الجيش الإسرائيلي إنه اعترض معظمها."
    )
    assert told("ar", text, "drone_strike").attribution == ()


def test_a_signature_claims_the_post_above_it() -> None:
    text = "ВСУ обстреляли Шебекино из минометов. Губернатор Вячеслав Гладков"
    assert told("ru", text, "shelling").attribution[0].claimant == "Губернатор Вячеслав Гладков"


def test_what_a_conjunction_follows_is_said_behind_the_verb() -> None:
    text = "Россия выпустила по Украине 120 ракет — Зеленский сообщил, что сбито 90 целей."
    assert told("ru", text, "missile_strike").attribution == ()


def test_what_who_denies_adds_behind_a_colon_is_asserted() -> None:
    text = "Moscow denied any attack: “Russian troops were deployed to Kharkiv for drills.”"
    signal = only(text, "deployment")
    assert (_stance(signal), signal.polarity) == ("asserts", "affirmed")


def test_not_to_rule_out_is_no_denial() -> None:
    text = "Macron sluit het sturen van Franse troepen naar Oekraïne niet uit."
    assert _stance(told("nl", text, "deployment")) == "speculates"
