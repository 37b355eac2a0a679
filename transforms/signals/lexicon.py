"""The lexicon of a language: its data file, compiled into one automaton."""

import functools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick

from schemas.vocabulary import Certainty, Polarity, SignalType, Temporality
from transforms.signals.forms import Form, Grammar, compile_form

_DATA = Path(__file__).parent / "data"

#: Tables of the data file whose keys become classes under a prefix: `[verbs] denies` → "say.denies".
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
    """What a literal of the automaton may begin, by what must be tried.

    Attributes:
        classes: classes of which the literal is a whole form.
        triggers: triggers of which it is.
        tried: longer forms: whether no letter may follow the literal, the form, and its class or
            trigger.
    """

    classes: tuple[str, ...]
    triggers: tuple[tuple[Form, Trigger], ...]
    tried: tuple[tuple[bool, Form, str | Trigger], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A language's words, compiled. `entries[i]` are those that begin with literal i."""

    language: str
    spaces: bool
    automaton: AhoCorasick
    entries: tuple[Entries, ...]
    #: Plain word lists (prepositions by role, words that end a noun phrase, …), lower case.
    words: Mapping[str, frozenset[str]]
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
    by_literal: dict[str, list[tuple[bool, Form, str | Trigger]]] = {}
    for owner, source in _owned_forms(data, classes):
        form = compile_form(source, grammar)
        for literal, whole in form.anchors:
            by_literal.setdefault(literal, []).append((whole, form, owner))
    return Lexicon(
        language=data["language"],
        spaces=data["spaces"],
        automaton=AhoCorasick(list(by_literal), store_patterns=False),
        entries=tuple(map(_entries, by_literal.values())),
        words={name: frozenset(words) for name, words in data["words"].items()},
        strong_weight=data.get("strong_weight", 0.9),
    )


def _entries(begun: Sequence[tuple[bool, Form, str | Trigger]]) -> Entries:
    plain = [(form, owner) for _, form, owner in begun if form.plain]
    return Entries(
        classes=tuple(owner for _, owner in plain if isinstance(owner, str)),
        triggers=tuple((form, owner) for form, owner in plain if isinstance(owner, Trigger)),
        tried=tuple(entry for entry in begun if not entry[1].plain),
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
