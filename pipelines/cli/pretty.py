"""An annotation for people."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.annotate import Annotation
from schemas.signal import Quantity, SignalRow


def print_pretty(annotation: Annotation) -> None:
    """The article's head, its signals and its entities, as tables."""
    article, console = annotation.article, Console()
    console.rule(escape(article.title or article.text[:60]))
    published = f"{article.published_at:%Y-%m-%d %H:%M} UTC" if article.published_at else "undated"
    console.print(f"{article.language} · {published} · {article.word_count:,} words")
    signals = Table("type", "who", "whom", "how many", "where", "when", "said by", "words")
    for signal in annotation.signals:
        signals.add_row(*map(escape, _signal_cells(signal)))
    console.print(signals)
    names = sorted({(entity.label, entity.name) for entity in annotation.entities})
    entities = Table("label", "names")
    for label in dict.fromkeys(label for label, _ in names):
        entities.add_row(label, escape(", ".join(name for other, name in names if other == label)))
    console.print(entities)


def _signal_cells(signal: SignalRow) -> list[str]:
    status = [signal.polarity, signal.temporality, signal.certainty]
    usual = ("affirmed", "current", "asserted")
    marks = "".join(f"\n[{mark}]" for mark in status if mark not in usual)
    when = signal.event_time
    return [
        signal.type + marks,
        ", ".join(actor.name for actor in signal.actors),
        ", ".join(actor.name for actor in signal.targets),
        ", ".join(map(_quantity, signal.quantities)),
        ", ".join(f"{place.role} {place.name or place.text}" for place in signal.locations),
        when.text or (f"{when.start:%Y-%m-%d}" if when.start else ""),
        " ← ".join(f"{who.claimant} ({who.stance})" for who in signal.attribution),
        signal.trigger.text,
    ]


def _quantity(quantity: Quantity) -> str:
    number = (
        f"{quantity.value:,.0f}"
        if quantity.value is not None
        else f"{quantity.low or 0:,.0f}–{f'{quantity.high:,.0f}' if quantity.high else ''}"
    )
    return f"{number} {quantity.unit}"
