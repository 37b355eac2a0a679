"""Analyse: one linguistic analysis per article, in batches."""

from collections.abc import Callable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas.analysis import AnalysedArticle
from schemas.article import Article, Language
from schemas.errors import RejectedItemError
from transforms.analysis.analyse import Analyser
from transforms.rejections_beam import REJECTED, Split, dead_letter_of, rejected, several_outputs

ArticleInLanguage = tuple[Article, Language]


class Analyse(beam.PTransform[PCollection[ArticleInLanguage], Split[AnalysedArticle]]):
    """PCollection[(Article, Language)] -> Split[AnalysedArticle].

    Args:
        load_analyser: called once a worker.
        batch_size: articles that the language model reads together, at most.
    """

    def __init__(self, load_analyser: Callable[[], Analyser], batch_size: int) -> None:
        super().__init__()
        self._load_analyser = load_analyser
        self._batch_size = batch_size

    @several_outputs
    def expand(self, articles: PCollection[ArticleInLanguage]) -> Split[AnalysedArticle]:
        split = (
            articles
            # The model is the slow step: spread articles over workers, whatever their bundles.
            | "Reshuffle" >> beam.Reshuffle()
            | "Batch" >> beam.BatchElements(self._batch_size, self._batch_size)
            | "Analyse"
            >> beam.ParDo(_AnalyseFn(self._load_analyser)).with_outputs(REJECTED, main="kept")
        )
        return Split(split.kept, split[REJECTED])


class _AnalyseFn(beam.DoFn):
    def __init__(self, load_analyser: Callable[[], Analyser]) -> None:
        self._load_analyser = load_analyser

    def setup(self) -> None:
        self._analyser = self._load_analyser()

    def process(self, batch: list[ArticleInLanguage]) -> Iterator[Any]:
        for (article, _), result in zip(batch, self._analyser.analyse(batch), strict=True):
            if isinstance(result, RejectedItemError):
                yield rejected(dead_letter_of("Analyse", result, article))
            else:
                yield result
