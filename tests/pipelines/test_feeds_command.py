import json
from pathlib import Path

import pytest

from tests.pipelines.feed_server import Answer, serve
from tests.pipelines.test_cli import vedette
from transforms.feeds.lists import parse_feed_list

RSS = b"<rss version='2.0'><channel><title>C</title><item><title>T</title></item></channel></rss>"
PAGE = b"""<html><head><link rel="alternate" type="application/rss+xml" href="/rss" title="News">
<link rel="alternate" type="application/feed+json" href="/feed.json"></head></html>"""


def answer(path: str, _: dict[str, str]) -> Answer:
    match path:
        case "/rss":
            return Answer(body=RSS, headers=(("Content-Type", "application/rss+xml; charset=x"),))
        case "/page":
            return Answer(body=PAGE)
        case "/old":
            return Answer(302, headers=(("Location", "/en/home/"),))
        case "/en/home/":
            return Answer(body=PAGE.replace(b'"/rss"', b'"rss.xml"'))
        case "/plain":
            return Answer(body=b"<html><p>No feeds here.</html>")
        case "/busy":
            return Answer(429)
        case _:
            return Answer(404)


def test_a_dead_feed_is_told_and_pruned(tmp_path: Path) -> None:
    # Two hosts, for one that is busy is left alone with all its feeds.
    with serve(answer) as server, serve(answer) as other:
        opml = tmp_path / "feeds.opml"
        outlines = "".join(
            f'<outline text="{name}" xmlUrl="{url}/{name}" language="de"/>'
            for name, url in (("rss", server.url), ("busy", other.url), ("none", server.url))
        )
        opml.write_text(f'<opml><body><outline text="All">{outlines}</outline></body></opml>')
        alive = tmp_path / "alive.opml"
        done = vedette("feeds", "check", str(opml), "--prune", str(alive), "--allow-private")
        assert done.returncode == 1
        assert "http_error" in done.stdout
        entries = parse_feed_list(alive.read_bytes(), str(alive))
        assert [(entry.title, entry.language, entry.group) for entry in entries] == [
            ("rss", "de", "All"),
            ("busy", "de", "All"),
        ]


def test_health_is_printed_as_rows() -> None:
    with serve(answer) as server:
        done = vedette("feeds", "check", f"{server.url}/rss", "--json", "--allow-private")
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["outcome"], row["items"], row["share_undated"]) == ("ok", 1, 1.0)
    assert done.returncode == 0


def test_the_feeds_of_a_page_are_found() -> None:
    with serve(answer) as server:
        done = vedette("feeds", "discover", f"{server.url}/page", "--allow-private")
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [
        f"{server.url}/rss",
        f"{server.url}/feed.json",
    ]


def test_links_are_those_of_the_page_that_a_redirect_leads_to() -> None:
    with serve(answer) as server:
        url = server.url.replace("http://", "http://me:secret@")
        done = vedette("feeds", "discover", f"{url}/old", "--allow-private")
    assert done.stdout.split("\t")[0] == f"{server.url}/en/home/rss.xml"
    assert "secret" not in done.stdout


def test_a_feed_is_found_at_its_own_address() -> None:
    with serve(answer) as server:
        done = vedette("feeds", "discover", f"{server.url}/rss", "--allow-private")
    assert done.stdout == f"{server.url}/rss\tapplication/rss+xml\tC\n"


def test_a_page_without_feeds_is_told() -> None:
    with serve(answer) as server:
        done = vedette("feeds", "discover", f"{server.url}/plain", "--allow-private")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"vedette: {server.url}/plain names no feed\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["check", "none.opml"], "cannot read the feed list none.opml"),
        (["discover", "http://127.0.0.1:9/"], "not a public address"),
        (["discover", "ftp://a.example/"], "not an http:// or https:// address"),
        (["discover", "http://me:secret@[a/"], "cannot read http://***@[a/"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(arguments: list[str], complaint: str) -> None:
    done = vedette("feeds", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert complaint in done.stderr
