"""Which language a text is in: the detectors by name, the default one a vote."""

import difflib
import functools
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final

from schemas.article import Language
from schemas.errors import ConfigError
from transforms.language.alphabet import ScriptEvidence, read_script
from transforms.language.contrast import by_contrast
from transforms.language.prepare import prepare
from transforms.language.tags import UNDETERMINED, normalise_tag
from transforms.language.vote import WEIGHTS, Ballot, count_votes, elect
from transforms.language.voters import VOTER_NAMES, Voter, load_voter

#: Fewer letters than this tell nothing in an alphabet that several languages share.
MIN_LETTERS: Final = 3
#: What one voter of three reaches alone. Of two-word texts below it, one answer in five is right.
MIN_SCORE: Final = 0.4
#: Confidence in a script's default language, where it has no other evidence.
DEFAULT_CONFIDENCE: Final = 0.5


class LanguageDetector(ABC):
    """Tells the language of a text. The same text always gives the same answer."""

    def detect(self, text: str, declared: str | None = None) -> Language:
        """The language of any text, `und` with a reason in `method` where it cannot be told.

        Args:
            text: any string at all; never a reason for an exception.
            declared: what the source says; it may break a tie, no more.
        """
        if not text.strip():
            return _undetermined("empty")
        prose = prepare(text)
        if not any(map(str.isalpha, prose)):
            return _undetermined("no_letters")
        return self._detect(prose, normalise_tag(declared) if declared else None)

    @abstractmethod
    def _detect(self, prose: str, declared: str | None) -> Language:
        """The language of prepared text that has at least one letter."""


class AlphabetDetector(LanguageDetector):
    """Script and letters alone; the fallback of the texts they do not decide is `und`."""

    def _detect(self, prose: str, declared: str | None) -> Language:
        evidence = read_script(prose)
        tied = declared if declared in evidence.languages else None
        return _by_alphabet(evidence) or _by_default(evidence, tied)


class SingleDetector(LanguageDetector):
    """One statistical detector, as its library answers."""

    def __init__(self, voter: Voter) -> None:
        self._voter = voter

    def _detect(self, prose: str, declared: str | None) -> Language:
        scores = list(self._voter.probabilities(prose).items())
        if not scores:
            return _undetermined("no_agreement")
        tag, probability = elect(scores, declared)
        return Language(tag, probability, self._voter.name)


class VoteDetector(LanguageDetector):
    """Letters where they decide, else the voters, among the languages that the letters allow."""

    def __init__(self, voters: Sequence[Voter]) -> None:
        self._voters = tuple(voters)

    def _detect(self, prose: str, declared: str | None) -> Language:
        evidence = read_script(prose)
        if decided := _by_alphabet(evidence):
            return decided
        if evidence.letters < MIN_LETTERS and evidence.default is None:
            return _undetermined("too_short")
        scores = count_votes(
            [self._ask(voter, prose) for voter in self._voters], evidence.languages
        )
        if not scores:
            return _by_default(evidence, declared if declared in evidence.languages else None)
        tag, score = elect(scores, declared)
        if contrasted := by_contrast(prose, tag):
            return Language(contrasted, score, "vote+words")
        if score < MIN_SCORE and tag != declared:
            return _undetermined("no_agreement")
        return Language(tag, score, "vote")

    @staticmethod
    def _ask(voter: Voter, prose: str) -> Ballot:
        return Ballot(WEIGHTS[voter.name], voter.knows, voter.probabilities(prose))


NAMES: Final = ("vote", *VOTER_NAMES, "alphabet")


@functools.cache
def load_detector(name: str = "vote") -> LanguageDetector:
    """The detector of that name, loaded once per process.

    Raises:
        ConfigError: there is none of that name; the message names the nearest.
    """
    if name == "vote":
        return VoteDetector([load_voter(voter) for voter in WEIGHTS])
    if name == "alphabet":
        return AlphabetDetector()
    if name in VOTER_NAMES:
        return SingleDetector(load_voter(name))
    nearest = difflib.get_close_matches(name, NAMES, n=1, cutoff=0.0)[0]
    raise ConfigError(
        f"unknown language detector {name!r}: did you mean {nearest!r}? ({', '.join(NAMES)})"
    )


def _by_alphabet(evidence: ScriptEvidence) -> Language | None:
    if evidence.decided is None:
        return None
    return Language(evidence.decided, evidence.share, "alphabet")


def _by_default(evidence: ScriptEvidence, declared: str | None) -> Language:
    tag = declared or evidence.default
    if tag is None:
        return _undetermined("no_agreement")
    return Language(tag, DEFAULT_CONFIDENCE, "alphabet")


def _undetermined(reason: str) -> Language:
    return Language(UNDETERMINED, None, f"{UNDETERMINED}:{reason}")
