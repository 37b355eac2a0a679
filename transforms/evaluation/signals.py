"""Scores extracted signals against gold rows (tests/gold/signals/README.md gives their format)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from schemas.signal import Signal

GoldRow = Mapping[str, Any]
#: The signals of a gold row's text.
ExtractRow = Callable[[GoldRow], Sequence[Signal]]

_SLOTS = (
    "actor", "target", "place", "place_role", "quantity", "claimant", "stance", "polarity",
    "certainty", "temporality", "time",
)  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """What one row, or several, give: type pairs and slots by whether they are right.

    Attributes:
        pairs: (sentence, type) pairs that are "right", "missed" or "wrong".
        slots: slots of matched pairs, by name and whether they agree.
        negatives: rows without gold signals, by whether one was found in them.
        confidences: of each pair found, with whether it is right.
    """

    pairs: Counter[str] = field(default_factory=Counter)
    slots: Counter[tuple[str, bool]] = field(default_factory=Counter)
    negatives: Counter[bool] = field(default_factory=Counter)
    confidences: list[tuple[float, bool]] = field(default_factory=list)


def tally_row(row: GoldRow, signals: Sequence[Signal]) -> Tally:
    """Compares the signals of one gold row.

    A (sentence, type) pair counts once: the sentence is the one that holds the gold trigger.
    Slots are scored on matched pairs, those that are null on both sides left out.
    """
    tally = Tally()
    if not row["signals"]:
        tally.negatives[bool(signals)] += 1
    _score_row(row, signals, tally)
    return tally


def right_ones(row: GoldRow, signals: Sequence[Signal]) -> list[bool]:
    """For each signal of a gold row, whether its sentence tells its type."""
    text = f"{row['title']}\n{row['text']}" if row["title"] else row["text"]
    wanted = _gold_pairs(text, row, signals)
    return [(signal.sentence.start, signal.type) in wanted for signal in signals]


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    whole = Tally()
    for tally in tallies:
        whole.pairs.update(tally.pairs)
        whole.slots.update(tally.slots)
        whole.negatives.update(tally.negatives)
        whole.confidences.extend(tally.confidences)
    return whole


def score_signals(rows: Iterable[GoldRow], extract: ExtractRow) -> dict[str, float]:
    """Precision, recall and F1 of types, and the share of right slots, over rows; see summary."""
    return summary(total(tally_row(row, extract(row)) for row in rows))


def _score_row(row: GoldRow, signals: Sequence[Signal], tally: Tally) -> None:
    text = f"{row['title']}\n{row['text']}" if row["title"] else row["text"]
    wanted = _gold_pairs(text, row, signals)
    found: dict[tuple[int, str], list[Signal]] = {}
    for signal in signals:
        found.setdefault((signal.sentence.start, signal.type), []).append(signal)
    for key, golds in wanted.items():
        tally.pairs["right" if key in found else "missed"] += 1
        for gold in golds if key in found else ():
            _score_slots(gold, _closest(gold, found[key]), tally.slots)
    tally.pairs["wrong"] += sum(key not in wanted for key in found)
    tally.confidences.extend(
        (max(s.confidence for s in same), key in wanted) for key, same in found.items()
    )


def _gold_pairs(
    text: str, row: GoldRow, signals: Sequence[Signal]
) -> dict[tuple[int, str], list[Mapping[str, Any]]]:
    """Gold signals by sentence and type; without a predicted sentence there, by their own place."""
    starts = {s.sentence.start: s.sentence.end for s in signals}
    pairs: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for gold in row["signals"]:
        at = text.find(gold["trigger"], len(row["title"] or ""))
        at = at if at >= 0 else text.find(gold["trigger"])
        holding = [start for start, end in starts.items() if start <= at < end]
        own = (signal for signal in signals if signal.type == gold["type"])
        # A trigger's words may stand in several sentences; prefer one that has the type.
        start = holding[0] if holding else -1 - at
        if (start, gold["type"]) not in {(s.sentence.start, s.type) for s in signals}:
            start = next(
                (s.sentence.start for s in own if gold["trigger"] in s.sentence.text), start
            )
        pairs.setdefault((start, gold["type"]), []).append(gold)
    return pairs


def _closest(gold: Mapping[str, Any], signals: Sequence[Signal]) -> Signal:
    """Of several signals of the pair, the one that agrees in most slots."""
    return max(signals, key=lambda s: sum(_slot(name, gold, s) is True for name in _SLOTS))


def _score_slots(gold: Mapping[str, Any], signal: Signal, slots: Counter[tuple[str, bool]]) -> None:
    for name in _SLOTS:
        right = _slot(name, gold, signal)
        if right is not None:
            slots[name, right] += 1


def _slot(name: str, gold: Mapping[str, Any], signal: Signal) -> bool | None:
    """Whether a slot agrees; None when both sides leave it empty."""
    match name:
        case "actor":
            return _same_parties(gold["actors"], signal.actors)
        case "target":
            return _same_parties(gold["targets"], signal.targets)
        case "place":
            return _same_places(gold, signal)
        case "place_role":
            return _same_roles(gold, signal)
        case "quantity":
            return _same_quantities(gold, signal)
        case "claimant":
            return _same_claimants(gold, signal)
        case "stance":
            if not gold["attribution"] or not signal.attribution:
                return None
            return bool(gold["attribution"][0]["stance"] == signal.attribution[0].stance)
        case "time":
            return _same_time(gold, signal)
        case _:
            return bool(gold[name] == getattr(signal, name))


def _alike(one: str, other: str) -> bool:
    first, second = one.casefold(), other.casefold()
    return first in second or second in first


def _same_parties(gold: Sequence[Mapping[str, Any]], found: Sequence[Any]) -> bool | None:
    """Whether the first party agrees in country, or in words where it has none."""
    if not gold and not found:
        return None
    if not gold or not found:
        return False
    return any(
        party.country == gold[0]["country"]
        if gold[0]["country"] and party.country
        else _alike(party.text, gold[0]["text"])
        for party in found
    )


def _same_places(gold: Mapping[str, Any], signal: Signal) -> bool | None:
    if not gold["locations"] and not signal.locations:
        return None
    wanted = [place["text"] for place in gold["locations"]]
    return any(_alike(place.text, text) for place in signal.locations for text in wanted)


def _same_roles(gold: Mapping[str, Any], signal: Signal) -> bool | None:
    pairs = [
        (place.role, wanted["role"])
        for place in signal.locations
        for wanted in gold["locations"]
        if _alike(place.text, wanted["text"])
    ]
    return any(role == wanted for role, wanted in pairs) if pairs else None


def _same_quantities(gold: Mapping[str, Any], signal: Signal) -> bool | None:
    if not gold["quantities"] and not signal.quantities:
        return None
    wanted = {(q["value"], q["low"], q["high"], q["unit"]) for q in gold["quantities"]}
    return any(
        (q.value, q.low, q.high, q.unit) in wanted
        or (q.value is not None and (q.value, q.unit) in {(w[0], w[3]) for w in wanted})
        or ((None, q.low, q.high, q.unit) in wanted)
        for q in signal.quantities
    )


def _same_claimants(gold: Mapping[str, Any], signal: Signal) -> bool | None:
    """Whether the innermost claimants agree in words."""
    if not gold["attribution"] and not signal.attribution:
        return None
    if not gold["attribution"] or not signal.attribution:
        return False
    return _alike(gold["attribution"][0]["claimant"], signal.attribution[0].claimant)


def _same_time(gold: Mapping[str, Any], signal: Signal) -> bool | None:
    """Whether the event's interval touches the gold one; a fallback is no time."""
    wanted, found = gold["event_time"], signal.event_time
    told = found.basis in ("explicit", "relative")
    if not wanted:
        return False if told else None
    if not told:
        return False
    # Gold dates are inclusive days; comparing day by day keeps both ends in.
    start = found.start.isoformat()[:10] if found.start else ""
    end = found.end.isoformat() if found.end else "9999"
    return (wanted["start"] or "") < end and start <= (wanted["end"] or "9999")[:10]


