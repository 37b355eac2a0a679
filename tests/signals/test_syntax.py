"""What a language's own order and endings tell, seen on Turkish, whose verb comes last."""

from schemas.signal import Signal
from tests.signals.analysed import PUBLISHED, real_signals


def _told(text: str) -> Signal:
    [signal] = real_signals(text, "", PUBLISHED, "tr")
    return signal


def test_who_opens_a_sentence_claims_what_its_last_verb_reports() -> None:
    strike = _told("Ukrayna ordusu, Rusya'nın Harkiv'i bombaladığını bildirdi.")
    assert [who.claimant for who in strike.attribution] == ["Ukrayna ordusu"]


def test_the_subject_of_a_verb_that_is_a_noun_stands_in_the_genitive() -> None:
    strike = _told("Ukrayna ordusu, Rusya'nın Harkiv'i bombaladığını bildirdi.")
    assert [actor.country for actor in strike.actors] == ["RU"]


def test_a_state_in_a_case_of_its_own_owns_no_forces() -> None:
    sent = _told("Mısır Somali'ye asker gönderdi.")
    assert [actor.country for actor in sent.actors] == ["EG"]
