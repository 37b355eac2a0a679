"""A dictionary of names of several words that finds the longest one at a position."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from transforms.places.names import Form, Piece, is_small, name_key

T = TypeVar("T")
#: Longest name, in pieces; names of Han characters and "Union of … Republics" need this many.
MAX_PIECES = 10
#: Marks that may stand inside a name: PMC "Wagner".
_QUOTES = frozenset('"“”„«»‘’')


class Match(NamedTuple, Generic[T]):
    """A name found: pieces [first, last), the end of its last piece's reading, and its values."""

    first: int
    last: int
    start: int
    end: int
    #: Whether every piece stands as in the dictionary, without a case ending taken off.
    exact: bool
    values: tuple[T, ...]


@dataclass
class PhraseIndex(Generic[T]):
    """Values by name. Filled once by its loader, then only read.

    One lookup per piece tells whether any name begins there, so text that holds no name costs
    next to nothing, however many names there are.
    """

    _values: dict[str, tuple[T, ...]] = field(default_factory=dict)
    _prefixes: set[str] = field(default_factory=set)
    _first_words: set[str] = field(default_factory=set)
    _small_first_words: set[str] = field(default_factory=set)

    def add(self, name: str, value: T) -> None:
        """Files a value under a name; a name may have several.

        A name written with a capital is not looked for in small letters.
        """
        key = name_key(name)
        if is_small(name):
            self._small_first_words.add(key.partition(" ")[0])
        self.add_key(key, value)

    def add_key(self, key: str, value: T) -> None:
        """Files a value under a key as `name_keys` makes it; an empty key is left out."""
        known = self._values.get(key)
        if not key:
            return
        if known is None:
            self._values[key] = (value,)
            self._first_words.add(key.partition(" ")[0])
            self._add_prefixes(key)
        elif value not in known:
            self._values[key] = (*known, value)

    def get(self, key: str) -> tuple[T, ...]:
        """Values of a key; empty when there are none."""
        return self._values.get(key, ())

    def values(self) -> Iterator[T]:
        """Every value, once for each of its names."""
        return chain.from_iterable(self._values.values())

    def begins(self, piece: str, readings: Sequence[Form]) -> bool:
        """Whether some name begins with one of a piece's readings, and is written like it."""
        words = self._small_first_words if is_small(piece) else self._first_words
        return any(form.key in words for form in readings)

    def __len__(self) -> int:
        return len(self._values)

    def longest(self, pieces: Sequence[Piece], first: int) -> Match[T] | None:
        """The longest name that begins at a piece; of equally long ones the least inflected."""
        best: Match[T] | None = None
        frontier = [("", True)]
        for last in range(first, min(first + MAX_PIECES, len(pieces))):
            piece = pieces[last]
            if piece.text in _QUOTES and last > first:
                continue
            reached: list[tuple[str, bool]] = []
            for key, exact, length in _readings(frontier, piece):
                if key in self._prefixes:
                    reached.append((key + " ", exact))
                if key in self._values and (best is None or best.last <= last):
                    start, end = pieces[first].start, piece.start + length
                    best = Match(first, last + 1, start, end, exact, self._values[key])
            if not reached:
                break
            frontier = reached
        return best

    def _add_prefixes(self, key: str) -> None:
        end = key.find(" ")
        while end != -1:
            self._prefixes.add(key[:end])
            end = key.find(" ", end + 1)


def _readings(frontier: Sequence[tuple[str, bool]], piece: Piece) -> list[tuple[str, bool, int]]:
    """Keys that the piece may continue, the surface reading first."""
    return [
        (prefix + form.key, exact and number == 0, form.length)
        for prefix, exact in frontier
        for number, form in enumerate(piece.forms)
    ]
