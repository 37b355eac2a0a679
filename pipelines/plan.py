"""What a run needs, checked before anything starts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.clock import Clock, system_clock
from pipelines.feed_lists import read_feeds
from pipelines.models import analysis_config
from pipelines.pubsub import require_name
from pipelines.runners import Runner, choose_runner
from pipelines.settings import Settings
from pipelines.sinks.files import FileSink
from pipelines.sinks.sink import open_sink
from pipelines.sources.files import match_files
from pipelines.sources.http import FetchLimits
from pipelines.sources.page_fetcher import PageOptions
from pipelines.sources.poller import PollerOptions
from schemas.errors import ConfigError
from schemas.ids import content_id
from transforms.language.detect import load_detector
from transforms.pages.page import MAX_PAGE_BYTES
from transforms.polling.hosts import HostPolicy
from transforms.polling.policy import PollPolicy


@dataclass(frozen=True)
class Plan:
    """A run that has been checked: everything it needs is there."""

    settings: Settings
    runner: Runner
    feed_urls: tuple[str, ...]
    input_paths: tuple[str, ...]
    sinks: tuple[FileSink, ...]
    state: Path
    clock: Clock

    @property
    def streams(self) -> bool:
        """Whether feeds are followed by one graph that does not end."""
        return self.settings.follow and self.runner.streams

    @property
    def headline(self) -> str:
        """The first line of output: runner, mode and sources."""
        settings = self.settings
        mode = "bounded passes, one after another" if _repeats(settings) else "batch"
        if self.streams:
            mode = "streaming"
        counts = ((len(self.feed_urls), "feeds"), (len(self.input_paths), "files"))
        sources = [f"{count:,} {what}" for count, what in counts if count]
        sources += [settings.subscription] if settings.subscription else []
        pages = ", with the pages of their items" if settings.full_text else ""
        return f"{self.runner.name}, {mode}: {', '.join(sources) or 'no feeds'}{pages}"


def plan_run(
    settings: Settings, beam_arguments: Sequence[str], clock: Clock = system_clock
) -> Plan:
    """Checks settings before anything starts.

    Raises:
        ConfigError: with one line that says what to change.
    """
    _require_sources(settings)
    load_detector(settings.language_detector)
    analysis_config(settings)
    poller_options(settings)
    runner = choose_runner(beam_arguments)
    _require_able(runner, settings)
    sinks = tuple(open_sink(url) for url in settings.output)
    state = _state_folder(settings, sinks)
    # Runs with stores of their own may share an output, and must not clear away one another's.
    owner = content_id(str(state.absolute()))[:16]
    return Plan(
        settings=settings,
        runner=runner,
        feed_urls=read_feed_lists(settings),
        input_paths=tuple(match_files(settings.input)),
        sinks=tuple(sink.owned_by(owner) for sink in sinks),
        state=state,
        clock=clock,
    )


def poller_options(settings: Settings) -> PollerOptions:
    """How feeds are polled under these settings.

    Raises:
        ConfigError: when the intervals are not ordered.
    """
    try:
        policy = PollPolicy(
            min_interval_seconds=settings.min_interval_seconds,
            max_interval_seconds=settings.max_interval_seconds,
        )
    except ValueError as error:
        raise ConfigError(str(error)) from error
    return PollerOptions(
        limits=FetchLimits(
            max_bytes=settings.max_feed_bytes,
            timeout_seconds=settings.timeout_seconds,
            allow_private=settings.allow_private,
        ),
        policy=policy,
        hosts=HostPolicy(min_delay_seconds=settings.host_delay_seconds),
        obey_robots=settings.robots,
    )


def page_options(settings: Settings) -> PageOptions:
    """How pages are fetched under these settings: as feeds are, but for their size."""
    feeds = poller_options(settings)
    return PageOptions(
        limits=replace(feeds.limits, max_bytes=MAX_PAGE_BYTES),
        hosts=feeds.hosts,
        obey_robots=feeds.obey_robots,
        batch_seconds=settings.full_text_seconds,
    )


def read_feed_lists(settings: Settings) -> tuple[str, ...]:
    """The URLs of all feeds, each once, in order; read anew at each call.

    Raises:
        ConfigError: when a list cannot be read.
    """
    return tuple(entry.url for entry in read_feeds(settings.feeds))


def _repeats(settings: Settings) -> bool:
    return settings.follow or settings.subscription is not None


def _require_able(runner: Runner, settings: Settings) -> None:
    """Raises ConfigError for what the runner cannot do."""
    if runner.runner is not None or not _repeats(settings):
        return
    if settings.subscription or not runner.streams:
        what = "--subscription" if settings.subscription else "--follow"
        raise ConfigError(f"{what} does not run on {runner.name} yet")
    if settings.max_polls is not None:
        raise ConfigError("--max-polls ends passes: on a streaming runner give --duration")


def _require_sources(settings: Settings) -> None:
    """Raises ConfigError unless the sources named can be read together, and as told."""
    if settings.subscription is not None:
        require_name("subscriptions", settings.subscription)
        if settings.feeds or settings.input:
            raise ConfigError("--subscription is read alone: start a second run for the rest")
    elif not settings.feeds and not settings.input:
        raise ConfigError("nothing to read: give --feeds, --input or --subscription")
    if settings.follow and (settings.input or not settings.feeds):
        raise ConfigError(
            "--follow follows feeds: give --feeds, and read --input in a run of its own"
        )
    if settings.max_polls is not None and not settings.follow:
        raise ConfigError("--max-polls ends --follow: give both")
    if settings.duration is not None and not _repeats(settings):
        raise ConfigError("--duration ends --follow or --subscription: give one of them")
    if settings.full_text and not (settings.feeds or settings.subscription):
        raise ConfigError("--full-text fetches the pages of feeds' items: give --feeds")


def _state_folder(settings: Settings, sinks: Sequence[FileSink]) -> Path:
    """Where the store lies: as told, else beside the first output that is a folder here."""
    if settings.state:
        return Path(settings.state)
    for sink in sinks:
        if "://" not in sink.root:
            return Path(sink.root) / "_state"
    raise ConfigError(
        "no output is a local folder: give --state FOLDER for the store of seen items"
    )
