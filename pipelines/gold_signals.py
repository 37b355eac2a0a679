"""The project's own gold for signals, scored by language and together."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pipelines.annotate import Annotation, Annotator
from pipelines.clock import system_clock
from pipelines.evaluate import Details, Scores, is_held_out, read_rows
from transforms.analysis.analyse import load_analyser
from transforms.evaluation.calibration import auroc, calibration_error, occupied_bins
from transforms.evaluation.signals import Tally, f1_interval, summary, tally_row, total
from transforms.language.detect import load_detector
from transforms.normalise.json_article import parse_json_article
from transforms.signals.extract import load_extractor

Row = Mapping[str, Any]
_HALVES: Final = ("development", "test")
_ARTICLES: Final = "_articles"
_NEGATIVES: Final = "_negatives"
#: Kinds of gold files, and the names under which all languages together are measured.
_KINDS: Final = {"": "all", _ARTICLES: "articles", _NEGATIVES: "negatives"}


def score_gold(folder: Path) -> Scores:
    """Types and slots of both halves, by language and together, and calibration on the test half.

    The development half was looked at while the rules were written.
    """
    values: dict[str, float] = {}
    pooled: dict[tuple[str, str], list[Tally]] = {}
    table: list[tuple[str, ...]] = []
    for path in sorted(folder.glob("*.jsonl")):
        kind = next((k for k in (_ARTICLES, _NEGATIVES) if path.stem.endswith(k)), "")
        tallies = _by_half(list(read_rows(path)))
        for half, some in tallies.items():
            pooled.setdefault((kind, half), []).extend(some)
            if not kind:
                values |= _values(f"{path.stem}.{half}", kind, some)
        if not kind:
            table.append(_line(path.stem, tallies))
    for (kind, half), tally in pooled.items():
        values |= _values(f"{_KINDS[kind]}.{half}", kind, tally)
    table.append(_line("all", {half: pooled["", half] for half in _HALVES}))
    stated = total(t for (_, half), some in pooled.items() if half == "test" for t in some)
    values["confidence.test.calibration"] = 1 - calibration_error(stated.confidences)
    values["confidence.test.auroc"] = auroc(stated.confidences)
    values["confidence.test.occupied_bins"] = float(occupied_bins(stated.confidences))
    header = ("language", "pairs", "development F1", "test F1", "95 % interval")
    return Scores(values, Details("Signals, own gold: type F1", header, tuple(table)))


def annotations(rows: Iterable[Row]) -> Iterator[Annotation]:
    """The annotation of each row, as `vedette annotate` gives it."""
    annotator = Annotator(load_detector(), load_analyser(), load_extractor(), system_clock)
    raws = (
        parse_json_article(json.dumps(row).encode(), source="gold", retrieved_at=system_clock())
        for row in rows
    )
    for result in annotator.annotate(raws):
        if not isinstance(result, Annotation):
            raise ValueError(f"gold that cannot be annotated: {result}")
        yield result


def _by_half(rows: Sequence[Row]) -> dict[str, list[Tally]]:
    halves: dict[str, list[Tally]] = {half: [] for half in _HALVES}
    for row, annotation in zip(rows, annotations(rows), strict=True):
        halves[_HALVES[is_held_out(dict(row))]].append(tally_row(row, annotation.signals))
    return halves


def _values(name: str, kind: str, tallies: Sequence[Tally]) -> dict[str, float]:
    """What is pinned: of negatives the share without a false signal, else types and slots."""
    scores = summary(total(tallies))
    if kind == _NEGATIVES:
        return {f"{name}.clean": 1 - scores["negatives.false"]} if tallies else {}
    return {
        f"{name}.{key}": value
        for key, value in scores.items()
        if key.startswith("type.") or (key.startswith("slot.") and name.endswith("test"))
    }


def _line(language: str, tallies: Mapping[str, Sequence[Tally]]) -> tuple[str, ...]:
    scores = {half: summary(total(some)) for half, some in tallies.items()}
    low, high = f1_interval(tallies["test"])
    return (
        language,
        f"{scores['test']['n.pairs']:.0f}",
        f"{scores['development']['type.f1']:.3f}",
        f"{scores['test']['type.f1']:.3f}",
        f"{low:.2f}–{high:.2f}",
    )
