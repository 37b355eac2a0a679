"""The public feed fixtures: how many items come out as expected, and that nothing crashes."""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from schemas.article import Document
from schemas.errors import RejectedItemError
from tests.evaldata import ROOT, evaldata
from tests.feeds.corpora import (
    Expected,
    archive,
    document,
    feedparser_document,
    feedparser_expectations,
    gofeed_expectations,
    read_expression,
)
from transforms.feeds.parse import parse_feed

_ARCHIVES = ("feedparser_tests.zip", "gofeed_testdata.zip", "security_xml_xmltestdata.zip")
_SLOWEST_SECONDS = 2.0

#: Bombs, external references and stylesheets that run code.
_DANGEROUS = frozenset(
    "cyclic.xml external.xml external_file.xml quadratic.xml xmlbomb.xml xmlbomb2.xml"
    " xalan_exec.xsl xalan_write.xsl".split()
)
#: Nothing that a parser without schemas reads or runs, and no feeds.
_HARMLESS = frozenset("dtd.xml dtd_element.xml schema-include.xsd simple.xml simple-ns.xml".split())

#: Reads each document in a process of its own and prints reason, seconds and megabytes used.
_MEASURE = """
import json, resource, sys, time
from tests.feeds.corpora import archive, document
from schemas.errors import RejectedItemError
from transforms.feeds.parse import parse_feed
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
answers = {}
for path, body in archive("security_xml_xmltestdata.zip").items():
    before, start = peak(), time.perf_counter()
    try:
        parse_feed(document(body))
        reason = None
    except RejectedItemError as error:
        reason = error.reason
    answers[path.rpartition("/")[2]] = reason, time.perf_counter() - start, peak() - before
print(json.dumps(answers))
"""


def test_expectations_are_read_without_running_them() -> None:
    expression = (
        "not bozo and entries[0]['title'] == 'x' and entries[0].updated_parsed == (2003, 12, 31)"
        " and entries[1]['title'] == 'y' and entries[0]['link'] == f() and len(entries) == 1"
    )
    assert list(read_expression(expression)) == [
        Expected(0, "title", "x"),
        Expected(0, "updated", (2003, 12, 31)),
    ]


def test_98_percent_of_feedparsers_well_formed_feeds_come_out_as_expected() -> None:
    files = archive("feedparser_tests.zip")
    outcomes = {
        path: _agrees(feedparser_document(files[path]), expected)
        for path, expected in feedparser_expectations()
    }
    _report("feedparser", outcomes)
    assert sum(outcomes.values()) >= 0.98 * len(outcomes)


def test_95_percent_of_gofeeds_feeds_come_out_as_expected() -> None:
    outcomes = {
        path: _agrees(document(body), expected) for path, body, expected in gofeed_expectations()
    }
    _report("gofeed", outcomes)
    assert sum(outcomes.values()) >= 0.95 * len(outcomes)


def test_no_fixture_crashes_or_hangs() -> None:
    reasons: Counter[str] = Counter()
    for name in _ARCHIVES:
        for path, body in archive(name).items():
            start = time.perf_counter()
            reasons[_outcome(body)] += 1
            assert time.perf_counter() - start < _SLOWEST_SECONDS, path
    print("\n" + "\n".join(f"{count:6,} {reason}" for reason, count in reasons.most_common()))
    assert sum(reasons.values()) > 3_000


@pytest.mark.skipif(sys.platform == "win32", reason="the resource module is of Unix")
def test_xml_bombs_are_refused_at_once_and_without_memory() -> None:
    evaldata("feeds/security_xml_xmltestdata.zip")
    run = subprocess.run(
        [sys.executable, "-c", _MEASURE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    answers = json.loads(run.stdout)
    assert set(answers) == _DANGEROUS | _HARMLESS
    for name, (reason, seconds, megabytes) in answers.items():
        assert reason == ("entity_declaration" if name in _DANGEROUS else "malformed_feed"), name
        assert seconds < 1, name
        assert megabytes < 100, name


_SAMPLE = ROOT / "pipelines" / "sample"


@pytest.mark.parametrize("path", sorted(_SAMPLE.glob("*.*.*")), ids=lambda path: path.name)
def test_sample_feeds_are_read_unless_they_are_broken(path: Path) -> None:
    outcome = _outcome(path.read_bytes())
    broken = {
        "broken-empty-en.rss.xml": "empty_body",
        "broken-entities-en.rss.xml": "entity_declaration",
        "broken-html-en.rss.xml": "malformed_feed",
        "broken-json-en.feed.json": "malformed_json",
    }
    assert outcome == broken.get(path.name, "items")


def _agrees(feed: Document, expected: list[Expected]) -> bool:
    try:
        parsed = parse_feed(feed)
    except RejectedItemError:
        return False
    return all(each.holds(parsed) for each in expected)


def _report(name: str, outcomes: dict[str, bool]) -> None:
    print(f"\n{name}: {sum(outcomes.values())} of {len(outcomes)}")
    print("\n".join(f"  differs: {path}" for path, agrees in outcomes.items() if not agrees))


def _outcome(body: bytes) -> str:
    try:
        return "items" if parse_feed(document(body)).articles else "no items"
    except RejectedItemError as error:
        return error.reason
