"""Finds names by rule: lists of names, titles, words of organisations and places, capitals."""

from collections.abc import Iterator, Sequence
from typing import Final

from schemas.analysis import Sentence, Token
from transforms.analysis.recogniser import NamedSpan
from transforms.names.caseless import find_caseless
from transforms.names.classify import classify, repeated
from transforms.names.lexicon import load_lexicon
from transforms.names.runs import Name, find_runs
from transforms.names.unspaced import find_unspaced

NAMES_METHOD: Final = "rules:names-1"
_UNSPACED: Final = frozenset({"zh", "yue", "wuu"})
_CASELESS: Final = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "arz"})


def find_names(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], language: str
) -> tuple[NamedSpan, ...]:
    """Names as a model would give them: PER, ORG and LOC, in text order, without overlap.

    Linear in the length of the text.

    Args:
        text: the full text.
        tokens: its tokens.
        sentences: its sentences.
        language: BCP 47 tag.
    """
    tongue = language.partition("-")[0]
    if tongue in _UNSPACED:
        return tuple(find_unspaced(text))
    if tongue in _CASELESS:
        return tuple(find_caseless(tokens, sentences, tongue))
    return tuple(_spans(tokens, list(_cased(tokens, sentences, tongue))))


def _cased(tokens: Sequence[Token], sentences: Sequence[Sentence], language: str) -> Iterator[Name]:
    lexicon = load_lexicon(language)
    runs = [run for sentence in sentences for run in find_runs(tokens, sentence, lexicon)]
    found = [name for run in runs for name in classify(tokens, run, lexicon)]
    yield from sorted([*found, *repeated(tokens, runs, found)])


def _spans(tokens: Sequence[Token], names: Sequence[Name]) -> Iterator[NamedSpan]:
    for name in names:
        yield NamedSpan(tokens[name.first].start, tokens[name.last - 1].end, name.label)
