"""Which numbers of a sentence a signal is given, and of what."""

from tests.signals.analysed import signals


def counted(text: str, type_: str) -> list[tuple[float | None, str]]:
    return next(
        [(q.value if q.value is not None else q.low, q.unit) for q in s.quantities]
        for s in signals(text)
        if s.type == type_
    )


def test_people_of_an_unknown_kind_are_counted_beside_the_word_for_their_death() -> None:
    text = "Russian forces shelled Kharkiv, killing three firefighters."
    assert counted(text, "losses") == [(3, "killed")]


def test_those_wounded_are_counted_as_wounded() -> None:
    text = "Russian forces shelled Kharkiv, injuring three firefighters."
    assert counted(text, "losses") == [(3, "wounded")]


def test_a_bare_number_counts_what_the_sentence_named_before() -> None:
    text = "Russia fired six missiles at Odesa, and air defences shot down five of them."
    assert counted(text, "air_defense") == [(5, "missiles")]


def test_the_wounded_of_a_fight_did_not_fight_in_such_numbers() -> None:
    text = "Russian troops stormed Kharkiv, 20 soldiers were killed."
    assert counted(text, "losses") == [(20, "killed")]
    assert counted(text, "ground_offensive") == []


def test_a_single_bare_number_one_counts_no_equipment() -> None:
    text = "Russia launched drones at Odesa and air defences shot down one."
    assert counted(text, "air_defense") == []
