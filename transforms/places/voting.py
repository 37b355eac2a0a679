"""Lets the names of an article vote for the countries, provinces and surroundings it tells of."""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from transforms.places.countries import load_neighbours
from transforms.places.entry import Entry
from transforms.places.namesakes import Ballot, Bucket, Namesakes, Reading, Stand

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
#: A reading that leads by so much is meant, whatever other names say, who could give 10 at most and
#: hardly ever more than 3.
_DECIDED: Final = 6.0
#: How many ballots of one name are remembered.
_MOST_BALLOTS: Final = 64


@dataclass(eq=False, slots=True)
class Name:
    """One name of the article, however often it stands there."""

    meanings: Namesakes
    #: The likeliest reading.
    best: Reading
    #: How far its words may be believed to be a place's.
    belief: float
    #: The reading that the words right after it demand ("Paris, Texas").
    fixed: Entry | None = None
    #: The readings' weights after the other names have had their say; empty for one alone.
    scores: Sequence[float] = ()
    #: Whether another reading elsewhere is as likely as the best one.
    contested: bool = False

    def settle(self, scores: Sequence[float]) -> None:
        """Takes the weights of several readings, and finds the likeliest."""
        readings = self.meanings.readings
        self.scores = scores
        highest = max(scores)
        self.best = best = readings[scores.index(highest)]
        rivals = [number for number, score in enumerate(scores) if highest - score < _MARGIN]
        if len(rivals) > 1:
            self.contested = not all(_same_spot(best.entry, readings[n].entry) for n in rivals)

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
        total: defaultdict[Bucket, float] = defaultdict(float)
        for name, ballot in zip(several, ballots, strict=True):
            votes, belief = ballot.votes, name.belief
            for bucket in asked.intersection(votes):
                total[bucket] += belief * votes[bucket]
        for name in names:
            if len(name.meanings.readings) == 1:
                belief = name.belief
                for bucket in asked & name.meanings.covered:
                    total[bucket] += belief
        for name, ballot in zip(several, ballots, strict=True):
            if ballot.decided is not None and name.fixed is None:
                name.scores, name.best = ballot.weights, ballot.decided
            else:
                scores = _supported(ballot.stands, total, name.belief)
                name.settle(scores if name.fixed is None else name.weighed(scores))

    def supports(self, name: Name) -> bool:
        """Whether other names speak for the likeliest reading of a name that has several."""
        own = name.votes(set(name.best.buckets))
        stands = _stands((name.best,), (0.0,), own)
        return _supported(stands, self._evidence, name.belief)[0] >= _SUPPORT

    @cached_property
    def _evidence(self) -> Mapping[Bucket, float]:
        """What all names say of contested readings once they have seen each other's votes."""
        asked: set[Bucket] = set().union(
            *[n.meanings.asked.intersection(n.best.buckets) for n in self._names if n.contested]
        )
        total: defaultdict[Bucket, float] = defaultdict(float)
        for name in self._names:
            if not asked.isdisjoint(name.meanings.covered):
                for bucket, vote in name.votes(asked).items():
                    total[bucket] += name.belief * vote
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
        votes = _votes(meanings.readings, weighed, meanings.covered)
        ballot = Ballot(
            weighed,
            votes,
            _stands(meanings.readings, weighed, votes),
            _decided(meanings.readings, weighed),
        )
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


def _decided(readings: Sequence[Reading], weights: Sequence[float]) -> Reading | None:
    """The reading that leads so far that other names will not change it."""
    second, first = sorted(weights)[-2:]
    return readings[weights.index(first)] if first - second >= _DECIDED else None


def _stands(
    readings: Sequence[Reading], weights: Sequence[float], own: Mapping[Bucket, float]
) -> tuple[Stand, ...]:
    """How readings stand, given their weights and what their name votes itself."""
    return tuple(
        (
            weight,
            country,
            own.get(country, 0.0),
            province,
            0.0 if province is None else own.get(province, 0.0),
            cell,
            0.0 if cell is None else own.get(cell, 0.0),
        )
        for (_, _, country, province, cell, _), weight in zip(readings, weights, strict=True)
    )


def _supported(
    stands: Sequence[Stand], total: Mapping[Bucket, float], belief: float
) -> list[float]:
    """The weights of readings with the evidence of the other names for each.

    Args:
        stands: of the readings of one name.
        total: the votes of all names.
        belief: how far the name's own votes count in them.
    """
    scores: list[float] = []
    for weight, country, for_country, province, for_province, cell, for_cell in stands:
        support = 0.0
        if country in total:
            votes = total[country] - belief * for_country
            if votes > 0:
                support = _SAME_COUNTRY * (votes / (votes + 1.0))
        if cell is not None and cell in total:
            votes = total[cell] - belief * for_cell
            if votes > 0:
                support += _SAME_CELL * (votes / (votes + 1.0))
        if province is not None and province in total:
            votes = total[province] - belief * for_province
            if votes > 0:
                support += _SAME_PROVINCE * (votes / (votes + 1.0))
        scores.append(weight + support)
    return scores


def _same_spot(one: Entry, other: Entry) -> bool:
    """Whether two readings are the same for whoever looks at a map: a city and its district."""
    return abs(one.place.lat - other.place.lat) < 0.5 and abs(one.place.lon - other.place.lon) < 0.7
