"""`vedette feeds`: looks after lists of feeds."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.clock import system_clock
from pipelines.feed_lists import read_feeds
from pipelines.sources.http import FetchError, FetchLimits, fetch, open_session
from pipelines.sources.memory import NoMemory
from pipelines.sources.poller import Poller, PollerOptions
from schemas.article import Document
from schemas.errors import ConfigError, RejectedItemError, VedetteError
from schemas.feed_health import FeedHealthRow
from transforms.feeds.discover import FoundFeed, discover_feeds
from transforms.feeds.health import feed_health
from transforms.feeds.opml import render_opml
from transforms.feeds.parse import parse_feed
from transforms.normalise.urls import mask_credentials, without_credentials

app = typer.Typer(help="Looks after lists of feeds.", no_args_is_help=True)

#: A feed that answers so may be well tomorrow, or was not asked at all.
_ALIVE: Final = frozenset(
    {"ok", "not_modified", "empty", "moved", "rate_limited", "blocked_by_robots"}
)


@app.command()
def check(
    feeds: Annotated[list[str], typer.Argument(help="Feed list, feed file or URL.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print rows of feed_health.")] = False,
    prune: Annotated[
        Path | None, typer.Option(help="Write the feeds that are not dead here, as OPML.")
    ] = None,
    allow_private: Annotated[bool, typer.Option(help="Fetch private addresses too.")] = False,
    timeout_seconds: Annotated[float, typer.Option(help="Longest fetch of a feed.")] = 30,
) -> None:
    """Polls each feed once and prints its health; exits 1 if one is dead.

    Example: vedette feeds check feeds.opml --prune alive.opml
    """
    entries = read_feeds(feeds)
    options = PollerOptions(
        FetchLimits(allow_private=allow_private, timeout_seconds=timeout_seconds)
    )
    polls = Poller(options, NoMemory(), system_clock).poll([entry.url for entry in entries])
    rows = sorted(map(feed_health, polls), key=lambda row: row.feed_url)
    if as_json:
        for row in rows:
            typer.echo(msgspec.json.encode(row))
    else:
        _print_table(rows)
    dead = {row.feed_url for row in rows if row.outcome not in _ALIVE}
    if prune:
        alive = [entry for entry in entries if without_credentials(entry.url) not in dead]
        _write(prune, render_opml(alive, "feeds that are not dead"))
    if dead:
        raise typer.Exit(1)


@app.command()
def discover(
    url: Annotated[str, typer.Argument(help="Page of a site.")],
    allow_private: Annotated[bool, typer.Option(help="Fetch private addresses too.")] = False,
) -> None:
    """Finds the feeds that a page names, or is; exits 1 if there are none.

    Example: vedette feeds discover https://example.org/
    """
    found = asyncio.run(_discover(url, FetchLimits(allow_private=allow_private)))
    for feed in found:
        typer.echo("\t".join((feed.url, feed.type, feed.title)))
    if not found:
        raise VedetteError(f"{mask_credentials(url)} names no feed")


async def _discover(url: str, limits: FetchLimits) -> tuple[FoundFeed, ...]:
    async with open_session(limits) as session:
        try:
            answer = await fetch(session, url, {}, limits)
        except FetchError as error:
            raise ConfigError(f"cannot read {mask_credentials(url)}: {error}") from error
    read_at = without_credentials(answer.url)
    document = Document(
        source=read_at,
        body=answer.body,
        retrieved_at=system_clock(),
        content_type=answer.content_type,
    )
    try:
        feed = parse_feed(document)
    except RejectedItemError:
        return discover_feeds(answer.body, read_at)
    media_type = answer.content_type.partition(";")[0].strip()
    return (FoundFeed(url=read_at, title=feed.title, type=media_type),)


def _print_table(rows: Sequence[FeedHealthRow]) -> None:
    table = Table("feed", "outcome", "items", "undated", "newest", "message")
    table.columns[0].overflow = "fold"
    table.columns[4].no_wrap = True
    for row in rows:
        undated = "" if row.share_undated is None else f"{row.share_undated:.0%}"
        newest = f"{row.newest_item_at:%Y-%m-%d}" if row.newest_item_at else ""
        table.add_row(
            escape(row.feed_url), row.outcome, str(row.items), undated, newest, escape(row.message)
        )
    Console().print(table)


def _write(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
