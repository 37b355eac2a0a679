"""Tells which place each name of an article means, from all of them together."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from transforms.places.context import Mention, Sighting, around, containers, countries_near
from transforms.places.countries import load_neighbours
from transforms.places.entry import Entry, Named
from transforms.places.readings import home_countries

#: What the language's model makes of the words: a place, a part of a longer place ("Rift Valley"),
#: a person, another name, no name at all; `unread` where there is no model.
Trust = Literal["place", "part", "person", "name", "none", "unread"]
#: Why a name is left without a place.
Reason = Literal["ambiguous", "no_place"]

#: Weights of a reading before anything is known of the article; a city's population adds up to 7.
_COUNTRY: Final = 10.0
_PROVINCE: Final = 8.0
_DISTRICT: Final = -1.0
_CAPITAL: Final = 3.0
_USUAL: Final = 1.0
_OTHER_NAME_OF_PROVINCE: Final = -3.0
#: Weights of what the article says, each reached only with much evidence.
_NAMED_COUNTRY: Final = 3.0
_HOME_COUNTRY: Final = 3.0
_SAME_COUNTRY: Final = 2.0
_SAME_PROVINCE: Final = 5.0
_SAME_CELL: Final = 3.0
#: Readings so far behind the likeliest one have no vote.
_FAR_BEHIND: Final = 4.0
#: More readings of one name are not looked at.
_MOST_READINGS: Final = 60
#: The weight of a reading that the words right after it demand.
_CERTAIN: Final = 1000.0
#: How far a name counts for its neighbours that no word makes a place, and one that may be a
#: person's or the first word of a sentence.
_BELIEF: Final = 0.5
_BELIEF_IF_DOUBTFUL: Final = 0.1
#: A city that bears its province's name is meant rather than the province, when so large.
_SEAT_POPULATION: Final = 100_000
_WELL_KNOWN_POPULATION: Final = 100_000
_TOWN_POPULATION: Final = 15_000
#: Of a province that everybody knows.
_GREAT_POPULATION: Final = 2_000_000
#: Evidence of the surroundings that makes a small place plausible.
_SUPPORT: Final = 0.3
#: Namesakes whose weights differ by less cannot be told apart without evidence.
_MARGIN: Final = 0.5

#: A country, a province of one, or a square of a degree and its neighbours.
Bucket = str | tuple[str, str] | int


class Verdict(NamedTuple):
    """What a name means, or why nobody can tell."""

    mention: Mention | None
    reason: Reason | None = None


class _Facts(NamedTuple):
    """What bears on every reading of an entry, whatever the article."""

    weight: float
    country: str
    province: tuple[str, str] | None
    #: The square it lies in; None for what is larger than one.
    cell: int | None


@lru_cache(maxsize=65_536)
def _facts(entry: Entry) -> _Facts:
    place = entry.place
    country = place.country or ""
    province = (country, place.admin1) if place.admin1 is not None else None
    small = entry.kind == "city" or entry.district
    cell = _cell(round(place.lat), round(place.lon)) if small else None
    return _Facts(_entry_weight(entry), country, province, cell)


def _entry_weight(entry: Entry) -> float:
    """How likely an entry is meant before anything is known of the article."""
    if entry.kind in ("country", "people"):
        return _COUNTRY
    if entry.district:
        return math.log10(entry.population + 1) + _DISTRICT
    if entry.kind == "region":
        return _PROVINCE
    return math.log10(entry.population + 1) + _CAPITAL * entry.capital


def _cell(row: int, column: int) -> int:
    return row * 1000 + column


#: A cell and its neighbours, as what is added to its number.
_AROUND: Final = tuple(_cell(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1))


@dataclass
class _Name:
    """One name of the article, however often it stands there."""

    candidates: Sequence[Named]
    priors: list[float]
    #: How far its words may be believed to be a place's.
    weight: float
    #: The reading that the words right after it demand ("Paris, Texas").
    fixed: Entry | None = None
    scores: list[float] = field(default_factory=list)
    #: What it adds to each bucket of evidence.
    votes: dict[Bucket, float] = field(default_factory=dict)

    def best(self) -> tuple[Entry, float]:
        """The likeliest reading, and its lead over the next one that lies elsewhere."""
        if len(self.candidates) == 1:
            return self.candidates[0].entry, math.inf
        order = sorted(range(len(self.scores)), key=lambda i: -self.scores[i])
        first = self.candidates[order[0]].entry
        for other in order[1:]:
            if not _same_spot(first, self.candidates[other].entry):
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
    near = countries_near(sightings) | frozenset(near_countries)
    home = home_countries(language.partition("-")[0])
    trusts = [trust(sighting) for sighting in sightings]
    names: dict[str, _Name] = {}
    for sighting, trusted in zip(sightings, trusts, strict=True):
        weight = _belief(sighting, trusted)
        name = names.get(sighting.key)
        if name is None:
            names[sighting.key] = _name(sighting.candidates, near, home, weight)
        else:
            name.weight = max(name.weight, weight)
    fixed = containers(sightings)
    for number, entry in fixed.items():
        names[sightings[number].key].fixed = entry
    evidence = _weigh(names.values())
    located = {sighting.key for sighting in sightings if sighting.located}
    nearby = near | home
    return [
        _verdict(
            sighting if sighting.key not in located else sighting._replace(located=True),
            names[sighting.key],
            fixed.get(number),
            trusts[number],
            nearby,
            evidence,
        )
        for number, sighting in enumerate(sightings)
    ]


def _belief(sighting: Sighting, trust: Trust) -> float:
    if trust == "place" or sighting.located or not sighting.candidates[0].entry.listed:
        return 1.0
    return _BELIEF_IF_DOUBTFUL if sighting.doubtful or trust in ("person", "part") else _BELIEF


def _name(
    candidates: Sequence[Named], near: Collection[str], home: Collection[str], weight: float
) -> _Name:
    """A name with its likeliest readings before the other names have their say."""
    seats = _seats(candidates)
    priors = [_prior(named, seats) + _closeness(named.entry, near, home) for named in candidates]
    if len(candidates) > _MOST_READINGS:
        kept = sorted(range(len(priors)), key=lambda i: -priors[i])[:_MOST_READINGS]
        candidates, priors = [candidates[i] for i in kept], [priors[i] for i in kept]
    return _Name(candidates, priors, weight)


@lru_cache(maxsize=16_384)
def _seats(candidates: tuple[Named, ...]) -> frozenset[tuple[str, str] | None]:
    """Provinces in which a large city bears the name too."""
    return frozenset(
        _facts(named.entry).province
        for named in candidates
        if named.entry.kind == "city" and named.entry.population >= _SEAT_POPULATION
    )


def _closeness(entry: Entry, near: Collection[str], home: Collection[str]) -> float:
    country = entry.place.country
    if country in near:
        return _NAMED_COUNTRY
    if entry.kind == "country" and country is not None:
        beside = not load_neighbours()[country].isdisjoint(near)
        return _NAMED_COUNTRY if beside else 0.0
    return _HOME_COUNTRY if country in home else 0.0


def _prior(named: Named, seats: Collection[tuple[str, str] | None]) -> float:
    entry = named.entry
    facts = _facts(entry)
    weight = facts.weight + (_USUAL if named.primary else 0.0)
    if entry.kind == "region" and not entry.district:
        weight += 0.0 if named.primary else _OTHER_NAME_OF_PROVINCE
        weight += _OTHER_NAME_OF_PROVINCE if facts.province in seats else 0.0
    return weight


def _weigh(names: Collection[_Name]) -> Mapping[Bucket, float]:
    """Lets the names vote for provinces and surroundings, each reading by its likelihood.

    They vote by themselves first; then each sees what the others have voted, and votes again.
    """
    for name in names:
        _score(name, {})
    total = _total(names)
    for name in names:
        if len(name.candidates) > 1:
            for bucket, vote in name.votes.items():
                total[bucket] -= vote
            votes = name.votes
            _score(name, total)
            for bucket, vote in votes.items():
                total[bucket] += vote
    return _total(names)


def _total(names: Collection[_Name]) -> dict[Bucket, float]:
    total: dict[Bucket, float] = defaultdict(float)
    for name in names:
        for bucket, vote in name.votes.items():
            total[bucket] += vote
    return total


def _score(name: _Name, others: Mapping[Bucket, float]) -> None:
    """Weighs the readings by what the other names say, and casts the name's own votes."""
    scores = list(name.priors)
    if others:
        for i, named in enumerate(name.candidates):
            scores[i] += _support(named.entry, others)
    if name.fixed is not None:
        for i, named in enumerate(name.candidates):
            if named.entry is name.fixed:
                scores[i] = _CERTAIN
    name.scores = scores
    votes: dict[Bucket, float] = {}
    highest = max(scores)
    name.votes = votes
    for named, score in zip(name.candidates, scores, strict=True):
        if score < highest - _FAR_BEHIND:
            continue
        weight = name.weight * math.exp(score - highest)
        facts = _facts(named.entry)
        _vote(votes, facts.country, weight)
        if facts.province is not None:
            _vote(votes, facts.province, weight)
        if facts.cell is not None:
            for beside in _AROUND:
                _vote(votes, facts.cell + beside, weight)


