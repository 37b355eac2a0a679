"""DetectLanguage: adds to each article the language it is written in."""

from collections.abc import Callable, Iterator

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas.article import Article, Language
from transforms.language.detect import LanguageDetector
from transforms.language.tell import tell_language

ArticleInLanguage = tuple[Article, Language]


class DetectLanguage(beam.PTransform[PCollection[Article], PCollection[ArticleInLanguage]]):
    """PCollection[Article] -> PCollection[(Article, Language)]; `und` where it cannot be told."""

    def __init__(self, load_detector: Callable[[], LanguageDetector]) -> None:
        super().__init__()
        self._load_detector = load_detector

    def expand(self, articles: PCollection[Article]) -> PCollection[ArticleInLanguage]:
        located: PCollection[ArticleInLanguage] = articles | "Detect" >> beam.ParDo(
            _DetectLanguageFn(self._load_detector)
        )
        return located


class _DetectLanguageFn(beam.DoFn):
    def __init__(self, load_detector: Callable[[], LanguageDetector]) -> None:
        self._load_detector = load_detector

    def setup(self) -> None:
        self._detector = self._load_detector()

    def process(self, article: Article) -> Iterator[ArticleInLanguage]:
        yield article, tell_language(article, self._detector)
