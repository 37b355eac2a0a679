"""The lexicon of a language: its data file, compiled into one automaton."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ahocorasick_rs import AhoCorasick

from schemas.vocabulary import Certainty, Polarity, SignalType, Temporality
from transforms.signals.forms import Form, Grammar, compile_form
from transforms.signals.syntax import Syntax

_DATA = Path(__file__).parent / "data"

#: Tables of the data file whose keys become classes under a prefix: `[say] denies` → "say.denies".
_PREFIXED_TABLES = {
    "say": "say.",
    "metonyms": "state:",
    "groups": "group:",
    "armies": "army:",
    "leaders": "leader:",
    "guards": "guard:",
    "evidence": "evidence:",
    "casualties": "casualty:",
    "verbs": "",
}
#: Every list that the engine asks for; a language leaves out what it has no use for.
WORD_LISTS = frozenset(
    """
    active_markers adverbial_prepositions agent_markers agent_prepositions articles between
    claimant_end_words claimant_lead_stops claimant_openers claimant_second_stops
    claimant_tail_stops common_places definite
    joiners nation_suffixes not_alone noun_endings object_markers object_prepositions
    owner_links passive_agents passive_markers person_nouns phrase_stops place_at place_bridges
    place_from place_kinds place_modifiers place_near place_through place_to
    possessives prepositions pronouns relatives report_tails suffering time_words told
    unknown_place_prepositions
    """.split()
)


_SPACED_WORD = re.compile(r"[\w'\-]+")
#: Where articles and prepositions lose their vowel: "l'", "armée".
_ELIDED_WORD = re.compile(r"[\w\-]+'?")


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
    #: Who a genitive behind the noun is: "the advance of the rebels", "the shelling of Gaza".
    genitive: Literal["actor", "target"] | None
    #: Whether the subject is who it is done for, as of "receive".
    inverse: bool
    polarity: Polarity | None
    certainty: Certainty | None
    temporality: Temporality | None


@dataclass(frozen=True, slots=True)
class Entries:
    """What a literal of the automaton may begin.

    Attributes:
        inner: whether the literal may stand inside a word.
        classes: classes of which the literal is a whole form.
        tried: longer forms of classes, to be tried, with their class.
        triggers: forms of triggers that begin so.
        begins_triggers: whether there are any.
    """

    inner: bool
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
    #: One word of a lower-case text.
    word: re.Pattern[str]
    #: Particles that may be written together with the word behind them.
    prefixes: frozenset[str]
    #: Letters that count as another: "ё" as "е".
    fold: Mapping[int, int]
    syntax: Syntax
    #: What behind a place tells its role: "…附近" (near).
    place_endings: Mapping[str, re.Pattern[str]]
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
    fold = {ord(letter): ord(other) for letter, other in data.get("fold", {}).items()}
    data = _folded(data, fold)
    classes = {name: tuple(forms) for name, forms in _classes(data)}
    prefixes = tuple(data.get("prefixes", ()))
    grammar = Grammar(data["spaces"], tuple(data["suffixes"]), classes, prefixes)
    begun: dict[tuple[str, bool], list[tuple[Form, str | Trigger]]] = {}
    for owner, source in _owned_forms(data, classes):
        form = compile_form(source, grammar)
        for literal, whole, inner in form.anchors:
            key = (_bounded(literal, whole, inner, grammar), inner)
            begun.setdefault(key, []).append((form, owner))
    words = _words(data["words"])
    return Lexicon(
        language=data["language"],
        spaces=data["spaces"],
        automaton=AhoCorasick([literal for literal, _ in begun], store_patterns=False),
        entries=tuple(_entries(inner, forms) for (_, inner), forms in begun.items()),
        words=words,
        word=_word(data, words),
        prefixes=frozenset(prefixes),
        fold=fold,
        syntax=Syntax.of(data.get("syntax", {})),
        place_endings={
            role: re.compile(pattern) for role, pattern in data.get("place_endings", {}).items()
        },
        relation=_relation(data.get("relation")),
        strong_weight=data.get("strong_weight", 0.9),
    )


def _folded(value: Any, fold: Mapping[int, int]) -> Any:
    """The data with its letters folded as the text's will be."""
    if not fold:
        return value
    if isinstance(value, str):
        return value.translate(fold)
    if isinstance(value, list):
        return [_folded(item, fold) for item in value]
    if isinstance(value, dict):
        return {key: _folded(item, fold) for key, item in value.items()}
    return value


def _words(lists: Mapping[str, Sequence[str]]) -> Mapping[str, frozenset[str]]:
    unknown = lists.keys() - WORD_LISTS
    if unknown:
        raise ValueError(f"no such word list: {sorted(unknown)}")
    return {name: frozenset(lists.get(name, ())) for name in WORD_LISTS}


def _word(data: Mapping[str, Any], words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    if not data["spaces"]:
        return _unspaced_word(words)
    return _ELIDED_WORD if data.get("elision") else _SPACED_WORD


def _unspaced_word(lists: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Without spaces a word is one that a list knows, a number, a Latin word, or one letter."""
    known = {word for words in lists.values() for word in words if len(word) > 1}
    longest_first = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return re.compile(rf"{longest_first}|[\d.,]*\d[万亿]?[年月日时分]?|[a-z'\-]+|\w")


def _relation(data: Mapping[str, Any] | None) -> RelationWords | None:
    if data is None:
        return None
    return RelationWords(re.compile(data["pattern"]), data["kilometres"], data["bearings"])


def _bounded(literal: str, whole: bool, inner: bool, grammar: Grammar) -> str:
    """The literal with the spaces that must stand around it; see scan.py."""
    if not grammar.spaces:
        return literal
    return f"{'' if inner else ' '}{literal}{' ' if whole else ''}"


def _entries(inner: bool, begun: Sequence[tuple[Form, str | Trigger]]) -> Entries:
    triggers = tuple((form, owner) for form, owner in begun if isinstance(owner, Trigger))
    classes = [(form, owner) for form, owner in begun if isinstance(owner, str)]
    return Entries(
        inner=inner,
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
        genitive=group.get("genitive"),
        inverse=group.get("inverse", False),
        polarity=group.get("polarity"),
        certainty=group.get("certainty"),
        temporality=group.get("temporality"),
    )
