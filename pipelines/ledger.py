"""The ledger: what a run counted, and whether every article is accounted for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from apache_beam.metrics.metric import MetricResults


@dataclass(frozen=True)
class Ledger:
    """Counts of one run, by what was counted."""

    read: int
    written: int
    dropped: Mapping[str, int]
    dead_letters: Mapping[str, int]
    languages: Mapping[str, int]
    entities: Mapping[str, int]
    signals: Mapping[str, int]
    suppressed: Mapping[str, int]

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
        counters[f"{result.key.metric.namespace}/{result.key.metric.name}"] += result.result

    def by(prefix: str) -> dict[str, int]:
        found = {
            name.removeprefix(prefix): count
            for name, count in counters.items()
            if name.startswith(prefix)
        }
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    return Ledger(
        read=counters["ledger/in"],
        written=counters["ledger/written"],
        dropped=by("ledger/dropped_"),
        dead_letters=by("ledger/dead_letter_"),
        languages=by("articles/language_"),
        entities=by("entities/label_"),
        signals=by("signals/type_"),
        suppressed=by("signals/suppressed_"),
    )
