"""One act of saying: who, with which words, about what."""

from dataclasses import dataclass

from schemas.vocabulary import Stance
from transforms.signals.scan import ClassHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One act of saying.

    Attributes:
        start, end: the claimant's words.
        verb_start, verb_end: the verb or phrase of saying.
        of_self: whether the claimant tells what they did themselves: "by its own account".
        judges: whether the claimant judges what is told before: denies it, or blames somebody.
        scope: the words that are reported.
        rank: order in a chain, innermost first.
    """

    start: int
    end: int
    verb_start: int
    verb_end: int
    stance: Stance
    scope: tuple[int, int]
    rank: tuple[int, int]
    of_self: bool = False
    judges: bool = False

    def covers(self, start: int, end: int) -> bool:
        """Whether [start, end) is among what is said, or is the saying itself."""
        inside = self.scope[0] <= start < self.scope[1]
        return inside or (self.verb_start < end and start < self.verb_end)


def act(
    hit: ClassHit,
    claimant: tuple[int, int],
    stance: Stance,
    scope: tuple[int, int],
    rank: tuple[int, int],
) -> Speech:
    """The act that a verb or phrase tells of, of a claimant."""
    return Speech(
        start=claimant[0],
        end=claimant[1],
        verb_start=hit.start,
        verb_end=hit.end,
        stance=stance,
        scope=scope,
        rank=rank,
    )
