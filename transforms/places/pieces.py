"""The pieces in which names are looked for: words cut at hyphens and elided articles, and marks."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple, overload

from schemas.analysis import Token
from transforms.places.memory import Memory
from transforms.places.names import SEPARATORS, Form, elision_end, forms, is_unspaced

#: One that ends a sentence stays; others belong to abbreviations and are left out.
PERIOD: Final = "."


class Piece(NamedTuple):
    """A part of a token between hyphens, wherever it stands; a mark has no forms."""

    text: str
    forms: tuple[Form, ...]


class Pieces(Sequence[Piece]):
    """The pieces of one sentence.

    They are made of what is known of their words when somebody asks for them: most words of a text
    begin no name, and an object for each would cost more than looking for the names.
    """

    __slots__ = ("_known", "language", "tokens", "words")

    def __init__(self, tokens: Sequence[Token], words: Sequence[str], language: str) -> None:
        #: What they were cut from, or the tokens that they are.
        self.tokens = tokens
        self._known = _vocabulary(language)
        #: Primary subtag; case endings depend on it.
        self.language = language
        #: Text of each piece.
        self.words = words

    def start(self, number: int) -> int:
        """The offset in the full text at which a piece begins."""
        return self.tokens[number][1]

    def end(self, number: int) -> int:
        """The offset in the full text at which a piece ends."""
        return self.tokens[number][2]

    def __len__(self) -> int:
        return len(self.words)

    @overload
    def __getitem__(self, number: int) -> Piece: ...
    @overload
    def __getitem__(self, number: slice) -> list[Piece]: ...
    def __getitem__(self, number: int | slice) -> Piece | list[Piece]:
        if isinstance(number, slice):
            return [self._known[word] for word in self.words[number]]
        return self._known[self.words[number]]


def split_pieces(
    tokens: Sequence[Token], language: str, first: int = 0, last: int | None = None
) -> Pieces:
    """The pieces of tokens [first, last): words, cut at hyphens and elided articles, and marks.

    No name reaches across a mark; a period inside a sentence follows an abbreviation ("St.
    Petersburg") and is left out, as are the hyphens themselves.
    """
    here = tokens[first:last]
    words = [token[0] for token in here]
    parts = list(map(cuts.__getitem__, words))
    if parts and words[-1] == PERIOD:
        parts[-1] = None
    places = [number for number, cut in enumerate(parts) if cut is not None]
    return cut_pieces(here, words, places, language)


def cut_pieces(
    tokens: Sequence[Token], words: Sequence[str], places: Sequence[int], language: str
) -> Pieces:
    """The pieces of tokens of which some, given by number, are to be cut or left out.

    Args:
        tokens: of one sentence.
        words: their texts.
        places: ascending.
        language: primary subtag.
    """
    whole: list[Token] = []
    texts: list[str] = []
    done = 0
    for place in places:
        whole += tokens[done:place]
        texts += words[done:place]
        start = tokens[place][1]
        for at, part in cuts[words[place]] or ():
            whole.append(Token(part, start + at, start + at + len(part)))
            texts.append(part)
        done = place + 1
    whole += tokens[done:]
    texts += words[done:]
    return Pieces(whole, texts, language)


@cache
def _vocabulary(language: str) -> Memory[str, Piece]:
    return Memory(lambda word: Piece(word, forms(word, language)), 32_768)


def _parts(text: str) -> tuple[tuple[int, str], ...] | None:
    """Parts of a token and their offsets in it; None where it is one piece."""
    parts = tuple(_words(text)) if text != PERIOD else ()
    return None if parts == ((0, text),) else parts


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Words between hyphens: characters (Han, kana, Thai), or elided article and name."""
    offset = 0
    for part in SEPARATORS.split(text):
        if part and is_unspaced(part[0]):
            yield from enumerate(part, offset)
        elif part:
            name = elision_end(part)
            if name:
                yield offset, part[: name - 1]
            yield offset + name, part[name:]
        offset += len(part) + 1


#: The parts of tokens that are cut or left out; None for others. Read by `map`.
cuts: Final = Memory(_parts)
