"""The time words of a language and the patterns they stand in, from its data file."""

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from transforms.event_time.calendar_math import Part, Unit

_DATA = Path(__file__).parent / "data"
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, what it means, and the kinds of words that must be there for it to match."""

    read: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    #: Words of which one must be there; empty asks for none.
    words: frozenset[str]
    #: Only after a word of the future: "in two weeks" is a duration, too.
    forward: bool = False


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
    ordinals: Mapping[str, float]
    decades: Mapping[str, int]
    #: First year, first year after.
    eras: Mapping[str, tuple[int, int]]
    #: Month and day.
    holidays: Mapping[str, tuple[int, int]]
    #: Names of months and weekdays that are other words, too ("may").
    ambiguous: frozenset[str]
    month_first: bool
    future: frozenset[str]
    past: frozenset[str]
    #: Words that make "since" a yardstick: "the largest since 1991".
    superlatives: frozenset[str]
    #: Matches "since", "until" … at the end of what stands before an expression.
    opener: re.Pattern[str] | None
    openers: Mapping[str, str]
    context: re.Pattern[str] | None
    joiners: frozenset[str]
    #: Joiners that hold only after "between": "and".
    joiners_after_opener: frozenset[str]
    range_opener: re.Pattern[str] | None
    rules: tuple[Rule, ...]
    #: Kinds of word, by first word.
    kinds: Mapping[str, frozenset[str]]


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
    grammar = data.get("grammar", {})
    units = _inverted(data.get("units", {}))
    parts = _inverted(data.get("parts", {}))
    openers = _inverted(data.get("openers", {}))
    slots = _slots(tables, units, parts, grammar)
    return TimeLexicon(
        **tables,
        units=cast("Mapping[str, Unit]", units),
        parts=cast("Mapping[str, Part]", parts),
        ambiguous=frozenset(data.get("ambiguous", ())),
        month_first=data.get("month_first", False),
        future=frozenset(data.get("future", ())),
        past=frozenset(data.get("past", ())),
        superlatives=frozenset(data.get("superlatives", ())),
        openers=openers,
        opener=_at_end(openers),
        context=_at_end(grammar.get("contexts", ())),
        joiners=frozenset(grammar.get("joiners", ())),
        joiners_after_opener=frozenset(grammar.get("joiners_after_opener", ())),
        range_opener=_at_end(grammar.get("range_openers", ())),
        rules=tuple(
            replace(
                _rule(rule["read"], pattern, slots, rule.get("words", ())),
                forward=rule.get("forward", False),
            )
            for rule in data.get("rules", ())
            for pattern in rule["patterns"]
        ),
        kinds=_kinds(slots),
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
_TABLES = ("eras", "holidays")


@dataclass(frozen=True, slots=True)
class _Slot:
    pattern: str
    #: Words of which one must be there; empty: digits or nothing special.
    words: tuple[str, ...] = ()
    #: Kind of digits that must be there (see `digit_kinds`); "" for none.
    digits: str = ""


def _slots(
    tables: Mapping[str, Mapping[str, Any]],
    units: Mapping[str, str],
    parts: Mapping[str, str],
    grammar: Mapping[str, Any],
) -> dict[str, _Slot]:
    suffix = grammar.get("day_suffix", "")
    day = rf"(?:3[01]|[12]\d|0?[1-9])(?:{suffix})?(?!\w|[,.:]\d|%)"
    count = r"\d{1,3}(?![,.]?\d)"
    slots = {
        "month": _abbreviated(_of_words(tables["months"])),
        "weekday": _of_words(tables["weekdays"]),
        "season": _of_words(tables["seasons"]),
        "unit": _of_words(units),
        "units_only": _of_words(word for word in units),
        "dayword": _of_words(tables["days"]),
        "direction": _of_words(tables["directions"]),
        "part": _of_words(parts),
        "ordinal": _of_words(tables["ordinals"]),
        "decade": _of_words(tables["decades"]),
        "era": _of_words(tables["eras"]),
        "night": _of_words(grammar.get("nights", ())),
        "daypart": _of_words(grammar.get("dayparts", ())),
        "context": _of_words(grammar.get("contexts", ())),
        "n": _of_words(tables["numbers"], extra=count),
        "day": _of_words(tables["ordinals"], extra=day),
        "decade_digits": _Slot(r"(?:1[5-9]|20)\d0", digits="decade"),
        "year": _Slot(r"(?:1[5-9]|20)\d\d(?!\w|[,.]\d)", digits="year"),
        "year2": _Slot(r"\d\d(?!\w|[,.]\d)", digits="short"),
        "a": _Slot(r"\d\d?", digits="short"),
        "b": _Slot(r"\d\d?", digits="short"),
        "c": _Slot(r"\d\d?(?!\w)", digits="short"),
        "day_ordinal": _Slot(grammar.get("day_ordinal", r"(?!)"), digits="ordinal"),
        "holiday": _of_words(tables["holidays"]),
        "last": _of_words(grammar.get("last", ())),
        "half": _of_words(grammar.get("half", ())),
        "quarter_name": _of_words(grammar.get("quarter_names", ())),
    }
    slots["day2"] = slots["day"]
    slots["month2"] = slots["month"]
    slots["direction2"] = slots["direction_of"] = slots["direction"]
    slots["unit_of"] = slots["unit"]
    slots["year_after"] = slots["year"]
    return slots


def _of_words(words: Iterable[str], extra: str = "") -> _Slot:
    """A slot filled by any of the words, longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    choices = [_spaced(re.escape(word)) for word in ordered]
    choices = [rf"{choice}(?!\w)" if choice[-1].isalnum() else choice for choice in choices]
    if extra:
        choices.insert(0, extra)
    return _Slot("|".join(choices) or r"(?!)", () if extra else tuple(ordered))


