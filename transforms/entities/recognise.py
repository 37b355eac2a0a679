"""Entities and places of one text, from the model's spans and all tables."""

from collections.abc import Mapping, Sequence

from schemas.analysis import Place, Sentence, Token
from schemas.entity import Entity
from transforms.entities.labels import (
    DOUBTFUL_PERSON,
    DOUBTFUL_PLACE,
    LabelledSpan,
    holds_names_only,
    is_by_rule,
    labelled_spans,
)
from transforms.entities.merge import merge
from transforms.entities.persons import join_names, name_persons
from transforms.entities.scene import survey
from transforms.names.lexicon import CAPITAL_NOUNS
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
        model_spans: (start, end, label) of a model, or of the rules for names in its place.
        method: the model's name and version, or that of the rules.
    """
    spans = list(labelled_spans(text, model_spans, trimmed=holds_names_only(method)))
    hints = [
        LabelledSpan(start, end, "LOC")
        for start, end, label in model_spans
        if label == DOUBTFUL_PLACE
    ]
    scene = survey(
        text,
        tokens,
        sentences,
        language,
        gazetteer,
        [*spans, *hints],
        # Where every noun has a capital, what no rule takes for a name is hardly a village's.
        thorough=not is_by_rule(method) or language.partition("-")[0] in CAPITAL_NOUNS,
    )
    spans += [
        LabelledSpan(start, end, "PERSON")
        for start, end, label in model_spans
        if label == DOUBTFUL_PERSON and not scene.within(start, end)
    ]
    found, places = merge(text, sorted(spans), method, scene)
    return tuple(name_persons(join_names(text, found))), places
