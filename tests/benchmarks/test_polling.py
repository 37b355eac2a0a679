import pytest

from tests.benchmarks.polling import compare


@pytest.mark.scale
@pytest.mark.parametrize("answers_a_document", [5, 1])
def test_the_poller_is_at_least_half_as_fast_as_a_bare_loop(answers_a_document: int) -> None:
    bare, ours = compare(answers_a_document)
    assert ours.wall <= 2 * bare.wall
    assert ours.cpu <= 2 * bare.cpu
