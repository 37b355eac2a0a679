"""Splits text into words, numbers and single marks, in any script."""

import re
from typing import Final

from schemas.analysis import Token

#: Scripts written without spaces (Thai to Lao, Myanmar, Khmer, kana, Han), as the inside of a
#: character class: each of their characters is a token.
UNSPACED_SCRIPTS: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
#: Vowel signs and other marks that Python's \w leaves out of words: Latin and Cyrillic combining
#: marks, Hebrew points, Arabic vowels, the Indic blocks, joiners, the soft hyphen.
_MARKS: Final = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
    "\u200c\u200d\u20d0-\u20ff"
)
_new: Final = tuple.__new__
_RARE: Final = re.compile(f"[{UNSPACED_SCRIPTS}{_MARKS}]")


def _pattern(letter: str, unspaced: str) -> re.Pattern[str]:
    """The pattern of a token, given that of a letter inside a word and that of whole tokens."""
    return re.compile(
        rf"""
        {unspaced}                                                # 空 軍
        (?:[^\W\d_]\.){{2,}}                                      # U.S.  т.д.
        | \d+(?:[.,:’'\u00a0\u202f\u2009]\d+)+(?!{letter})       # 90,000  12:30  90 000
        | {letter}+(?:[-‐‑'’ʼ·/]{letter}+)*                       # T-72B3  Yel’nya  al-Shabaab
        | \.{{2,}}                                                # ...
        | \S                                                      # any other mark
        """,
        re.VERBOSE,
    )


#: For texts of letters and digits alone, which are most: asking more of each costs half the time.
_PLAIN_TOKEN: Final = _pattern(r"\w", "")
_TOKEN: Final = _pattern(
    rf"(?:(?![{UNSPACED_SCRIPTS}])[\w{_MARKS}])",
    rf"[{UNSPACED_SCRIPTS}] | (?![{UNSPACED_SCRIPTS}])",
)


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order; white space belongs to none. Linear in the text's length.

    >>> [token.text for token in tokenise("U.S. T-72s, 90,000 men")]
    ['U.S.', 'T-72s', ',', '90,000', 'men']
    """
    pattern = _TOKEN if _RARE.search(text) else _PLAIN_TOKEN
    # As Token(…) makes them, without a call of Python for each.
    return tuple([_new(Token, (m.group(), *m.span())) for m in pattern.finditer(text)])
