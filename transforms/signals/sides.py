"""Both sides of a fight or an agreement, as a word such as "between" tells them."""

from transforms.signals.mentions import Mention
from transforms.signals.scene import Scene

#: Words before and between the two sides of a fight or an agreement.
_SIDES = 2
_SIDE_WORDS = 5


def both_sides(scene: Scene) -> tuple[Mention, ...]:
    """The two between whom it is: "fighting between the army and the rebels"; else nobody."""
    passage = scene.passage
    sides, joiners = passage.lexicon.words["between"], passage.lexicon.words["joiners"]
    behind = [m for m in scene.behind() if m.start >= scene.found.end]
    if not sides or len(behind) < _SIDES:
        return ()
    one, other = behind[:2]
    lead = passage.words_between(scene.found.end, one.start)
    joint = passage.words_between(one.end, other.start)
    told = len(lead) <= _SIDE_WORDS and not sides.isdisjoint(lead)
    joined = len(joint) <= _SIDE_WORDS and not joiners.isdisjoint(joint)
    return (one, other) if told and joined else ()
