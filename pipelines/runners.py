"""Which runner carries out the graph, and what it can do."""

import logging
from collections.abc import Sequence
from typing import Final, NamedTuple

from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.runners.runner import PipelineRunner

from pipelines.settings import nearest
from schemas.errors import ConfigError

#: Runners that this graph is tested on, and whose workers see the store of seen items.
_SUPPORTED: Final = ("DirectRunner", "PrismRunner")


_UNHURRIED: Final = ("--streaming", "--job_server_timeout=100000000")


class Runner(NamedTuple):
    """A runner, its options, and its name for the first line of output."""

    runner: PipelineRunner | None
    options: PipelineOptions
    name: str
    #: Whether it carries out a graph whose sources never end.
    streams: bool


def choose_runner(arguments: Sequence[str]) -> Runner:
    """The runner that Beam's own options name; without one, Beam's in-process batch runner.

    DirectRunner by name would try Prism first, which downloads a program.

    Raises:
        ConfigError: for an option that Beam does not know, or a runner that cannot do the graph.
    """
    options = PipelineOptions(list(arguments))
    _refuse_unknown(options)
    name = options.view_as(StandardOptions).runner or "DirectRunner"
    if name not in _SUPPORTED:
        raise ConfigError(f"runner {name} cannot carry out this graph: use {', '.join(_SUPPORTED)}")
    if name == "DirectRunner":
        return Runner(FnApiRunner(), options, "DirectRunner (in-process)", streams=False)
    if not options.get_all_options()["prism_location"]:
        raise ConfigError(
            "PrismRunner would download a program: give --prism_location=.venv/bin/prism"
            " after --, which `make prism` builds"
        )
    # Beam's own limit of 300 s would end the wait for a job that runs for days.
    return Runner(None, PipelineOptions([*_UNHURRIED, *arguments]), name, streams=True)


def _refuse_unknown(options: PipelineOptions) -> None:
    """Raises ConfigError for an option that no part of Beam declares; Beam itself only warns."""
    logger = logging.getLogger("apache_beam.options.pipeline_options")
    level, logger.level = logger.level, logging.CRITICAL
    try:
        known = options.get_all_options()
        every = options.get_all_options(retain_unknown_options=True)
    except SystemExit as error:  # argparse, on a value that does not fit
        raise ConfigError("a Beam option after -- has a value that does not fit") from error
    finally:
        logger.level = level
    for name in every.keys() - known.keys():
        hint = nearest(name, list(known))
        raise ConfigError(f"Beam has no option --{name}{hint}")
