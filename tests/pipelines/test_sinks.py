import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.sinks.files import FileSink, publish
from pipelines.sinks.part import Part, window_name
from pipelines.sinks.sink import open_sink
from schemas.article import ArticleRow, Language
from schemas.errors import ConfigError
from tests.builders import NOW, article
from tests.duck import query
from transforms.articles import article_row

PART = Part("articles", "2026-11-20", "batch", 0)


def rows(count: int) -> list[ArticleRow]:
    language = Language("en", 0.9, "vote")
    return [article_row(article(f"Text {n}."), language, NOW) for n in range(count)]


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def sink(url: str) -> FileSink:
    opened = open_sink(url)
    opened.prepare()
    return opened


def test_parquet_lies_by_stream_and_date_and_duckdb_reads_it(tmp_path: Path) -> None:
    sink(str(tmp_path)).write(PART, rows(3))
    (path,) = files(tmp_path)
    assert path.parent == tmp_path / "articles" / "date=2026-11-20"
    found = query(f"SELECT text, language, date FROM '{path}' ORDER BY text")
    assert [(text, language) for text, language, _ in found] == [
        (f"Text {n}.", "en") for n in range(3)
    ]


def test_json_lines_hold_one_row_each(tmp_path: Path) -> None:
    sink(f"jsonl://{tmp_path}").write(PART, rows(2))
    (path,) = files(tmp_path)
    assert {json.loads(line)["text"] for line in path.read_text().splitlines()} == {
        "Text 0.",
        "Text 1.",
    }


def test_the_same_rows_written_again_in_any_order_replace_themselves(tmp_path: Path) -> None:
    opened = sink(str(tmp_path))
    opened.write(PART, rows(5))
    opened.write(PART, [*reversed(rows(5)), *rows(2)])
    assert len(files(tmp_path)) == 1
    assert query(f"SELECT count(*) FROM '{files(tmp_path)[0]}'") == [(5,)]


def test_a_write_that_fails_leaves_no_file_that_a_reader_takes_for_whole(tmp_path: Path) -> None:
    opened = sink(str(tmp_path))
    unwritable = replace(rows(1)[0], word_count="many")  # type: ignore[arg-type]
    with pytest.raises(Exception, match="many"):
        opened.write(PART, [unwritable])
    assert not list((tmp_path / "articles").rglob("*.parquet"))
    opened.prepare()
    assert not files(tmp_path)


def test_what_is_staged_cannot_be_read_before_it_is_published(tmp_path: Path) -> None:
    opened = sink(str(tmp_path))
    opened.staged().write(PART, rows(3))
    assert not (tmp_path / "articles").exists()
    for _ in range(2):  # what was published stays
        publish(opened.staging)
        (path,) = files(tmp_path)
        assert path.parent == tmp_path / "articles" / "date=2026-11-20"


def test_a_window_is_published_without_those_that_are_not_over(tmp_path: Path) -> None:
    staged = sink(str(tmp_path)).staged()
    for end in (60.0, 120.0):
        staged.write(PART._replace(window=window_name(end)), rows(1))
    publish(staged.staging, until=60.0)
    assert [path.name[:16] for path in (tmp_path / "articles").rglob("*.parquet")] == [
        "19700101T000100Z"
    ]
    publish(staged.staging)
    assert len(list((tmp_path / "articles").rglob("*.parquet"))) == 2


def test_what_a_run_that_died_has_staged_is_cleared_away(tmp_path: Path) -> None:
    sink(str(tmp_path)).staged().write(PART, rows(3))
    publish(sink(str(tmp_path)).staging)
    assert not files(tmp_path)


def test_what_another_run_has_staged_in_the_same_output_is_left_alone(tmp_path: Path) -> None:
    one, other = (open_sink(str(tmp_path)).owned_by(name) for name in ("one", "other"))
    one.staged().write(PART, rows(3))
    other.prepare()
    publish(other.staging)
    assert not (tmp_path / "articles").exists()
    publish(one.staging)
    assert len(list((tmp_path / "articles").rglob("*.parquet"))) == 1


def test_a_folder_that_cannot_be_written_is_refused_before_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="cannot write"):
        open_sink(str(tmp_path / "file" / "data")).prepare()


def test_a_scheme_that_no_sink_has_is_refused() -> None:
    with pytest.raises(ConfigError, match="no sink writes to ftp://"):
        open_sink("ftp://a.example/x")
