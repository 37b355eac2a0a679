"""ExtractEntities: the entity branch."""

from collections.abc import Iterator

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas.analysis import AnalysedArticle
from schemas.entity import EntityRow
from transforms.entities.extract import extract_entities

#: A row and the UTC date (YYYY-MM-DD) it is stored under.
DatedEntity = tuple[str, EntityRow]


class ExtractEntities(beam.PTransform[PCollection[AnalysedArticle], PCollection[DatedEntity]]):
    """PCollection[AnalysedArticle] -> PCollection[(date, EntityRow)]; zero or more per article."""

    def expand(self, analysed: PCollection[AnalysedArticle]) -> PCollection[DatedEntity]:
        rows: PCollection[DatedEntity] = analysed | "Extract" >> beam.FlatMap(_extract)
        return rows


def _extract(analysed: AnalysedArticle) -> Iterator[DatedEntity]:
    date = analysed.article.partition_date
    for row in extract_entities(analysed):
        yield date, row
