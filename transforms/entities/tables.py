"""Finds what the tables name, under names in any script, and settles which names are meant."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from transforms.entities.equipment import equipment_spellings
from transforms.entities.known import Known, Spelling
from transforms.entities.organisations import organisation_spellings
from transforms.entities.vouching import stands_beside_ship, tells_of_weapons
from transforms.places.names import Piece, is_small
from transforms.places.phrases import Match, PhraseIndex

#: How far from a doubtful system one that is named without doubt may stand, in pieces.
_SYSTEM_REACH: Final = 15
#: The longest acronym that mixes capitals and small letters.
_MIXED_ACRONYM: Final = 4
_QUOTES: Final = frozenset("\"'“”„‘’«»")


class Found(NamedTuple):
    """A thing of the tables in a text: pieces [first, last), characters [start, end)."""

    first: int
    last: int
    start: int
    end: int
    known: Known


@cache
def load_known() -> PhraseIndex[Spelling]:
    """Everything the tables name, under all spellings. Loaded once per process."""
    index: PhraseIndex[Spelling] = PhraseIndex()
    for spelling in (*equipment_spellings(), *organisation_spellings()):
        index.add(spelling.written, spelling)
    return index


def find_known(pieces: Sequence[Piece], starts: Iterable[int]) -> list[Found]:
    """Things of the tables that the pieces of one sentence name, longest first from the left.

    Names that are beyond doubt come first; the others count where the words around them or a
    system beside them vouch for them.

    Args:
        pieces: of one sentence.
        starts: pieces at which a name may begin, ascending.
    """
    index = load_known()
    found: list[Found] = []
    doubtful: list[tuple[Match[Spelling], list[Spelling]]] = []
    free = 0
    for position in starts:
        match = index.longest(pieces, position) if position >= free else None
        if match is None:
            continue
        spellings = [s for s in match.values if _capitals_kept(s.written, pieces, match)]
        certain = next((s for s in spellings if s.doubt is None), None)
        if certain is not None:
            found.append(_found(match, certain.known))
            free = match.last
        elif spellings:
            doubtful.append((match, spellings))
    for match, spellings in doubtful:
        _add_vouched(found, match, spellings, pieces)
    return _with_nicknames(sorted(found), pieces)


def _found(match: Match[Spelling], known: Known) -> Found:
    return Found(match.first, match.last, match.start, match.end, known)


def _add_vouched(
    found: list[Found],
    match: Match[Spelling],
    spellings: Sequence[Spelling],
    pieces: Sequence[Piece],
) -> None:
    if any(other.first < match.last and match.first < other.last for other in found):
        return
    for spelling in spellings:
        if _is_vouched(spelling, match, found, pieces):
            found.append(_found(match, spelling.known))
            return


def _is_vouched(
    spelling: Spelling, match: Match[Spelling], found: Sequence[Found], pieces: Sequence[Piece]
) -> bool:
    span = (match.first, match.last)
    if spelling.doubt == "beside_ship":
        listed = any(
            other.known.equipment_class == spelling.known.equipment_class
            and 0 <= match.first - other.last <= 3
            for other in found
        )
        return listed or stands_beside_ship(pieces, *span)
    beside = any(
        other.known.label == "EQUIPMENT"
        and max(other.first - match.last, match.first - other.last) <= _SYSTEM_REACH
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


def _capitals_kept(written: str, pieces: Sequence[Piece], match: Match[Spelling]) -> bool:
    """Whether the text keeps the capitals of the name: "IS" is a group, "is" is not."""
    text = pieces[match.first : match.last]
    letters = written.replace(".", "")
    mixed = any(letter.isupper() for letter in letters[1:]) and not letters.isupper()
    if mixed and len(letters) <= _MIXED_ACRONYM:  # "MoD", "LeT"
        return "".join(piece.text for piece in text).startswith(letters)
    if letters.isupper() and letters.isalpha():
        return "".join(piece.text for piece in text).replace(".", "").isupper()
    return is_small(written) or not is_small(text[0].text) or written[0].isdigit()
