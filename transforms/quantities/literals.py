"""Digits with marks: 90,000 · 90.000 · 1.5 · 12,34,567.89."""

import math
import re

_MARKS = re.compile(r"[.,'’\u066b\u066c\u060c]")
_ARABIC = str.maketrans("\u066b\u066c\u060c’", ".,,'")


def read_literal(text: str, decimal_mark: str) -> tuple[float | None, bool]:
    """The value of digits with marks, and whether a count would read the mark as thousands.

    The value is None when the marks fit no number ("22,24,26", "192.168.1.2"): a list or a date;
    and when it is beyond what a float holds.
    """
    value, is_thousands = _read(text, decimal_mark)
    return (value, is_thousands) if value is None or math.isfinite(value) else (None, False)


def _read(text: str, decimal_mark: str) -> tuple[float | None, bool]:
    mantissa, _, exponent = text.lower().partition("e")
    scale = float(f"1e{exponent}") if exponent else 1.0
    plain = mantissa.translate(_ARABIC)
    if plain.startswith("."):
        return (float(plain), False) if plain[1:].isdecimal() else (None, False)
    groups = _MARKS.split(plain)
    marks = _MARKS.findall(plain)
    if not marks:
        return float(plain) * scale, False
    if len(set(marks)) == 1 and _are_thousands(groups):
        if len(marks) == 1 and marks[0] == decimal_mark:
            return float(f"{groups[0]}.{groups[1]}") * scale, groups[0] != "0"
        return float("".join(groups)), False
    last_is_decimal = marks[-1] not in marks[:-1] and marks[-1] != "'"
    if last_is_decimal and (len(marks) == 1 or _are_thousands(groups[:-1])):
        if len(marks) == 1 and marks[0] != decimal_mark and len(groups[1]) > 2:
            return None, False
        return float(f"{''.join(groups[:-1])}.{groups[-1]}") * scale, False
    return None, False


def _are_thousands(groups: list[str]) -> bool:
    """Whether digits are grouped by three, or in the Indian way by two before the last three."""
    first, *middle, last = groups if len(groups) > 1 else [groups[0], "000"]
    if len(last) != 3 or not 1 <= len(first) <= 3 or first == "0":
        return False
    return all(len(g) == 3 for g in middle) or all(len(g) == 2 for g in middle)
