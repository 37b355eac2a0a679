"""Loads named-entity models; runs spaCy's over texts of any length, one bad text at a time."""

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from schemas.errors import ConfigError, RejectedItemError
from transforms.analysis import slovnet_ner
from transforms.analysis.recogniser import NamedSpan, Recogniser, chunk_offsets

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

BATCH_SIZE: Final = 16
_UNNEEDED: Final = ("tagger", "parser", "attribute_ruler", "lemmatizer", "morphologizer", "senter")


@dataclass(frozen=True)
class SpacyRecogniser:
    """A loaded spaCy pipeline and its name."""

    pipeline: "Pipeline"
    #: "spacy:en_core_web_sm-3.8.0".
    method: str

    def recognise(self, texts: Sequence[str]) -> list[tuple[NamedSpan, ...] | RejectedItemError]:
        """The spans of each text, in order; an error stands for a text that the model chokes on.

        What a text yields does not depend on the texts beside it. Documents die with the call,
        and with them what spaCy remembers of their words.
        """
        try:
            return list(self._together(texts))
        except Exception:  # any failure of a model concerns one text: find it
            return [self._alone(text) for text in texts]

    def _together(self, texts: Sequence[str]) -> Iterator[tuple[NamedSpan, ...]]:
        chunks = [list(chunk_offsets(text)) for text in texts]
        parts = (text[a:b] for text, offsets in zip(texts, chunks, strict=True) for a, b in offsets)
        with _memory_zone(self.pipeline):
            documents = self.pipeline.pipe(parts, batch_size=BATCH_SIZE)
            for offsets in chunks:
                yield tuple(
                    [span for start, _ in offsets for span in _spans(next(documents), start)]
                )

    def _alone(self, text: str) -> tuple[NamedSpan, ...] | RejectedItemError:
        try:
            (spans,) = self._together([text])
            return spans
        except Exception as error:  # the article is set aside, the batch goes on
            return RejectedItemError("analysis_failed", f"{type(error).__name__}: {error}")


def _spans(document: "Doc", offset: int) -> Iterator[NamedSpan]:
    for span in document.ents:
        yield NamedSpan(offset + span.start_char, offset + span.end_char, span.label_)


def _memory_zone(pipeline: "Pipeline") -> AbstractContextManager[object]:
    zone = getattr(pipeline, "memory_zone", None)
    return zone() if zone is not None else nullcontext()


@cache
def load_recogniser(names: tuple[str, ...]) -> Recogniser | None:
    """The first of the named models that is installed, loaded; None when none is.

    Loaded once per process, with only the components that its `ner` needs.
    """
    installed = [name for name in names if importlib.util.find_spec(name) is not None]
    if not installed:
        return None
    if installed[0] == slovnet_ner.PACKAGE:
        return slovnet_ner.load_slovnet()
    import spacy  # a second of import that `annotate` in other languages need not pay

    pipeline = spacy.load(installed[0], exclude=[*_UNNEEDED])
    if "ner" not in pipeline.pipe_names:
        raise ConfigError(f"The spaCy pipeline {installed[0]} has no `ner`; name another one.")
    if "tok2vec" in pipeline.pipe_names and not _listens(pipeline):
        pipeline.remove_pipe("tok2vec")
    return SpacyRecogniser(pipeline, f"spacy:{installed[0]}-{pipeline.meta['version']}")


def _listens(pipeline: "Pipeline") -> bool:
    """Whether `ner` reads the shared tok2vec; the small models' `ner` has one of its own."""
    from spacy.pipeline.tok2vec import Tok2VecListener

    model = pipeline.get_pipe("ner").model  # type: ignore[attr-defined]
    return any(isinstance(node, Tok2VecListener) for node in model.walk())


def install_hint(language: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """One line for the operator who lacks a model."""
    return (
        f"No spaCy model for {language!r} is installed (looked for {', '.join(names[language])});"
        f" run `pip install vedette[{language}]` or name an installed one in the configuration."
    )
