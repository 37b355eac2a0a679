"""What the parties of one trigger are chosen from, and what the words around a mention tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.signals.mentions import Mention
from transforms.signals.passage import Passage
from transforms.signals.place_roles import role_behind
from transforms.signals.triggers import Found

#: Classes of nouns that do what a verb tells, though nothing says whose they are.
_NAMELESS = ("force", "platform", "weapon", "militant")


@dataclass(frozen=True, slots=True)
class Scene:
    """What the parties of one trigger are chosen from.

    Attributes:
        usable: mentions that may act or be acted upon, in text order.
        clause: the trigger's clause.
        speaker: who says it, for "said it had …".
        accused: who is accused of it.
    """

    passage: Passage
    found: Found
    usable: Sequence[Mention]
    clause: tuple[int, int]
    speaker: Mention | None
    accused: Mention | None

    def before(self) -> list[Mention]:
        """Usable mentions of the clause before the trigger, or that lead it, in text order."""
        left = self.clause[0]
        return [m for m in self.usable if left <= m.start and self._leads(m)]

    @property
    def is_governed(self) -> bool:
        """Whether the trigger is an infinitive whose subject the clause before has."""
        found = self.found
        return self.passage.governing_left(found.start, found.end) < self.clause[0]

    def governing(self) -> list[Mention]:
        """Usable mentions of the clause that governs an infinitive; none for other triggers."""
        left = self.passage.governing_left(self.found.start, self.found.end)
        return [m for m in self.usable if left <= m.start < self.clause[0]]

    def has_nameless_subject(self) -> bool:
        """Whether forces or weapons that nobody owns stand right before the verb."""
        left, start = self.clause[0], self.found.start
        lists = self.passage.lexicon.words
        heads = [h for h in self.passage.of_class(*_NAMELESS) if left <= h.start and h.end <= start]
        if not heads or any(m.start <= heads[-1].start < m.end for m in self.usable):
            return False
        between = self.passage.words_between(heads[-1].end, start)
        owned = not lists["possessives"].isdisjoint(self.passage.words_before(heads[-1].start, 2))
        near = len(between) <= 1 and lists["joiners"].isdisjoint(between)
        return near and not owned and not self._hangs(heads[-1].start)

    def behind(self) -> list[Mention]:
        """Usable mentions of the clause behind the trigger's beginning, in text order."""
        return [
            m
            for m in self.usable
            if m.end > self.found.start and m.start < self.clause[1] and not self._leads(m)
        ]

    def _leads(self, mention: Mention) -> bool:
        """Whether the mention ends before the trigger, or the trigger's words begin with it."""
        start = self.found.start
        return mention.end <= start or (mention.start <= start and mention.end < self.found.end)

    def hangs_on_preposition(self, mention: Mention) -> bool:
        """Whether a preposition of place or time governs the mention."""
        return self._hangs(mention.start)

    def _hangs(self, start: int) -> bool:
        words = self.passage.lexicon.words
        before = [w for w in self.passage.words_before(start, 3) if w not in words["articles"]]
        return bool(before) and before[0] in words["adverbial_prepositions"]

    def is_marked(self, mention: Mention, markers: str) -> bool:
        """Whether a word of the list stands before the mention: "被" marks who does it.

        An article may stand between: "von der russischen Armee".
        """
        words = self.passage.lexicon.words
        before = self.passage.words_before(mention.start, 2)
        if len(before) == 2 and before[0] in words["articles"] and before[0] not in words[markers]:
            return before[1] in words[markers]
        return bool(before) and before[0] in words[markers]

    def can_be_subject(self, mention: Mention) -> bool:
        """Whether neither its ending nor the word beside it says that it is something else."""
        return not (
            self.hangs_on_preposition(mention)
            or (mention.kind == "state" and role_behind(self.passage, mention.end))
            or self._is_oblique(mention)
            or self.is_marked(mention, "object_markers")
            or self.is_marked(mention, "agent_markers")
        )

    def _is_oblique(self, mention: Mention) -> bool:
        """Whether its ending is one that no subject has.

        A force's owner behind it stands in the genitive whatever the force's case: where its first
        word may be a subject, it may be ("siły zbrojne Ukrainy").
        """
        pattern = self.passage.lexicon.syntax.not_subject
        if not pattern.search(self._last_word(mention)):
            return False
        first = self.passage.scan.lowered[mention.start : mention.end].split()[0]
        return mention.kind != "armed_force" or bool(pattern.search(first))

    def can_modify(self, mention: Mention) -> bool:
        """Whether what stands before a noun belongs to it: not "in Belarus", where case tells."""
        pattern = self.passage.lexicon.syntax.modifies
        return bool(pattern.search(self._last_word(mention))) or not (
            self.hangs_on_preposition(mention)
        )

    def has_agent_ending(self, mention: Mention) -> bool:
        """Whether the mention stands in the case of who does it."""
        return bool(self.passage.lexicon.syntax.agent.search(self._last_word(mention)))

    def has_object_ending(self, mention: Mention) -> bool:
        """Whether the mention stands in a case that only an object has."""
        return bool(self.passage.lexicon.syntax.object.search(self._last_word(mention)))

    def owners_as_subjects(self) -> list[Mention]:
        """Mentions in the genitive before a verb that takes its subject in that case."""
        passage, found, syntax = self.passage, self.found, self.passage.lexicon.syntax
        words = passage.words_between(found.start, found.end)
        if not words or not syntax.nominal.search(words[-1]):
            return []
        return [m for m in self.before() if syntax.genitive.search(self._last_word(m))]

    def _last_word(self, mention: Mention) -> str:
        return self.passage.last_word(mention.start, mention.end)

    def is_passive(self) -> bool:
        """Whether the subject of the verb is acted upon: "was shelled", "died"."""
        passage, found = self.passage, self.found
        if found.trigger.voice == "passive":
            return True
        words = passage.lexicon.words
        first = passage.lexicon.word.search(passage.scan.lowered, found.start, found.end)
        if first is not None and first[0] in words["suffering"]:
            return True
        if (
            first is not None
            and found.trigger.voice == "verb"
            and passage.lexicon.syntax.participle.search(first[0])
        ):
            return self._lacks_auxiliary(passage.words_before(found.start, 3))
        if passage.lexicon.syntax.object_before_verb and found.trigger.voice == "verb":
            near = passage.words_between(*self.clause)
        else:
            near = passage.words_before(found.start, 1 if found.trigger.voice == "noun" else 3)
        if words["passive_markers"].isdisjoint(near):
            return False
        return first is None or not passage.lexicon.syntax.active.search(first[0])

    def is_told_to_suffer(self, verb: str, before: Sequence[str]) -> bool:
        """Whether a verb of killing has its victim as subject; `before`: the words in front."""
        lexicon = self.passage.lexicon
        if verb.split()[0] in lexicon.words["suffering"]:
            return True
        if lexicon.syntax.participle.search(verb):
            return self._lacks_auxiliary(before[::-1])
        return bool(before) and before[-1] in lexicon.words["passive_markers"]

    def _lacks_auxiliary(self, nearest_first: Sequence[str]) -> bool:
        """Whether no auxiliary makes a participle active: "ont tué", but "ont été tués"."""
        words = self.passage.lexicon.words
        for word in nearest_first:
            if word in words["passive_markers"]:
                return True
            if word in words["active_markers"]:
                return False
        return True

    def with_coordinated(self, mention: Mention) -> tuple[Mention, ...]:
        """The mention and those joined to it on its left: "Denmark, Norway and Sweden"."""
        joined = [mention]
        lowered, words = self.passage.scan.lowered, self.passage.lexicon.words
        for other in reversed(self.usable):
            if other.end > joined[0].start:
                continue
            between = lowered[other.end : joined[0].start]
            plain = [w for w in between.replace(",", " ").split() if w not in words["articles"]]
            joiner = " ".join(plain)
            if joiner not in words["joiners"] and not (not joiner and _LIST_MARKS & set(between)):
                break
            joined.insert(0, other)
        return tuple(joined)

    def with_following(self, mention: Mention) -> tuple[Mention, ...]:
        """The mention and those joined to it on its right: "between Israel and Hezbollah"."""
        joined = [mention]
        lowered, words = self.passage.scan.lowered, self.passage.lexicon.words
        for other in self.usable:
            if other.start < joined[-1].end:
                continue
            between = self.passage.lexicon.word.findall(lowered, joined[-1].end, other.start)
            plain = [word for word in between if word not in words["articles"]]
            if " ".join(plain) not in words["joiners"]:
                break
            joined.append(other)
        return tuple(joined)


_LIST_MARKS = {",", "،", "、"}
