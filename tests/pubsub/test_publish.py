import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from pipelines.cli.publish import publish as command
from pipelines.clock import FixedClock
from pipelines.publish import MAX_MESSAGE_BYTES, Outgoing, Refused, publish, read_outgoing
from pipelines.sources.pubsub import Subscription
from schemas.errors import ConfigError, TransientError
from tests.builders import NOW
from tests.evaldata import ROOT
from tests.pubsub.conftest import Queue
from tests.pubsub.passes import limits

SAMPLE = ROOT / "pipelines" / "sample"
TOPIC = "projects/vedette-test/topics/articles"


def outgoing(path: Path, source: str | None = None) -> list[Outgoing | Refused]:
    return list(read_outgoing(path, source, FixedClock(NOW)))


def refuse_none(item: Refused) -> None:
    pytest.fail(f"refused: {item}")


def invoke(*arguments: str) -> Any:
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, body: bytes) -> Path:
        (tmp_path / name).write_bytes(body)
        return tmp_path / name

    return write


def test_each_line_of_json_lines_is_a_message(write: Callable[[str, bytes], Path]) -> None:
    path = write("in.jsonl", b'{"text": "a"}\n\n  {"title": "b"}\r\n')
    attributes = {"source": str(path), "content_type": "application/json"}
    assert outgoing(path) == [
        Outgoing(b'{"text": "a"}', attributes),
        Outgoing(b'{"title": "b"}', attributes),
    ]


def test_a_json_file_is_one_article_over_several_lines_or_an_article_a_line(
    write: Callable[[str, bytes], Path],
) -> None:
    whole = json.dumps({"text": "a"}, indent=2).encode()
    (message,) = outgoing(write("one.json", whole))
    assert isinstance(message, Outgoing)
    assert message.body == whole
    assert len(outgoing(write("two.json", b'{"text": "a"}\n{"text": "b"}'))) == 2


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("harbour-en.rss.xml", "application/xml"),
        ("visnyk-uk.atom.xml", "application/xml"),
        ("bogaz-tr.rdf.xml", "application/xml"),
        ("eastwatch-en.feed.json", "application/feed+json"),
    ],
)
def test_a_feed_is_one_message(name: str, content_type: str) -> None:
    path = SAMPLE / name
    (message,) = outgoing(path)
    attributes = {"source": path.as_uri(), "content_type": content_type}
    assert message == Outgoing(path.read_bytes(), attributes)


def test_messages_name_the_source_they_are_told_without_credentials(
    write: Callable[[str, bytes], Path],
) -> None:
    path = write("in.jsonl", b'{"text": "a"}')
    (message,) = outgoing(path, "https://user:secret@a.example/rss")
    assert isinstance(message, Outgoing)
    assert message.attributes["source"] == "https://a.example/rss"


@pytest.mark.parametrize(
    ("name", "body", "line", "reason"),
    [
        ("in.jsonl", b'{"text": "a"', ":1", "malformed_json"),
        ("in.jsonl", b'{"text": "\xff"}', ":1", "undecodable"),
        ("in.jsonl", b'{"url": "https://a.example/"}', ":1", "missing_text"),
        ("in.jsonl", b'\n{"text": "a", "published_at": "soon"}', ":2", "invalid_field"),
        ("in.jsonl", b'{"text": "%s"}' % (b"x" * MAX_MESSAGE_BYTES), ":1", "too_large"),
        ("in.json", b"[" * 100_000, ":1", "malformed_json"),
        ("in.xml", b"no feed", "", "malformed_feed"),
        ("in.xml", b"", "", "empty_body"),
    ],
)
def test_what_is_no_article_is_refused_with_file_and_line(
    name: str, body: bytes, line: str, reason: str, write: Callable[[str, bytes], Path]
) -> None:
    path = write(name, body)
    (refused,) = outgoing(path)
    assert isinstance(refused, Refused)
    assert refused.place == f"{path}{line}"
    assert refused.why.startswith(reason)


def test_more_messages_than_are_under_way_at_once_all_arrive(queue: Queue) -> None:
    items = [Outgoing(b"%d" % number, {}) for number in range(2500)]
    assert publish(queue.topic, items, refuse_none) == 2500
    subscription = Subscription(queue.subscription)
    with subscription.pull(limits(max_messages=3000, wait_seconds=2)) as batch:
        assert {document.body for document in batch.articles} == {item.body for item in items}
        batch.acknowledge()


def test_the_command_publishes_the_rest_and_exits_with_1_when_a_line_is_refused(
    queue: Queue, write: Callable[[str, bytes], Path]
) -> None:
    lines = write("in.jsonl", b'{"text": "a"}\nno json\n{"text": "b"}\n')
    done = invoke(str(lines), str(SAMPLE / "harbour-en.rss.xml"), "--topic", queue.topic)
    assert (done.exit_code, done.stdout) == (1, "published 3, refused 1\n")
    (complaint,) = done.stderr.splitlines()
    assert complaint.startswith(f"vedette: {lines}:2: malformed_json")
    with Subscription(queue.subscription).pull(limits()) as batch:
        assert (len(batch.articles), len(batch.polls)) == (2, 1)
        batch.acknowledge()


def test_the_command_says_how_many_it_published(
    queue: Queue, write: Callable[[str, bytes], Path]
) -> None:
    done = invoke(str(write("in.jsonl", b'{"text": "a"}')), "--topic", queue.topic)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "published 1, refused 0\n", "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["none.jsonl", "--topic", TOPIC], "cannot read none.jsonl: No such file"),
        ([str(SAMPLE), "--topic", TOPIC], "Is a directory"),
        ([str(SAMPLE / "feeds.opml"), "--topic", "articles"], "projects/PROJECT/topics/NAME"),
        ([str(SAMPLE / "feeds.opml"), "--topic", TOPIC, "--source", "http://[x"], "--source"),
    ],
)
def test_what_cannot_be_published_is_told_before_anything_is(
    arguments: list[str], complaint: str
) -> None:
    done = invoke(*arguments)
    assert isinstance(done.exception, ConfigError)
    assert complaint in str(done.exception)


def test_a_topic_that_is_not_there_is_told_in_one_line(queue: Queue) -> None:
    with pytest.raises(ConfigError, match="there is no projects/vedette-test/topics"):
        publish(f"{queue.topic}-not-there", [Outgoing(b"x", {})] * 5, refuse_none)


def test_a_topic_that_stays_away_is_a_transient_error() -> None:
    exceptions = pytest.importorskip("google.api_core.exceptions")

    class Away:
        def publish(self, *_: object, **__: str) -> None:
            raise exceptions.RetryError("Timeout of 60.0s exceeded", None)

    with pytest.raises(TransientError, match=TOPIC):
        publish(TOPIC, [Outgoing(b"x", {})], refuse_none, Away())
