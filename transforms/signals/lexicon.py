"""The lexicon of a language: its data file, compiled into one automaton."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick

from schemas.vocabulary import Certainty, Polarity, SignalType, Temporality
from transforms.signals.forms import Form, Grammar, compile_form

_DATA = Path(__file__).parent / "data"

#: Tables of the data file whose keys become classes under a prefix: `[say] denies` → "say.denies".
_PREFIXED_TABLES = {
    "say": "say.",
    "metonyms": "state:",
    "groups": "group:",
    "guards": "guard:",
    "evidence": "evidence:",
    "casualties": "casualty:",
    "verbs": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A group of forms that claim one type, with what must and must not stand near them."""

    rule: str
    type: SignalType
    #: "verb": has a subject; "noun": has modifiers; "state": the words alone say it.
    voice: str
    #: Every group must be met by one of its classes ("force|weapon") or entity kinds ("@unit").
    needs: tuple[tuple[str, ...], ...]
    blocks: tuple[str, ...]
    #: Types that tell the same thing more exactly: near one of them the trigger is dropped.
    yields: frozenset[str]
    #: How often such words mean it, 0–1.
    weight: float
    polarity: Polarity | None
    certainty: Certainty | None
    temporality: Temporality | None


@dataclass(frozen=True, slots=True)
class Entries:
    """What a literal of the automaton may begin.

    Attributes:
        classes: classes of which the literal is a whole form.
        tried: longer forms of classes, to be tried, with their class.
        triggers: forms of triggers that begin so.
        begins_triggers: whether there are any.
    """

    classes: tuple[str, ...]
    tried: tuple[tuple[Form, str], ...]
    triggers: tuple[tuple[Form, Trigger], ...]
    begins_triggers: bool


@dataclass(frozen=True, slots=True)
class RelationWords:
    """How a language tells a place by distance and direction: "260 km north of".

    Attributes:
        pattern: with the groups `number`, `unit` and `bearing`, over lower-case text.
        kilometres: how many a unit is.
        bearings: compass points by word.
    """

    pattern: re.Pattern[str]
    kilometres: Mapping[str, float]
    bearings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A language's words, compiled. `entries[i]` are those that begin with literal i."""

    language: str
    spaces: bool
    automaton: AhoCorasick
    entries: tuple[Entries, ...]
    #: Plain word lists (prepositions by role, words that end a noun phrase, …), lower case.
    words: Mapping[str, frozenset[str]]
    relation: RelationWords | None
    #: From this weight on a trigger is suppressed only by more than one word of a guard.
    strong_weight: float


@functools.cache
def load_lexicon(language: str) -> Lexicon | None:
    """The lexicon of a BCP 47 language, or None where it has no data file.

    Raises:
        ValueError: the data file names an unknown class or holds an ill-formed form.
    """
    path = _DATA / f"{language.split('-')[0].lower()}.toml"
    if not path.exists():
        return None
    return _compile(tomllib.loads(path.read_text(encoding="utf-8")))


def _compile(data: Mapping[str, Any]) -> Lexicon:
    classes = {name: tuple(forms) for name, forms in _classes(data)}
    grammar = Grammar(data["spaces"], tuple(data["suffixes"]), classes)
    begun: dict[str, list[tuple[Form, str | Trigger]]] = {}
    for owner, source in _owned_forms(data, classes):
        form = compile_form(source, grammar)
        for literal, whole in form.anchors:
            begun.setdefault(_bounded(literal, whole, grammar), []).append((form, owner))
    return Lexicon(
        language=data["language"],
        spaces=data["spaces"],
        automaton=AhoCorasick(list(begun), store_patterns=False),
        entries=tuple(map(_entries, begun.values())),
        words={name: frozenset(words) for name, words in data["words"].items()},
        relation=_relation(data.get("relation")),
        strong_weight=data.get("strong_weight", 0.9),
    )


def _relation(data: Mapping[str, Any] | None) -> RelationWords | None:
    if data is None:
        return None
    return RelationWords(re.compile(data["pattern"]), data["kilometres"], data["bearings"])


def _bounded(literal: str, whole: bool, grammar: Grammar) -> str:
    """The literal with the spaces that must stand around it; see scan.py."""
    return f" {literal}{' ' if whole else ''}" if grammar.spaces else literal


def _entries(begun: Sequence[tuple[Form, str | Trigger]]) -> Entries:
    triggers = tuple((form, owner) for form, owner in begun if isinstance(owner, Trigger))
    classes = [(form, owner) for form, owner in begun if isinstance(owner, str)]
    return Entries(
        classes=tuple(owner for form, owner in classes if form.plain),
        tried=tuple((form, owner) for form, owner in classes if not form.plain),
        triggers=triggers,
        begins_triggers=bool(triggers),
    )


def _classes(data: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    yield from data["classes"].items()
    for table, prefix in _PREFIXED_TABLES.items():
        for name, forms in data.get(table, {}).items():
            yield prefix + name, forms


def _owned_forms(
    data: Mapping[str, Any], classes: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str | Trigger, str]]:
    for name, forms in classes.items():
        yield from ((name, form) for form in forms)
    for group in data["triggers"]:
        trigger = _trigger(group)
        yield from ((trigger, form) for form in group["forms"])


def _trigger(group: Mapping[str, Any]) -> Trigger:
    return Trigger(
        rule=group["rule"],
        type=group["type"],
        voice=group["voice"],
        needs=tuple(tuple(need.split("|")) for need in group.get("needs", ())),
        blocks=tuple(group.get("blocks", ())),
        yields=frozenset(group.get("yields", ())),
        weight=group.get("weight", 0.7),
        polarity=group.get("polarity"),
        certainty=group.get("certainty"),
        temporality=group.get("temporality"),
    )
