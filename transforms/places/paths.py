"""The ways along which names go through a text, followed piece by piece and remembered."""

from collections.abc import Hashable, Sequence
from typing import Any, Final

from schemas.analysis import Token
from transforms.places.phrases import MAX_PIECES, QUOTES, Names
from transforms.places.pieces import Piece, Pieces

#: What is remembered: a path counts as several of the pieces with which none goes on.
_MOST: Final = 65_536
_PATH: Final = 4
#: Stands for a step that nobody has taken yet.
_UNKNOWN: Final[Any] = object()


class Path:
    """Pieces as texts have them, with which some name may begin."""

    __slots__ = ("alive", "answers", "line", "silent", "steps")

    def __init__(self, line: Pieces, alive: Sequence[Sequence[str]]) -> None:
        #: The pieces, as if a text consisted of them.
        self.line = line
        #: Of each dictionary, the beginnings of longer names that they may be read as.
        self.alive = alive
        #: The paths that one piece more makes, None for a piece with which no name goes on; None
        #: where no name goes on at all.
        self.steps: dict[str, Path | None] | None = {} if any(alive) else None
        #: What its owner has found out about it, by whatever that depends on.
        self.answers: dict[Hashable, Any] = {}
        #: Whether its owner has found out that it names nothing, whatever the answer depends on.
        self.silent = False


class Paths:
    """Tells how many pieces some dictionaries' names may cover, at one look per piece.

    What a search by all readings of all pieces gives depends on the pieces alone. Texts repeat
    them, so that it is done once for those that may be a name, and found again under their words.
    """

    def __init__(self, indexes: Sequence[Names[Any]], language: str, most: int = _MOST) -> None:
        self._language = language
        self._indexes = indexes
        self._most = most
        self._begun: dict[str, Path] = {}
        self._count = 0

    def follow(self, pieces: Pieces, first: int) -> Path:
        """The path of the pieces from `first` on that holds all names that begin there."""
        words = pieces.words
        path = self._begun.get(words[first]) or self._begin(pieces[first])
        steps = path.steps
        last = first
        try:
            while steps is not None:
                last += 1
                following = steps[words[last]]
                if following is None:
                    break
                path = following
                steps = path.steps
        except KeyError:
            return self._explore(path, pieces, last)
        except IndexError:  # the sentence ends: cheaper than to look for its end each time
            pass
        return path

    def _explore(self, path: Path, pieces: Pieces, last: int) -> Path:
        """The path on which the pieces from `last` on go, where nobody has gone yet."""
        while path.steps is not None and last < len(pieces):
            following = path.steps.get(pieces.words[last], _UNKNOWN)
            if following is _UNKNOWN:
                following = self._go_on(path, path.steps, pieces[last])
            if following is None:
                break
            path = following
            last += 1
        return path

    def _line(self, *pieces: Piece) -> Pieces:
        words = [piece.text for piece in pieces]
        return Pieces([Token(word, 0, len(word)) for word in words], words, self._language)

    def _begin(self, piece: Piece) -> Path:
        if self._count >= self._most:
            self._begun = {}
            self._count = 0
        alive = [
            [form.key for form in piece.forms if index.knows(form.key)[1]]
            for index in self._indexes
        ]
        path = self._begun[piece.text] = Path(self._line(piece), alive)
        self._count += _PATH
        return path

    def _go_on(self, path: Path, steps: dict[str, Path | None], piece: Piece) -> Path | None:
        following: Path | None = None
        if len(path.line) < MAX_PIECES:
            following = self._following(path, piece)
        steps[piece.text] = following
        self._count += 1 if following is None else _PATH
        return following

    def _following(self, path: Path, piece: Piece) -> Path | None:
        if piece.text in QUOTES:
            return Path(self._line(*path.line, piece), path.alive)
        known = False
        alive: list[list[str]] = []
        for index, beginnings in zip(self._indexes, path.alive, strict=True):
            longer: list[str] = []
            for beginning in beginnings:
                for form in piece.forms:
                    key = f"{beginning} {form.key}"
                    named, goes_on = index.knows(key)
                    known = known or named or goes_on
                    if goes_on:
                        longer.append(key)
            alive.append(longer)
        return Path(self._line(*path.line, piece), alive) if known else None
