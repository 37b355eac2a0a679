"""Parties that a trigger's own clause leaves out: the rules by which the sentence tells them."""

from schemas.signal import Signal
from schemas.vocabulary import SignalType
from tests.signals.analysed import only, signals


def _actors(text: str, type_: SignalType) -> list[str | None]:
    return [actor.country or actor.text for actor in only(text, type_).actors]


def _targets(text: str, type_: SignalType) -> list[str | None]:
    return [target.country or target.text for target in only(text, type_).targets]


def test_who_is_counted_among_the_dead_is_no_actor_but_lost() -> None:
    text = "More than 400 Russian soldiers killed before breakfast in Kharkiv."
    assert _targets(text, "losses") == ["RU"]
    assert "RU" not in _actors(text, "losses")


def test_drones_that_are_counted_as_shot_down_are_the_target() -> None:
    text = "Over Kharkiv 54 Russian drones were shot down overnight."
    assert _targets(text, "air_defense") == ["RU"]


def test_a_warning_names_whom_it_fears_and_not_who_warns() -> None:
    text = "Poland warned that an attack may come within days from Belarus."
    assert _actors(text, "warning") != ["PL"]
    assert _actors("Kyiv warned on Monday that Russia may attack.", "warning") == ["RU"]


def test_a_threat_is_meant_for_the_other_side_that_the_sentence_names() -> None:
    text = "Moscow threatened retaliation on Monday should Poland send troops."
    assert _targets(text, "threat_of_force") == ["PL"]


def test_who_says_they_took_a_town_took_it() -> None:
    text = "Russia announced the capture of the town of Bakhmut after fierce fighting."
    assert _actors(text, "territorial_control") == ["RU"]


def test_they_are_not_whom_the_sentence_names_behind() -> None:
    text = "Moscow sent troops to Belarus. In May they took part in exercises not far from Kharkiv."
    assert _actors(text, "exercise") == ["RU"]


def test_whose_sky_is_violated_complains_of_it() -> None:
    text = "Russian jets violated the airspace, Poland complained."
    assert _targets(text, "border_violation") == ["PL"]


def test_who_is_blamed_for_an_attack_behind_it_did_it() -> None:
    told = signals("After a drone attack on the port, Kyiv accused Moscow.")
    assert told[0].type == "drone_strike"
    assert [actor.country for actor in told[0].actors] == ["RU"]


def test_what_one_side_fired_and_had_intercepted_is_its_loss() -> None:
    text = "Russia fired 80 missiles at Ukraine. Most missiles were shot down."
    signal = only(text, "air_defense")
    assert [target.country for target in signal.targets] == ["RU"]
    assert "RU" not in _countries(signal)


def _countries(signal: Signal) -> list[str | None]:
    return [actor.country for actor in signal.actors]


def test_a_strike_by_drones_and_missiles_hits_the_same_country() -> None:
    text = "Russia launched drones and fired missiles at Ukraine overnight."
    assert _targets(text, "missile_strike") == ["UA"]
    assert _targets(text, "drone_strike") == ["UA"]


def test_who_owns_up_to_an_attack_in_the_next_sentence_did_it() -> None:
    told = signals("A drone attack hit Kharkiv on Monday. Moscow claimed responsibility for it.")
    assert [signal.type for signal in told] == ["drone_strike"] * 2
    assert [[actor.country for actor in signal.actors] for signal in told] == [["RU"]] * 2


def test_who_an_attack_is_attributed_to_did_it() -> None:
    text = "A drone attack on the port was the work of Russian forces."
    assert _actors(text, "drone_strike") == ["RU"]


def test_forces_of_nobodys_are_those_of_the_side_named_before() -> None:
    text = "Ukraine called up 300,000 reservists on Monday."
    assert _actors(text, "mobilization") == ["UA"]


def test_where_no_grammar_tells_whose_alert_it_is_it_is_theirs_who_are_named_next() -> None:
    text = "On full combat alert, all leave cancelled: Russia braces for Friday."
    assert _actors(text, "alert_readiness") == ["RU"]


def test_a_bomb_has_no_doer_but_one_that_the_words_tell() -> None:
    text = "Poland told reporters on Monday that a roadside bomb went off near Kharkiv."
    assert _actors(text, "bombing") == []
