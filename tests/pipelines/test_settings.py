from pathlib import Path

import pytest

from pipelines.settings import Settings, load_settings
from schemas.errors import ConfigError


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"VEDETTE_{name.upper()}", raising=False)


def config(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "vedette.yaml"
    path.write_text(text)
    return path


def test_a_flag_goes_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = config(tmp_path, "batch_size: 2\nshards: 2\ntimeout_seconds: 2\n")
    monkeypatch.setenv("VEDETTE_SHARDS", "3")
    monkeypatch.setenv("VEDETTE_TIMEOUT_SECONDS", "3")
    settings = load_settings(path, {"timeout_seconds": 4})
    assert (settings.batch_size, settings.shards, settings.timeout_seconds) == (2, 3, 4)


def test_lists_come_from_one_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEDETTE_FEEDS", "a.opml https://b.example/rss")
    monkeypatch.setenv("VEDETTE_MODELS", "en=en_core_web_md,en_core_web_sm fr=fr_core_news_md")
    settings = load_settings(None, {})
    assert settings.feeds == ["a.opml", "https://b.example/rss"]
    assert settings.models == {
        "en": ["en_core_web_md", "en_core_web_sm"],
        "fr": ["fr_core_news_md"],
    }


def test_an_unknown_key_names_the_nearest_known_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="unknown key outputs; did you mean output"):
        load_settings(config(tmp_path, "outputs: [x]"), {})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("batch_size: many", "batch-size"),
        ("batch_size: 0", "batch-size"),
        ("[a list]", "a mapping"),
        ("a: [", "not YAML"),
        ("output: ['${VEDETTE_TEST_MISSING}']", "VEDETTE_TEST_MISSING"),
    ],
)
def test_a_file_that_does_not_fit_gets_one_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint) as caught:
        load_settings(config(tmp_path, text), {})
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read"):
        load_settings(tmp_path / "none.yaml", {})


def test_a_secret_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEED_PASSWORD", "hunter2")
    path = config(tmp_path, "feeds: ['https://me:${FEED_PASSWORD}@a.example/rss']")
    (url,) = load_settings(path, {}).feeds
    assert url == "https://me:hunter2@a.example/rss"
