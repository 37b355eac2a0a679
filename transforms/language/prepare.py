"""The part of a text that tells its language: no addresses, no control characters."""

import re
import unicodedata
from typing import Final

#: The evidence of letter groups is complete long before this, a quotation in another language
#: seldom comes before it, and the time spent on a text has a bound.
MAX_CODE_POINTS: Final = 2_000

_NOT_PROSE: Final = re.compile(
    r"""
    (?: [a-z][a-z0-9+.-]{1,15}:// | www\. ) \S+             # addresses of pages
    | [\w.+-]+ @ [\w-]+ (?: \. [\w-]+ )+                    # of people
    | (?<!\w) [@#] \w+                                      # handles, tags
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Other: control, format, surrogate, private, unassigned. Joiners within words stay.
_OTHER: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS: Final = frozenset("\u200c\u200d")


def prepare(text: str) -> str:
    """At most 2,000 code points of prose in NFC, on one line; "" when nothing is left.

    Headlines in capitals are lowered: detectors have learned from running text.
    """
    kept = "".join(map(_kept, text[:MAX_CODE_POINTS]))
    prose = " ".join(_NOT_PROSE.sub(" ", unicodedata.normalize("NFC", kept)).split())
    return prose.lower() if prose.isupper() else prose


def _kept(char: str) -> str:
    if char in _JOINERS or unicodedata.category(char) not in _OTHER:
        return char
    return " "
