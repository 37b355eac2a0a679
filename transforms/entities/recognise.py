"""Entities and places of one text, from the model's spans and all tables."""

from collections.abc import Mapping, Sequence

from schemas.analysis import Place, Sentence, Token
from schemas.entity import Entity
from transforms.entities.labels import labelled_spans
from transforms.entities.merge import merge
from transforms.entities.persons import join_names, name_persons
from transforms.entities.scene import survey
from transforms.places.gazetteer import Gazetteer


def recognise_entities(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    language: str,
    gazetteer: Gazetteer,
    model_spans: Sequence[tuple[int, int, str]],
    method: str,
) -> tuple[tuple[Entity, ...], Mapping[int, Place]]:
    """Entities sorted by start without overlap, and the places of those that have one.

    Args:
        text: the full text that offsets point into.
        tokens: its tokens.
        sentences: its sentences.
        language: BCP 47 tag.
        gazetteer: names of places.
        model_spans: (start, end, label) of a model; empty where there is none.
        method: the model's name and version.
    """
    spans = tuple(labelled_spans(text, model_spans))
    scene = survey(text, tokens, sentences, language, gazetteer, spans if method else None)
    found, places = merge(text, spans, method, scene)
    return tuple(name_persons(join_names(text, found))), places
