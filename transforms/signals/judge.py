"""How likely a text states a type: a logistic model over what the lexicon sees in a sentence.

A rule knows the words of its own form; the model weighs all that stands around them. Its features
are no words but what the lexicons of all languages call by the same names, so that one model serves
every language. Its coefficients are fitted by `make calibrate` on sentences labelled with types.

The model has two levels. The signs of a sentence (classes of words, labels of entities, types whose
words might begin there) give a score for each type, and one for any type at all. For a type whose
words stand in the sentence these scores, and how far its rules hold, give the chance that it is
meant.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from schemas.vocabulary import SIGNAL_TYPES, SignalType
from transforms.signals.passage import Passage
from transforms.signals.scan import Candidate
from transforms.signals.triggers import Found, form_end

COEFFICIENTS_FILE: Final = Path(__file__).parent / "data" / "judge.json"
TYPES: Final = SIGNAL_TYPES
#: Classes of which each name has one of its own; which one says nothing of what happens.
_OWNED: Final = ("state:", "army:", "group:", "leader:")
_NUMBERS: Final = {type_: number for number, type_ in enumerate(TYPES)}
_FURTHEST: Final = 8.0
_LEAST: Final = 0.02
_MOST: Final = 0.98


#: What has a trigger.
Told = TypeVar("Told", Candidate, Found)


class Standing(NamedTuple):
    """How far the rules of one type hold in a sentence.

    Attributes:
        weight: how often the words of its best trigger mean it, 0–1.
        formed: whether the form of one matches.
        held: whether its needs are met as well.
        blocked: whether one that holds has a word near it that forbids it.
        kept: whether one is left that no guard and no better trigger takes away.
        several: whether several are.
    """

    type: SignalType
    weight: float
    formed: bool
    held: bool
    blocked: bool
    kept: bool
    several: bool


class Weighed(NamedTuple):
    """What the model is asked of a sentence."""

    signs: frozenset[str]
    standings: tuple[Standing, ...]


def weighed(
    passage: Passage,
    candidates: Sequence[Candidate],
    found: Collection[Found],
    kept: Collection[Found],
    *,
    military: bool,
) -> Weighed:
    """What the model is asked of a sentence.

    Args:
        passage: the sentence.
        candidates: possible triggers that begin in it.
        found: those of them that hold, blocked ones among them.
        kept: those of them that are left in the end.
        military: whether the article as a whole is about armed forces.
    """
    around = ["@military"] if military else []
    return Weighed(
        frozenset([*_signs(passage, candidates), *around]),
        tuple(_standings(passage, candidates, found, kept)),
    )


def _signs(passage: Passage, candidates: Sequence[Candidate]) -> Iterator[str]:
    for name in passage.class_names:
        owned = name.startswith(_OWNED)
        yield name.partition(":")[0] if owned else name
    for entity in passage.entities:
        yield f"@{entity.label}"
    for candidate in candidates:
        yield f"?{candidate.trigger.type}"


def _standings(
    passage: Passage,
    candidates: Sequence[Candidate],
    found: Collection[Found],
    kept: Collection[Found],
) -> Iterator[Standing]:
    tried = _by_type(candidates)
    held, left = _by_type(found), _by_type(kept)
    for type_, possible in tried.items():
        holding, believed = held.get(type_, ()), left.get(type_, ())
        yield Standing(
            type_,
            max(one.trigger.weight for one in believed or possible),
            bool(holding) or any(form_end(passage, one) is not None for one in possible),
            bool(holding),
            any(one.blocked_by for one in holding),
            bool(believed),
            len({one.trigger.rule for one in believed}) > 1,
        )


def _by_type(items: Iterable[Told]) -> dict[SignalType, list[Told]]:
    grouped: dict[SignalType, list[Told]] = {}
    for item in items:
        grouped.setdefault(item.trigger.type, []).append(item)
    return grouped


@dataclass(frozen=True, eq=False)
class Judge:
    """The model.

    Attributes:
        signs: for each sign, which row of `scores` is its own.
        scores: what each sign adds to the score of each of `TYPES`, and of any type at all (last);
            the last row is where all begin.
        pairs: coefficients of `pair_table`.
    """

    signs: Mapping[str, int]
    scores: NDArray[np.float64]
    pairs: NDArray[np.float64]

    def chances(self, asked: Weighed) -> Mapping[SignalType, float]:
        """The chance that the sentence states each type that its words may tell, 0–1."""
        if not asked.standings:
            return {}
        scores = self.scores_of(asked.signs)
        shares = sigmoid(pair_table(scores, asked.standings) @ self.pairs)
        return {
            standing.type: round(min(_MOST, max(_LEAST, share)), 3)
            for standing, share in zip(asked.standings, shares.tolist(), strict=True)
        }

    def scores_of(self, signs: Collection[str]) -> NDArray[np.float64]:
        """The log odds of each of `TYPES`, and of any type at all, by the signs alone."""
        # Sorted, since a sum of floats depends on its order and a set has another in each process.
        rows = sorted(self.signs[sign] for sign in signs if sign in self.signs)
        return cast(NDArray[np.float64], self.scores[[*rows, -1]].sum(axis=0))


def pair_table(scores: NDArray[np.float64], standings: Sequence[Standing]) -> NDArray[np.float64]:
    """The features of the second level: one row for each standing.

    Args:
        scores: log odds of each of `TYPES`, and of any type at all, by the signs.
        standings: of the types that the sentence's words may tell.
    """
    scores = scores.clip(-_FURTHEST, _FURTHEST)
    ranks = (-scores[:-1]).argsort().argsort()
    highest = scores[:-1].max()
    table = np.zeros((len(standings), _OTHER_FEATURES + len(TYPES)))
    kept = [(one.type, scores[_NUMBERS[one.type]]) for one in standings if one.kept]
    for row, one in zip(table, standings, strict=True):
        number = _NUMBERS[one.type]
        score, any_type = scores[number], scores[-1]
        others = [other for type_, other in kept if type_ != one.type]
        row[:_OTHER_FEATURES] = (
            1.0, score, any_type, one.kept, one.formed, one.held, one.blocked, one.several,
            one.weight, one.weight * one.kept, score * one.kept, any_type * one.kept,
            bool(others), max(others, default=-_FURTHEST), np.log1p(ranks[number]),
            highest - score, len(standings),
        )  # fmt: skip
        row[_OTHER_FEATURES + number] = 1.0
    return table


_OTHER_FEATURES: Final = 17


def sigmoid(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds as shares, 0–1."""
    return 1 / (1 + np.exp(-scores))


def write_judge(judge: Judge) -> None:
    """Writes the model's coefficients, rounded, where `load_judge` finds them."""
    names = [*judge.signs, "begin"]
    lines = [
        f"  {json.dumps(name)}: {json.dumps(row)}"
        for name, row in zip(names, judge.scores.round(2).tolist(), strict=True)
    ]
    pairs = json.dumps(judge.pairs.round(3).tolist())
    scores = ",\n".join(lines)
    text = f'{{"types": {json.dumps(TYPES)},\n"pairs": {pairs},\n"signs": {{\n{scores}\n}}}}\n'
    COEFFICIENTS_FILE.write_text(text, encoding="utf-8")


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
        {name: number for number, name in enumerate(list(known["signs"])[:-1])},
        np.array(list(known["signs"].values())),
        np.array(known["pairs"]),
    )
