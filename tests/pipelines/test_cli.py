"""The command line as its users meet it: in a process of its own."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evaldata import ROOT


def vedette(
    *arguments: str, stdin: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli.main", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        env={**os.environ, **(environment or {})},
    )


def test_annotate_gives_one_object_a_line_and_the_id_back() -> None:
    lines = [
        {"id": "a1", "text": "Russian troops massed near Kharkiv.", "published_at": "2026-11-20"},
        {"text": ""},
        {"id": 3, "title": "Nothing", "text": "The weather was fine in Paris."},
    ]
    done = vedette("annotate", stdin="\n".join(map(json.dumps, lines)))
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert first["article"]["id"] == "a1"
    assert [signal["type"] for signal in first["signals"]] == ["force_buildup"]
    assert {entity["text"] for entity in first["entities"]} >= {"Kharkiv"}
    assert second == {"left_out": {"reason": "empty", "detail": "neither title nor text"}}
    assert third["article"]["id"] == "3"
    assert third["signals"] == []
    assert done.returncode == 0


def test_a_broken_line_of_json_lines_is_left_out_alone(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(b'\xef\xbb\xbfbroken\n{"text": "A fine day in Paris."}\n'))
    first, second = map(json.loads, vedette("annotate", str(path)).stdout.splitlines())
    assert first["left_out"]["reason"] == "malformed_json"
    assert second["article"]["text"] == "A fine day in Paris."


def test_annotate_reads_plain_text_and_prints_for_people(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Moscow had pulled together 90,000 soldiers near Ukraine, Kyiv said.")
    done = vedette(
        "annotate",
        str(path),
        "--published",
        "2021-11-15T18:00:00Z",
        "--pretty",
        environment={"COLUMNS": "200"},
    )
    assert "90,000 personnel" in done.stdout
    assert "2021-11-15" in done.stdout


@pytest.mark.parametrize("form", ["bigquery", "avro", "jsonschema", "arrow", "postgres"])
def test_schema_prints_every_stream_in_every_form(form: str) -> None:
    done = vedette("schema", "signals", "--format", form)
    assert "event_time" in done.stdout
    assert done.returncode == 0


def test_a_dry_run_prints_the_graph_and_reads_nothing(tmp_path: Path) -> None:
    done = vedette(
        "run", "--feeds", "https://a.example/rss", "--output", str(tmp_path / "d"), "--dry-run"
    )
    assert "DropSeen" in done.stdout
    assert not (tmp_path / "d").exists()


def test_a_run_in_a_pipe_is_silent_but_for_its_report(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Two men fished in the river."}\n')
    done = vedette("run", "--input", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "d"))
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("DirectRunner")
    assert "ledger: in 1 = written 1 + dropped 0 + dead letters 0" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["run"], "nothing to read"),
        (["run", "--feed", "x"], "--feed"),
        (["run", "--feeds", "http://[x"], "http://[x"),
        (["run", "--feeds", "https://a.example", "--output", "http://[x"], "http://[x"),
        (["run", "--feeds", "https://a.example", "--", "--runner=FlinkRunner"], "FlinkRunner"),
        (["run", "--batch-size", "many"], "batch-size"),
        (["runn"], "runn"),
        (["annotate", "none.txt"], "cannot read none.txt"),
        (["annotate", "--published", "soon"], "--published"),
        (["schema", "signal"], "did you mean signals"),
        (["schema", "signals", "--format", "xml"], "--format"),
        (["run", "--config", "none.yaml"], "cannot read none.yaml"),
        (["run", "--input", "README.md"], "README.md"),
        (
            ["run", "--feeds", "https://a.example", "--output", "/proc/none"],
            "cannot write to /proc",
        ),
        (["evaluate", "--gold", "none"], "no gold folder none"),
    ],
)
def test_a_mistake_gets_one_line_and_exit_code_2(arguments: list[str], complaint: str) -> None:
    done = vedette(*arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert complaint in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("command", ["run", "annotate", "schema", "evaluate"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = vedette(command, "--help", environment={"COLUMNS": "200"})
    assert f"vedette {command}" in done.stdout.partition("Example")[2]
