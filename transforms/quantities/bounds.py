"""Words around a number that say how it bounds the truth: "at least", "nearly", "or so"."""

from collections.abc import Sequence
from typing import NamedTuple

from transforms.quantities.atoms import Atom
from transforms.quantities.lexicon import Bound, NumberLexicon


class BoundWords(NamedTuple):
    """How words bound a number, and the atoms from the first of them to the last."""

    bound: Bound
    first: int
    stop: int


def read_bound(
    atoms: Sequence[Atom], first: int, stop: int, lexicon: NumberLexicon
) -> BoundWords | None:
    """The bound of the number in atoms [first, stop): words before it weigh more than after."""
    before = _before(atoms, first, lexicon)
    after = _after(atoms, stop, lexicon)
    if before is None and after is None:
        return None
    bound = before[0] if before else after[0] if after else ""
    if before and before[0] == "about" and after:
        bound = after[0]
    return BoundWords(bound, before[1] if before else first, after[1] if after else stop)


def _before(atoms: Sequence[Atom], first: int, lexicon: NumberLexicon) -> tuple[Bound, int] | None:
    found: tuple[Bound, int] | None = None
    while first > 0:
        for phrase, bound in lexicon.before.get(atoms[first - 1].word, ()):
            size = len(phrase)
            if size <= first and all(
                atom.word == word
                for atom, word in zip(atoms[first - size : first], phrase, strict=True)
            ):
                first -= size
                stronger = bound if found is None or found[0] == "about" else found[0]
                found = (stronger, first)
                break
        else:
            break
    return found


def _after(atoms: Sequence[Atom], stop: int, lexicon: NumberLexicon) -> tuple[Bound, int] | None:
    if stop >= len(atoms):
        return None
    for phrase, bound in lexicon.after.get(atoms[stop].word, ()):
        size = len(phrase)
        words = [atom.word for atom in atoms[stop : stop + size]]
        if words == list(phrase):
            return bound, stop + size
    return None
