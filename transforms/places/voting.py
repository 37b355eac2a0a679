"""Lets the names of an article vote for the countries, provinces and surroundings it tells of."""

import math
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

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
    #: The likeliest reading, and whether another one elsewhere is as likely.
    best: Reading = field(init=False)
    contested: bool = False

    def __post_init__(self) -> None:
        self.best = self.meanings.readings[0]

    def settle(self, scores: Sequence[float]) -> None:
        """Takes the weights of several readings, and finds the likeliest."""
        readings = self.meanings.readings
        self.scores = scores
        highest = max(scores)
        self.best = best = readings[scores.index(highest)]
        rivals = [r for r, s in zip(readings, scores, strict=True) if highest - s < _MARGIN]
        if len(rivals) > 1:
            self.contested = not all(_same_spot(best.entry, rival.entry) for rival in rivals)

    def weighed(self, scores: Sequence[float]) -> Sequence[float]:
        """The scores, with that of the reading which is demanded beyond all others."""
        if self.fixed is None:
            return scores
        return [
            _CERTAIN if reading.entry is self.fixed else score
            for score, reading in zip(scores, self.meanings.readings, strict=True)
        ]

    def votes(self, asked: set[Bucket]) -> Mapping[Bucket, float]:
        """What the name's scores give to the buckets that are asked for, if it is believed."""
        if not self.scores:
            return dict.fromkeys(asked.intersection(self.meanings.covered), 1.0)
        return _votes(self.meanings.readings, self.scores, asked)


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
                _add(total, name.votes(asked), asked, name.belief)
        for name, ballot in zip(several, ballots, strict=True):
            others = _Others(total, ballot.votes, name.belief)
            scores = others.add_support(ballot.weights, name.meanings.readings)
            name.settle(name.weighed(scores))

    def supports(self, name: Name) -> bool:
        """Whether other names speak for the likeliest reading of a name that has several."""
        own = name.votes(set(name.best.buckets))
        others = _Others(self._evidence, own, name.belief)
        return others.add_support((0.0,), (name.best,))[0] >= _SUPPORT

    @cached_property
    def _evidence(self) -> Mapping[Bucket, float]:
        """What all names say of contested readings once they have seen each other's votes."""
        asked: set[Bucket] = set().union(
            *[n.meanings.asked.intersection(n.best.buckets) for n in self._names if n.contested]
        )
        total: dict[Bucket, float] = {}
        for name in self._names:
            if not asked.isdisjoint(name.meanings.covered):
                _add(total, name.votes(asked), asked, name.belief)
        return total


def _ballot(name: Name, near: Collection[str], close: AbstractSet[str]) -> Ballot:
    """How a name's readings stand, given the countries that are near, and those of home with them.

    A reading that is a country is close to its neighbours as well, but home is nothing to it.
    """
    meanings = name.meanings
    states = [n for n in meanings.states if _is_near(meanings.readings[n].country, near)]
    key = (meanings.lands & close, *states)
    ballot = meanings.ballots.get(key)
    if ballot is None or name.fixed is not None:
        weights = [r.weight + _CLOSE * (r.country in close) for r in meanings.readings]
        for number in meanings.states:
            weights[number] = meanings.readings[number].weight + _CLOSE * (number in states)
        weighed = name.weighed(weights)
        ballot = Ballot(weighed, _votes(meanings.readings, weighed, meanings.covered))
        if name.fixed is None:
            if len(meanings.ballots) >= _MOST_BALLOTS:
                meanings.ballots.clear()
            meanings.ballots[key] = ballot
    return ballot


def _is_near(country: str, near: Collection[str]) -> bool:
    return country in near or not load_neighbours()[country].isdisjoint(near)


def _votes(
    readings: Sequence[Reading], scores: Sequence[float], asked: AbstractSet[Bucket]
) -> Mapping[Bucket, float]:
    """What each bucket that is asked for gets, every reading voting by its likelihood."""
    votes: dict[Bucket, float] = {}
    highest = max(scores)
    least = highest - _FAR_BEHIND
    for reading, score in zip(readings, scores, strict=True):
        if score >= least and not asked.isdisjoint(reading.buckets):
            vote = math.exp(score - highest)
            for bucket in reading.buckets:
                if bucket in asked and vote > votes.get(bucket, 0.0):
                    votes[bucket] = vote
    return votes


def _add(
    total: dict[Bucket, float], votes: Mapping[Bucket, float], asked: set[Bucket], belief: float
) -> None:
    for bucket in asked.intersection(votes):
        total[bucket] = total.get(bucket, 0.0) + belief * votes[bucket]


class _Others(NamedTuple):
    """What the other names of an article say: all votes without a name's own."""

    total: Mapping[Bucket, float]
    own: Mapping[Bucket, float]
    #: How far the name's own votes count.
    belief: float

    def add_support(self, weights: Sequence[float], readings: Sequence[Reading]) -> list[float]:
        """The weights of readings with the evidence for each."""
        total, own, belief = self
        scores: list[float] = []
        for weight, (_, _, country, province, cell, _) in zip(weights, readings, strict=True):
            support = 0.0
            if country in total:
                votes = total[country] - belief * own.get(country, 0.0)
                if votes > 0:
                    support = _SAME_COUNTRY * (votes / (votes + 1.0))
            if cell is not None and cell in total:
                votes = total[cell] - belief * own.get(cell, 0.0)
                if votes > 0:
                    support += _SAME_CELL * (votes / (votes + 1.0))
            if province is not None and province in total:
                votes = total[province] - belief * own.get(province, 0.0)
                if votes > 0:
                    support += _SAME_PROVINCE * (votes / (votes + 1.0))
            scores.append(weight + support)
        return scores


def _same_spot(one: Entry, other: Entry) -> bool:
    """Whether two readings are the same for whoever looks at a map: a city and its district."""
    return abs(one.place.lat - other.place.lat) < 0.5 and abs(one.place.lon - other.place.lon) < 0.7
