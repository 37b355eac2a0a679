"""A number added up word by word: "two hundred and fifty thousand"."""

from typing import Final

from transforms.quantities.atoms import Atom
from transforms.quantities.lexicon import NumberLexicon

_TENS: Final = frozenset(range(10, 100, 10))


class RunningSum:
    """A number being added up from left to right."""

    def __init__(self, lexicon: NumberLexicon) -> None:
        self._lexicon = lexicon
        #: Closed groups and their multipliers: "three billion", "two million".
        self._closed: list[tuple[float, float]] = []
        #: The group being read: "four hundred and five".
        self.group: float | None = None
        #: What was last added or multiplied by.
        self.last = 0.0
        self.scale = 1.0
        self._after_factor = False
        self._parts = 0

    @property
    def value(self) -> float:
        """The number so far."""
        return sum(amount for _, amount in self._closed) + (self.group or 0)

    def take(self, atom: Atom, *, linked: bool) -> bool:
        """Adds or multiplies by one atom; False when the number cannot go on with it."""
        if atom.kind == "factor":
            taken = self.multiply(atom.number)
        elif atom.kind == "value" or (atom.kind == "digits" and self._takes_digits(atom)):
            taken = self._add(atom.number, linked=linked)
        else:
            return False
        if taken:
            self._after_factor = atom.kind == "factor"
            self._parts += 1
        return taken

    def _takes_digits(self, atom: Atom) -> bool:
        return not self.value or self._after_factor or 0 < atom.number < 1

    def _add(self, value: float, *, linked: bool) -> bool:
        if self.group is None:
            if self._closed and value >= self._closed[-1][0]:
                return False
            self.group = value
        elif self._lexicon.counts_in_scores and self.group % 100 == 4 and value == 20:
            self.group += 76
        elif self._fits(self.group, value, linked=linked):
            self.group += value
        else:
            return False
        self.last = value
        return True

    def _fits(self, group: float, value: float, *, linked: bool) -> bool:
        """Whether `value` fills the zeros of the group: 5 after 20, 42 after 300."""
        if self._lexicon.ones_before_tens and linked and value in _TENS:
            return 0 < group % 100 < 10
        if self._lexicon.ten_after_ones and not linked and value == 10:
            return 0 < group % 100 < 10
        if self._lexicon.counts_in_scores and group % 100 in (60, 80) and 10 <= value < 20:
            return True
        if group % 1 or group <= 0:
            return False
        if value < 1 or value % 1:
            return 0 < value < 1
        return bool(group % 10.0 ** len(str(int(value))) == 0)

    def multiply(self, factor: float) -> bool:
        """Multiplies the group, or closes it when the factor is a thousand or more."""
        if factor >= 1000:
            return self._close(factor)
        if self.group is None and self._closed and factor >= self._closed[-1][0]:
            return False
        if self.group is not None and self.group >= 100 and self._parts > 1:
            return False
        self.group = (1.0 if self.group is None else self.group) * factor
        self.last = factor
        self.scale = max(self.scale, factor)
        return True

    def _close(self, factor: float) -> bool:
        """Closes the group and the smaller ones before it: "455 thousand 228 million"."""
        if self._closed and self._closed[-1][0] == factor:
            return False
        amount = self.group or 0.0
        while self._closed and self._closed[-1][0] < factor:
            amount += self._closed.pop()[1]
        self._closed.append((factor, (amount or 1.0) * factor))
        self.group = None
        self.last = factor
        self.scale = max(self.scale, factor)
        return True

    def add_fraction(self, fraction: float) -> None:
        """As in "three million and a half" is 3.5 million; "two and a half" is 2.5."""
        if self.group is None and self._closed:
            self._closed.append((0.0, fraction * self._closed[-1][0]))
        else:
            self.group = (self.group or 0) + fraction

    def take_back(self, value: float) -> None:
        """Undoes the last addition, of `value`."""
        rest = (self.group or 0) - value
        self.group = rest or None

    def times(self, fraction: float) -> None:
        """Makes the whole number so many thirds or fifths."""
        self.group = self.value * fraction
        self._closed.clear()
