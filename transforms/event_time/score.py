"""How well dates are read, measured on labelled rows; for the quality gate."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from transforms.event_time.event_time import find_times
from transforms.event_time.expression import TimeExpression

Row = Mapping[str, Any]
#: First day, first day after; None is open.
_Days = tuple[dt.date | None, dt.date | None]
_WHOLE: frozenset[str] = frozenset({"month", "season", "year", "decade"})


def score_dates(rows: Iterable[Row]) -> dict[str, float]:
    """Share of labelled dates and date ranges that are read right.

    A row has `text`, `lang`, `reference` and `results`. Times of day, durations, sets, rows
    without a reference and labels without a calendar value are left out. A label often holds
    several values, the last and the next of an unsaid year: any of them counts. A day answers a
    label of one day; a month or year, where the words tell no more ("two months ago"), one that
    holds it. A range answers by both its days; one of two expressions ("2007 to 2009") the labels
    end at the second's first day and we at its last: either counts.
    """
    right = labelled = 0
    for row in rows:
        labels = [values for result in row["results"] if (values := _values_of(result))]
        if not labels or not row["reference"]:
            continue
        published_at = dt.datetime.fromisoformat(row["reference"]).replace(tzinfo=dt.UTC)
        found = find_times(row["text"], row["lang"], published_at)
        labelled += len(labels)
        right += sum(any(_answers(e, values) for e in found) for values in labels)
    return {"accuracy": right / labelled if labelled else 0.0, "labels": float(labelled)}


def _values_of(result: Mapping[str, Any]) -> list[_Days]:
    if result.get("TypeName") not in ("datetimeV2.date", "datetimeV2.daterange"):
        return []
    resolution = result.get("Resolution")
    values = resolution.get("values", []) if isinstance(resolution, dict) else []
    return [days for value in values if (days := _days_of(value))]


def _days_of(value: Mapping[str, str]) -> _Days | None:
    if value.get("type") == "date" and value.get("value", "")[:1].isdecimal():
        first = dt.date.fromisoformat(value["value"])
        return first, first + dt.timedelta(days=1)
    if value.get("type") == "daterange" and ("start" in value or "end" in value):
        first_day, after = (
            dt.date.fromisoformat(value[name]) if name in value else None
            for name in ("start", "end")
        )
        return first_day, after
    return None


def _answers(expression: TimeExpression, values: list[_Days]) -> bool:
    first = expression.first.date() if expression.first else None
    after = expression.after.date() if expression.after else None
    for low, high in values:
        if (first, after) == (low, high):
            return True
        if first is None or after is None or low is None or high is None:
            continue
        one_day = high - low == dt.timedelta(days=1)
        if one_day and expression.precision in _WHOLE and first <= low < after:
            return True
        if not one_day and first == low and high == expression_last(expression):
            return True
    return False


def expression_last(expression: TimeExpression) -> dt.date | None:
    """First day of the last period in a range of several ("2007 to 2009" → 1 January 2009)."""
    if expression.after is None:
        return None
    last = expression.after.date() - dt.timedelta(days=1)
    match expression.precision:
        case "year" | "decade":
            return last.replace(month=1, day=1)
        case "month" | "season":
            return last.replace(day=1)
        case _:
            return last
