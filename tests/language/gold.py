"""The labelled texts that language detection is measured on."""

import hashlib

from tests.evaldata import ROOT, evaldata, read_rows

TextAndTag = tuple[str, str]


def headlines(*, held_out: bool) -> list[TextAndTag]:
    """Own headlines of one half; the README beside them says how the ids split them."""
    path = ROOT / "tests" / "gold" / "language" / "headlines.jsonl"
    return [
        (row["text"], row["lang"])
        for row in read_rows(path)
        if (int(hashlib.sha256(row["id"].encode()).hexdigest()[0], 16) >= 8) == held_out
    ]


def word_pairs() -> list[TextAndTag]:
    """The public two-word texts in 75 languages; skips where they are not."""
    return [
        (row["text"], row["lang"]) for row in read_rows(evaldata("language/word_pairs.jsonl.gz"))
    ]
