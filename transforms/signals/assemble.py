"""Builds a signal from a trigger: fills every slot."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.signal import EquipmentUse, EventTime, Quantity, Signal, TextSpan, UnitUse
from transforms.signals.actors import Parties, find_parties
from transforms.signals.attribution import Account, accounts, enacts, with_stance
from transforms.signals.evidence import find_evidence
from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.places import find_locations
from transforms.signals.polarity import certainty, polarity, temporality
from transforms.signals.reader import ArticleReader
from transforms.signals.severity import severity
from transforms.signals.text import end_as_written
from transforms.signals.triggers import Found
from transforms.signals.types import TypeFacts, type_facts
from transforms.signals.unsaid import Told, blamed

EXTRACTOR_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a passage: its triggers, best first, and what was read of it so far."""

    found: Sequence[Found]
    account: Account
    time: EventTime
    quantities: tuple[Quantity, ...] = ()
    #: Actors of the sentence before, for "they" and "some of them".
    inherited: tuple[Mention, ...] = ()


def accounts_of(reader: ArticleReader, passage: Passage, found: Found) -> list[Account]:
    """Who tells what a trigger says, at least one account; see attribution.accounts."""
    index, span = passage.index, (found.start, found.end)
    return accounts(
        passage,
        reader.speeches(index),
        reader.mentions(index),
        reader.names,
        found,
        lambda: reader.quote_speaker(index, span) or reader.told_behind(index),
    )


def assemble(
    reader: ArticleReader, passage: Passage, event: Event
) -> tuple[Signal, tuple[Mention, ...]]:
    """The signal of an event, and the mentions that act in it."""
    best = event.found[0]
    chain = event.account.chain
    facts = type_facts()[best.trigger.type]
    parties = _parties(reader, passage, event, facts)
    published_at = reader.analysed.article.published_at
    polar = polarity(passage, best, chain)
    certain = certainty(passage, best, chain)
    locations = find_locations(
        passage,
        best,
        parties.actors,
        parties.targets if facts.object == "target" else (),
        [
            *((speech.start, speech.end) for speech in reader.speeches(passage.index)),
            # Who receives arms is no place: "livre des chars à Kiev".
            *((m.start, m.end) for m in parties.targets if facts.object == "recipient"),
        ],
    )
    joint = len({m.country or m.name for m in parties.actors}) > 1
    signal = Signal(
        type=best.trigger.type,
        family=facts.family,
        cameo=(facts.cameo_joint if joint else None) or facts.cameo,
        plover=(facts.plover_joint if joint else None) or facts.plover,
        acled=facts.acled,
        trigger=_span(reader, *(event.account.judged_with or (best.start, best.end))),
        sentence=_span(reader, passage.start, passage.end),
        actors=tuple(m.actor(reader.full_text) for m in parties.actors),
        targets=tuple(m.actor(reader.full_text) for m in parties.targets),
        equipment=_equipment(passage, best),
        units=_units(passage, best),
        quantities=event.quantities,
        locations=locations,
        event_time=event.time,
        polarity=polar,
        temporality=temporality(passage, best, event.time, published_at, certain),
        certainty=certain,
        attribution=with_stance(chain, best.trigger.type, polar),
        evidence=find_evidence(passage),
        severity=severity(facts.goldstein, polar, certain, event.quantities),
        confidence=best.chance,
        rule_ids=tuple(dict.fromkeys(f.trigger.rule for f in event.found)),
        extractor_version=EXTRACTOR_VERSION,
    )
    return signal, parties.actors


def _span(reader: ArticleReader, start: int, end: int) -> TextSpan:
    end = end_as_written(reader.full_text, reader.scan.lowered, end)
    return TextSpan(text=reader.full_text[start:end], start=start, end=end)


def _parties(reader: ArticleReader, passage: Passage, event: Event, facts: TypeFacts) -> Parties:
    best = event.found[0]
    inner = next(iter(event.account.chain), None)
    parties = find_parties(
        passage,
        best,
        reader.mentions(passage.index),
        facts,
        [s for s in reader.speeches(passage.index) if not enacts(passage, s, best)],
        (inner.start, inner.end) if inner else None,
        event.quantities,
    )
    if not parties.actors and facts.family == "force":
        parties = Parties(_blamed_behind(reader, passage), parties.targets)
    if event.inherited and (best.carried or not any(m.tells_who for m in parties.actors)):
        return Parties(event.inherited, parties.targets)
    return parties


def _blamed_behind(reader: ArticleReader, passage: Passage) -> tuple[Mention, ...]:
    """Who did it, as the next sentence of the paragraph tells: "Hamas claimed responsibility"."""
    index = passage.index + 1
    if index >= len(reader.spans) or "\n" in reader.full_text[passage.end : reader.spans[index][0]]:
        return ()
    following = reader.passage(index)
    return blamed(Told(following, reader.mentions(index), reader.speeches(index), ()))


def _equipment(passage: Passage, found: Found) -> tuple[EquipmentUse, ...]:
    left, right = passage.clause(found.start, found.end)
    return tuple(
        EquipmentUse(
            text=e.text,
            start=e.start,
            end=e.end,
            name=e.name,
            equipment_class=e.equipment_class or "other",
        )
        for e in passage.entities
        if e.label == "EQUIPMENT" and left <= e.start < right
    )


def _units(passage: Passage, found: Found) -> tuple[UnitUse, ...]:
    left, right = passage.clause(found.start, found.end)
    return tuple(
        UnitUse(text=e.text, start=e.start, end=e.end, name=e.name, echelon=e.echelon or "other")
        for e in passage.entities
        if e.label == "MILITARY_UNIT" and left <= e.start < right
    )
