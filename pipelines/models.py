"""The language models of a configuration."""

import spacy.util

from pipelines.settings import Settings
from schemas.errors import ConfigError
from transforms.analysis.analyse import AnalysisConfig


def analysis_config(settings: Settings) -> AnalysisConfig:
    """The default models, and in their place those that the operator names for a language.

    Raises:
        ConfigError: when none of the pipelines named for a language is installed.
    """
    for language, names in settings.models.items():
        if not any(map(spacy.util.is_package, names)):
            raise ConfigError(f"models: none for {language} is installed: {', '.join(names)}")
    named = {language: tuple(names) for language, names in settings.models.items()}
    return AnalysisConfig({**AnalysisConfig().models, **named})
