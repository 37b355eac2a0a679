"""Public event data: recall where activity is labelled, false signals where there is none."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from pipelines.annotate import Annotation
from pipelines.evaluate import Details, GoldSet, Scores, is_held_out, read_rows
from pipelines.gold_signals import annotations
from transforms.analysis.sentences import split_sentences
from transforms.analysis.tokens import tokenise
from transforms.evaluation.public_signals import ICBE_TYPES, PLOVER_TYPES, recall_by_label

Row = Mapping[str, Any]
#: Data sets in which a signal is a false one, but for rows that are truly military.
NEGATIVES: Final = {
    "bbc": "bbc_negatives",
    "tgcontest": "tgcontest_categories",
    "india_police": "india_police_sentences_negatives",
}
_PER: Final = 1000


def public_sets(gold: Path, data: Path) -> Iterator[GoldSet]:
    """The public event sets, in the order of the report."""
    signals = data / "signals"
    truly = gold / "truly_military.jsonl"
    for name, file in NEGATIVES.items():
        score = partial(_negatives, truly)
        yield GoldSet(f"negatives.{name}", signals / f"{file}.jsonl.gz", score)
    yield GoldSet("icbe", signals / "icbe_sentences.jsonl.gz", _icbe)
    yield GoldSet("plover", signals / "plover_gsr.jsonl.gz", _plover)
    marks = gold / "viina" / "marks.jsonl"
    path = signals / "viina_strikes_2022_2023.jsonl.gz"
    yield GoldSet("viina", path, partial(_viina, marks))


def _annotated(rows: Sequence[Row]) -> Iterator[tuple[Row, Annotation]]:
    plain = (
        {"id": row["id"], "text": row["text"], "language": row.get("lang", "en")} for row in rows
    )
    yield from zip(rows, annotations(plain), strict=True)


def _negatives(truly: Path, path: Path) -> Scores:
    """Articles and sentences without a signal; rows that are truly military counted and not."""
    military = {row["id"] for row in read_rows(truly)} if truly.exists() else set()
    rows = [row for row in read_rows(path) if row.get("lang", "en") == "en"]
    sample = [row for row in rows if len(rows) <= _PER or is_held_out(dict(row))]
    sentences, hits = {True: 0, False: 0}, {True: 0, False: 0}
    articles, hit = {True: 0, False: 0}, {True: 0, False: 0}
    for row, annotation in _annotated(sample):
        excluded = row["id"] in military
        articles[excluded] += 1
        hit[excluded] += bool(annotation.signals)
        hits[excluded] += len({signal.sentence.start for signal in annotation.signals})
        sentences[excluded] += len(split_sentences(row["text"], tokenise(row["text"]), "en"))
    return Scores(
        {
            "articles_clean": 1 - hit[False] / max(articles[False], 1),
            "sentences_clean": 1 - hits[False] / max(sentences[False], 1),
            "articles_clean_none_excluded": 1 - sum(hit.values()) / sum(articles.values()),
        }
    )


def _icbe(path: Path) -> Scores:
    """Recall on labelled sentences; a half of those that are not military, by their id."""
    rows = [row for row in read_rows(path) if row["mil"] == "yes" or is_held_out(row)]
    found = [
        (row, {signal.type for signal in annotation.signals})
        for row, annotation in _annotated(rows)
    ]
    recall = recall_by_label(((row["labels"], types) for row, types in found), ICBE_TYPES)
    quiet = [not types for row, types in found if row["mil"] == "no"]
    table = tuple((label, f"{share:.2f}", str(n)) for label, (share, n) in recall.items())
    values = {f"recall.{label.replace(' ', '_')}": share for label, (share, _) in recall.items()}
    return Scores(
        values | {"not_military.clean": sum(quiet) / len(quiet)},
        Details("ICBe: recall by label", ("label", "recall", "rows"), table),
    )


def _plover(path: Path) -> Scores:
    rows = [row for row in read_rows(path) if row["context"] == "military"]
    found = [
        (row["labels"], {signal.type for signal in annotation.signals})
        for row, annotation in _annotated([row for row in rows if row["labels"][0] in PLOVER_TYPES])
    ]
    recall = recall_by_label(found, PLOVER_TYPES)
    right = sum(share * n for share, n in recall.values())
    return Scores({"military.recall": right / sum(n for _, n in recall.values())})


def _viina(marks: Path, path: Path) -> Scores:
    """Of rows marked by hand: signals of force where a strike is stated, and where none is."""
    marked = {row["id"]: row["mark"] for row in read_rows(marks)}
    rows = [
        {**row, "lang": row["lang_guess"]}
        for row in read_rows(path)
        if marked.get(row["id"]) in ("strike", "commentary")
    ]
    found: dict[str, list[bool]] = {"strike": [], "commentary": []}
    for row, annotation in _annotated(rows):
        families = {signal.family for signal in annotation.signals}
        found[marked[row["id"]]].append("force" in families)
    return Scores(
        {
            "strike.recall": sum(found["strike"]) / len(found["strike"]),
            "commentary.clean": 1 - sum(found["commentary"]) / len(found["commentary"]),
        }
    )
