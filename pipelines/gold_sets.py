"""The labelled sets that the quality gate knows: the project's gold, the seed, public data."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pipelines.entity_sets import entity_sets
from pipelines.evaluate import Details, GoldSet, Scores, is_held_out, read_rows
from pipelines.gold_places import place_sets
from pipelines.gold_public import public_sets
from pipelines.gold_signals import annotations, score_gold
from transforms.evaluation.entities import missing_entities
from transforms.evaluation.seed import score_seed
from transforms.event_time.score import score_dates
from transforms.language.detect import load_detector
from transforms.language.score import score_language
from transforms.quantities.score import score_numbers, score_quantities

Row = Mapping[str, Any]
#: A folder that is not there, so that public sets are told as not measured.
_NO_DATA: Final = Path("no --data given")

_SLOT_LANGUAGES: Final = ("ar", "de", "en", "es", "fr", "it", "nl", "pt", "tr", "zh")


def gold_sets(gold: Path, data: Path | None) -> Iterator[GoldSet]:
    """Every set, in the order of the report."""
    data = data or _NO_DATA
    yield GoldSet("language.headlines", gold / "language" / "headlines.jsonl", _headlines)
    yield GoldSet("signals", gold / "signals", score_gold)
    yield GoldSet("seed", gold.resolve().parents[2] / "shared" / "seed", _seed)
    yield from entity_sets(gold, data)
    yield GoldSet("language.word_pairs", data / "language" / "word_pairs.jsonl.gz", _word_pairs)
    yield from place_sets(data)
    yield from public_sets(gold, data)
    slots = data / "slots"
    yield GoldSet("quantities", slots / "quantities_military.jsonl.gz", _quantities)
    for language in _SLOT_LANGUAGES:
        yield GoldSet(f"numbers.{language}", slots / f"number.{language}.jsonl.gz", _numbers)
        yield GoldSet(f"dates.{language}", slots / f"datetime.{language}.jsonl.gz", _dates)


def _headlines(path: Path) -> Scores:
    """Held-out half only: the other half was looked at."""
    rows = [(row["text"], row["lang"]) for row in read_rows(path) if is_held_out(row)]
    vote, reference = (score_language(rows, load_detector(name)) for name in ("vote", "langdetect"))
    return Scores(
        {
            "held_out": vote["accuracy"],
            "lead_over_langdetect": vote["accuracy"] - reference["accuracy"],
        }
    )


def _seed(folder: Path) -> Scores:
    """The article the project began with, as shares of what must be read out of it."""
    expected = json.loads((folder / "expected.json").read_bytes())
    article = {
        "id": "seed",
        "text": (folder / expected["article"]["file"]).read_text(encoding="utf-8"),
        "published_at": expected["article"]["published_at"],
    }
    (annotation,) = annotations([article])
    score = score_seed(annotation.article.full_text, expected, annotation.signals)
    missing = missing_entities(expected["entities"], annotation.entities)
    return Scores(
        {
            "signals": len(score.matched) / len(expected["signals"]),
            "none_forbidden": float(not score.wrong),
            "entities": 1 - len(missing) / len(expected["entities"]),
        }
    )


def _word_pairs(path: Path) -> Scores:
    rows = [(row["text"], row["lang"]) for row in read_rows(path)]
    # langdetect-rs gives the labels and probabilities of langdetect at fifty times its speed.
    vote, reference = (
        score_language(rows, load_detector(name)) for name in ("vote", "langdetect-rs")
    )
    table = tuple(
        (name.removeprefix("accuracy."), f"{vote[name]:.2f}", f"{reference[name]:.2f}")
        for name in vote
        if name.startswith("accuracy.")
    )
    header = ("language", "vote", "langdetect")
    return Scores({"accuracy": vote["accuracy"]}, Details("Two words, by language", header, table))


def _quantities(path: Path) -> Scores:
    rows = list(read_rows(path))
    scores = score_quantities(rows)
    empty = sum(not row["quantities"] for row in rows)
    held_out = score_quantities([row for row in rows if is_held_out(row)])
    return Scores(
        {
            "f1": scores["f1"],
            "held_out_f1": held_out["f1"],
            "empty_without_false": 1 - scores["false_positives_in_empty"] / empty,
        }
    )


def _numbers(path: Path) -> Scores:
    return Scores({"f1": score_numbers(read_rows(path))["f1"]})


def _dates(path: Path) -> Scores:
    return Scores({"accuracy": score_dates(read_rows(path))["accuracy"]})
