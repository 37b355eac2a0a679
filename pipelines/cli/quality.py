"""What an evaluation shows."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from pipelines.evaluate import Details, Report


def print_details(details: Details) -> None:
    """One table of an evaluation."""
    table = Table(*details.header, title=details.title, title_justify="left")
    for row in details.rows:
        table.add_row(*row)
    Console().print(table)


def print_measurements(report: Report, floors: Mapping[str, float]) -> None:
    """Every measurement beside its floor, and the sets that were not there."""
    console = Console()
    table = Table("measurement", "measured", "floor", title="Quality", title_justify="left")
    for name in sorted(report.measured.keys() | floors.keys()):
        value, floor = report.measured.get(name), floors.get(name)
        table.add_row(
            name,
            "not measured" if value is None else f"{value:.3f}",
            "" if floor is None else f"{floor:.3f}",
        )
    console.print(table)
    for name in report.not_measured:
        console.print(f"not measured, its data is not here: {name}", soft_wrap=True)
