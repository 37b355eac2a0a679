"""Ctrl-C as a terminal sends it: to the command and to every program that it has started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.duck import query
from tests.evaldata import ROOT
from tests.pipelines.feed_server import Answer, serve
from tests.prism import needs_prism, prism_arguments

FEED = (
    b"<rss version='2.0'><channel><title>C</title><item><title>Item</title>"
    b"<link>https://a.example/1</link></item></channel></rss>"
)


def slow(*_: object) -> Answer:
    time.sleep(3)
    return Answer(body=FEED)


@contextmanager
def fetching(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`vedette run` in a process group of its own, in the middle of fetching a feed."""
    with serve(slow) as server:
        command = [sys.executable, "-m", "pipelines.cli.main", "run", "--allow-private"]
        options = ["--feeds", f"{server.url}/f", "--output", f"{folder}/data"]
        process = subprocess.Popen(
            [*command, *options, *arguments],
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        while not server.requests:
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        yield process


def press_ctrl_c(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGINT)


def test_ctrl_c_ends_a_batch_with_one_line_and_nothing_of_it_counts(tmp_path: Path) -> None:
    with fetching(tmp_path) as process:
        press_ctrl_c(process)
        _, stderr = process.communicate(timeout=30)
    assert process.returncode == 1
    assert stderr.count("\n") == 1
    assert "interrupted" in stderr
    assert not list(tmp_path.glob("data/articles/*/*.parquet"))


def test_a_second_ctrl_c_ends_what_is_followed_at_once(tmp_path: Path) -> None:
    with fetching(tmp_path, "--follow") as process:
        press_ctrl_c(process)
        time.sleep(0.5)
        assert process.poll() is None
        press_ctrl_c(process)
        assert process.wait(timeout=2) == -signal.SIGINT


@pytest.mark.scale
@needs_prism
def test_on_prism_ctrl_c_drains_what_is_under_way(tmp_path: Path) -> None:
    with fetching(tmp_path, "--follow", "--", *prism_arguments()) as process:
        press_ctrl_c(process)
        stdout, stderr = process.communicate(timeout=90)
    assert process.returncode == 0, stderr
    assert "written 1" in stdout
    assert query(f"SELECT title FROM '{tmp_path}/data/articles/*/*.parquet'") == [("Item",)]