def _vote(votes: dict[Bucket, float], bucket: Bucket, weight: float) -> None:
    if weight > votes.get(bucket, 0.0):
        votes[bucket] = weight


def _support(entry: Entry, others: Mapping[Bucket, float]) -> float:
    """The weight of the other names' evidence for a reading."""
    facts = _facts(entry)
    weight = _SAME_COUNTRY * _saturated(others.get(facts.country, 0.0))
    if facts.cell is not None:
        weight += _SAME_CELL * _saturated(others.get(facts.cell, 0.0))
        if facts.province is not None:
            weight += _SAME_PROVINCE * _saturated(others.get(facts.province, 0.0))
    return weight


def _saturated(votes: float) -> float:
    return votes / (votes + 1.0) if votes > 0 else 0.0


def _verdict(
    sighting: Sighting,
    name: _Name,
    fixed: Entry | None,
    trust: Trust,
    near: Collection[str],
    evidence: Mapping[Bucket, float],
) -> Verdict:
    entry, lead = (fixed, math.inf) if fixed is not None else name.best()
    if fixed is None and not _is_plausible(entry, sighting, trust, near):
        return Verdict(None, "no_place")
    if entry.listed and lead < _MARGIN and not _is_supported(entry, name, evidence):
        return Verdict(None, "ambiguous")
    found = around(entry) if sighting.area else entry
    return Verdict(Mention(sighting.start, sighting.end, found))


def _is_supported(entry: Entry, name: _Name, evidence: Mapping[Bucket, float]) -> bool:
    """Whether other names speak for a reading."""
    others = {bucket: vote - name.votes.get(bucket, 0.0) for bucket, vote in evidence.items()}
    return _support(entry, others) >= _SUPPORT


def _is_plausible(entry: Entry, sighting: Sighting, trust: Trust, near: Collection[str]) -> bool:
    """Whether the words are a place at all, by what the model and the article say of them."""
    if not entry.listed or trust == "place":
        return True
    nearby = entry.place.country in near
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
        return nearby and (sighting.located or (trust == "unread" and entry.population > 5000))
    return large or nearby


def _same_spot(one: Entry, other: Entry) -> bool:
    """Whether two readings are the same for whoever looks at a map: a city and its district."""
    return abs(one.place.lat - other.place.lat) < 0.5 and abs(one.place.lon - other.place.lon) < 0.7
