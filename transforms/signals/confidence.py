"""How likely a signal is right: a first formula from few features.

The weights are set by hand from the development half of the gold; calibrating them on labelled
data (isotonic regression per type) replaces this module's numbers, not its features.
"""

_LEAST = 0.05
_MOST = 0.98


def confidence(
    weight: float, *, military_words: int, has_actor: bool, has_place: bool, carried: bool
) -> float:
    """The share of such signals expected to be right.

    Args:
        weight: how often the trigger's words mean its type.
        military_words: different military words of the article.
        has_actor: whether an actor was found.
        has_place: whether a place was found.
        carried: whether the forces are named only in the sentence before.

    >>> confidence(0.9, military_words=6, has_actor=True, has_place=True, carried=False)
    0.98
    """
    score = weight
    score += 0.02 * min(military_words, 4) - 0.04
    score += 0.04 * has_actor + 0.03 * has_place
    score -= 0.2 * carried
    return round(min(_MOST, max(_LEAST, score)), 3)