def _abbreviated(slot: _Slot) -> _Slot:
    """The slot with a full stop where a day or a year follows: "Dec. 31", "dic. 2018"."""
    return _Slot(rf"(?:{slot.pattern})(?:\.(?=\s?,?\s?\d))?", slot.words)


def _spaced(pattern: str) -> str:
    return pattern.replace("\\ ", " ").replace(" ", r"\s{1,3}").replace("'", "['’]")


def _rule(read: str, template: str, slots: Mapping[str, _Slot], words: Iterable[str]) -> Rule:
    needs: set[str] = set()
    used: list[str] = []

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if name not in slots:
            raise ValueError(f"unknown slot {name!r} in {template!r}")
        # A slot may stand in several branches of a pattern; group names must differ.
        used.append(name)
        suffix = f"__{used.count(name)}" if used.count(name) > 1 else ""
        return rf"(?:(?P<{name}{suffix}>{slots[name].pattern}))"

    pattern = template.replace("{{", "\0").replace("}}", "\1")
    pattern = pattern.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")
    pattern = pattern.replace("{0,3}", "\2").replace("{1,3}", "\3")
    pattern = _SLOT.sub(fill, pattern).replace("\0", "{").replace("\1", "}")
    pattern = pattern.replace("\2", "{0,3}").replace("\3", "{1,3}")
    for name in _SLOT.findall(_without_optional(template)):
        if slots[name].words:
            needs.add(name)
        elif slots[name].digits:
            needs.add(slots[name].digits)
    return Rule(
        read,
        re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE),
        frozenset(needs),
        frozenset(words),
    )


def _without_optional(template: str) -> str:
    """The template without its optional groups, whose words need not be there."""
    plain = template.replace("{{", "").replace("}}", "")
    while True:
        shorter = re.sub(r"\([^()]*\)\?", "", plain)
        shorter = re.sub(r"\((?:\?:|\?!)?[^()|]*\|[^()]*\)", "", shorter)
        if shorter == plain:
            return plain
        plain = shorter


def _kinds(slots: Mapping[str, _Slot]) -> dict[str, frozenset[str]]:
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


def _at_end(words: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return None
    choices = "|".join(_spaced(re.escape(word)) for word in ordered)
    return re.compile(rf"(?<!\w)({choices})\s{{1,3}}(?:the\s)?$", re.IGNORECASE)


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
