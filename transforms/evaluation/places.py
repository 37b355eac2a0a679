"""Scores places against toponyms with coordinates, and the first place of a report."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

_EARTH_RADIUS_KM: Final = 6371.0
#: The customary distance within which a toponym counts as told right (100 miles).
NEAR_KM: Final = 161.0

Row = Mapping[str, Any]


class Located(NamedTuple):
    """A span that was given coordinates."""

    start: int
    end: int
    lat: float
    lon: float
    #: A word for a state's people: right where a toponym is meant, but not wrong where none is.
    people: bool = False


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points along the surface.

    >>> round(distance_km(50.45, 30.52, 55.75, 37.62))
    756
    """
    first, second = math.radians(lat), math.radians(other_lat)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * (
        math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def score_toponyms(pairs: Iterable[tuple[Row, Sequence[Located]]]) -> dict[str, float]:
    """How well the toponyms of articles are placed.

    * `all`: share of the toponyms with coordinates that lie within 161 km of what we say;
      one that we do not place is wrong.
    * `resolved`: the same share of those that we place.
    * `precision`: share of the places that we give, anywhere, that are such a right toponym; a
      place on a toponym without coordinates does not count.

    Args:
        pairs: rows with `toponyms` (`start`, `end`, `lat`, `lon`), and what was found in each.
    """
    gold = placed = right = given = given_right = 0
    for row, located in pairs:
        wanted = [t for t in row["toponyms"] if t["lat"] is not None]
        matches = [(toponym, best_overlap(toponym, located)) for toponym in wanted]
        gold += len(wanted)
        placed += sum(found is not None for _, found in matches)
        right += sum(_is_near(toponym, found) for toponym, found in matches)
        for found in located:
            touching = [t for t in row["toponyms"] if _overlap(t, found) > 0]
            sure = [t for t in touching if t["lat"] is not None]
            if not found.people and (sure or not touching):
                given += 1
                given_right += any(_is_near(toponym, found) for toponym in sure)
    return {
        "all": right / max(gold, 1),
        "resolved": right / max(placed, 1),
        "precision": given_right / max(given, 1),
    }


def score_first_places(
    pairs: Iterable[tuple[Row, Sequence[tuple[float, float]]]], near_km: float
) -> dict[str, float]:
    """How well the first place of a report is told.

    * `first`: share of the rows whose first place lies near one of the listed `places`.
    * `first_precision`: the same share of the rows in which we give any place.

    Args:
        pairs: rows with `places` (`lat`, `lon`), and the points found in each, in text order.
        near_km: what counts as near.
    """
    rows = placed = right = 0
    for row, points in pairs:
        rows += 1
        placed += bool(points)
        right += bool(points) and any(
            distance_km(place["lat"], place["lon"], *points[0]) <= near_km
            for place in row["places"]
        )
    return {"first": right / max(rows, 1), "first_precision": right / max(placed, 1)}


def best_overlap(toponym: Row, located: Sequence[Located]) -> Located | None:
    """The located span that shares most with a toponym's."""
    found = max(located, key=lambda span: _overlap(toponym, span), default=None)
    return found if found is not None and _overlap(toponym, found) > 0 else None


def _overlap(toponym: Row, span: Located) -> int:
    shared: int = min(toponym["end"], span.end) - max(toponym["start"], span.start)
    return shared


def _is_near(toponym: Row, found: Located | None) -> bool:
    return found is not None and (
        distance_km(toponym["lat"], toponym["lon"], found.lat, found.lon) <= NEAR_KM
    )
