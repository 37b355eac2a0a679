"""What a signal says: who, whom, where, how many, denied or not, and who claims it."""

import pytest

from tests.signals.analysed import only, signals


def test_a_nationality_and_its_force_are_one_actor() -> None:
    [actor] = only("Russian troops stormed Kharkiv on Monday.", "ground_offensive").actors
    assert (actor.text, actor.country, actor.kind) == ("Russian troops", "RU", "armed_force")


def test_a_capital_that_acts_is_a_state_and_no_place() -> None:
    signal = only("Moscow massed 90,000 soldiers near Kharkiv.", "force_buildup")
    assert [(a.text, a.country, a.kind) for a in signal.actors] == [("Moscow", "RU", "state")]
    assert [place.text for place in signal.locations] == ["Kharkiv"]


def test_the_agent_of_a_passive_acts_and_its_subject_suffers() -> None:
    signal = only("Ukrainian soldiers were attacked by Russian forces.", "ground_offensive")
    assert [a.country for a in signal.actors] == ["RU"]
    assert [t.country for t in signal.targets] == ["UA"]


def test_the_subject_of_a_posture_passive_acts() -> None:
    signal = only("Russian troops were deployed in Belarus.", "deployment")
    assert [a.text for a in signal.actors] == ["Russian troops"]


def test_they_means_the_forces_of_the_sentence_before() -> None:
    signal = only("Moscow massed 90,000 soldiers.\nSome of them were withdrawn.", "withdrawal")
    assert [a.country for a in signal.actors] == ["RU"]


def test_a_sentence_that_only_gives_a_number_counts_again() -> None:
    text = "Moscow had pulled together 90,000 soldiers.\nIn April there were 100,000."
    first, second = (s for s in signals(text) if s.type == "force_buildup")
    assert [q.value for q in (*first.quantities, *second.quantities)] == [90000, 100000]
    assert second.quantities[0].unit == "personnel"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("in Belarus", "at"),
        ("near Kharkiv", "near"),
        ("on the border with Ukraine", "near"),
        ("from Belarus", "from"),
        ("to Belarus", "to"),
        ("through Belarus", "through"),
    ],
)
def test_the_preposition_gives_a_place_its_role(words: str, role: str) -> None:
    found = [s for s in signals(f"Russian troops were moved {words}.") if s.locations]
    assert found[0].locations[0].role == role


def test_the_border_of_a_nation_is_near_it_and_has_no_point() -> None:
    [place] = only("Russia massed troops at the Ukrainian border.", "force_buildup").locations
    assert (place.text, place.role, place.country) == ("Ukrainian border", "near", "UA")
    assert place.reason_if_null == "too_vague"


def test_distance_and_bearing_are_kept() -> None:
    text = "Russia massed troops 260 km north of Kyiv."
    relation = only(text, "force_buildup").locations[0].relation
    assert relation is not None
    assert (relation.distance_km, relation.bearing, relation.of) == (260, "N", "Kyiv")


def test_an_unknown_place_is_kept_with_the_reason() -> None:
    [place] = only("Russian troops stormed a village near Qorvek.", "ground_offensive").locations
    assert (place.text, place.lat, place.reason_if_null) == ("Qorvek", None, "not_in_gazetteer")


def test_the_dead_and_the_wounded_belong_to_losses() -> None:
    text = "Russian shelling killed 12 civilians and wounded 30 in Kharkiv."
    units = {q.unit for q in only(text, "losses").quantities}
    assert units == {"killed", "wounded"}
    assert not only(text, "shelling").quantities


def test_systems_and_units_are_listed() -> None:
    signal = only("The 1st Tank Army moved T-72 tanks to Belarus.", "troop_movement")
    assert [e.equipment_class for e in signal.equipment] == ["tank"]
    assert [u.echelon for u in signal.units] == ["army"]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Russia denied that its troops had attacked Kharkiv.", "negated"),
        ("Russian troops did not attack Kharkiv.", "negated"),
        ("There was no evidence of an impending attack on Ukraine by Russian troops.", "negated"),
        ("Russian troops attacked Kharkiv.", "affirmed"),
    ],
)
def test_a_denied_event_is_negated(text: str, polarity: str) -> None:
    assert only(text, "ground_offensive").polarity == polarity


