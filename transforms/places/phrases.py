"""A dictionary of names of several words that finds the longest one at a position."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import ClassVar, Generic, NamedTuple, TypeVar

from transforms.places.names import Form, is_small, name_key
from transforms.places.pieces import Piece, Pieces

T = TypeVar("T")
#: Longest name, in pieces; names of Han characters and "Union of … Republics" need this many.
MAX_PIECES = 10
#: Marks that may stand inside a name: PMC "Wagner".
QUOTES = frozenset('"“”„«»‘’')


class Match(NamedTuple, Generic[T]):
    """A name found: pieces [first, last), the end of its last piece's reading, and its values."""

    first: int
    last: int
    start: int
    end: int
    #: Whether every piece stands as in the dictionary, without a case ending taken off.
    exact: bool
    values: tuple[T, ...]
    #: The dictionary's key.
    key: str = ""


class Names(ABC, Generic[T]):
    """Something that tells the values of a name and finds the longest one in a text."""

    #: Whether a name that stands as in the dictionary is not read as a case form of another.
    exact_first: ClassVar[bool] = True

    @abstractmethod
    def find(self, key: str) -> tuple[tuple[T, ...], bool]:
        """The values of a key, and whether longer names begin with it."""

    @abstractmethod
    def knows(self, key: str) -> tuple[bool, bool]:
        """Whether a key has values, and whether longer names begin with it."""

    @abstractmethod
    def begins(self, piece: str, readings: Sequence[Form]) -> bool:
        """Whether some name begins with one of a piece's readings, and is written like it."""

    def longest(self, pieces: Pieces, first: int, stop: int | None = None) -> Match[T] | None:
        """The longest name that begins at a piece, and ends before `stop`.

        Of equally long ones the one that stands as in the dictionary (if `exact_first`), else all
        that the case endings allow together, since nothing tells yet which is meant.
        """
        best: Match[T] | None = None
        frontier = [("", True)]
        last_of_all = min(first + MAX_PIECES, len(pieces) if stop is None else stop)
        for last in range(first, last_of_all):
            piece = pieces[last]
            if piece.text in QUOTES and last > first:
                continue
            reached: list[tuple[str, bool]] = []
            found: Match[T] | None = None
            for key, exact, length in _readings(frontier, piece):
                values, goes_on = self.find(key)
                if goes_on:
                    reached.append((key + " ", exact))
                if values and (found is None or not (self.exact_first and found.exact)):
                    start, end = pieces.start(first), pieces.start(last) + length
                    match = Match(first, last + 1, start, end, exact, values, key)
                    found = match if found is None else self.both(found, match)
            best = found or best
            if not reached:
                break
            frontier = reached
        return best

    def both(self, one: Match[T], other: Match[T]) -> Match[T]:
        """Two readings of the same pieces as one, the less inflected first."""
        values = (value for value in other.values if value not in one.values)
        return one._replace(values=(*one.values, *values))


@dataclass
class PhraseIndex(Names[T]):
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

    def find(self, key: str) -> tuple[tuple[T, ...], bool]:
        """The values of a key, and whether longer names begin with it."""
        return self._values.get(key, ()), key in self._prefixes

    def knows(self, key: str) -> tuple[bool, bool]:
        """Whether a key has values, and whether longer names begin with it."""
        return key in self._values, key in self._prefixes

    def values(self) -> Iterator[T]:
        """Every value, once for each of its names."""
        return chain.from_iterable(self._values.values())

    def begins(self, piece: str, readings: Sequence[Form]) -> bool:
        """Whether some name begins with one of a piece's readings, and is written like it."""
        words = self._small_first_words if is_small(piece) else self._first_words
        return any(form.key in words for form in readings)

    def __len__(self) -> int:
        return len(self._values)

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
