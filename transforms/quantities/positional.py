"""Reading Chinese numbers: digits and 十 百 千 in sections that 万 and 亿 close."""

from collections.abc import Sequence
from typing import NamedTuple

from transforms.quantities.atoms import Atom
from transforms.quantities.lexicon import NumberLexicon

_SECTION = 10_000


class Positional(NamedTuple):
    """A number as read: its value, the atom after its last, and whether "多" makes it a least."""

    value: float
    stop: int
    more: bool = False


class _Reader:
    """What has been read: closed sections, the open one, a digit that waits for its place."""

    def __init__(self) -> None:
        self.total = 0.0
        self.section = 0.0
        self.digit: float | None = None
        self.place = 0.0
        self.after_zero = False

    def take(self, atom: Atom) -> bool:
        """Adds one atom; False when the number cannot go on with it."""
        if atom.kind == "factor":
            return self._multiply(atom.number)
        if atom.kind not in ("value", "digits") or self.digit is not None:
            return False
        if self.place == 1:
            return False
        self.digit = atom.number
        self.spoken = atom.kind == "value"
        return True

    def _multiply(self, factor: float) -> bool:
        if factor >= _SECTION:
            inner = self.section + (self.digit or 0)
            if not inner and not self.total:
                inner = 1
            larger = bool(self.total) and self.total < factor
            self.total = (
                (self.total + inner) * factor
                if larger or not inner
                else (self.total + inner * factor)
            )
            self.section = 0
        else:
            if self.section and self.digit is None and not self.after_zero:
                return False
            self.section += (1 if self.digit is None else self.digit) * factor
        self.digit, self.place, self.after_zero = None, factor, False
        return True

    def close(self) -> float:
        """The value; a digit right behind a hundred is of the next lower place: 一千三 is 1,300."""
        last = self.digit or 0.0
        if self.digit is not None and self.spoken and self.place >= 100 and not self.after_zero:
            last *= self.place / 10
        return self.total + self.section + last


def read_positional(atoms: Sequence[Atom], first: int, lexicon: NumberLexicon) -> Positional | None:
    """The longest number that begins with the atom at `first`, or None."""
    reader, at, stop, more = _Reader(), first, first, False
    while at < len(atoms):
        atom = atoms[at]
        if atom.word in lexicon.connectors and stop > first:
            reader.after_zero = True
        elif atom.kind in ("factor", "value", "digits") and reader.take(atom):
            stop = at + 1
        elif _is_more(atoms, at, lexicon) and stop > first:
            more = True
        else:
            break
        at += 1
    return Positional(reader.close(), stop, more) if stop > first else None


def _is_more(atoms: Sequence[Atom], at: int, lexicon: NumberLexicon) -> bool:
    """Whether "odd" stands inside a number: 十多万, 500余万."""
    bounds = lexicon.after.get(atoms[at].word, ())
    return (
        any(phrase == (atoms[at].word,) and bound == "at_least" for phrase, bound in bounds)
        and at + 1 < len(atoms)
        and atoms[at + 1].kind == "factor"
    )
