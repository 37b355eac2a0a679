"""Tells which place each name of an article means, from all of them together."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from transforms.places.context import Mention, Sighting, around, containers
from transforms.places.countries import load_neighbours
from transforms.places.entry import Entry
from transforms.places.namesakes import Bucket, Reading, namesakes
from transforms.places.readings import home_countries

#: What the language's model makes of the words: a place, a part of a longer place ("Rift Valley"),
#: a person, another name, no name at all; `unread` where there is no model.
Trust = Literal["place", "part", "person", "name", "none", "unread"]
#: Why a name is left without a place.
Reason = Literal["ambiguous", "no_place"]

#: Weights of what the article says, each reached only with much evidence.
_NAMED_COUNTRY: Final = 3.0
_HOME_COUNTRY: Final = 3.0
_SAME_COUNTRY: Final = 2.0
_SAME_PROVINCE: Final = 5.0
_SAME_CELL: Final = 3.0
#: Readings so far behind the likeliest one have no vote.
_FAR_BEHIND: Final = 4.0
#: The weight of a reading that the words right after it demand.
_CERTAIN: Final = 1000.0
#: How far a name counts for its neighbours that no word makes a place, and one that may be a
#: person's or the first word of a sentence.
_BELIEF: Final = 0.5
_BELIEF_IF_DOUBTFUL: Final = 0.1
_WELL_KNOWN_POPULATION: Final = 100_000
_TOWN_POPULATION: Final = 15_000
#: A town that may be named without a word such as "near" where no model reads.
_SMALL_TOWN_POPULATION: Final = 5_000
#: Of a province that everybody knows.
_GREAT_POPULATION: Final = 2_000_000
#: Evidence of the surroundings that makes a small place plausible.
_SUPPORT: Final = 0.3
#: Namesakes whose weights differ by less cannot be told apart without evidence.
_MARGIN: Final = 0.5


class Verdict(NamedTuple):
    """What a name means, or why nobody can tell."""

    mention: Mention | None
    reason: Reason | None = None


@dataclass
class _Name:
    """One name of the article, however often it stands there."""

    readings: tuple[Reading, ...]
    #: How far its words may be believed to be a place's.
    belief: float
    #: The reading that the words right after it demand ("Paris, Texas").
    fixed: Entry | None = None
    #: The readings' weights before the other names have their say, and after.
    priors: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    #: What it adds to each bucket of evidence.
    votes: dict[Bucket, float] = field(default_factory=dict)

    def best(self) -> tuple[Reading, float]:
        """The likeliest reading, and its lead over the next one that lies elsewhere."""
        if len(self.readings) == 1:
            return self.readings[0], math.inf
        order = sorted(range(len(self.scores)), key=lambda i: -self.scores[i])
        first = self.readings[order[0]]
        for other in order[1:]:
            if not _same_spot(first.entry, self.readings[other].entry):
                return first, self.scores[order[0]] - self.scores[other]
        return first, math.inf


def geocode(
    sightings: Sequence[Sighting],
    trust: Callable[[Sighting], Trust],
    language: str,
    near_countries: Collection[str] = (),
) -> list[Verdict]:
    """A verdict for each sighting of an article, in their order.

    Args:
        sightings: every name seen in the article, in text order.
        trust: what the language's model makes of a sighting's words.
        language: BCP 47 tag of the article.
        near_countries: codes of countries that are near besides those that the names tell.
    """
    trusts = [trust(sighting) for sighting in sightings]
    near = set(near_countries)
    names: dict[str, _Name] = {}
    for sighting, trusted in zip(sightings, trusts, strict=True):
        belief = _belief(sighting, trusted)
        name = names.get(sighting.key)
        if name is None:
            meanings = namesakes(sighting.candidates)
            names[sighting.key] = _Name(meanings.readings, belief)
            near |= meanings.countries
        elif belief > name.belief:
            name.belief = belief
    fixed = containers(sightings)
    for number, entry in fixed.items():
        names[sightings[number].key].fixed = entry
    home = home_countries(language.partition("-")[0])
    evidence = _weigh(names.values(), near, home)
    located = {sighting.key for sighting in sightings if sighting.located}
    nearby = near | home
    return [
        _verdict(
            sighting,
            names[sighting.key],
            fixed.get(number),
            _Ground(trusts[number], sighting.key in located, nearby, evidence),
        )
        for number, sighting in enumerate(sightings)
    ]


def _belief(sighting: Sighting, trust: Trust) -> float:
    if trust == "place" or sighting.located or not sighting.candidates[0].entry.listed:
        return 1.0
    return _BELIEF_IF_DOUBTFUL if sighting.doubtful or trust in ("person", "part") else _BELIEF


def _closeness(reading: Reading, near: Collection[str], home: Collection[str]) -> float:
    if reading.country in near:
        return _NAMED_COUNTRY
    if reading.entry.kind == "country":
        beside = not load_neighbours()[reading.country].isdisjoint(near)
        return _NAMED_COUNTRY if beside else 0.0
    return _HOME_COUNTRY if reading.country in home else 0.0


def _weigh(
    names: Collection[_Name], near: Collection[str], home: Collection[str]
) -> Mapping[Bucket, float]:
    """Lets the names vote for provinces and surroundings, each reading by its likelihood.

    They vote by themselves first; then each sees what the others have voted, and votes again.
    """
    total: dict[Bucket, float] = {}
    for name in names:
        if len(name.readings) > 1:
            name.priors = [
                reading.weight + _closeness(reading, near, home) for reading in name.readings
            ]
            _score(name, None)
        else:
            name.votes = dict.fromkeys(name.readings[0].buckets, name.belief)
        _add(total, name.votes, 1.0)
    first = dict(total)
    for name in names:
        if len(name.readings) > 1:
            votes = name.votes
            _add(first, votes, -1.0)
            _add(total, votes, -1.0)
            _score(name, first)
            _add(first, votes, 1.0)
            _add(total, name.votes, 1.0)
    return total


def _add(total: dict[Bucket, float], votes: Mapping[Bucket, float], sign: float) -> None:
    for bucket, vote in votes.items():
        total[bucket] = total.get(bucket, 0.0) + sign * vote


def _score(name: _Name, others: Mapping[Bucket, float] | None) -> None:
    """Weighs the readings by what the other names say, and casts the name's own votes."""
    scores = name.priors
    if others is not None:
        scores = [
            prior + _support(reading, others)
            for prior, reading in zip(scores, name.readings, strict=True)
        ]
    if name.fixed is not None:
        scores = [
            _CERTAIN if reading.entry is name.fixed else score
            for score, reading in zip(scores, name.readings, strict=True)
        ]
    name.scores = scores
    votes: dict[Bucket, float] = {}
    highest = max(scores)
    name.votes = votes
    for reading, score in zip(name.readings, scores, strict=True):
        if score < highest - _FAR_BEHIND:
            continue
        vote = name.belief * math.exp(score - highest)
        for bucket in reading.buckets:
            if vote > votes.get(bucket, 0.0):
                votes[bucket] = vote