@pytest.mark.parametrize(
    ("text", "certainty", "temporality"),
    [
        ("Russia may invade Ukraine.", "possible", "future"),
        ("Russia will invade Ukraine.", "asserted", "future"),
        ("Russia has reportedly invaded Ukraine.", "possible", "current"),
        ("Russia invaded Ukraine.", "asserted", "current"),
        ("Russia invaded Ukraine in 1919.", "asserted", "historical"),
        ("Is Russia preparing the next invasion of Ukraine?", "possible", None),
    ],
)
def test_modals_hedges_and_times_are_told_apart(
    text: str, certainty: str, temporality: str | None
) -> None:
    signal = only(text, "ground_offensive")
    assert signal.certainty == certainty
    assert temporality in (None, signal.temporality)


@pytest.mark.parametrize(
    ("text", "claimants", "stance"),
    [
        ("Kyiv said Russian troops attacked Kharkiv.", ["Kyiv"], "asserts"),
        ("Russian troops attacked Kharkiv, a diplomat said.", ["a diplomat"], "asserts"),
        ("According to the mayor, Russian troops attacked Kharkiv.", ["the mayor"], "asserts"),
        ("Russian troops attacked Kharkiv, said the mayor.", ["the mayor"], "asserts"),
        (
            "Reuters reported that Kyiv had confirmed that Russian troops attacked Kharkiv.",
            ["Kyiv", "Reuters"],
            "confirms",
        ),
        ("Poland accused Russian troops of attacking Kharkiv.", ["Poland"], "accuses"),
        ("Russian troops attacked Kharkiv.", [], None),
    ],
)  # fmt: skip
def test_the_chain_of_claimants_is_outermost_last(
    text: str, claimants: list[str], stance: str | None
) -> None:
    chain = only(text, "ground_offensive").attribution
    assert [a.claimant for a in chain] == claimants
    assert stance is None or chain[0].stance == stance


def test_a_nationality_that_speaks_is_the_person_named_before() -> None:
    text = 'Jens Stoltenberg met reporters.\n"Russian troops attacked Kharkiv," said the Norwegian.'
    [attribution] = only(text, "ground_offensive").attribution
    assert attribution.claimant == "Stoltenberg"
    assert attribution.direct_quote


def test_a_claim_and_its_denial_are_two() -> None:
    text = "Kyiv said Russian troops attacked Kharkiv, but Moscow denied that they attacked."
    found = [s for s in signals(text) if s.type == "ground_offensive"]
    assert [s.polarity for s in found] == ["affirmed", "negated"]


def test_evidence_is_what_the_sentence_names() -> None:
    text = "Satellite images show Russian troops massing near Kharkiv, an official said."
    assert only(text, "force_buildup").evidence == ("satellite_imagery", "official_statement")


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Defence ministry: Russian drones hit Odesa", "Defence ministry"),
        ("Russian drones hit Odesa port – Reuters", "Reuters"),
        ("Odesa: Russian drones hit the port", None),
    ],
)
def test_a_claimant_set_apart_by_a_mark_claims_the_headline(
    text: str, claimant: str | None
) -> None:
    signal = only(text, "drone_strike")
    assert [a.claimant for a in signal.attribution] == ([claimant] if claimant else [])


def test_who_receives_arms_is_their_target() -> None:
    signal = only("Ukraine will receive 40 tanks from Poland.", "military_aid")
    assert [a.country for a in signal.actors] == ["PL"]
    assert [t.country for t in signal.targets] == ["UA"]


def test_the_accused_acts_not_the_accuser() -> None:
    signal = only("Ukraine accused Russia of shelling the village of Markivka.", "shelling")
    assert [a.country for a in signal.actors] == ["RU"]


def test_who_reports_an_attack_did_not_make_it() -> None:
    signal = only("Kyiv reported a drone attack on a substation in Poltava.", "drone_strike")
    assert not signal.actors


def test_losses_beside_an_attack_are_its_attackers_doing_and_at_its_place() -> None:
    text = "Russian forces shelled Kharkiv. Two Ukrainian soldiers were killed."
    signal = only(text, "losses")
    assert [a.country for a in signal.actors] == ["RU"]
    assert [place.text for place in signal.locations] == ["Kharkiv"]


