"""Articles in, annotations out: the functions of the graph, one after another, without Beam."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from pipelines.clock import Clock
from schemas.article import Article, ArticleRow, Language, RawArticle
from schemas.entity import EntityRow
from schemas.errors import RejectedItemError
from schemas.rejection import DroppedRow
from schemas.signal import SignalRow
from transforms.analysis.analyse import Analyser
from transforms.articles import article_row
from transforms.entities.extract import extract_entities
from transforms.language.detect import LanguageDetector
from transforms.language.tell import tell_language
from transforms.normalise.normalise import normalise
from transforms.signals.extract import SignalExtractor, signal_rows


@dataclass(frozen=True)
class Annotation:
    """The rows of one article."""

    #: The input's own identifier.
    input_id: str | None
    article: ArticleRow
    entities: tuple[EntityRow, ...]
    signals: tuple[SignalRow, ...]


@dataclass(frozen=True)
class LeftOut:
    """An input that gives no rows, and why."""

    reason: str
    detail: str


Result = Annotation | LeftOut


@dataclass(frozen=True)
class Annotator:
    """Everything that annotating needs, loaded."""

    detector: LanguageDetector
    analyser: Analyser
    extractor: SignalExtractor
    clock: Clock
    batch_size: int = 16

    def annotate(self, items: Iterable[RawArticle | RejectedItemError]) -> Iterator[Result]:
        """One result per item, in order; items are read as far as a batch needs."""
        items = iter(items)
        while batch := list(islice(items, self.batch_size)):
            yield from self._annotate_batch(batch)

    def _annotate_batch(self, batch: list[RawArticle | RejectedItemError]) -> list[Result]:
        results: list[Result | None] = []
        located: list[tuple[Article, Language]] = []
        for item in batch:
            article = _normalise(item)
            if isinstance(article, Article):
                located.append((article, tell_language(article, self.detector)))
                results.append(None)
            else:
                results.append(article)
        analysed = iter(self._analyse(located))
        return [next(analysed) if result is None else result for result in results]

    def _analyse(self, located: list[tuple[Article, Language]]) -> Iterator[Result]:
        for (article, language), analysed in zip(
            located, self.analyser.analyse(located), strict=True
        ):
            if isinstance(analysed, RejectedItemError):
                yield LeftOut(analysed.reason, analysed.detail)
                continue
            signals = self.extractor.extract(analysed).signals
            yield Annotation(
                article.input_id,
                article_row(article, language, self.clock()),
                tuple(extract_entities(analysed)),
                tuple(signal_rows(analysed, signals)),
            )


def to_json(result: Result) -> bytes:
    """One line: `{"article": …, "entities": […], "signals": […]}`, or `{"left_out": …}`."""
    if isinstance(result, LeftOut):
        return msgspec.json.encode({"left_out": result})
    article: dict[str, Any] = {"id": result.input_id, **msgspec.to_builtins(result.article)}
    return msgspec.json.encode(
        {"article": article, "entities": result.entities, "signals": result.signals}
    )


def _normalise(item: RawArticle | RejectedItemError) -> Article | LeftOut:
    if isinstance(item, RejectedItemError):
        return LeftOut(item.reason, item.detail)
    try:
        article = normalise(item)
    except RejectedItemError as error:
        return LeftOut(error.reason, error.detail)
    return LeftOut(article.reason, article.detail) if isinstance(article, DroppedRow) else article
