"""The engine as a whole: which signals, how many, and where they point."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.analysis import AnalysedArticle
from schemas.ids import signal_id
from schemas.signal import Quantity
from schemas.vocabulary import SIGNAL_TYPES, Certainty, Polarity
from tests.signals.analysed import analysed, only, signals
from transforms.signals.extract import load_extractor, signal_rows
from transforms.signals.severity import severity
from transforms.signals.types import type_facts

WORDS = st.sampled_from(
    "Russian Ukraine Kyiv troops missiles drones killed 90,000 said denied that , . \n “ ” in near "
    "no attacked may İ and by the withdrew from tanks shelled ceasefire were massed some of "
    "them".split(" ")
)


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("force_buildup", "Russia has massed troops along the Ukrainian border."),
        ("troop_movement", "A convoy of Russian tanks was moving toward Kyiv."),
        ("deployment", "Poland sent 500 soldiers to Belarus."),
        ("naval_activity", "A Russian frigate sailed through the Black Sea."),
        ("air_activity", "Polish jets were scrambled to intercept a Russian plane."),
        ("border_violation", "A Russian drone violated Polish airspace."),
        ("exercise", "Russia and Belarus began joint military exercises."),
        ("alert_readiness", "Poland put its army on high alert."),
        ("mobilization", "Russia has called up 300,000 reservists."),
        ("fortification", "Ukrainian troops dug trenches near Kharkiv."),
        ("logistics_preparation", "Russia moved blood supplies and field hospitals to Belarus."),
        ("weapons_test", "Russia test-fired a ballistic missile."),
        ("threat_of_force", "Russia threatened to attack Poland."),
        ("ultimatum", "Moscow issued an ultimatum to Ukrainian troops."),
        ("warning", "Poland warned of a Russian invasion."),
        ("ground_combat", "Heavy fighting broke out between Russian and Ukrainian soldiers."),
        ("ground_offensive", "Russia launched a ground offensive in Ukraine."),
        ("air_strike", "Russian warplanes bombed Kharkiv."),
        ("drone_strike", "A drone attack damaged a refinery in Odesa."),
        ("missile_strike", "Russian missiles hit Odesa."),
        ("shelling", "Russian artillery shelled Kharkiv."),
        ("naval_attack", "Ukraine sank a Russian warship in the Black Sea."),
        ("bombing", "A car bomb killed a Russian officer in Moscow."),
        ("cbrn_use", "Russian troops used chlorine gas in Ukraine."),
        ("air_defense", "Ukraine shot down two Russian missiles."),
        ("cyber_attack", "A cyberattack hit Ukraine's defence ministry."),
        ("sabotage", "Saboteurs blew up a railway bridge in Belarus."),
        ("territorial_control", "Russian forces captured the city of Kharkiv."),
        ("blockade", "Russian warships are blockading Odesa."),
        ("martial_law", "Ukraine declared martial law."),
        ("withdrawal", "Russian troops withdrew from Kyiv."),
        ("ceasefire", "Russia and Ukraine agreed a ceasefire."),
        ("ceasefire_violation", "Moscow violated the ceasefire, Kyiv said."),
        ("prisoner_exchange", "Russia and Ukraine exchanged 200 prisoners of war."),
        ("military_aid", "Poland will deliver tanks to Ukraine."),
        ("military_cooperation", "Poland and Ukraine signed a defence agreement."),
        ("losses", "Forty Ukrainian soldiers were killed."),
    ],
)
def test_every_type_is_found_in_plain_words(signal_type: str, text: str) -> None:
    assert signal_type in {signal.type for signal in signals(text)}


def test_every_type_has_its_facts() -> None:
    assert set(type_facts()) == set(SIGNAL_TYPES)
    for facts in type_facts().values():
        assert -10 <= facts.goldstein <= 10


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired a missile into the top corner and the goalkeeper had no chance.",
        "Supermarkets in Poland are locked in a price war for customers.",
        "Senators in Poland reached a truce over the spending bill before the election.",
        "The film follows Russian soldiers who storm a castle; the sequel is due in cinemas.",
        "Storm winds and hailstones bombarded Poland, forecasters said.",
        "Train drivers in Poland will strike on Monday, the trade union said.",
    ],
)
def test_what_only_sounds_military_yields_nothing(text: str) -> None:
    assert not signals(text)


def test_what_a_guard_holds_back_is_counted_with_its_reason() -> None:
    text = "The film follows Russian soldiers who attack a town; the sequel is due in cinemas."
    extraction = load_extractor().extract(analysed(text))
    assert {reason for reason, _ in extraction.suppressed} == {"culture"}


def test_an_article_about_something_else_is_not_read_for_passing_mentions() -> None:
    filler = "The committee of the museum met to talk about the new garden and its visitors. " * 20
    text = filler + "One member recalled the Russian attack on Kyiv."
    assert not signals(text)


def test_several_words_for_one_event_are_one_signal() -> None:
    text = "Russian missiles hit Odesa in a missile attack."
    assert len([s for s in signals(text) if s.type == "missile_strike"]) == 1


def test_a_joint_exercise_has_the_joint_codes() -> None:
    joint = only("Russia and Belarus began joint military exercises.", "exercise")
    own = only("Russian troops began military exercises.", "exercise")
    assert (joint.cameo, own.cameo) == ("062", "150")


def test_a_language_without_words_yields_none() -> None:
    assert not load_extractor().extract(analysed("Russian troops", language="xx")).signals


@pytest.mark.parametrize(
    ("goldstein", "polarity", "certainty", "value", "expected"),
    [
        (-10.0, "affirmed", "asserted", None, 10.0),
        (-7.2, "affirmed", "asserted", 90_000, 9.2),
        (-7.2, "affirmed", "possible", 1_000, 4.6),
        (-7.2, "affirmed", "asserted", 100, 7.2),
        (-7.2, "negated", "asserted", 90_000, 0.0),
        (9.0, "affirmed", "asserted", None, 0.0),
    ],
)
def test_severity_follows_the_goldstein_score(
    goldstein: float,
    polarity: Polarity,
    certainty: Certainty,
    value: float | None,
    expected: float,
) -> None:
    quantities = [] if value is None else [_quantity(value)]
    assert severity(goldstein, polarity, certainty, quantities) == expected


def _quantity(value: float) -> Quantity:
    return Quantity(
        text="x", start=0, end=1, value=value, low=value, high=value, comparator="eq",
        unit="personnel",
    )  # fmt: skip


def test_rows_carry_content_derived_ids() -> None:
    made = analysed("Russian troops withdrew from Kyiv.")
    found = load_extractor().extract(made).signals
    rows = signal_rows(made, found)
    for row, signal in zip(rows, found, strict=True):
        trigger = signal.trigger
        version = made.article.version_id
        assert row.signal_id == signal_id(version, signal.type, trigger.start, trigger.end)
        assert row.locations == signal.locations
    assert len({row.signal_id for row in rows}) == len(rows)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_signal_quotes_the_text_it_points_at(text: str) -> None:
    made = analysed(text)
    found = load_extractor().extract(made).signals
    full_text = made.article.full_text
    for signal in found:
        spans = [signal.trigger, signal.sentence, *signal.actors, *signal.targets]
        spans += [*signal.locations, *signal.quantities, *signal.equipment, *signal.units]
        for span in spans:
            assert full_text[span.start : span.end] == span.text
        for attribution in signal.attribution:
            assert full_text[attribution.start : attribution.end] == attribution.claimant
        assert signal.sentence.start <= signal.trigger.start < signal.trigger.end
    starts = [signal.sentence.start for signal in found]
    assert starts == sorted(starts)
    keys = [(signal.type, signal.trigger.start, signal.trigger.end) for signal in found]
    assert len(set(keys)) == len(keys)


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=40, deadline=None)
def test_the_same_article_gives_the_same_signals(text: str) -> None:
    extractor = load_extractor()
    assert extractor.extract(analysed(text)) == extractor.extract(analysed(text))


SENTENCE = "Russian troops shelled Kharkiv on Monday, Kyiv said, "


@pytest.mark.parametrize(
    ("name", "small", "factor"),
    [
        ("one sentence without end", SENTENCE * 100, 8),
        ("numbers in a row", "troops " + "12 " * 1200, 8),
        ("quotation marks", 'troops said "attack" ' * 200, 8),
        ("sentences", (SENTENCE + "and so on. ") * 100, 8),
    ],
)
def test_time_grows_no_faster_than_the_text(name: str, small: str, factor: int) -> None:
    extractor = load_extractor()
    articles = [analysed(small), analysed(small * factor)]
    extractor.extract(articles[0])
    seconds = [min(_seconds(extractor.extract, made) for _ in range(3)) for made in articles]
    assert seconds[1] < 3 * factor * seconds[0] + 0.05, name


def _seconds(work: Callable[[AnalysedArticle], object], made: AnalysedArticle) -> float:
    start = time.process_time()
    work(made)
    return time.process_time() - start


def test_without_a_date_of_publication_the_time_is_unknown() -> None:
    made = analysed("Russian troops withdrew from Kyiv.")
    undated = replace(
        made, article=replace(made.article, published_at=None, published_at_basis="unknown")
    )
    bases = {signal.event_time.basis for signal in load_extractor().extract(undated).signals}
    assert bases == {"unknown"}
