"""What part a place plays: "from Kherson", "near the border", "Halep'te"."""

from collections.abc import Mapping, Set

from schemas.entity import Entity
from schemas.vocabulary import LocationRole, SignalType
from transforms.signals.passage import Passage

#: What a role comes to where an event stays in its place: soldiers who "walked into the capital"
#: hold it, and who withdraws "in Kherson" leaves it.
_STAYS: Mapping[LocationRole, LocationRole] = {"to": "at", "from": "at", "through": "at"}
_STRUCK: Mapping[LocationRole, LocationRole] = {"to": "at", "through": "at"}
_OF_TYPE: Mapping[str, Mapping[LocationRole, LocationRole]] = {
    "withdrawal": {"at": "from"},
    **dict.fromkeys(("territorial_control", "blockade", "ground_combat", "losses"), _STAYS),
    **dict.fromkeys(("warning", "ceasefire", "martial_law", "fortification"), _STAYS),
    **dict.fromkeys(
        ("missile_strike", "drone_strike", "border_violation", "ground_offensive"), _STRUCK
    ),
    **dict.fromkeys(("air_strike", "bombing", "cbrn_use", "force_buildup"), _STRUCK),
}
#: Types that happen at no place unless their own clause tells one.
OWN_ONLY = frozenset(
    "military_aid mobilization prisoner_exchange ceasefire threat_of_force alert_readiness "
    "cyber_attack ultimatum".split()
)
#: Types in which forces go somewhere.
_MOVES = frozenset(
    ("deployment", "troop_movement", "naval_activity", "ground_offensive", "logistics_preparation")
)
_ROLES: tuple[LocationRole, ...] = ("near", "from", "through", "to", "at")


def role_of(passage: Passage, entity: Entity) -> LocationRole | None:
    """The role that the words around a place give it, None when none does."""
    return role_behind(passage, entity.end) or role_before(passage, entity.start)


def role_in(passage: Passage, type_: SignalType, role: LocationRole, text: str) -> LocationRole:
    """What a role comes to in an event of a type."""
    if role == "at" and type_ in _MOVES and passage.lexicon.syntax.motion.search(text):
        return "to"
    return _OF_TYPE.get(type_, {}).get(role, role)


def role_behind(passage: Passage, end: int) -> LocationRole | None:
    """The role that an ending or a word behind a place gives it: "Halep'te", "基辅附近"."""
    endings = passage.lexicon.place_endings
    for role in _ROLES:
        if role in endings and endings[role].match(passage.scan.lowered, end, passage.end):
            return role
    return None


def role_before(passage: Passage, start: int) -> LocationRole | None:
    """The role that the words in front of a place give it: "retrait du Mali"."""
    words = passage.lexicon.words
    # With its article a phrase may tell more: "in die Stadt" is "to", "in der Stadt" is "at".
    return _role_of(passage, start, words["place_modifiers"]) or _role_of(
        passage, start, words["place_modifiers"] | words["articles"]
    )


def _role_of(passage: Passage, start: int, skipped: Set[str]) -> LocationRole | None:
    words = passage.lexicon.words
    before = [word for word in passage.words_before(start, 7) if word not in skipped]
    space = " " if passage.lexicon.spaces else ""
    for i in range(min(2, len(before))):
        for size in (4, 3, 2, 1):
            phrase = space.join(reversed(before[i : i + size]))
            for role in _ROLES:
                if phrase in words[f"place_{role}"]:
                    return role
        if before[i] not in words["place_bridges"]:
            return None
    return None
