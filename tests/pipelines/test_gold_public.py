"""Which rows of ordinary news are left out when false signals are counted."""

import pytest

from pipelines.gold_public import NEGATIVES
from tests.evaldata import ROOT, evaldata, read_rows


@pytest.mark.parametrize("name", NEGATIVES)
def test_what_is_left_out_as_truly_military_says_so_in_the_words_quoted(name: str) -> None:
    texts = {
        row["id"]: row["text"] for row in read_rows(evaldata(f"signals/{NEGATIVES[name]}.jsonl.gz"))
    }
    listed = [
        row
        for row in read_rows(ROOT / "tests" / "gold" / "truly_military.jsonl")
        if row["set"] == name
    ]
    assert listed
    assert [row["id"] for row in listed if row["words"] not in texts[row["id"]]] == []