def summary(tally: Tally) -> dict[str, float]:
    """Scores by name (`type.f1`, `slot.actor`, `negatives.false`, …), and `n.*` counts.

    `negatives.false` is the share of rows without gold signals that got one. What was not measured
    is left out.
    """
    scores: dict[str, float] = {}
    pairs, slots, negatives = tally.pairs, tally.slots, tally.negatives
    wanted = pairs["right"] + pairs["missed"]
    if wanted:
        found = pairs["right"] + pairs["wrong"]
        scores["type.precision"] = pairs["right"] / found if found else 0.0
        scores["type.recall"] = pairs["right"] / wanted
        scores["type.f1"] = 2 * pairs["right"] / (found + wanted)
        scores["n.pairs"] = float(wanted)
    for name in _SLOTS:
        compared = slots[name, True] + slots[name, False]
        if compared:
            scores[f"slot.{name}"] = slots[name, True] / compared
    if negatives:
        scores["n.negatives"] = float(negatives.total())
        scores["negatives.false"] = negatives[True] / negatives.total()
    return scores


def f1_interval(tallies: Sequence[Tally], resamples: int = 1000) -> tuple[float, float]:
    """The 95 % interval of the type F1 by the percentile bootstrap over rows, always the same.

    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    counts = np.array([[t.pairs[k] for k in ("right", "missed", "wrong")] for t in tallies])
    chosen = np.random.default_rng(0).integers(0, len(counts), (resamples, len(counts)))
    right, missed, wrong = counts[chosen].sum(axis=1).T
    f1 = 2 * right / np.maximum(2 * right + missed + wrong, 1)
    low, high = np.quantile(f1, (0.025, 0.975))
    return float(low), float(high)
