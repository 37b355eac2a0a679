"""What the judge is asked of a sentence: its signs, its words, how far each type's rules hold."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from schemas.vocabulary import SignalType
from transforms.signals.meaning import words_of
from transforms.signals.passage import Passage
from transforms.signals.triggers import Found, Tried

#: Classes of which each name has one of its own; which one says nothing of what happens.
_OWNED = ("state:", "army:", "group:", "leader:")

#: What has a trigger.
Told = TypeVar("Told", Tried, Found)


class Standing(NamedTuple):
    """How far the rules of one type hold in a sentence.

    Attributes:
        weight: how often the words of its best trigger mean it, 0–1.
        formed: whether the form of one matches.
        held: whether its needs are met as well.
        blocked: whether one that holds has a word near it that forbids it.
        kept: whether one is left that no guard and no better trigger takes away.
        several: whether several are.
    """

    type: SignalType
    weight: float
    formed: bool
    held: bool
    blocked: bool
    kept: bool
    several: bool


class Weighed(NamedTuple):
    """What the model is asked of a sentence.

    Attributes:
        in_article: whether it is one of many in an article, and no flash or headline.
    """

    signs: frozenset[str]
    words: frozenset[str]
    standings: tuple[Standing, ...]
    in_article: bool = False


def weighed(
    passage: Passage,
    tried: Sequence[Tried],
    found: Collection[Found],
    kept: Collection[Found],
    *,
    military: bool,
    in_article: bool,
) -> Weighed:
    """What the model is asked of a sentence.

    Args:
        passage: the sentence.
        tried: possible triggers that begin in it.
        found: those of them that hold, blocked ones among them.
        kept: those of them that are left in the end.
        military: whether the article as a whole is about armed forces.
        in_article: whether the sentence is one of many in an article, and no flash or headline.
    """
    around = ["@military"] if military else []
    lowered = passage.scan.lowered[passage.start : passage.end]
    return Weighed(
        frozenset([*_signs(passage, tried), *around]),
        words_of(lowered, spaces=passage.lexicon.spaces),
        tuple(_standings(tried, found, kept)),
        in_article,
    )


def _signs(passage: Passage, tried: Sequence[Tried]) -> Iterator[str]:
    for name in passage.class_names:
        owned = name.startswith(_OWNED)
        yield name.partition(":")[0] if owned else name
    for entity in passage.entities:
        yield f"@{entity.label}"
    for one in tried:
        yield f"?{one.trigger.type}"


def _standings(
    tried: Sequence[Tried], found: Collection[Found], kept: Collection[Found]
) -> Iterator[Standing]:
    held, left = _by_type(found), _by_type(kept)
    for type_, possible in _by_type(tried).items():
        holding, believed = held.get(type_, ()), left.get(type_, ())
        yield Standing(
            type_,
            max(one.trigger.weight for one in believed or possible),
            any(one.end is not None for one in possible),
            bool(holding),
            any(one.blocked_by for one in holding),
            bool(believed),
            len({one.trigger.rule for one in believed}) > 1,
        )


def _by_type(items: Iterable[Told]) -> dict[SignalType, list[Told]]:
    grouped: dict[SignalType, list[Told]] = {}
    for item in items:
        grouped.setdefault(item.trigger.type, []).append(item)
    return grouped
