"""The time words of a language and the patterns they stand in, from its data file."""

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from transforms.event_time.calendar_math import Part, Unit
from transforms.event_time.patterns import Rule, Slot, rule_of, slots_of, spaced
from transforms.quantities.lexicon import load_number_lexicon

_DATA = Path(__file__).parent / "data"
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
#: What "a few" and "several" are counted as.
_FEW = 3
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLexicon:
    """What a language needs for its times to be read. Words are in lower case."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    units: Mapping[str, Unit]
    #: Days from publication.
    days: Mapping[str, int]
    directions: Mapping[str, int]
    parts: Mapping[str, Part]
    numbers: Mapping[str, float]
    #: Those of them that tell no number: "few", "several".
    vague: frozenset[str]
    ordinals: Mapping[str, float]
    decades: Mapping[str, int]
    #: First year, first year after.
    eras: Mapping[str, tuple[int, int]]
    #: Month and day.
    holidays: Mapping[str, tuple[int, int]]
    #: Days that are named without a date.
    landmarks: Mapping[str, dt.date]
    #: Names of months and weekdays that are other words, too ("may").
    ambiguous: frozenset[str]
    #: Those of them that are names in lower case, too: "en mars".
    lower_case: frozenset[str]
    month_first: bool
    #: Whether the script separates words.
    spaces: bool
    #: A bare day of the month is the nearest such day, not the last one.
    nearest_day: bool
    future: frozenset[str]
    past: frozenset[str]
    #: Matches a verb in the future tense, where its ending tells: "enviará", "gönderecek".
    future_endings: re.Pattern[str] | None
    #: Verbs stand behind their times (Turkish).
    future_behind: bool
    #: Words that make "since" a yardstick: "the largest since 1991".
    superlatives: frozenset[str]
    #: Matches "since", "until" … at the end of what stands before an expression.
    opener: re.Pattern[str] | None
    openers: Mapping[str, str]
    #: Matches what opens an interval from behind: "2022年以来".
    opener_behind: re.Pattern[str] | None
    #: Matches what behind a time tells that only a statement was made then: "5日说，".
    speaking: re.Pattern[str] | None
    context: re.Pattern[str] | None
    joiners: frozenset[str]
    #: Joiners that hold only after "between": "and".
    joiners_after_opener: frozenset[str]
    range_opener: re.Pattern[str] | None
    rules: tuple[Rule, ...]
    #: Kinds of word, by first word.
    kinds: Mapping[str, frozenset[str]]
    #: Every word that is asked for; what a text is searched for where no spaces part its words.
    vocabulary: frozenset[str]

    def words_in(self, text: str) -> list[str]:
        """The words of a text, lower case, by where they end; known ones only without spaces."""
        lowered = text.lower()
        if self.spaces:
            return _WORD.findall(lowered)
        found = [(digits.end(), digits[0]) for digits in _DIGITS.finditer(lowered)]
        for word in self.vocabulary:
            at = lowered.rfind(word)
            if at >= 0:
                found.append((at + len(word), word))
        return [word for _, word in sorted(found)]


@functools.cache
def load_time_lexicon(language: str) -> TimeLexicon:
    """The time words of a BCP 47 language; numeric dates only where it has no data file.

    Raises:
        ValueError: a pattern of the data file names a slot that is not known.
    """
    path = _DATA / f"{language.split('-')[0].lower()}.toml"
    if not path.exists():
        path = _DATA / "xx.toml"
    with path.open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
    tables = {name: data.get(name, {}) for name in _TABLES}
    tables |= {name: _by_word(data.get(name, {})) for name in _NUMBERED}
    spoken = load_number_lexicon(language).values
    vague = frozenset(tables["numbers"]).difference(spoken) if data.get("spaces", True) else ()
    if data.get("spaces", True):
        tables["numbers"] = {**spoken, **tables["numbers"]}
    grammar = data.get("grammar", {})
    units = _inverted(data.get("units", {}))
    parts = _inverted(data.get("parts", {}))
    openers = _inverted(data.get("openers", {}))
    spaces = data.get("spaces", True)
    letter = r"\w" if spaces else r"\d"
    slots = slots_of(tables, units, parts, grammar, letter)
    kinds = _kinds(slots)
    openers_behind = _inverted(data.get("openers_behind", {}))
    rules = data.get("rules", ())
    return TimeLexicon(
        **tables,
        vague=frozenset(word for word in vague if tables["numbers"][word] == _FEW),
        units=cast("Mapping[str, Unit]", units),
        parts=cast("Mapping[str, Part]", parts),
        ambiguous=frozenset(data.get("ambiguous", ())),
        lower_case=frozenset(data.get("lower_case", ())),
        month_first=data.get("month_first", False),
        future=frozenset(data.get("future", ())),
        past=frozenset(data.get("past", ())),
        future_endings=re.compile(data["future_endings"]) if "future_endings" in data else None,
        future_behind=data.get("future_behind", False),
        superlatives=frozenset(data.get("superlatives", ())),
        spaces=spaces,
        nearest_day=data.get("nearest_day", False),
        openers=openers | openers_behind,
        opener=_at_end(openers, spaces=spaces),
        opener_behind=_at_start(openers_behind),
        speaking=re.compile(grammar["speaking"]) if "speaking" in grammar else None,
        context=_at_end(grammar.get("contexts", ()), spaces=spaces),
        joiners=frozenset(grammar.get("joiners", ())),
        joiners_after_opener=frozenset(grammar.get("joiners_after_opener", ())),
        range_opener=_at_end(grammar.get("range_openers", ()), spaces=spaces),
        rules=tuple(
            replace(
                rule_of(rule["read"], pattern, slots, rule.get("words", ()), letter),
                forward=rule.get("forward", False),
            )
            for rule in rules
            for pattern in rule["patterns"]
        ),
        kinds=kinds,
        vocabulary=frozenset(kinds).union(
            *(data.get(name, ()) for name in ("future", "past", "superlatives")),
            *(rule.get("words", ()) for rule in rules),
        ),
    )


#: Tables of a data file that hold words by number.
_NUMBERED = (
    "months",
    "weekdays",
    "seasons",
    "days",
    "directions",
    "numbers",
    "ordinals",
    "decades",
)
_TABLES = ("eras", "holidays", "landmarks")


def _kinds(slots: Mapping[str, Slot]) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for name, slot in slots.items():
        for word in slot.words:
            telling = max(_WORD.findall(word), key=len)
            kinds.setdefault(telling, set()).add(name)
    return {word: frozenset(names) for word, names in kinds.items()}


def _by_word(table: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """Numbers by word, from words by number; whole ones as integers."""
    return {
        word: int(number) if float(number).is_integer() else float(number)
        for number, words in table.items()
        for word in words
    }


def _inverted(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


def _at_end(words: Iterable[str], *, spaces: bool) -> re.Pattern[str] | None:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return None
    choices = "|".join(spaced(re.escape(word)) for word in ordered)
    if not spaces:
        return re.compile(rf"({choices})\s?$")
    return re.compile(rf"(?<!\w)({choices})\s{{1,3}}(?:the\s)?$", re.IGNORECASE)


def _at_start(words: Iterable[str]) -> re.Pattern[str] | None:
    choices = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"\s?({choices})") if choices else None


def digit_kinds(word: str) -> tuple[str, ...]:
    """Which kinds of digits a word that begins with one is: "2014" a year, "18th" an ordinal."""
    if not word.isdecimal():
        return ("decade", "short") if len(word) > 4 else ("ordinal", "short")
    if len(word) == 4:
        return ("year", "decade") if word[-1] == "0" else ("year",)
    return ("short",) if len(word) <= 2 else ()


def normalised(words: str) -> str:
    """Words as the tables hold them: lower case, single spaces, straight apostrophes."""
    return _SPACE.sub(" ", words.lower().replace("’", "'").removesuffix("."))
