"""Configuration: a YAML file, the environment and flags, the later before the earlier."""

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import yaml
from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from schemas.errors import ConfigError

_VARIABLE: Final = re.compile(r"\$\{(\w+)\}")


def _split_words(value: object) -> object:
    """A string of an environment variable as the list it stands for."""
    return value.split() if isinstance(value, str) else value


def _split_pairs(value: object) -> object:
    """`en=en_core_web_sm ru=a,b` as a mapping to lists."""
    if not isinstance(value, str | list):
        return value
    pairs = [word.partition("=") for word in (value.split() if isinstance(value, str) else value)]
    return {language: names.split(",") for language, _, names in pairs}


Words = Annotated[list[str], NoDecode, BeforeValidator(_split_words)]
Models = Annotated[dict[str, list[str]], NoDecode, BeforeValidator(_split_pairs)]


class Settings(BaseSettings):
    """Every key of the configuration; each is a flag of `vedette run` and `VEDETTE_<KEY>`."""

    model_config = SettingsConfigDict(env_prefix="VEDETTE_", extra="forbid", frozen=True)

    feeds: Words = Field(default=[], description="Feed list (OPML, YAML, text) or URL of a feed.")
    input: Words = Field(default=[], description="Glob of JSON Lines (.gz, .zst) or text files.")
    subscription: str | None = Field(
        default=None, description="Pub/Sub subscription, projects/…/subscriptions/…."
    )
    max_messages: int = Field(
        default=1000, ge=1, description="Messages of one pass over a subscription."
    )
    follow: bool = Field(default=False, description="Whether feeds are polled again and again.")
    duration: float | None = Field(
        default=None, gt=0, description="End after so many seconds, when a pass is done."
    )
    max_polls: int | None = Field(default=None, ge=1, description="End after so many polls.")
    min_interval_seconds: float = Field(
        default=600, gt=0, description="Least time between two polls of a feed."
    )
    max_interval_seconds: float = Field(
        default=86_400, gt=0, description="Longest time between two polls of a feed."
    )
    output: Words = Field(default=["./data"], description="Storage URL.")
    state: str | None = Field(default=None, description="Folder of the store of seen items.")
    full_text: bool = Field(
        default=False, description="Whether pages of items with only a summary are fetched."
    )
    full_text_seconds: float = Field(
        default=300, gt=0, description="Longest that the pages of one pass may take, seconds."
    )
    text: bool = Field(default=True, description="Whether article texts are stored.")
    allow_private: bool = Field(
        default=False, description="Whether private addresses may be fetched."
    )
    language_detector: str = Field(default="vote", description="Name of the language detector.")
    models: Models = Field(
        default={}, description="spaCy pipelines by language, in order of preference."
    )
    batch_size: int = Field(
        default=16, ge=1, le=256, description="Articles the model reads together."
    )
    shards: int = Field(
        default=1, ge=1, le=99, description="Files written side by side per stream, date."
    )
    timeout_seconds: float = Field(
        default=30, gt=0, description="Longest fetch of one feed or page, seconds."
    )
    robots: bool = Field(default=True, description="Whether robots.txt is obeyed.")
    host_delay_seconds: float = Field(
        default=1, ge=0, description="Least time between requests to one host, seconds."
    )
    max_feed_bytes: int = Field(default=10_000_000, ge=1, description="Largest feed, bytes.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library's signature
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load_settings` has merged."""
        return (init_settings,)


def load_settings(config: Path | None, flags: Mapping[str, Any]) -> Settings:
    """The settings of a file, the environment, and the flags that were given.

    Raises:
        ConfigError: an unreadable file, an unknown key, or a value that does not fit.
    """
    values = _read_file(config) if config else {}
    values |= EnvSettingsSource(Settings)()
    values |= flags
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{place.replace('_', '-')}: {first['msg']}") from error


def nearest(name: str, known: list[str]) -> str:
    """`; did you mean X?` for a name that is nearly a known one, else an empty string."""
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _read_file(path: Path) -> dict[str, Any]:
    try:
        values = yaml.safe_load(path.read_bytes()) or {}
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path} is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(values, dict):
        raise ConfigError(f"{path}: a mapping of keys to values is wanted")
    for key in values:
        if key not in Settings.model_fields:
            hint = nearest(str(key), list(Settings.model_fields))
            raise ConfigError(f"{path}: unknown key {key}{hint}")
    return {key: _interpolate(value) for key, value in values.items()}


def _interpolate(value: Any) -> Any:
    """The value with each `${NAME}` in it replaced by the environment's."""
    match value:
        case str():
            return _VARIABLE.sub(_variable, value)
        case list():
            return [_interpolate(item) for item in value]
        case dict():
            return {key: _interpolate(item) for key, item in value.items()}
        case _:
            return value


def _variable(match: re.Match[str]) -> str:
    try:
        return os.environ[match[1]]
    except KeyError as error:
        raise ConfigError(f"the environment has no {match[1]}, which the file asks for") from error
