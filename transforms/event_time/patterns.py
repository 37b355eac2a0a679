"""The patterns of a language's times: templates, and the slots that its words fill."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Slot:
    """What a `{slot}` of a template matches, and what must be in a text for it to do so."""

    pattern: str
    #: Words of which one must be there; empty: digits or nothing special.
    words: tuple[str, ...] = ()
    #: Kind of digits that must be there (see `digit_kinds`); "" for none.
    digits: str = ""


def slots_of(
    tables: Mapping[str, Mapping[str, Any]],
    units: Mapping[str, str],
    parts: Mapping[str, str],
    grammar: Mapping[str, Any],
    letter: str,
) -> dict[str, Slot]:
    """The slots of a language; `letter` is what may not follow one, only a digit in Chinese."""
    suffix = grammar.get("day_suffix", "")
    day = rf"(?:3[01]|[12]\d|0?[1-9])(?:{suffix})?(?!{letter}|[,.:]\d|%)"
    count = r"\d{1,3}(?![,.]?\d)"
    ordinal = "ordinal" if letter == r"\w" else "short"
    words = functools.partial(_of_words, letter=letter)
    slots = {
        "month": _abbreviated(words(tables["months"])),
        "weekday": words(tables["weekdays"]),
        "season": words(tables["seasons"]),
        "unit": words(units),
        "units_only": words(word for word in units),
        "dayword": words(tables["days"]),
        "direction": words(tables["directions"]),
        "part": words(parts),
        "ordinal": words(tables["ordinals"]),
        "decade": words(tables["decades"]),
        "era": words(tables["eras"]),
        "night": words(grammar.get("nights", ())),
        "run": words(grammar.get("runs", ())),
        "hour": words(grammar.get("hours", ())),
        "daypart": words(grammar.get("dayparts", ())),
        "context": words(grammar.get("contexts", ())),
        "n": words(tables["numbers"], extra=count),
        "day": words(tables["ordinals"], extra=day),
        "decade_digits": Slot(r"(?:1[5-9]|20)\d0", digits="decade"),
        "year": Slot(rf"(?:1[5-9]|20)\d\d(?!{letter}|[,.]\d)", digits="year"),
        "year2": Slot(rf"\d\d(?!{letter}|[,.]\d)", digits="short"),
        "a": Slot(r"\d\d?", digits="short"),
        "b": Slot(r"\d\d?", digits="short"),
        "c": Slot(rf"\d\d?(?!{letter})", digits="short"),
        "day_ordinal": Slot(grammar.get("day_ordinal", r"(?!)"), digits=ordinal),
        "holiday": words(tables["holidays"]),
        "landmark": words(tables["landmarks"]),
        "last": words(grammar.get("last", ())),
        "half": words(grammar.get("half", ())),
        "quarter_name": words(grammar.get("quarter_names", ())),
    }
    slots["day2"] = slots["day"]
    slots["month2"] = slots["month"]
    slots["direction2"] = slots["direction_of"] = slots["direction"]
    slots["unit_of"] = slots["unit"]
    slots["year_after"] = slots["year"]
    return slots


def _of_words(words: Iterable[str], extra: str = "", letter: str = r"\w") -> Slot:
    """A slot filled by any of the words, longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    choices = [spaced(re.escape(word)) for word in ordered]
    if letter == r"\w":
        choices = [rf"{choice}(?!\w)" if choice[-1].isalnum() else choice for choice in choices]
    if extra:
        choices.insert(0, extra)
    return Slot("|".join(choices) or r"(?!)", () if extra else tuple(ordered))


def _abbreviated(slot: Slot) -> Slot:
    """The slot with a full stop where a day or a year follows: "Dec. 31", "dic. 2018"."""
    return Slot(rf"(?:{slot.pattern})(?:\.(?=\s?,?\s?\d))?", slot.words)


def spaced(pattern: str) -> str:
    """An escaped phrase with any white space for its spaces, any apostrophe for its own."""
    return pattern.replace("\\ ", " ").replace(" ", r"\s{1,3}").replace("'", "['’]")


def rule_of(
    read: str, template: str, slots: Mapping[str, Slot], words: Iterable[str], letter: str
) -> Rule:
    """A rule from a data file's template.

    Raises:
        ValueError: the template names a slot that is not known.
    """
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
        re.compile(rf"(?<!{letter})(?:{pattern})(?!(?<={letter}){letter})", re.IGNORECASE),
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
