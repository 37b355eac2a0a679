"""Ctrl-C as a terminal sends it, to the command and to all that it has started; and a kill."""

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
from tests.pages.html_pages import PARAGRAPHS, TITLE, page
from tests.pipelines.feed_server import Answer, FeedServer, serve
from tests.prism import needs_prism, prism_arguments

FEED = (
    b"<rss version='2.0'><channel><title>C</title><item><title>Item</title>"
    b"<link>https://a.example/1</link></item></channel></rss>"
)


def slow(*_: object) -> Answer:
    time.sleep(3)
    return Answer(body=FEED)


def start(server: FeedServer, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """`vedette run` over the server's feed, in a process group of its own."""
    command = [sys.executable, "-m", "pipelines.cli.main", "run", "--allow-private"]
    options = ["--feeds", f"{server.url}/f", "--output", f"{folder}/data"]
    return subprocess.Popen(
        [*command, *options, *arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_for_request(process: subprocess.Popen[str], server: FeedServer, path: str) -> None:
    while path not in [asked for asked, _ in server.requests]:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


@contextmanager
def fetching(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`vedette run` in the middle of fetching a feed."""
    with serve(slow) as server:
        process = start(server, folder, *arguments)
        wait_for_request(process, server, "/f")
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


def test_a_kill_while_pages_are_fetched_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>{TITLE} {n}</title><link>/{n}</link>"
        f"<description>{PARAGRAPHS[0]}</description></item>"
        for n in range(3)
    )
    rss = f"<rss version='2.0'><channel><title>C</title>{items}</channel></rss>".encode()

    def site(path: str, _: object) -> Answer:
        if path == "/f":
            return Answer(body=rss)
        time.sleep(0.5)
        return Answer(body=page().encode(), headers=(("Content-Type", "text/html"),))

    with serve(site) as server:
        arguments = ("--full-text", "--host-delay-seconds", "0")
        process = start(server, tmp_path, *arguments)
        wait_for_request(process, server, "/1")
        process.kill()
        process.communicate()
        for _ in range(2):
            process = start(server, tmp_path, *arguments)
            assert process.wait(timeout=200) == 0
    rows = query(f"SELECT url, text_basis FROM '{tmp_path}/data/articles/*/*.parquet'")
    assert sorted(rows) == [(f"{server.url}/{n}", "page") for n in range(3)]


@pytest.mark.scale
@needs_prism
def test_on_prism_ctrl_c_drains_what_is_under_way(tmp_path: Path) -> None:
    with fetching(tmp_path, "--follow", "--", *prism_arguments()) as process:
        press_ctrl_c(process)
        stdout, stderr = process.communicate(timeout=90)
    assert process.returncode == 0, stderr
    assert "written 1" in stdout
    assert query(f"SELECT title FROM '{tmp_path}/data/articles/*/*.parquet'") == [("Item",)]
