"""Lets the names of an article vote for the countries, provinces and surroundings it tells of."""

import math
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from transforms.places.countries import load_neighbours
from transforms.places.entry import Entry
from transforms.places.namesakes import Ballot, Bucket, Namesakes, Reading

#: Weight of a reading in a country that the article names, or of home.
_CLOSE: Final = 3.0
#: Weights of what the other names say, each reached only with much evidence.
_SAME_COUNTRY: Final = 2.0
_SAME_PROVINCE: Final = 5.0
_SAME_CELL: Final = 3.0
#: Readings so far behind the likeliest one have no vote.
_FAR_BEHIND: Final = 4.0
#: The weight of a reading that the words right after it demand.
_CERTAIN: Final = 1000.0
#: Evidence of the surroundings that makes a small place plausible.
_SUPPORT: Final = 0.3
#: Namesakes whose weights differ by less cannot be told apart without evidence.
_MARGIN: Final = 0.5
#: How many ballots of one name are remembered.
_MOST_BALLOTS: Final = 64


@dataclass(eq=False, slots=True)
class Name:
    """One name of the article, however often it stands there."""

    meanings: Namesakes
    #: How far its words may be believed to be a place's.
    belief: float
    #: The reading that the words right after it demand ("Paris, Texas").
    fixed: Entry | None = None
    #: The readings' weights after the other names have had their say; empty for one alone.
    scores: Sequence[float] = ()

    def best(self) -> tuple[Reading, bool]:
        """The likeliest reading, and whether another one elsewhere is as likely."""
        readings, scores = self.meanings.readings, self.scores
        if not scores:
            return readings[0], False
        highest = max(scores)
        first = readings[scores.index(highest)]
        rivals = [r for r, s in zip(readings, scores, strict=True) if highest - s < _MARGIN]
        contested = len(rivals) > 1 and not all(_same_spot(first.entry, r.entry) for r in rivals)
        return first, contested

    def weighed(self, scores: Sequence[float]) -> Sequence[float]:
        """The scores, with that of the reading which is demanded beyond all others."""
        if self.fixed is None:
            return scores
        return [
            _CERTAIN if reading.entry is self.fixed else score
            for score, reading in zip(scores, self.meanings.readings, strict=True)
        ]

    def votes(self) -> Mapping[Bucket, float]:
        """What the name's scores give to each bucket of evidence, if it is believed."""
        if not self.scores:
            return dict.fromkeys(self.meanings.covered, 1.0)
        return _votes(self.meanings.readings, self.scores)


class Assembly:
    """The names of an article. They vote by themselves first; then each sees the others' votes."""

    def __init__(self, names: Collection[Name], near: Collection[str], home: Collection[str]):
        self._names = names
        several = [name for name in names if len(name.meanings.readings) > 1]
        if not several:
            return
        # Of all squares and countries only those of names that must be told apart matter.
        asked: set[Bucket] = set().union(*[name.meanings.asked for name in several])
        close = {*near, *home}
        ballots = [_ballot(name, near, close) for name in several]
        total: dict[Bucket, float] = {}
        for name, ballot in zip(several, ballots, strict=True):
            _add(total, ballot.votes, asked, name.belief)
        for name in names:
            if len(name.meanings.readings) == 1:
                _add(total, name.votes(), asked, name.belief)
        for name, ballot in zip(several, ballots, strict=True):
            scores = [
                weight + _support(reading, total, ballot.votes, name.belief)
                for weight, reading in zip(ballot.weights, name.meanings.readings, strict=True)
            ]
            name.scores = name.weighed(scores)

    def supports(self, name: Name, reading: Reading) -> bool:
        """Whether other names speak for a reading of a name that has several."""
        own = name.votes()
        return _support(reading, self._evidence, own, name.belief) >= _SUPPORT

    @cached_property
    def _evidence(self) -> Mapping[Bucket, float]:
        """What all names say of doubtful readings once they have seen each other's votes."""
        asked: set[Bucket] = set()
        for name in self._names:
            reading, contested = name.best()
            if contested:
                asked.update(b for b in reading.buckets if b in name.meanings.asked)
        total: dict[Bucket, float] = {}
        for name in self._names:
            if not asked.isdisjoint(name.meanings.covered):
                _add(total, name.votes(), asked, name.belief)
        return total


def _ballot(name: Name, near: Collection[str], close: AbstractSet[str]) -> Ballot:
    """How a name's readings stand, given the countries that are near, and those of home with them.

    A reading that is a country is close to its neighbours as well, but home is nothing to it.
    """
    meanings = name.meanings
    states = frozenset(n for n in meanings.states if _is_near(meanings.readings[n].country, near))
    key = (meanings.lands & close, states) if meanings.states else meanings.lands & close
    ballot = meanings.ballots.get(key)
    if ballot is None or name.fixed is not None:
        weights = [r.weight + _CLOSE * (r.country in close) for r in meanings.readings]
        for number in meanings.states:
            weights[number] = meanings.readings[number].weight + _CLOSE * (number in states)
        weighed = name.weighed(weights)
        ballot = Ballot(weighed, _votes(meanings.readings, weighed))
        if name.fixed is None:
            if len(meanings.ballots) >= _MOST_BALLOTS:
                meanings.ballots.clear()
            meanings.ballots[key] = ballot
    return ballot


def _is_near(country: str, near: Collection[str]) -> bool:
    return country in near or not load_neighbours()[country].isdisjoint(near)


def _votes(readings: Sequence[Reading], scores: Sequence[float]) -> Mapping[Bucket, float]:
    """What each bucket gets, every reading voting by its likelihood."""
    votes: dict[Bucket, float] = {}
    highest = max(scores)
    for reading, score in zip(readings, scores, strict=True):
        if score >= highest - _FAR_BEHIND:
            vote = math.exp(score - highest)
            for bucket in reading.buckets:
                if vote > votes.get(bucket, 0.0):
                    votes[bucket] = vote
    return votes


def _add(
    total: dict[Bucket, float], votes: Mapping[Bucket, float], asked: set[Bucket], belief: float
) -> None:
    for bucket in asked.intersection(votes):
        total[bucket] = total.get(bucket, 0.0) + belief * votes[bucket]


def _support(
    reading: Reading, total: Mapping[Bucket, float], own: Mapping[Bucket, float], belief: float
) -> float:
    """The weight for a reading of what the other names say: all votes without its own."""
    weight = 0.0
    votes = total.get(reading.country, 0.0) - belief * own.get(reading.country, 0.0)
    if votes > 0:
        weight += _SAME_COUNTRY * (votes / (votes + 1.0))
    cell, province = reading.cell, reading.province
    if cell is not None:
        votes = total.get(cell, 0.0) - belief * own.get(cell, 0.0)
        if votes > 0:
            weight += _SAME_CELL * (votes / (votes + 1.0))
    if province is not None:
        votes = total.get(province, 0.0) - belief * own.get(province, 0.0)
        if votes > 0:
            weight += _SAME_PROVINCE * (votes / (votes + 1.0))
    return weight


def _same_spot(one: Entry, other: Entry) -> bool:
    """Whether two readings are the same for whoever looks at a map: a city and its district."""
    return abs(one.place.lat - other.place.lat) < 0.5 and abs(one.place.lon - other.place.lon) < 0.7
