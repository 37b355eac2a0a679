"""Fits the confidence of signals on the development half of the gold: `make calibrate`."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.evaluate import is_held_out, read_rows
from pipelines.gold_signals import annotations
from transforms.evaluation.signals import right_ones
from transforms.signals.confidence import COEFFICIENTS_FILE, features
from transforms.signals.lexicon import load_lexicon

_GOLD = Path("tests/gold/signals")
_STEPS = 50
_RIDGE = 1.0

Example = tuple[dict[str, float], bool]


def main() -> None:
    """Writes the coefficients."""
    examples = [example for path in sorted(_GOLD.glob("*.jsonl")) for example in _examples(path)]
    names = list(examples[0][0])
    table = np.array([[example[name] for name in names] for example, _ in examples])
    right = np.array([is_right for _, is_right in examples], dtype=float)
    fitted = fit_logistic(table, right)
    text = json.dumps(dict(zip(names, fitted.round(3).tolist(), strict=True)), indent=2)
    COEFFICIENTS_FILE.write_text(text + "\n", encoding="utf-8")
    print(f"{len(examples)} signals, {right.mean():.3f} right: {COEFFICIENTS_FILE}")  # noqa: T201 - this is what the command says


def _examples(path: Path) -> Iterator[Example]:
    rows = [row for row in read_rows(path) if not is_held_out(row)]
    lexicon = load_lexicon(path.stem.partition("_")[0])
    if lexicon is None:
        return
    weights = {t.rule: t.weight for entries in lexicon.entries for _, t in entries.triggers}
    for row, annotation in zip(rows, annotations(rows), strict=True):
        right = right_ones(row, annotation.signals)
        for signal, is_right in zip(annotation.signals, right, strict=True):
            yield dict(features(signal, weights[signal.rule_ids[0]])), is_right


def fit_logistic(table: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coefficients of a ridge-penalised logistic regression by Newton's method.

    Args:
        table: examples by features.
        right: 1 for an example that is right, else 0.
    """
    found = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-table @ found))
        spread = share * (1 - share)
        curvature = table.T @ (table * spread[:, None]) + _RIDGE * np.eye(len(found))
        found += np.linalg.solve(curvature, table.T @ (right - share) - _RIDGE * found)
    return found


if __name__ == "__main__":
    main()
