"""ExtractSignals: the signal branch."""

from collections.abc import Callable, Iterator

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection

from schemas.analysis import AnalysedArticle
from schemas.signal import SignalRow
from transforms.signals.extract import SignalExtractor, signal_rows

#: A row and the UTC date (YYYY-MM-DD) it is stored under.
DatedSignal = tuple[str, SignalRow]


class ExtractSignals(beam.PTransform[PCollection[AnalysedArticle], PCollection[DatedSignal]]):
    """PCollection[AnalysedArticle] -> PCollection[(date, SignalRow)], in text order.

    Counts what the guards against metaphor and sport held back as `signals/suppressed_<reason>`.
    """

    def __init__(self, load_extractor: Callable[[], SignalExtractor]) -> None:
        super().__init__()
        self._load_extractor = load_extractor

    def expand(self, analysed: PCollection[AnalysedArticle]) -> PCollection[DatedSignal]:
        rows: PCollection[DatedSignal] = analysed | "Extract" >> beam.ParDo(
            _ExtractSignalsFn(self._load_extractor)
        )
        return rows


class _ExtractSignalsFn(beam.DoFn):
    def __init__(self, load_extractor: Callable[[], SignalExtractor]) -> None:
        self._load_extractor = load_extractor

    def setup(self) -> None:
        self._extractor = self._load_extractor()

    def process(self, analysed: AnalysedArticle) -> Iterator[DatedSignal]:
        extraction = self._extractor.extract(analysed)
        for reason, *_ in extraction.suppressed:
            Metrics.counter("signals", f"suppressed_{reason}").inc()
        date = analysed.article.partition_date
        for row in signal_rows(analysed, extraction.signals):
            yield date, row