def test_losses_in_another_paragraph_take_no_attacker() -> None:
    text = "Russian forces shelled Kharkiv.\nTwo Ukrainian soldiers were killed."
    assert not only(text, "losses").actors


def test_an_owner_outside_the_words_of_a_trigger_suffers_or_acts() -> None:
    losses = only("Many Russian soldiers have been killed near Kharkiv.", "losses")
    assert [(m.text, m.country) for m in losses.targets] == [("Russian soldiers", "RU")]
    left = only("Russian frigates have left Odesa.", "naval_activity")
    assert [m.country for m in left.actors] == ["RU"]


def test_an_attack_that_names_nobody_is_by_who_attacked_before_it() -> None:
    found = signals("Russian artillery shelled Kharkiv on Friday. A drone attack followed.")
    assert [[m.country for m in signal.actors] for signal in found] == [["RU"], ["RU"]]
    assert found[1].event_time.text == found[0].event_time.text == "Friday"
    assert [place.text for place in found[1].locations] == ["Kharkiv"]


def test_what_is_shot_down_belongs_to_who_sent_it() -> None:
    found = signals("Russia launched 30 drones at Odesa. All drones were shot down.")
    (defence,) = [s for s in found if s.type == "air_defense"]
    assert [m.country for m in defence.targets] == ["RU"]


def test_the_day_of_saying_is_not_the_day_of_the_event() -> None:
    told = only(
        "Russian troops withdrew from Kharkiv, the Polish army said on Friday.", "withdrawal"
    )
    assert told.event_time.basis == "publication"


def test_the_seat_of_who_speaks_is_no_place_of_the_event() -> None:
    strike = only("Russian warplanes bombed Odesa, the ministry in Kyiv said.", "air_strike")
    assert [place.text for place in strike.locations] == ["Odesa"]


def test_a_nations_airspace_is_a_place() -> None:
    crossed = only("A Russian drone flew over Polish territory.", "border_violation")
    assert ("Polish territory", "PL") in [(p.text, p.country) for p in crossed.locations]


def test_a_source_in_brackets_claims_the_sentence() -> None:
    shelled = only("Russian artillery shelled Kharkiv overnight (Reuters).", "shelling")
    assert [who.claimant for who in shelled.attribution] == ["Reuters"]


def test_those_between_whom_it_is_both_act() -> None:
    [combat] = signals("Heavy fighting between Russian troops and the Ukrainian army continued.")
    assert ([a.country for a in combat.actors], combat.targets) == (["RU", "UA"], ())


def test_drones_that_nobody_owns_are_not_those_of_who_is_named_before() -> None:
    crossed = only("Poland sent troops when drones violated the airspace.", "border_violation")
    assert crossed.actors == ()


def test_where_arms_are_made_is_neither_who_acts_nor_where() -> None:
    strike = only("Ukraine fired Russian-made missiles at Belarus.", "missile_strike")
    assert [a.country for a in strike.actors] == ["UA"]
    assert [place.text for place in strike.locations] == ["Belarus"]


def test_a_line_of_places_says_where_the_next_sentences_are() -> None:
    found = signals("Kharkiv, Odesa. Russian artillery fired 30 shells. Two people were killed.")
    assert {tuple(p.text for p in s.locations) for s in found} == {("Kharkiv", "Odesa")}


def test_a_source_set_behind_a_post_claims_all_of_it() -> None:
    found = signals(
        "Russian missiles hit Odesa. Two Ukrainian soldiers were killed. — Jens Stoltenberg"
    )
    assert [[who.claimant for who in s.attribution] for s in found] == [["Jens Stoltenberg"]] * 2


def test_a_verb_between_a_nation_and_its_forces_parts_them() -> None:
    [denied] = signals("Poland denies massing troops near Belarus.")
    assert [(a.text, a.country) for a in denied.actors] == [("Poland", "PL")]


def test_who_is_lost_may_be_told_by_what_they_are() -> None:
    losses = only("Two civilians were killed when Russian artillery shelled Odesa.", "losses")
    assert [(m.text, m.country) for m in losses.targets] == [("civilians", None)]


def test_soldiers_who_are_exchanged_are_counted_as_prisoners() -> None:
    swap = only("Russia and Ukraine exchanged 150 captured soldiers.", "prisoner_exchange")
    assert [(q.value, q.unit) for q in swap.quantities] == [(150, "prisoners")]
