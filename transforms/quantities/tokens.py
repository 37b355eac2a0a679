"""Words, digit groups and marks of a text, with their places."""

import re
from typing import Literal, NamedTuple

TokenKind = Literal["digits", "word", "mark"]

_TOKEN = re.compile(
    r"(?P<digits>(?:(?<![\w.,])\.)?\d+(?:[.,'’\u066b\u066c\u060c]\d+)*(?:[eE][+-]?\d+(?![\w]))?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<mark>\S)"
)


class Token(NamedTuple):
    """One word, digit group or mark. Offsets are half-open code points."""

    kind: TokenKind
    text: str
    #: The word in lower case, with a straight apostrophe.
    lower: str
    start: int
    end: int
    #: Whether it follows the previous token without a space.
    glued: bool


def tokenise(text: str) -> list[Token]:
    """The tokens of `text`, in order; linear in its length."""
    tokens: list[Token] = []
    last_end = -1
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        word = found[0]
        kind: TokenKind = found.lastgroup  # type: ignore[assignment]  # a name of the pattern
        lower = word.lower().replace("’", "'") if kind == "word" else word
        tokens.append(Token(kind, word, lower, start, end, start == last_end))
        last_end = end
    return tokens
