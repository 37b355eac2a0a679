"""Which time of a sentence an event is given."""

from tests.signals.analysed import only, signals


def told(text: str, type_: str) -> str | None:
    return next(s.event_time.text for s in signals(text) if s.type == type_)


def test_losses_share_the_time_of_the_attack_before_them() -> None:
    text = "Russian forces shelled Kharkiv on Monday, killing three soldiers."
    assert told(text, "losses") == "Monday"


def test_what_is_shot_down_shares_the_time_of_the_attack_before_it() -> None:
    text = "Russia launched 20 drones at Odesa on Monday, and air defences shot down 15 drones."
    assert told(text, "air_defense") == "Monday"


def test_a_deployment_in_another_clause_does_not_share_the_time_of_an_attack() -> None:
    text = "Russian troops stormed Kharkiv on Tuesday, and Moscow deployed troops to Belarus."
    assert told(text, "ground_offensive") == "Tuesday"
    assert told(text, "deployment") is None


def test_a_time_three_marks_behind_the_event_is_of_something_else() -> None:
    text = "Russia deployed troops to Belarus, Moscow added, as before, but trains ran on Sunday."
    assert told(text, "deployment") is None


def test_a_time_of_saying_is_not_that_of_the_event() -> None:
    text = "Russian troops stormed Kharkiv, the ministry said on Monday."
    assert only(text, "ground_offensive").event_time.basis == "publication"


def test_a_time_before_a_speaker_and_the_event_is_the_events() -> None:
    text = "On Monday, the ministry said, Russian troops stormed Kharkiv."
    assert told(text, "ground_offensive") == "Monday"


def test_a_vague_span_tells_no_time() -> None:
    text = "Russia massed troops at the Ukrainian border in recent weeks."
    assert only(text, "force_buildup").event_time.basis == "publication"


def test_what_is_warned_of_lies_ahead_and_is_not_when_the_warning_came() -> None:
    text = "Jens Stoltenberg warned that Russia could attack Ukraine within five years."
    assert told(text, "warning") is None
