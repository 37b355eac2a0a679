"""The statistical detectors, each as a voter: a text in, tags with probabilities out."""

import functools
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final

from transforms.language.tags import UNDETERMINED, normalise_tag

#: langdetect draws its n-grams at random; any fixed seed makes it repeat itself.
SEED: Final = 0


class Voter(ABC):
    """A detector that gives each language a probability.

    Attributes:
        name: as the command line names it.
        knows: tags that it can answer.
    """

    name: str
    knows: frozenset[str]

    def probabilities(self, text: str) -> dict[str, float]:
        """Tag -> probability, 0–1, best first; empty when the detector cannot tell or fails."""
        try:
            found = list(self._ask(text))
        except Exception:  # each library raises its own on odd input: no vote
            return {}
        merged: defaultdict[str, float] = defaultdict(float)
        for code, probability in found:
            merged[normalise_tag(code)] += probability
        merged.pop(UNDETERMINED, 0.0)
        ranked = sorted(merged.items(), key=lambda item: (-item[1], item[0]))
        return {tag: min(1.0, probability) for tag, probability in ranked if probability > 0}

    @abstractmethod
    def _ask(self, text: str) -> Iterable[tuple[str, float]]:
        """Codes and probabilities as the library gives them; may raise."""


class LangdetectVoter(Voter):
    """langdetect, or langdetect-rs, which gives the same answers faster."""

    def __init__(self, name: str, factory: Any, profiles: str) -> None:
        self.name = name
        self._factory = factory
        self._factory.load_profile(profiles)
        self.knows = frozenset(map(normalise_tag, self._factory.get_lang_list()))

    def _ask(self, text: str) -> Iterable[tuple[str, float]]:
        detector = self._factory.create()
        detector.seed = SEED
        detector.append(text)
        return [(found.lang, found.prob) for found in detector.get_probabilities()]


class Cld2Voter(Voter):
    """CLD2, whose shares of the text in each of three languages are taken as probabilities."""

    name = "pycld2"

    def __init__(self) -> None:
        import pycld2

        codes = dict(pycld2.LANGUAGES)
        known = (codes[name] for name in pycld2.DETECTED_LANGUAGES if name in codes)
        self.knows = frozenset(map(normalise_tag, known))
        self._detect = pycld2.detect

    def _ask(self, text: str) -> Iterable[tuple[str, float]]:
        _, _, details = self._detect(text, bestEffort=True)
        return [(code, percent / 100) for _, code, percent, _ in details]


class LangidVoter(Voter):
    """py3langid with its own length-normalised probabilities."""

    name = "py3langid"

    def __init__(self) -> None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        self.knows = frozenset(map(normalise_tag, self._identifier.labels))

    def _ask(self, text: str) -> Iterable[tuple[str, float]]:
        ranked: list[tuple[str, float]] = self._identifier.rank(text)
        return ranked


def _langdetect() -> Voter:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    return LangdetectVoter("langdetect", DetectorFactory(), PROFILES_DIRECTORY)


def _langdetect_rs() -> Voter:
    from langdetect_rs import PROFILES_DIRECTORY, DetectorFactory

    return LangdetectVoter("langdetect-rs", DetectorFactory(), PROFILES_DIRECTORY)


_LOADERS: Final[dict[str, Callable[[], Voter]]] = {
    "langdetect": _langdetect,
    "langdetect-rs": _langdetect_rs,
    "pycld2": Cld2Voter,
    "py3langid": LangidVoter,
}
VOTER_NAMES: Final = tuple(_LOADERS)


@functools.cache
def load_voter(name: str) -> Voter:
    """The voter of that name, loaded once per process; KeyError for an unknown one."""
    return _LOADERS[name]()
