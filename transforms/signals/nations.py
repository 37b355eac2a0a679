"""What the words right behind a nation's name make of it."""

from schemas.entity import Entity
from transforms.signals.passage import Passage


def describes(passage: Passage, entity: Entity) -> bool:
    """Whether a nation only tells where a thing is from: "U.S.-made missiles"."""
    suffixes = passage.lexicon.words["nation_suffixes"]
    behind = passage.scan.lowered[entity.end : entity.end + 1]
    following = passage.words_after(entity.end, 1) if suffixes and behind == "-" else ()
    return any(f"-{word.strip('-')}" in suffixes for word in following)


def holds_verb(passage: Passage, start: int, end: int) -> bool:
    """Whether somebody says or does something there: "Serbia denies massing troops"."""
    scan = passage.scan
    told = any(start <= hit.start and hit.end <= end for hit in passage.under("say."))
    return told or (scan.tells_event(start, end) and not _possesses(passage, start))


def _possesses(passage: Passage, end: int) -> bool:
    """Whether a name ends as an owner or an adjective: "Russia's", "Russian"."""
    adjective = any(e.end == end and e.label == "NORP" for e in passage.entities)
    return adjective or passage.full_text[end : end + 2] in ("'s", "’s")
