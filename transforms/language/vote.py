"""How several voters agree on one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

#: Voters by name, and the weight of each. langdetect has fewer languages (55 against 140 and more)
#: and is wrong twice as often as the others on two-word texts.
WEIGHTS: Final[Mapping[str, float]] = {"langdetect-rs": 0.5, "pycld2": 1.0, "py3langid": 1.0}
#: Weight that a voter keeps against a language that it does not know.
IGNORANT_SHARE: Final = 0.5
#: Languages whose scores are closer than this are tied.
TIE_MARGIN: Final = 0.1


@dataclass(frozen=True, slots=True)
class Ballot:
    """One voter's answer.

    Attributes:
        weight: of the voter.
        knows: tags that the voter can answer.
        probabilities: tag -> probability; empty = no vote.
    """

    weight: float
    knows: frozenset[str]
    probabilities: Mapping[str, float]


def count_votes(ballots: Sequence[Ballot], allowed: Sequence[str] = ()) -> list[tuple[str, float]]:
    """(tag, score 0–1) of every language named, best first; of the allowed ones if any are given.

    A score is the weighted mean of the voters' probabilities. A voter that has never seen a
    language can only guess its neighbour, so it counts half against it.

    >>> votes = [Ballot(1, frozenset([tag]), {tag: 0.9}) for tag in ("es", "gl", "gl")]
    >>> [(tag, round(score, 2)) for tag, score in count_votes(votes)]
    [('gl', 0.72), ('es', 0.45)]
    """
    cast = [ballot for ballot in ballots if ballot.probabilities]
    named = {tag for ballot in cast for tag in ballot.probabilities}
    tags = named.intersection(allowed) if allowed else named
    return sorted(((tag, _score(cast, tag)) for tag in tags), key=lambda item: (-item[1], item[0]))


def elect(scores: Sequence[tuple[str, float]], declared: str | None) -> tuple[str, float]:
    """The winner and its score; `declared` wins when it is among those tied with the best."""
    best = scores[0]
    tied = (one for one in scores if best[1] - one[1] < TIE_MARGIN)
    return next((one for one in tied if one[0] == declared), best)


def _score(cast: Sequence[Ballot], tag: str) -> float:
    total = sum(ballot.weight * (1 if tag in ballot.knows else IGNORANT_SHARE) for ballot in cast)
    return min(1.0, sum(b.weight * b.probabilities.get(tag, 0.0) for b in cast) / total)
