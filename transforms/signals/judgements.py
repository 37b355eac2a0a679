"""Signals of those who only judge what was told before: "…. Kyiv denied this."."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.signal import Attribution, Signal, TextSpan
from transforms.signals.attribution import judges
from transforms.signals.passage import Passage
from transforms.signals.reader import ArticleReader
from transforms.signals.severity import severity
from transforms.signals.speech_act import Speech
from transforms.signals.types import type_facts


def judged(reader: ArticleReader, passage: Passage, told: Sequence[Signal]) -> list[Signal]:
    """What the next sentence denies, or accuses somebody of, of the signals of one sentence.

    The words of denying or accusing are the trigger. What is denied already is not denied again.
    """
    return [
        _judgement(reader, passage.index + 1, signal, speech, attribution)
        for speech, attribution in reader.judged_behind(passage.index)
        for signal in _first_of_types(told)
        if judges(speech, signal.type) and signal.polarity == "affirmed"
    ]


def one_per_trigger(signals: Sequence[Signal]) -> list[Signal]:
    """The first signal of each type and trigger: one denial may be of two events of a type."""
    first = {(s.type, s.trigger.start, s.trigger.end): s for s in reversed(signals)}
    kept = {id(signal) for signal in first.values()}
    return [signal for signal in signals if id(signal) in kept]


def _first_of_types(signals: Sequence[Signal]) -> list[Signal]:
    return list({signal.type: signal for signal in reversed(signals)}.values())


def _judgement(
    reader: ArticleReader, index: int, signal: Signal, speech: Speech, attribution: Attribution
) -> Signal:
    start, end = reader.spans[index]
    denied = attribution.stance == "denies"
    polarity = "negated" if denied else signal.polarity
    goldstein = type_facts()[signal.type].goldstein
    return replace(
        signal,
        trigger=_span(reader, speech.verb_start, speech.verb_end),
        sentence=_span(reader, start, end),
        polarity=polarity,
        attribution=(attribution,),
        severity=severity(goldstein, polarity, signal.certainty, signal.quantities),
    )


def _span(reader: ArticleReader, start: int, end: int) -> TextSpan:
    return TextSpan(text=reader.full_text[start:end], start=start, end=end)
