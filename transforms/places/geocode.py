"""Tells which place each name of an article means, from all of them together."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
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
#: How sharply the evidence of a name goes to its likeliest readings.
_SHARPNESS: Final = 1.0
_ROUNDS: Final = 2
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

Bucket = tuple[object, ...]


class Verdict(NamedTuple):
    """What a name means, or why nobody can tell."""

    mention: Mention | None
    reason: Reason | None = None


@dataclass
class _Name:
    """One name of the article, however often it stands there."""

    candidates: tuple[Named, ...]
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
    names: dict[str, _Name] = {}
    for sighting in sightings:
        weight = _belief(sighting, trust(sighting))
        if sighting.key in names:
            names[sighting.key].weight = max(names[sighting.key].weight, weight)
        else:
            priors = _priors(sighting.candidates, near, home)
            names[sighting.key] = _Name(sighting.candidates, priors, weight)
    fixed = containers(sightings)
    for number, entry in fixed.items():
        names[sightings[number].key].fixed = entry
    evidence = _weigh(names.values())
    located = {sighting.key for sighting in sightings if sighting.located}
    return [
        _verdict(
            sighting._replace(located=sighting.key in located),
            names[sighting.key],
            fixed.get(number),
            trust(sighting),
            near | home,
            evidence,
        )
        for number, sighting in enumerate(sightings)
    ]


def _belief(sighting: Sighting, trust: Trust) -> float:
    if trust == "place" or sighting.located or not sighting.candidates[0].entry.listed:
        return 1.0
    return _BELIEF_IF_DOUBTFUL if sighting.doubtful or trust in ("person", "part") else _BELIEF


def _priors(
    candidates: Sequence[Named], near: Collection[str], home: Collection[str]
) -> list[float]:
    seats = {
        (named.entry.place.country, named.entry.place.admin1)
        for named in candidates
        if named.entry.kind == "city" and named.entry.population >= _SEAT_POPULATION
    }
    return [_prior(named, seats) + _closeness(named.entry, near, home) for named in candidates]


def _closeness(entry: Entry, near: Collection[str], home: Collection[str]) -> float:
    country = entry.place.country
    if country in near:
        return _NAMED_COUNTRY
    if entry.kind == "country" and country is not None:
        beside = not load_neighbours()[country].isdisjoint(near)
        return _NAMED_COUNTRY if beside else 0.0
    return _HOME_COUNTRY if country in home else 0.0


def _prior(named: Named, seats: Collection[tuple[str | None, str | None]]) -> float:
    entry = named.entry
    weight = _USUAL if named.primary else 0.0
    if entry.kind in ("country", "people"):
        weight += _COUNTRY
    elif entry.district:
        weight += math.log10(entry.population + 1) + _DISTRICT
    elif entry.kind == "region":
        weight += _PROVINCE + (0.0 if named.primary else _OTHER_NAME_OF_PROVINCE)
        if (entry.place.country, entry.place.admin1) in seats:
            weight += _OTHER_NAME_OF_PROVINCE
    else:
        weight += math.log10(entry.population + 1) + _CAPITAL * entry.capital
    return weight


def _weigh(names: Collection[_Name]) -> Mapping[Bucket, float]:
    """Lets the names vote for provinces and surroundings, each reading by its likelihood."""
    total: dict[Bucket, float] = {}
    for _ in range(_ROUNDS):
        for name in names:
            name.scores = [
                prior + _support(named.entry, total, name.votes)
                for named, prior in zip(name.candidates, name.priors, strict=True)
            ]
            if name.fixed is not None:
                name.scores = [
                    math.inf if named.entry is name.fixed else score
                    for named, score in zip(name.candidates, name.scores, strict=True)
                ]
        total = defaultdict(float)
        for name in names:
            name.votes = _votes(name)
            for bucket, vote in name.votes.items():
                total[bucket] += vote
    return total


def _votes(name: _Name) -> dict[Bucket, float]:
    votes: dict[Bucket, float] = {}
    highest = max(name.scores)
    for named, score in zip(name.candidates, name.scores, strict=True):
        weight = 1.0 if score == highest else math.exp(_SHARPNESS * (score - highest))
        if weight < 0.02:
            continue
        for bucket in _buckets(named.entry):
            votes[bucket] = max(votes.get(bucket, 0.0), weight * name.weight)
    return votes


def _buckets(entry: Entry) -> list[Bucket]:
    place = entry.place
    buckets: list[Bucket] = [(place.country,)]
    if place.admin1 is not None:
        buckets.append((place.country, place.admin1))
    if entry.kind == "city" or entry.district:
        buckets.append((round(place.lat), round(place.lon)))
    return buckets


def _support(entry: Entry, total: Mapping[Bucket, float], own: Mapping[Bucket, float]) -> float:
    """The weight of the other names' evidence for a reading."""
    if not total:
        return 0.0

    def others(bucket: Bucket) -> float:
        vote = total.get(bucket, 0.0) - own.get(bucket, 0.0)
        return vote / (vote + 1.0) if vote > 0 else 0.0

    place = entry.place
    weight = _SAME_COUNTRY * others((place.country,))
    if entry.kind == "city" or entry.district:
        weight += _SAME_PROVINCE * others((place.country, place.admin1))
        row, column = round(place.lat), round(place.lon)
        around = sum(
            total.get((row + y, column + x), 0.0) - own.get((row + y, column + x), 0.0)
            for y in (-1, 0, 1)
            for x in (-1, 0, 1)
        )
        weight += _SAME_CELL * around / (around + 1.0)
    return weight


def _verdict(
    sighting: Sighting,
    name: _Name,
    fixed: Entry | None,
    trust: Trust,
    near: Collection[str],
    evidence: Mapping[Bucket, float],
) -> Verdict:
    entry, lead = (fixed, math.inf) if fixed is not None else name.best()
    support = _support(entry, evidence, name.votes)
    if fixed is None and not _is_plausible(entry, sighting, trust, near):
        return Verdict(None, "no_place")
    if entry.listed and lead < _MARGIN and support < _SUPPORT:
        return Verdict(None, "ambiguous")
    found = around(entry) if sighting.area else entry
    return Verdict(Mention(sighting.start, sighting.end, found))


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
        return nearby and sighting.located
    return large or nearby


def _same_spot(one: Entry, other: Entry) -> bool:
    """Whether two readings are the same for whoever looks at a map: a city and its district."""
    return abs(one.place.lat - other.place.lat) < 0.5 and abs(one.place.lon - other.place.lon) < 0.7
