"""How often a detector is right."""

from collections import Counter
from collections.abc import Iterable

from transforms.language.detect import LanguageDetector
from transforms.language.tags import normalise_tag


def score_language(rows: Iterable[tuple[str, str]], detector: LanguageDetector) -> dict[str, float]:
    """Accuracy over (text, gold tag) rows; `und` is wrong.

    Returns:
        "accuracy" of all rows, "accuracy.<tag>" of each language, and "undetermined", the share of
        rows without an answer; empty without rows.
    """
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    undetermined = 0
    for text, gold in rows:
        expected, found = normalise_tag(gold), detector.detect(text).tag
        seen[expected] += 1
        right[expected] += found == expected
        undetermined += found == "und"
    if not seen:
        return {}
    by_language = {f"accuracy.{tag}": right[tag] / seen[tag] for tag in sorted(seen)}
    total = seen.total()
    return {
        "accuracy": right.total() / total,
        "undetermined": undetermined / total,
        **by_language,
    }
