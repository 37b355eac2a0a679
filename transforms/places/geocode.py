"""Tells which place each name of an article means, from all of them together."""

from collections.abc import Callable, Collection, Sequence
from typing import Final, Literal, NamedTuple

from transforms.places.context import Sighting, around, containers
from transforms.places.entry import Entry
from transforms.places.namesakes import namesakes
from transforms.places.readings import home_countries
from transforms.places.voting import Assembly, Name

#: What the language's model makes of the words: a place, a part of a longer place ("Rift Valley"),
#: a person, another name, no name at all; `unread` where there is no model.
Trust = Literal["place", "part", "person", "name", "none", "unread"]
#: Why a name is left without a place.
Reason = Literal["ambiguous", "no_place"]

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


class Verdict(NamedTuple):
    """What a name means, or why nobody can tell."""

    entry: Entry | None
    reason: Reason | None = None


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
    near = set(near_countries)
    names: dict[str, Name] = {}
    asked: list[_Question] = []
    located: set[Name] = set()
    for sighting in sightings:
        _, _, candidates, area, doubtful, _, is_located, key = sighting
        name = names.get(key)
        if name is None:
            meanings = namesakes(candidates)
            belief = 0.0 if meanings.listed else 1.0
            name = names[key] = Name(meanings, meanings.readings[0], belief)
            near |= meanings.countries
        if not name.meanings.listed:  # a country is one, whatever a model makes of it
            asked.append((name, "place", doubtful, area))
            continue
        trusted = trust(sighting)
        asked.append((name, trusted, doubtful, area))
        if name.belief < 1.0:
            name.belief = max(name.belief, _belief(sighting, trusted))
        if is_located:
            located.add(name)
    fixed = containers(sightings)
    for number, entry in fixed.items():
        asked[number][0].fixed = entry
    home = home_countries(language.partition("-")[0])
    assembly = Assembly(names.values(), near, home)
    court = _Court(assembly, located, near | home)
    verdicts = list(map(court.__getitem__, asked))
    for number, entry in fixed.items():
        verdicts[number] = Verdict(around(entry) if sightings[number].area else entry)
    return verdicts


def _belief(sighting: Sighting, trust: Trust) -> float:
    if trust == "place" or sighting.located or not sighting.candidates[0].entry.listed:
        return 1.0
    return _BELIEF_IF_DOUBTFUL if sighting.doubtful or trust in ("person", "part") else _BELIEF


#: A name, what the model makes of it, whether it is doubtful there, and whether the area around it
#: is meant.
_Question = tuple[Name, Trust, bool, bool]


class _Court(dict[_Question, Verdict]):
    """The verdicts on the names of an article, each told once."""

    def __init__(
        self, assembly: Assembly, located: Collection[Name], near: Collection[str]
    ) -> None:
        super().__init__()
        self._assembly = assembly
        #: Names that somewhere in the article a word makes a place's.
        self._located = located
        self._near = near

    def __missing__(self, asked: _Question) -> Verdict:
        name, trust, doubtful, area = asked
        entry = name.best.entry
        verdict = Verdict(around(entry) if area else entry)
        if entry.listed:
            located = name in self._located
            if trust != "place" and not self._is_plausible(entry, trust, doubtful, located):
                verdict = Verdict(None, "no_place")
            elif name.contested and not self._assembly.supports(name):
                verdict = Verdict(None, "ambiguous")
        self[asked] = verdict
        return verdict

    def _is_plausible(self, entry: Entry, trust: Trust, doubtful: bool, located: bool) -> bool:
        """Whether the words are a place at all, by what the model and the article say of them."""
        nearby = entry.place.country in self._near
        large = entry.population >= _WELL_KNOWN_POPULATION and entry.kind == "city"
        if entry.kind == "region" and not entry.district:
            large = entry.population >= _GREAT_POPULATION
        if trust in ("person", "part"):
            return large and nearby
        if trust == "name":
            return large or nearby
        if doubtful and not nearby:
            return False
        if entry.district or entry.population < _TOWN_POPULATION:
            known = trust == "unread" and entry.population > _SMALL_TOWN_POPULATION
            return nearby and (located or known)
        return large or nearby
