"""The ledger: what a run counted, and whether every article is accounted for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from apache_beam.metrics.execution import MetricResult
from apache_beam.metrics.metric import MetricResults


@dataclass(frozen=True)
class Ledger:
    """Counts of one run or of several, by what was counted, the most frequent first."""

    read: int = 0
    written: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    dead_letters: Mapping[str, int] = field(default_factory=dict)
    #: What came of pages: `ok`, or why an article has not the text of its own.
    pages: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    entities: Mapping[str, int] = field(default_factory=dict)
    signals: Mapping[str, int] = field(default_factory=dict)
    suppressed: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Ledger") -> "Ledger":
        """The ledger of both."""
        sums: dict[str, Any] = {}
        for one in fields(self):
            mine, others = getattr(self, one.name), getattr(other, one.name)
            is_count = isinstance(mine, int)
            sums[one.name] = mine + others if is_count else _sorted(Counter(mine) + Counter(others))
        return Ledger(**sums)

    @property
    def balances(self) -> bool:
        """Whether articles in = written + dropped + dead letters."""
        left_out = sum(self.dropped.values()) + sum(self.dead_letters.values())
        return self.read == self.written + left_out


def read_ledger(metrics: MetricResults) -> Ledger:
    """The ledger that the counters of a finished run make up."""
    counters: Counter[str] = Counter()
    for result in metrics.query()["counters"]:
        # Several steps may count under one name: both kinds of source count what comes in.
        counters[f"{result.key.metric.namespace}/{result.key.metric.name}"] += _value(result)

    def by(prefix: str) -> dict[str, int]:
        found = {
            name.removeprefix(prefix): count
            for name, count in counters.items()
            if name.startswith(prefix)
        }
        return _sorted(found)

    return Ledger(
        read=counters["ledger/in"],
        written=counters["ledger/written"],
        dropped=by("ledger/dropped_"),
        dead_letters=by("ledger/dead_letter_"),
        pages=by("pages/"),
        languages=by("articles/language_"),
        entities=by("entities/label_"),
        signals=by("signals/type_"),
        suppressed=by("signals/suppressed_"),
    )


def _value(result: MetricResult) -> int:
    """What was committed, or attempted where the runner tells no more."""
    return result.committed if result.committed is not None else result.attempted or 0


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
