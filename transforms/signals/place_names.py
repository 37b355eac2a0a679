"""Names of places that no table knows: "outside Manbij", "Goma'ya", "Barsalogho : le bilan"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from schemas.entity import Entity
from transforms.signals.passage import Passage
from transforms.signals.place_roles import role_behind
from transforms.signals.triggers import Found
from transforms.signals.unspaced_places import unspaced_places

#: How far from its trigger a place that no table knows may stand, characters.
_REACH = 120
_FIRST = r"(?<![\w'’-])(?:[AEae][lnrsztd]h?[-‑]|[dD]['’])?[A-ZÀ-ÖØ-ÞĄĆČĘĞİŁŃŚŠŞŹŻŽŒА-ЯЁЄІЇҐ]"
_WORD = rf"{_FIRST}[\w-]+(?:['’ʼ]\w{{3,}})?"
_NAME = re.compile(rf"{_WORD}(?:\s{_WORD}){{0,2}}")
#: Where case endings stand behind an apostrophe, it ends the name.
_BARE_NAME = re.compile(rf"{_FIRST}[\w-]+(?:\s{_FIRST}[\w-]+){{0,2}}")
#: Kinds of names that a guess from capitals or a small model gives, wrongly for many a village.
_GUESSED = ("PERSON", "ORG", "NORP")
_GUESSING = ("spacy:", "slovnet:", "rules:")
_PLACES = ("GPE", "LOC", "FAC")
#: What parts places that open a post, and what ends them.
_MARK = re.compile(r"\s?[:：]|,\s")
#: The rest of a headline's opening behind the place: ", ufficiali al potere:".
_OPENING = re.compile(r"[^:：,;.]{1,50}[:：]")
#: Roles whose endings no person takes: "Trump'a" may be "to".
_PLACING = ("at", "from", "near")
#: The ending of an Arabic adjective that tells more of the kind: "منطقة حدودية".
_ADJECTIVE = "يه"
#: Words between the preposition and the name: "in the eastern town of Sake".
_WORDS_BETWEEN = 5


def unknown_places(passage: Passage, found: Found) -> list[Entity]:
    """Names that no table knows but what stands beside or in them tells to be places.

    Only those near the trigger, in text order.
    """
    left = max(passage.start, found.start - _REACH)
    right = min(passage.end, found.end + _REACH)
    if passage.lexicon.spaces:
        spans = [
            *_formed(passage, left, right),
            *_named(passage, left, right),
            *_behind_kinds(passage, left, right),
        ]
    else:
        spans = [s for s in unspaced_places(passage) if left <= s[0] and s[1] <= right]
    taken = _certain(passage)
    unknown = []
    for start, end in spans:
        if not _meets(start, end, taken):
            taken.append((start, end))
            unknown.append(_unknown(passage.full_text[start:end], start, end))
    return unknown


def head_places(passage: Passage) -> list[Entity]:
    """The places that open a headline or a post: "Barsalogho : le bilan", "Нікополь:"."""
    known = {e.start: e for e in passage.entities if e.label in _PLACES}
    heads: list[Entity] = []
    at = passage.start
    while True:
        entity = known.get(at)
        name = (_BARE_NAME if passage.lexicon.place_endings else _NAME).match(
            passage.full_text, at, passage.end
        )
        if entity is None and name is not None and not _meets(*name.span(), _certain(passage)):
            entity = _unknown(name[0], *name.span())
        if entity is None:
            return []
        heads.append(entity)
        mark = _MARK.match(passage.full_text, entity.end, passage.end)
        if mark is None:
            return []
        at = mark.end()
        named = mark[0].strip() == ","
        if not named or _OPENING.match(passage.full_text, at, passage.end):
            return heads


def held_names(passage: Passage, found: Found) -> list[Entity]:
    """Unknown names right beside a trigger of holding a place: "zdobyli Markabę", "Угледар пал"."""
    if passage.lexicon.syntax.nouns_capitalised or not passage.lexicon.spaces:
        return []
    taken = [*_certain(passage), *((h.start, h.end) for h in passage.hits)]
    left, right = passage.clause(found.start, found.end)
    names = [
        m
        for m in _NAME.finditer(passage.full_text, left, right)
        if m.end() + 1 == found.start or m.start() - 1 == found.end
    ]
    return [_unknown(m[0], *m.span()) for m in names if not _meets(*m.span(), taken)]


def _certain(passage: Passage) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in passage.entities if not _is_guess(e)]


def _is_guess(entity: Entity) -> bool:
    return entity.label in _GUESSED and entity.method.startswith(_GUESSING)


def _formed(passage: Passage, left: int, right: int) -> Iterator[tuple[int, int]]:
    """Names whose form tells that they are places: "Нікопольщина", "Kossei camp"."""
    pattern = passage.lexicon.syntax.place_name
    return (match.span() for match in pattern.finditer(passage.full_text, left, right))


def _behind_kinds(passage: Passage, left: int, right: int) -> Iterator[tuple[int, int]]:
    """The word behind a kind of place in a script without capitals: "مخيم زمزم"."""
    lexicon = passage.lexicon
    kinds = lexicon.words["place_kinds"]
    words = lexicon.word.finditer(passage.scan.lowered, left, right)
    for kind, name in pairwise(words) if kinds else ():
        written = kind[0]
        prefixed = written not in kinds and written[0] in lexicon.prefixes
        told = (written[1:] if prefixed else written) in kinds
        if told and name.start() == kind.end() + 1 and not name[0].endswith(_ADJECTIVE):
            yield kind.start() + prefixed, name.end()


def _named(passage: Passage, left: int, right: int) -> Iterator[tuple[int, int]]:
    """Capitalised words behind a preposition of place, with those joined to them."""
    words = passage.lexicon.words
    endings = tuple(words["noun_endings"])
    opening = [hit for hit in passage.hits if hit.start == passage.start]
    yield from (
        m.span() for m in passage.lexicon.syntax.place_name.finditer(passage.full_text, left, right)
    )
    last = -1
    pattern = _BARE_NAME if passage.lexicon.place_endings else _NAME
    for match in pattern.finditer(passage.full_text, left, right):
        start, end = match.span()
        # A known word that opens the sentence is no part of the name: "Ordu Pençşir'deki …".
        start = next((w.end + 1 for w in opening if w.start == start and w.end < end), start)
        name = passage.scan.lowered[start:end]
        if name.split()[0] in words["time_words"] or name.endswith(endings):
            continue
        joined = last >= 0 and _joins(passage, last, start)
        if joined or _is_placed(passage, start) or _ends_as_place(passage, start, end):
            last = end
            yield start, end
        else:
            last = -1


def _ends_as_place(passage: Passage, start: int, end: int) -> bool:
    """Whether a case ending makes a name a place: "Surin'deki"; persons take "to" as well."""
    role = role_behind(passage, end)
    if role != "to":
        return role in _PLACING
    return not _meets(start, end, [(e.start, e.end) for e in passage.entities])


def _joins(passage: Passage, end: int, start: int) -> bool:
    between = passage.scan.lowered[end:start].strip()
    return between == "," or between in passage.lexicon.words["joiners"]


def _is_placed(passage: Passage, start: int) -> bool:
    words = passage.lexicon.words
    placing = words["unknown_place_prepositions"]
    before = passage.words_before(start, _WORDS_BETWEEN)
    skipped = words["place_modifiers"] | words["articles"]
    for i, word in enumerate(before):
        if word in placing or " ".join(reversed(before[i : i + 2])).rstrip("'") in placing:
            return True
        if word in words["place_bridges"] and _is_kind(words, before[i + 1 : i + 2]):
            return True
        if word not in skipped:
            return False
    return False


def _is_kind(words: Mapping[str, frozenset[str]], word: Sequence[str]) -> bool:
    return bool(word) and word[0] in words["place_modifiers"]


def _meets(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in taken)


def _unknown(text: str, start: int, end: int) -> Entity:
    return Entity(text=text, start=start, end=end, label="LOC", name=text, method="preposition")
