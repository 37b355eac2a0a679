"""A small graph over feeds that are followed: parsed, normalised, each version once, windowed."""

from collections.abc import Callable, Sequence
from pathlib import Path

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.runner import PipelineResult
from apache_beam.transforms.window import FixedWindows
from apache_beam.utils.timestamp import Duration

from pipelines.sources.following import FollowOptions, StopFile
from pipelines.sources.poller import PollerOptions
from pipelines.sources.unbounded_feeds import FollowFeeds
from pipelines.store import Store
from tests.streaming.changing_feeds import AppendFn, ListedIn
from transforms.feeds.parse_beam import ParseFeeds
from transforms.normalise.normalise_beam import NormaliseArticles
from transforms.seen.seen import NothingSeen
from transforms.seen.seen_beam import DropSeen


def start_following(
    folder: Path,
    poller: PollerOptions,
    options: FollowOptions,
    arguments: Sequence[str],
    open_store: Callable[[], Store] | None = None,
) -> PipelineResult:
    """Starts the graph; articles and polls come out in `articles` and `polls` in the folder.

    It follows the feeds in the file `feeds` there, until there is a file `stop`.
    """
    pipeline = beam.Pipeline(options=PipelineOptions([*arguments, "--streaming"]))
    source = FollowFeeds(
        ListedIn(str(folder / "feeds")),
        poller,
        options,
        open_store=open_store,
        stop=StopFile(str(folder / "stop")),
    )
    windows = beam.WindowInto(FixedWindows(1), allowed_lateness=Duration(3600))
    parsed = pipeline | "FollowFeeds" >> source | "Window" >> windows | ParseFeeds()
    normal = parsed.articles | NormaliseArticles()
    fresh = normal.kept | DropSeen(NothingSeen, streaming=True)
    _ = fresh.kept | "Articles" >> beam.ParDo(AppendFn(folder / "articles"))
    _ = parsed.health | "Polls" >> beam.ParDo(AppendFn(folder / "polls"))
    return pipeline.run()
