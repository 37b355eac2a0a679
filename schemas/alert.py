"""Alerts: a rule or a baseline that fired."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from schemas.row import Doc, Row, require_utc
from schemas.vocabulary import AlertKind, SignalType


@dataclass(frozen=True, kw_only=True)
class AlertRow(Row):
    """A rule or baseline that fired."""

    alert_id: Annotated[str, Doc(description="Hash of rule, key and window.")]
    rule: Annotated[str, Doc(description="Name of the rule.")]
    kind: Annotated[AlertKind, Doc(description="What sort of rule.")]
    window_start: Annotated[dt.datetime, Doc(description="Start of the window.")]
    window_end: Annotated[dt.datetime, Doc(description="End of the window, exclusive.")]
    actor: Annotated[str | None, Doc(description="Country or group it is about.")]
    area: Annotated[str | None, Doc(description="Place it is about.")]
    type: Annotated[SignalType | None, Doc(description="Signal type it is about.")]
    value: Annotated[float, Doc(description="What was measured.")]
    expected: Annotated[float | None, Doc(description="What the baseline expected.")]
    score: Annotated[float | None, Doc(description="How far the value is out.")]
    severity: Annotated[float, Doc(description="0–10.")]
    signal_ids: Annotated[tuple[str, ...], Doc(description="Signals it rests on.")]
    message: Annotated[str, Doc(description="One line for people.")]

    def __post_init__(self) -> None:
        require_utc(window_start=self.window_start, window_end=self.window_end)
