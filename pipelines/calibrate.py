"""Fits how likely a text states a type of signal: `make calibrate`."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.clock import system_clock
from schemas.article import Article, Language
from schemas.errors import RejectedItemError
from schemas.rejection import DroppedRow
from transforms.analysis.analyse import load_analyser
from transforms.evaluation.calibration import auroc, calibration_error
from transforms.normalise.json_article import parse_json_article
from transforms.normalise.normalise import normalise
from transforms.signals.extract import SignalExtractor
from transforms.signals.judge import (
    COEFFICIENTS_FILE,
    TYPES,
    Judge,
    pair_table,
    sigmoid,
    write_judge,
)
from transforms.signals.meaning import DIMENSIONS, mean, vectors
from transforms.signals.weigh import Standing, Weighed

Table = NDArray[np.float64]

_TRAINING: Final = Path("tests/gold/training")
#: Rarer signs are left out.
_LEAST_ROWS: Final = 8
_FOLDS: Final = 5
#: Words whose vectors are made at once.
_BATCH: Final = 256
_SIGN_RIDGE: Final = 4.0
_PAIR_RIDGE: Final = 3.0
#: How much dearer a coefficient of a sign is than one of a meaning.
_MEANING_SCALE: Final = 8.0
_STEPS: Final = 200
_CONVERGED: Final = 1e-3
_HALF: Final = 0.5


class Example(NamedTuple):
    """A labelled text as the engine sees it."""

    asked: Weighed
    types: frozenset[str]
    #: Whether whoever writes rules may read it, so that they may know its words.
    seen: bool
    fold: int


def main() -> None:
    """Writes the coefficients."""
    examples = [one for path in sorted(_TRAINING.glob("*/*.tsv")) for one in _examples(path)]
    judge, given = fit_judge(examples)
    write_judge(judge)
    print(  # noqa: T201 - this is what the command says
        f"{len(examples)} texts, {len(given)} possible signals in those not seen; out of fold "
        f"AUROC {auroc(given):.3f}, calibration error {calibration_error(given):.3f}: "
        f"{COEFFICIENTS_FILE}"
    )


def fit_judge(examples: Sequence[Example]) -> tuple[Judge, list[tuple[float, bool]]]:
    """The model, and the chances it gives to possible signals out of fold, with what is true.

    The first level is fitted on all examples; the second on those that rules were not written by,
    since rules hold there as often as in news, and on scores that the first gives out of fold.
    """
    counts = Counter(sign for example in examples for sign in example.asked.signs)
    signs = sorted(sign for sign, count in counts.items() if count >= _LEAST_ROWS)
    numbers = {sign: number for number, sign in enumerate(signs)}
    table = np.zeros((len(examples), len(signs) + 1))
    table[:, -1] = 1.0
    for row, example in zip(table, examples, strict=True):
        row[[numbers[sign] for sign in example.asked.signs if sign in numbers]] = 1.0
    table = np.hstack([table, _MEANING_SCALE * _meanings(examples)])
    truth = np.array([[t in e.types for t in TYPES] + [bool(e.types)] for e in examples], float)
    folds = np.array([example.fold for example in examples])
    scores = np.zeros(truth.shape)
    for fold in range(_FOLDS):
        others = folds != fold
        scores[~others] = table[~others] @ fit_logistic(table[others], truth[others], _SIGN_RIDGE)
    asked = [n for n, e in enumerate(examples) if e.asked.standings and not e.seen]
    pairs = np.vstack([pair_table(scores[n], examples[n].asked.standings) for n in asked])
    standings = [(n, standing) for n in asked for standing in examples[n].asked.standings]
    right = np.array([standing.type in examples[n].types for n, standing in standings], float)
    of_fold = np.array([folds[n] for n, _ in standings])
    shares = np.zeros(len(right))
    for fold in range(_FOLDS):
        others = of_fold != fold
        fitted = fit_logistic(pairs[others], right[others, None], _PAIR_RIDGE)
        shares[of_fold == fold] = sigmoid(pairs[of_fold == fold] @ fitted)[:, 0]
    fitted = fit_logistic(table, truth, _SIGN_RIDGE)
    by_sign, by_meaning = fitted[:-DIMENSIONS], fitted[-DIMENSIONS:] * _MEANING_SCALE
    pair_coefficients = fit_logistic(pairs, right[:, None], _PAIR_RIDGE)[:, 0]
    judge = Judge(numbers, by_sign, by_meaning, pair_coefficients)
    return judge, list(zip(shares.tolist(), (right > _HALF).tolist(), strict=True))


def _meanings(examples: Sequence[Example]) -> Table:
    """The meaning of each text: texts by `DIMENSIONS`."""
    words = sorted({word for example in examples for word in example.asked.words})
    of_word = np.vstack([vectors(words[n : n + _BATCH]) for n in range(0, len(words), _BATCH)])
    rows = {word: number for number, word in enumerate(words)}
    table = np.zeros((len(examples), DIMENSIONS))
    for row, example in zip(table, examples, strict=True):
        if own := sorted(example.asked.words):
            row[:] = mean(of_word[[rows[word] for word in own]])
    return table


def fit_logistic(table: Table, right: Table, ridge: float) -> Table:
    """Coefficients of ridge-penalised logistic regressions, features by outcomes.

    All outcomes share one bound on the curvature of the loss, a quarter of the features' products
    (Böhning and Lindsay 1988), so that one matrix is inverted; steps are accelerated after
    Nesterov.

    Args:
        table: examples by features.
        right: examples by outcomes, 1 for an example that is right, else 0.
        ridge: weight of half the squared coefficients against the log loss.
    """
    bound = np.linalg.inv(table.T @ table / 4 + ridge * np.eye(table.shape[1]))
    found = before = np.zeros((table.shape[1], right.shape[1]))
    for step in range(_STEPS):
        ahead = found + step / (step + 3) * (found - before)
        slope = table.T @ (right - sigmoid(table @ ahead)) - ridge * ahead
        before, found = found, ahead + bound @ slope
        if abs(found - before).max() < _CONVERGED:
            break
    return found


def _examples(path: Path) -> Iterator[Example]:
    """The labelled texts of a file, `types<TAB>text` a line, "-" for none."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    language = Language(path.stem, None, "input")
    articles = [(_article(text, path.stem), language) for _, text in lines]
    extractor = SignalExtractor()
    for (types, text), analysed in zip(lines, load_analyser().analyse(articles), strict=True):
        if isinstance(analysed, RejectedItemError):
            raise analysed
        fold = hashlib.sha256(text.encode()).digest()[0] % _FOLDS
        asked = _merged(extractor.weigh(analysed))
        stated = frozenset(types.split(",")) - {"-"}
        yield Example(asked, stated, path.parent.name == "seen", fold)


def _article(text: str, language: str) -> Article:
    document = json.dumps({"id": text[:40], "text": text, "language": language}).encode()
    raw = parse_json_article(document, source="training", retrieved_at=system_clock())
    if isinstance(raw, RejectedItemError):
        raise raw
    article = normalise(raw)
    if isinstance(article, DroppedRow):
        raise ValueError(f"a training text that is no article: {text!r}")
    return article


def _merged(asked: Sequence[Weighed]) -> Weighed:
    """What the judge is asked of the sentences of a text, as if they were one."""
    by_type: dict[str, Standing] = {}
    for one in (standing for weighed in asked for standing in weighed.standings):
        before = by_type.get(one.type, one)
        by_type[one.type] = Standing(
            one.type,
            max(before.weight, one.weight),
            before.formed or one.formed,
            before.held or one.held,
            before.blocked or one.blocked,
            before.kept or one.kept,
            before.several or one.several,
        )
    signs = frozenset().union(*[weighed.signs for weighed in asked])
    words = frozenset().union(*[weighed.words for weighed in asked])
    return Weighed(signs, words, tuple(by_type.values()))


if __name__ == "__main__":
    main()
