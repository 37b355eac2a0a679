"""The labelled sets of places: toponyms with coordinates, and reports of strikes."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pipelines.clock import system_clock
from pipelines.evaluate import GoldSet, Scores, is_held_out, read_rows
from schemas.analysis import AnalysedArticle
from schemas.article import Article
from schemas.errors import RejectedItemError
from transforms.analysis.analyse import load_analyser
from transforms.evaluation.places import Located, score_first_places, score_toponyms
from transforms.language.detect import load_detector
from transforms.language.tell import tell_language
from transforms.normalise.clean import clean_text
from transforms.normalise.json_article import parse_json_article
from transforms.normalise.normalise import normalise
from transforms.places.countries import load_countries

Row = Mapping[str, Any]
_BATCH: Final = 16
#: Of a set of more rows every second one is read, chosen by its id.
_MOST_ROWS: Final = 500
_SAMPLED_DIGITS: Final = frozenset("01234567")
#: How near a listed place the first place of a report must lie.
_STRIKE_KM: Final = 50.0
#: Rivers, countries and lands do not tell where a strike was.
_MOST_RADIUS_KM: Final = 250.0


def place_sets(data: Path) -> Iterator[GoldSet]:
    """The sets of places, in the order of the report."""
    for name in ("lgl", "geovirus"):
        yield GoldSet(f"places.{name}", data / "places" / f"{name}.jsonl.gz", _toponyms)
    strikes = data / "signals" / "viina_strikes_2022_2023.jsonl.gz"
    yield GoldSet("places.viina", strikes, _strikes)


def _toponyms(path: Path) -> Scores:
    """Both halves; errors of the development half were looked at."""
    rows = _sample([*read_rows(path)])
    analysed = list(_analysed({**row, "title": "", "language": "en"} for row in rows))
    return _by_half(
        analysed, lambda pairs: score_toponyms((row, located(article)) for row, article in pairs)
    )


def _strikes(path: Path) -> Scores:
    """Rows without a listed place are left out: nobody says where they should be."""
    rows = _sample([row for row in read_rows(path) if row["places"]])
    return _by_half(
        list(
            _analysed(
                {"id": row["id"], "text": row["text"], "places": row["places"]} for row in rows
            )
        ),
        lambda pairs: score_first_places(
            ((row, local_points(article)) for row, article in pairs), _STRIKE_KM
        ),
    )


def _sample(rows: list[Row]) -> list[Row]:
    if len(rows) <= _MOST_ROWS:
        return rows
    digests = (hashlib.sha256(str(row["id"]).encode()).hexdigest() for row in rows)
    return [row for row, digest in zip(rows, digests, strict=True) if digest[1] in _SAMPLED_DIGITS]


def _by_half(
    analysed: list[tuple[Row, AnalysedArticle]],
    score: Callable[[Iterable[tuple[Row, AnalysedArticle]]], dict[str, float]],
) -> Scores:
    halves = {
        "development": [pair for pair in analysed if not is_held_out(dict(pair[0]))],
        "test": [pair for pair in analysed if is_held_out(dict(pair[0]))],
    }
    return Scores(
        {f"{half}.{name}": v for half, pairs in halves.items() for name, v in score(pairs).items()}
    )


def located(article: AnalysedArticle) -> list[Located]:
    """The spans of an article that have coordinates; a word for a people has its country's."""
    countries = load_countries()
    spans: list[Located] = []
    for entity in article.entities:
        if entity.lat is not None and entity.lon is not None:
            spans.append(Located(entity.start, entity.end, entity.lat, entity.lon))
        elif entity.label == "NORP" and entity.country is not None:
            place = countries[entity.country].place
            spans.append(Located(entity.start, entity.end, place.lat, place.lon, people=True))
    return spans


def local_points(article: AnalysedArticle) -> list[tuple[float, float]]:
    """Places small enough to tell where a strike was, in text order."""
    return [
        (place.lat, place.lon)
        for _, place in sorted(article.places.items())
        if place.precision != "country" and place.radius_km <= _MOST_RADIUS_KM
    ]


def _analysed(rows: Iterable[Row]) -> Iterator[tuple[Row, AnalysedArticle]]:
    """Each row with its analysis, as the graph makes it."""
    analyser, detector = load_analyser(), load_detector()
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        articles = [_article(row) for row in batch]
        located = [(article, tell_language(article, detector)) for article in articles]
        for row, result in zip(batch, analyser.analyse(located), strict=True):
            if isinstance(result, RejectedItemError):
                raise result
            yield _with_moved_toponyms(row, result.article.full_text), result


def _article(row: Row) -> Article:
    fields = {name: row[name] for name in ("id", "text", "language") if name in row}
    raw = parse_json_article(
        json.dumps(fields).encode(), source="gold", retrieved_at=system_clock()
    )
    article = normalise(raw)
    if not isinstance(article, Article):
        raise ValueError(f"{row['id']} is no article: {article}")
    return article


def _with_moved_toponyms(row: Row, text: str) -> Row:
    """The row with its toponyms where they stand after clean-up, which drops some characters."""
    if text == row["text"] or "toponyms" not in row:
        return row
    moved = [{**t, **_moved(t, row["text"], text)} for t in row["toponyms"]]
    return {**row, "toponyms": moved}


def _moved(toponym: Row, old: str, new: str) -> dict[str, int]:
    """The same occurrence of its words in another edition of the text."""
    words = clean_text(old[toponym["start"] : toponym["end"]])
    start = -1
    for _ in range(clean_text(old[: toponym["end"]]).count(words)):
        start = new.index(words, start + 1)
    return {"start": start, "end": start + len(words)}
