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
from transforms.signals.extract import load_extractor
from transforms.signals.judge import (
    COEFFICIENTS_FILE,
    TYPES,
    Judge,
    Standing,
    Weighed,
    pair_table,
    sigmoid,
    write_judge,
)

Table = NDArray[np.float64]

_TRAINING: Final = Path("tests/gold/training")
#: Rarer signs are left out.
_LEAST_ROWS: Final = 8
_FOLDS: Final = 5
_SIGN_RIDGE: Final = 4.0
_PAIR_RIDGE: Final = 3.0
_STEPS: Final = 30
_CONVERGED: Final = 1e-4
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
    truth = np.array([[t in e.types for t in TYPES] + [bool(e.types)] for e in examples], float)
    folds = np.array([example.fold for example in examples])
    scores = np.zeros(truth.shape)
    for fold in range(_FOLDS):
        scores[folds == fold] = table[folds == fold] @ _fit_scores(
            table[folds != fold], truth[folds != fold]
        )
    asked = [n for n, e in enumerate(examples) if e.asked.standings and not e.seen]
    pairs = np.vstack([pair_table(scores[n], examples[n].asked.standings) for n in asked])
    standings = [(n, standing) for n in asked for standing in examples[n].asked.standings]
    right = np.array([standing.type in examples[n].types for n, standing in standings], float)
    of_fold = np.array([folds[n] for n, _ in standings])
    shares = np.zeros(len(right))
    for fold in range(_FOLDS):
        fitted = fit_logistic(pairs[of_fold != fold], right[of_fold != fold], _PAIR_RIDGE)
        shares[of_fold == fold] = sigmoid(pairs[of_fold == fold] @ fitted)
    judge = Judge(numbers, _fit_scores(table, truth), fit_logistic(pairs, right, _PAIR_RIDGE))
    return judge, list(zip(shares.tolist(), (right > _HALF).tolist(), strict=True))


def _fit_scores(table: Table, truth: Table) -> Table:
    """Coefficients of signs by types."""
    columns = [fit_logistic(table, truth[:, n], _SIGN_RIDGE) for n in range(truth.shape[1])]
    return np.array(columns).T


def fit_logistic(table: Table, right: Table, ridge: float) -> Table:
    """Coefficients of a ridge-penalised logistic regression by Newton's method.

    Args:
        table: examples by features.
        right: 1 for an example that is right, else 0.
        ridge: weight of half the squared coefficients against the log loss.
    """
    found = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        share = sigmoid(table @ found)
        spread = share * (1 - share)
        curvature = table.T @ (table * spread[:, None]) + ridge * np.eye(len(found))
        step = np.linalg.solve(curvature, table.T @ (right - share) - ridge * found)
        found += step
        if abs(step).max() < _CONVERGED:
            break
    return found


def _examples(path: Path) -> Iterator[Example]:
    """The labelled texts of a file, `types<TAB>text` a line, "-" for none."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    language = Language(path.stem, None, "input")
    articles = [(_article(text, path.stem), language) for _, text in lines]
    extractor = load_extractor()
    for (types, text), analysed in zip(lines, load_analyser().analyse(articles), strict=True):
        if isinstance(analysed, RejectedItemError):
            raise analysed
        fold = hashlib.sha256(text.encode()).digest()[0] % _FOLDS
        asked = _merged(extractor.weigh(analysed))
        yield Example(asked, frozenset(types.split(",")) - {"-"}, path.parent.name == "seen", fold)


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
    return Weighed(signs, tuple(by_type.values()))


if __name__ == "__main__":
    main()
