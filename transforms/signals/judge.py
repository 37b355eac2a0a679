"""How likely a text states a type: a logistic model over what stands in a sentence.

A rule knows the words of its own form; the model weighs all that stands around them. Its features
are what the lexicons of all languages call by the same names, and what words mean in any language,
so that one model serves every language. Its coefficients are fitted by `make calibrate` on
sentences labelled with types.

The model has two levels. The signs of a sentence (classes of words, labels of entities, types whose
words might begin there) and the meanings of its words give a score for each type, and one for any
type at all. For a type whose words stand in the sentence these scores, and how far its rules hold,
give the chance that it is meant.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.vocabulary import SIGNAL_TYPES, SignalType
from transforms.signals.meaning import mean, vectors
from transforms.signals.weigh import Standing, Weighed

COEFFICIENTS_FILE: Final = Path(__file__).parent / "data" / "judge.json"
TYPES: Final = SIGNAL_TYPES
_NUMBERS: Final = {type_: number for number, type_ in enumerate(TYPES)}
_FURTHEST: Final = 8.0
#: The name in the file of where all scores begin.
_BEGIN: Final = "begin"
#: Log odds below which shares are no different from nothing.
_LOWEST: Final = -50.0
_LEAST: Final = 0.02
_MOST: Final = 0.98
#: Log odds by which a sentence of an article states a type less often than a training text does:
#: a third of the ones state any (114 of 347, development gold), six in ten of the others.
_ARTICLE_DISCOUNT: Final = 1.0
#: Words remembered at most: some 60 MB.
_MOST_WORDS: Final = 100_000


class Verdict(NamedTuple):
    """What the model says of a sentence, as chances 0–1.

    Attributes:
        any_type: that it states any type at all, by its signs and words alone.
        chances: that it states each type that its words may tell.
    """

    any_type: float
    chances: Mapping[SignalType, float]


@dataclass(frozen=True, eq=False)
class Judge:
    """The model.

    Attributes:
        signs: for each sign, which row of `scores` is its own.
        scores: what each sign adds to the score of each of `TYPES`, and of any type at all (last);
            the last row is where all begin.
        meanings: what each dimension of a sentence's meaning adds to the same scores.
        pairs: coefficients of `pair_table`.
    """

    signs: Mapping[str, int]
    scores: NDArray[np.float64]
    meanings: NDArray[np.float64]
    pairs: NDArray[np.float64]
    #: What each word adds, remembered.
    _added: dict[str, NDArray[np.float64]] = field(default_factory=dict, repr=False)

    def verdict(self, asked: Weighed) -> Verdict:
        """How likely the sentence states each type that its words may tell."""
        scores = self.scores_of(asked)
        any_type = float(sigmoid(scores[-1]))
        if not asked.standings:
            return Verdict(any_type, {})
        odds = pair_table(scores, asked.standings) @ self.pairs
        shares = sigmoid(odds - _ARTICLE_DISCOUNT if asked.in_article else odds)
        chances = {
            standing.type: round(min(_MOST, max(_LEAST, share)), 3)
            for standing, share in zip(asked.standings, shares.tolist(), strict=True)
        }
        return Verdict(any_type, chances)

    def scores_of(self, asked: Weighed) -> NDArray[np.float64]:
        """The log odds of each of `TYPES`, and of any type at all, by signs and words alone."""
        # Sorted, since a sum of floats depends on its order and a set has another in each process.
        rows = sorted(self.signs[sign] for sign in asked.signs if sign in self.signs)
        scores: NDArray[np.float64] = self.scores[[*rows, -1]].sum(axis=0)
        if asked.words:
            scores = scores + mean(self._adding(sorted(asked.words)))
        return scores

    def _adding(self, words: Sequence[str]) -> NDArray[np.float64]:
        """What each of the words adds to the scores if it stands alone."""
        # Read once each: another thread may forget all that is remembered at any moment.
        added = {word: known for word in words if (known := self._added.get(word)) is not None}
        if new := [word for word in words if word not in added]:
            made = dict(zip(new, (vectors(new) @ self.meanings).round(3), strict=True))
            if len(self._added) > _MOST_WORDS:
                self._added.clear()
            self._added.update(made)
            added |= made
        return np.array([added[word] for word in words])


def pair_table(scores: NDArray[np.float64], standings: Sequence[Standing]) -> NDArray[np.float64]:
    """The features of the second level: one row for each standing.

    Args:
        scores: log odds of each of `TYPES`, and of any type at all, by signs and words.
        standings: of the types that the sentence's words may tell.
    """
    scores = scores.clip(-_FURTHEST, _FURTHEST)
    types, any_type = scores[:-1], scores[-1]
    numbers = [_NUMBERS[one.type] for one in standings]
    own = types[numbers]
    facts = np.array([one[1:] for one in standings], np.float64)
    weight, formed, held, blocked, kept, several = facts.T
    # The highest score of another type that is kept: the second highest for the highest itself.
    lowest = [-_FURTHEST, -_FURTHEST]
    second, first = np.sort([*lowest, *own[kept > 0]])[-2:]
    others = np.where((kept > 0) & (own == first), second, first)
    table = np.zeros((len(standings), _OTHER_FEATURES + len(TYPES)))
    table[:, :_OTHER_FEATURES] = np.stack([
        np.ones(len(standings)), own, np.full(len(standings), any_type),
        kept, formed, held, blocked, several, weight,
        weight * kept, own * kept, any_type * kept,
        kept.sum() > kept, others, np.log1p(_ranks(types)[numbers]),
        types.max() - own, np.full(len(standings), len(standings)),
    ], axis=1)  # fmt: skip
    table[np.arange(len(standings)), _OTHER_FEATURES + np.array(numbers)] = 1.0
    return table


_OTHER_FEATURES: Final = 17


def _ranks(scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """How many scores are higher than each."""
    return (-scores).argsort(kind="stable").argsort(kind="stable")


def sigmoid(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds as shares, 0–1."""
    return 1 / (1 + np.exp(-np.maximum(scores, _LOWEST)))


def write_judge(judge: Judge) -> None:
    """Writes the model's coefficients, rounded, where `load_judge` finds them."""
    names = [*judge.signs, _BEGIN]
    scores = dict(zip(names, judge.scores.round(2).tolist(), strict=True))
    parts = {
        "types": json.dumps(TYPES),
        "pairs": json.dumps(judge.pairs.round(3).tolist()),
        "signs": f"{{{_lines(f'{json.dumps(name)}: {row}' for name, row in scores.items())}}}",
        "meanings": f"[{_lines(map(json.dumps, judge.meanings.round(2).tolist()))}]",
    }
    text = ",\n".join(f'"{name}": {part}' for name, part in parts.items())
    COEFFICIENTS_FILE.write_text(f"{{{text}}}\n", encoding="utf-8")


def _lines(items: Iterable[str]) -> str:
    return "\n" + ",\n".join(items) + "\n"


@cache
def load_judge() -> Judge:
    """The model. One per process.

    Raises:
        ValueError: it was fitted for other types.
    """
    known = json.loads(COEFFICIENTS_FILE.read_bytes())
    if tuple(known["types"]) != TYPES:
        raise ValueError(f"{COEFFICIENTS_FILE} is for other types: run `make calibrate`")
    return Judge(
        {name: number for number, name in enumerate(known["signs"]) if name != _BEGIN},
        np.array(list(known["signs"].values())),
        np.array(known["meanings"]),
        np.array(known["pairs"]),
    )
