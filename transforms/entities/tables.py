"""Finds what the tables name, under names in any script, and settles which names are meant."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from transforms.entities.equipment import equipment_spellings
from transforms.entities.known import Known, Spelling
from transforms.entities.organisations import organisation_spellings
from transforms.entities.vouching import stands_beside_ship, tells_of_weapons
from transforms.places.names import is_small
from transforms.places.paths import Paths
from transforms.places.phrases import PhraseIndex
from transforms.places.pieces import Piece, Pieces

#: How far from a doubtful system one that is named without doubt may stand, in pieces.
_SYSTEM_REACH: Final = 15
#: The longest acronym that mixes capitals and small letters.
_MIXED_ACRONYM: Final = 4
#: Under what a path keeps its meaning, and what stands for one that nobody has asked for yet.
_KNOWN: Final = "known"
_UNREAD: Final[Any] = object()
_QUOTES: Final = frozenset("\"'“”„‘’«»")


class Found(NamedTuple):
    """A thing of the tables in a text: pieces [first, last), characters [start, end)."""

    first: int
    last: int
    start: int
    end: int
    known: Known


class _Naming(NamedTuple):
    """What some pieces at the beginning of a path name, as far as they tell by themselves."""

    #: How many pieces, and how many characters of the last one.
    pieces: int
    length: int
    #: What they name without doubt; else the spellings for which other words must vouch.
    certain: Known | None
    doubtful: Sequence[Spelling]


@cache
def load_known() -> PhraseIndex[Spelling]:
    """Everything the tables name, under all spellings. Loaded once per process."""
    index: PhraseIndex[Spelling] = PhraseIndex()
    for spelling in (*equipment_spellings(), *organisation_spellings()):
        index.add(spelling.written, spelling)
    return index


@cache
def _paths(language: str) -> Paths:
    return Paths((load_known(),), language)


def find_known(pieces: Pieces, starts: Iterable[int]) -> list[Found]:
    """Things of the tables that the pieces of one sentence name, longest first from the left.

    Names that are beyond doubt come first; the others count where the words around them or a
    system beside them vouch for them.

    Args:
        pieces: of one sentence.
        starts: pieces at which a name may begin, ascending.
    """
    follow = _paths(pieces.language).follow
    found: list[Found] = []
    doubtful: list[tuple[int, _Naming]] = []
    free = 0
    for position in starts:
        if position < free:
            continue
        path = follow(pieces, position)
        naming: _Naming | None = path.answers.get(_KNOWN, _UNREAD)
        if naming is _UNREAD:
            naming = path.answers[_KNOWN] = _read(path.line)
        if naming is None:
            continue
        if naming.certain is not None:
            found.append(_found(pieces, position, naming, naming.certain))
            free = position + naming.pieces
        else:
            doubtful.append((position, naming))
    for position, naming in doubtful:
        _add_vouched(found, pieces, position, naming)
    return _with_nicknames(sorted(found), pieces) if len(found) > 1 else found


def _read(line: Pieces) -> _Naming | None:
    """What the longest name with which the pieces begin means; None where there is none."""
    match = load_known().longest(line, 0)
    if match is None:
        return None
    words = line.words[: match.last]
    spellings = [s for s in match.values if _capitals_kept(s.written, words)]
    certain = next((s.known for s in spellings if s.doubt is None), None)
    return _Naming(match.last, match.end, certain, spellings) if spellings else None


def _found(pieces: Pieces, first: int, naming: _Naming, known: Known) -> Found:
    last = first + naming.pieces
    return Found(first, last, pieces.start(first), pieces.start(last - 1) + naming.length, known)


def _add_vouched(found: list[Found], pieces: Pieces, first: int, naming: _Naming) -> None:
    span = (first, first + naming.pieces)
    if any(other.first < span[1] and first < other.last for other in found):
        return
    for spelling in naming.doubtful:
        if _is_vouched(spelling, span, found, pieces):
            found.append(_found(pieces, first, naming, spelling.known))
            return


def _is_vouched(
    spelling: Spelling, span: tuple[int, int], found: Sequence[Found], pieces: Sequence[Piece]
) -> bool:
    first, last = span
    if spelling.doubt == "beside_ship":
        listed = any(
            other.known.equipment_class == spelling.known.equipment_class
            and 0 <= first - other.last <= 3
            for other in found
        )
        return listed or stands_beside_ship(pieces, *span)
    beside = any(
        other.known.label == "EQUIPMENT"
        and max(other.first - last, first - other.last) <= _SYSTEM_REACH
        for other in found
    )
    return beside or tells_of_weapons(pieces, *span)


def _with_nicknames(found: Sequence[Found], pieces: Sequence[Piece]) -> list[Found]:
    """Two names of one system side by side, made one: "T-90M «Proryv»"."""
    joined: list[Found] = []
    for item in found:
        before = joined[-1] if joined else None
        if before is not None and before.known == item.known and _touch(before, item, pieces):
            joined[-1] = before._replace(last=item.last, end=item.end)
        else:
            joined.append(item)
    return joined


def _touch(before: Found, after: Found, pieces: Sequence[Piece]) -> bool:
    between = pieces[before.last : after.first]
    return before.known.label == "EQUIPMENT" and all(piece.text in _QUOTES for piece in between)


def _capitals_kept(written: str, words: Sequence[str]) -> bool:
    """Whether the text keeps the capitals of the name: "IS" is a group, "is" is not."""
    letters = written.replace(".", "")
    mixed = any(letter.isupper() for letter in letters[1:]) and not letters.isupper()
    if mixed and len(letters) <= _MIXED_ACRONYM:  # "MoD", "LeT"
        return "".join(words).startswith(letters)
    if letters.isupper() and letters.isalpha():
        return "".join(words).replace(".", "").isupper()
    return is_small(written) or not is_small(words[0]) or written[0].isdigit()
