"""Words, digit groups and marks of a text, with their places."""

import re
from typing import Literal, NamedTuple

TokenKind = Literal["digits", "word", "mark"]

#: Letters that each are a word of their own, as the inside of a character class.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(
    r"(?P<digits>(?:(?<![\w.,])\.)?\d+(?:[.,'’\u066b\u066c\u060c]\d+)*(?:[eE][+-]?\d+(?![\w]))?)"
    rf"|(?P<word>[{_HAN}]|[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*)"
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


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of a data file, as `tokenise` would split them; "*" stays."""
    return tuple(
        word
        for part in phrase.split()
        for word in ([part] if part.isascii() or not _HAN_LETTER.match(part) else part)
    )


_HAN_LETTER = re.compile(f"[{_HAN}]")
