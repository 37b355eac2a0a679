"""What the gazetteer costs: to open it in a fresh process, and to find and place names with it."""

import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence

from schemas.article import Article
from transforms.analysis.analyse import Analyser
from transforms.analysis.sentences import split_sentences
from transforms.analysis.tokens import tokenise
from transforms.entities.labels import labelled_spans
from transforms.entities.scene import survey
from transforms.places.atlas import load_atlas

#: Processor time, which other work on the machine does not stretch; memory of this process alone
#: (getrusage counts that of the process it was forked from).
_OPEN = """
    import time
    started = time.process_time()
    from transforms.places.gazetteer import load_gazetteer
    load_gazetteer().lookup("Kharkiv", "en")
    seconds = time.process_time() - started
    status = dict(line.split(":") for line in open("/proc/self/status"))
    print(f"{seconds:.2f} s, {int(status['VmHWM'].split()[0]) / 1024:.0f} MB")
"""


def main(
    articles: Sequence[Article],
    analyser: Analyser,
    bare: float,
    best: Callable[[Callable[[], object]], float],
) -> None:
    """Prints the cost of opening, and that of reading as a share of the model's time.

    Args:
        articles: English ones.
        analyser: with the English model.
        bare: seconds that the model alone takes for them.
        best: seconds of the fastest of several passes.
    """
    load_atlas()
    command = [sys.executable, "-c", textwrap.dedent(_OPEN)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"{'gazetteer opened in a fresh process':40} {run.stdout.strip()}, imports included")
    texts = [article.full_text for article in articles]
    found = analyser.recognisers["en"].recognise(texts)
    spans = [
        list(labelled_spans(text, given)) if isinstance(given, tuple) else []
        for text, given in zip(texts, found, strict=True)
    ]
    tokens = [tokenise(text) for text in texts]
    sentences = [
        split_sentences(text, words, "en") for text, words in zip(texts, tokens, strict=True)
    ]

    def read() -> None:
        for parts in zip(texts, tokens, sentences, spans, strict=True):
            text, words, lines, labels = parts
            survey(text, words, lines, "en", analyser.gazetteer, labels, thorough=True)

    print(f"{'gazetteer, ruler and geocoding':40} {best(read) / bare:.3f} of the model's time")
