"""What counts as a word."""

import re
from typing import Final

#: Characters of scripts that put no spaces between words, for a character class.
UNSPACED: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
#: A word is a run of letters and digits; in scripts without spaces each character counts.
_WORD: Final = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+")


def count_words(text: str) -> int:
    """Words of a cleaned text.

    >>> count_words("Two words, 前进")
    4
    """
    return len(_WORD.findall(text))