def _support(reading: Reading, others: Mapping[Bucket, float]) -> float:
    """The weight of the other names' evidence for a reading."""
    weight = _SAME_COUNTRY * _saturated(others.get(reading.country, 0.0))
    if reading.cell is not None:
        weight += _SAME_CELL * _saturated(others.get(reading.cell, 0.0))
        if reading.province is not None:
            weight += _SAME_PROVINCE * _saturated(others.get(reading.province, 0.0))
    return weight


def _saturated(votes: float) -> float:
    return votes / (votes + 1.0) if votes > 0 else 0.0


class _Ground(NamedTuple):
    """What a verdict rests on besides the name itself."""

    trust: Trust
    #: Somewhere in the article a word makes the name a place's.
    located: bool
    near: Collection[str]
    evidence: Mapping[Bucket, float]


def _verdict(sighting: Sighting, name: _Name, fixed: Entry | None, ground: _Ground) -> Verdict:
    entry = fixed
    if entry is None:
        reading, lead = name.best()
        entry = reading.entry
        if not _is_plausible(entry, sighting, ground):
            return Verdict(None, "no_place")
        if entry.listed and lead < _MARGIN and not _is_supported(reading, name, ground.evidence):
            return Verdict(None, "ambiguous")
    found = around(entry) if sighting.area else entry
    return Verdict(Mention(sighting.start, sighting.end, found))


def _is_supported(reading: Reading, name: _Name, evidence: Mapping[Bucket, float]) -> bool:
    """Whether other names speak for a reading."""
    own = name.votes
    others = {bucket: evidence[bucket] - own.get(bucket, 0.0) for bucket in reading.buckets}
    return _support(reading, others) >= _SUPPORT


def _is_plausible(entry: Entry, sighting: Sighting, ground: _Ground) -> bool:
    """Whether the words are a place at all, by what the model and the article say of them."""
    trust = ground.trust
    if not entry.listed or trust == "place":
        return True
    nearby = entry.place.country in ground.near
    large = entry.population >= _WELL_KNOWN_POPULATION and entry.kind == "city"
    if entry.kind == "region" and not entry.district:
        large = entry.population >= _GREAT_POPULATION
    if trust in ("person", "part"):
        return large and nearby
    if trust == "name":
        return large or nearby
    if sighting.doubtful and not nearby:
        return False
    if entry.district or entry.population < _TOWN_POPULATION:
        known = trust == "unread" and entry.population > _SMALL_TOWN_POPULATION
        return nearby and (ground.located or known)
    return large or nearby


def _same_spot(one: Entry, other: Entry) -> bool:
    """Whether two readings are the same for whoever looks at a map: a city and its district."""
    return abs(one.place.lat - other.place.lat) < 0.5 and abs(one.place.lon - other.place.lon) < 0.7
