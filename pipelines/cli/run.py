"""`vedette run`: the pipeline."""

import logging
import signal
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.settings import load_settings
from schemas.errors import VedetteError


def run(
    feeds: Annotated[
        list[str] | None,
        typer.Option(help="Feed list (OPML, YAML, text), feed file, or URL. Repeatable."),
    ] = None,
    input: Annotated[  # noqa: A002 - the flag's name
        list[str] | None,
        typer.Option(help="Glob of JSON Lines (also .gz, .zst) or .txt files. Repeatable."),
    ] = None,
    subscription: Annotated[
        str | None, typer.Option(help="Pub/Sub subscription: projects/…/subscriptions/….")
    ] = None,
    max_messages: Annotated[
        int | None, typer.Option(help="Messages of one pass over a subscription.")
    ] = None,
    follow: Annotated[
        bool | None, typer.Option("--follow/--no-follow", help="Poll feeds again and again.")
    ] = None,
    duration: Annotated[
        float | None, typer.Option(help="End after so many seconds, when a pass is done.")
    ] = None,
    max_polls: Annotated[int | None, typer.Option(help="End after so many polls.")] = None,
    min_interval_seconds: Annotated[
        float | None, typer.Option(help="Least time between two polls of a feed; default 600.")
    ] = None,
    max_interval_seconds: Annotated[
        float | None, typer.Option(help="Longest such time; default 86400.")
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(help="Folder for Parquet, or jsonl://FOLDER. Repeatable. Default ./data."),
    ] = None,
    state: Annotated[
        str | None, typer.Option(help="Folder of the store of seen items; default in the output.")
    ] = None,
    full_text: Annotated[
        bool | None,
        typer.Option(
            "--full-text/--no-full-text",
            help="Fetch the page of an item that carries only a summary, and take its text.",
        ),
    ] = None,
    full_text_seconds: Annotated[
        float | None,
        typer.Option(
            help="Longest that the pages of one pass may take; default 300. The others are fetched"
            " when their feed is read again."
        ),
    ] = None,
    text: Annotated[
        bool | None, typer.Option("--text/--no-text", help="Whether article texts are stored.")
    ] = None,
    allow_private: Annotated[
        bool | None,
        typer.Option("--allow-private/--no-allow-private", help="Fetch private addresses too."),
    ] = None,
    language_detector: Annotated[
        str | None, typer.Option(help="vote (default), langdetect, pycld2, py3langid, …")
    ] = None,
    models: Annotated[
        list[str] | None,
        typer.Option(help="spaCy pipelines of a language, as en=first,second. Repeatable."),
    ] = None,
    batch_size: Annotated[
        int | None, typer.Option(help="Articles the language model reads together.")
    ] = None,
    shards: Annotated[
        int | None, typer.Option(help="Files written side by side per stream and date.")
    ] = None,
    robots: Annotated[
        bool | None, typer.Option("--robots/--no-robots", help="Obey robots.txt.")
    ] = None,
    host_delay_seconds: Annotated[
        float | None, typer.Option(help="Least time between requests to one host.")
    ] = None,
    timeout_seconds: Annotated[float | None, typer.Option(help="Longest fetch of a feed.")] = None,
    max_feed_bytes: Annotated[int | None, typer.Option(help="Largest feed, bytes.")] = None,
    config: Annotated[
        Path | None, typer.Option(envvar="VEDETTE_CONFIG", help="YAML file with the same keys.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Print the graph and stop.")] = False,
    beam_options: Annotated[
        list[str] | None, typer.Argument(help="After --: options of Beam itself.")
    ] = None,
) -> None:
    """Reads articles, and writes articles, entities and signals.

    Example: vedette run --feeds feeds.opml --output ./data
    """
    given = {name: value for name, value in locals().items() if name not in _NOT_SETTINGS}
    settings = load_settings(config, {k: v for k, v in given.items() if v not in (None, [])})
    # Beam and its optional parts warn while they are imported.
    logging.basicConfig(level=logging.ERROR)
    _run(settings, beam_options or [], dry_run)


_NOT_SETTINGS = frozenset({"config", "dry_run", "beam_options"})


def _run(settings: Any, beam_options: list[str], dry_run: bool) -> None:
    """Plans and executes; only here Beam is imported, which takes a second."""
    from pipelines.cli.report import print_summary, progress
    from pipelines.memory import share_arenas
    from pipelines.passes import Stop
    from pipelines.plan import plan_run
    from pipelines.run import build, execute, graph_lines

    plan = plan_run(settings, beam_options)
    if dry_run:
        typer.echo("\n".join((plan.headline, *graph_lines(build(plan)))))
        return
    share_arenas()
    stop = Stop(settings.duration)
    if settings.follow or settings.subscription:
        stop.on_signals()
    else:
        signal.signal(signal.SIGINT, _interrupt)
    try:
        with progress():
            ledger, seconds = execute(plan, stop, lambda: print(plan.headline, flush=True))  # noqa: T201 - typer.echo does not flush
    except (KeyboardInterrupt, RuntimeError) as error:
        if not _is_interrupt(error):
            raise
        raise VedetteError(
            "interrupted: nothing of this run counts, and the next one reads it again"
        ) from None
    print_summary(ledger, seconds)
    if not ledger.balances:
        raise VedetteError("the ledger does not balance: articles are unaccounted for")


def _interrupt(*_: object) -> None:
    """Ends a batch: what its workers would say of that is of no use."""
    logging.disable()
    raise KeyboardInterrupt


def _is_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: Beam wraps what its workers raise."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None
