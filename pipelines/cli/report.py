"""What a run shows: progress on a terminal, a summary at its end."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipelines.ledger import Ledger


@contextmanager
def progress() -> Iterator[None]:
    """A line that moves while the run goes on, on a terminal only."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        bar.add_task("reading, analysing, writing")
        yield


def print_summary(ledger: Ledger, seconds: float) -> None:
    """The ledger as a table, and the articles written per second."""
    console = Console()
    table = Table("what", "which", "count", title="Summary", title_justify="left")
    table.columns[2].justify = "right"
    for what, counts in (
        ("pages by outcome", ledger.pages),
        ("articles by language", ledger.languages),
        ("entities by label", ledger.entities),
        ("signals by type", ledger.signals),
        ("held back by guards", ledger.suppressed),
        ("dropped by reason", ledger.dropped),
        ("dead letters by reason", ledger.dead_letters),
    ):
        _add(table, what, counts)
    console.print(table)
    console.print(_ledger_line(ledger), soft_wrap=True, highlight=False)
    rate = ledger.written / seconds if seconds else 0.0
    console.print(f"{rate:.1f} articles/s, {seconds:.1f} s", soft_wrap=True, highlight=False)


def _add(table: Table, what: str, counts: Mapping[str, int]) -> None:
    for name, count in counts.items():
        table.add_row(what, name, f"{count:,}")
        what = ""
    if counts:
        table.add_section()


def _ledger_line(ledger: Ledger) -> str:
    dropped = ", ".join(f"{reason} {count:,}" for reason, count in ledger.dropped.items())
    return (
        f"ledger: in {ledger.read:,} = written {ledger.written:,}"
        f" + dropped {sum(ledger.dropped.values()):,}{f' ({dropped})' if dropped else ''}"
        f" + dead letters {sum(ledger.dead_letters.values()):,}"
    )
