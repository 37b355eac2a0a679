"""Runs the Russian recogniser of slovnet, with the weights that natasha's package holds."""

import importlib.metadata
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from schemas.errors import RejectedItemError
from transforms.analysis.recogniser import NamedSpan, chunk_offsets

#: The package of the weights; it is the name in a configuration, and is never imported.
PACKAGE: Final = "natasha"
_MODEL: Final = "data/model/slovnet_ner_news_v1.tar"
_EMBEDDINGS: Final = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
#: Sentences take memory by their number of words; a text is read in parts of this size.
_CHUNK_CHARACTERS: Final = 20_000


@dataclass(frozen=True)
class SlovnetRecogniser:
    """Texts go through the network one by one, so none changes another's result."""

    method: str

    def recognise(self, texts: Sequence[str]) -> list[tuple[NamedSpan, ...] | RejectedItemError]:
        """See `Recogniser.recognise`. Labels are PER, LOC and ORG."""
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> tuple[NamedSpan, ...] | RejectedItemError:
        network = _load_network()
        try:
            return tuple(
                [
                    NamedSpan(start + span.start, start + span.stop, span.type)
                    for start, end in chunk_offsets(text, _CHUNK_CHARACTERS)
                    if text[start:end].strip()
                    for span in network(text[start:end]).spans
                ]
            )
        except Exception as error:  # the article is set aside, the batch goes on
            return RejectedItemError("analysis_failed", f"{type(error).__name__}: {error}")


def load_slovnet() -> SlovnetRecogniser:
    """The recogniser. Its network is loaded with the first Russian text, not before."""
    return SlovnetRecogniser(f"slovnet:{PACKAGE}-{importlib.metadata.version(PACKAGE)}")


@cache
def _load_network() -> Any:
    """The network with its embeddings, once per process: about a second and 110 MB."""
    from navec import Navec  # type: ignore[import-untyped]
    from slovnet import NER  # type: ignore[import-untyped]

    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ImportError(f"{PACKAGE} is not installed")
    folder = Path(spec.origin).parent
    network = NER.load(str(folder / _MODEL))
    network.navec(Navec.load(str(folder / _EMBEDDINGS)))
    return network
