"""`vedette evaluate`: the quality gate."""

from pathlib import Path
from typing import Annotated

import typer

from schemas.errors import ConfigError, VedetteError


class FloorBrokenError(VedetteError):
    """A measurement fell below its floor, or gold changed without new floors."""


def evaluate(
    gold: Annotated[Path, typer.Option(help="The project's own gold.")] = Path("tests/gold"),
    data: Annotated[
        Path | None,
        typer.Option(envvar="VEDETTE_EVALDATA", help="Folder of public labelled data."),
    ] = None,
    pin: Annotated[bool, typer.Option(help="Raise the floors to what is measured.")] = False,
    lower: Annotated[
        list[str] | None,
        typer.Option(help="With --pin: let one floor fall, as NAME=REASON. Repeatable."),
    ] = None,
) -> None:
    """Scores the extractors on labelled data and compares with the pinned floors.

    Example: vedette evaluate --data public-data
    """
    from pipelines.cli.quality import print_details, print_measurements
    from pipelines.evaluate import gold_hashes, measure, read_floors, write_floors
    from pipelines.gold_sets import gold_sets
    from transforms.evaluation.gate import changed_gold, raise_floors, regressions

    reasons = _reasons(lower or [])
    floors = read_floors(gold)
    report = measure(gold_sets(gold, data))
    for details in report.details:
        print_details(details)
    print_measurements(report, floors.floors)
    hashes = gold_hashes(gold)
    if pin:
        try:
            write_floors(gold, raise_floors(report.measured, hashes, floors, reasons))
        except ValueError as error:
            raise FloorBrokenError(f"{error}; --lower NAME=REASON lets it fall") from error
        return
    complaints = regressions(report.measured, floors.floors)
    if changed := changed_gold(hashes, floors.gold):
        complaints.append(f"gold changed since the floors were pinned: {', '.join(changed)}")
    if complaints:
        raise FloorBrokenError("; ".join(complaints))


def _reasons(lower: list[str]) -> dict[str, str]:
    reasons = {}
    for word in lower:
        name, _, reason = word.partition("=")
        if not reason.strip():
            raise ConfigError(f"--lower {word}: give NAME=REASON")
        reasons[name] = reason
    return reasons
