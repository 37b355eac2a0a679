"""ParseArticles and NormaliseArticles: from documents and raw items to articles."""

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection

from schemas.article import Article, Document, RawArticle
from schemas.errors import RejectedItemError
from schemas.rejection import DroppedRow
from transforms.normalise.json_article import parse_json_article
from transforms.normalise.normalise import normalise
from transforms.normalise.plain_article import parse_plain_article
from transforms.rejections_beam import REJECTED, Split, dead_letter_of, rejected, several_outputs


class ParseArticles(beam.PTransform[PCollection[Document], Split[RawArticle]]):
    """PCollection[Document], one article each -> Split[RawArticle]."""

    @several_outputs
    def expand(self, documents: PCollection[Document]) -> Split[RawArticle]:
        split = documents | "Parse" >> beam.ParDo(_ParseArticlesFn()).with_outputs(
            REJECTED, main="kept"
        )
        return Split(split.kept, split[REJECTED])


class _ParseArticlesFn(beam.DoFn):
    def __init__(self) -> None:
        self._in = Metrics.counter("ledger", "in")

    def process(self, document: Document) -> Iterator[Any]:
        self._in.inc()
        try:
            yield _parse(document)
        except RejectedItemError as error:
            yield rejected(dead_letter_of("ParseArticles", error, document))


def _parse(document: Document) -> RawArticle:
    if document.content_type.startswith("text/plain"):
        return parse_plain_article(
            document.body,
            document.sidecar,
            source=document.source,
            retrieved_at=document.retrieved_at,
            attributes=document.attributes,
        )
    return parse_json_article(
        document.body,
        source=document.source,
        retrieved_at=document.retrieved_at,
        attributes=document.attributes,
    )


class NormaliseArticles(beam.PTransform[PCollection[RawArticle], Split[Article]]):
    """PCollection[RawArticle] -> Split[Article]."""

    @several_outputs
    def expand(self, raw_articles: PCollection[RawArticle]) -> Split[Article]:
        split = raw_articles | "Normalise" >> beam.FlatMap(_normalise).with_outputs(
            REJECTED, main="kept"
        )
        return Split(split.kept, split[REJECTED])


def _normalise(raw: RawArticle) -> Iterator[Any]:
    try:
        result = normalise(raw)
    except RejectedItemError as error:
        yield rejected(dead_letter_of("NormaliseArticles", error, raw))
        return
    yield rejected(result) if isinstance(result, DroppedRow) else result
