"""How a language orders and marks the parts of a clause, as its data file tells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

_NEVER = re.compile(r"(?!)")
_ALWAYS = re.compile("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """Facts of a language's grammar that the search for parties and claimants relies on.

    Patterns are searched in the last word of a mention, lower case.

    Attributes:
        owner_after: a nation may follow the noun that belongs to it ("forces russes").
        owner_before: it may stand in front of the noun ("Russian forces").
        owner_linked: its name needs a word of `owner_links` behind the noun ("armée de Russie");
            only its adjective does without.
        adjective_before: a nationality behind a noun belongs to the next one, as in German.
        nouns_capitalised: nouns are written with a capital, so that a claimant ends before the
            first small word behind one.
        object_before_verb: the object stands between subject and verb.
        subject_after_verb: the subject may follow its verb.
        object_after_verb: what follows an active verb is its object, though a passive one's subject
            may follow it: "murieron tres soldados", but "atacan Kiev".
        speaker_after_verb: the claimant of a clause that opens with a verb of saying follows it.
        speaker_leads: the claimant opens the sentence, whose last verb is that of saying.
        owner_adjacent: nothing but `owner_links` stands between a noun and its owner behind it.
        modifies: endings of a nation that may stand before its noun ("російські війська").
        not_subject: endings that no subject has.
        agent: endings of who does it in a passive clause.
        object: endings that only an object has.
        participle: endings of a past participle. Its subject suffers, unless a word of
            `active_markers` stands before it: "soldats tués", but "ont tué".
        active: verb forms that are active whatever auxiliary stands near: "wird angreifen".
        nominal: verb forms whose subject stands in the genitive: "Rusya'nın vurduğunu".
        genitive: endings of the genitive.
        motion: endings of the place that something moves to: "в Мурманскую область".
        place_name: names whose form tells that they are places, as written: "Kossei camp".
        finite: a finite verb and the mark behind it that ends a clause, where the speaker leads.
        passive_saying: passive verbs of saying, where the speaker leads.
        infinitive: infinitives that the clause before governs: "plant, Truppen zu entsenden".
    """

    owner_after: bool = False
    owner_before: bool = True
    owner_linked: bool = False
    adjective_before: bool = False
    nouns_capitalised: bool = False
    object_before_verb: bool = False
    subject_after_verb: bool = False
    object_after_verb: bool = False
    speaker_after_verb: bool = False
    speaker_leads: bool = False
    owner_adjacent: bool = False
    modifies: re.Pattern[str] = _ALWAYS
    not_subject: re.Pattern[str] = _NEVER
    agent: re.Pattern[str] = _NEVER
    object: re.Pattern[str] = _NEVER
    participle: re.Pattern[str] = _NEVER
    active: re.Pattern[str] = re.compile("ing$")
    nominal: re.Pattern[str] = _NEVER
    genitive: re.Pattern[str] = _NEVER
    motion: re.Pattern[str] = _NEVER
    place_name: re.Pattern[str] = _NEVER
    finite: re.Pattern[str] = _NEVER
    passive_saying: re.Pattern[str] = _NEVER
    infinitive: re.Pattern[str] = _NEVER

    @property
    def adjective_after(self) -> bool:
        """Whether a nationality may follow the noun that it belongs to."""
        return self.owner_after and not self.adjective_before

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The facts in a data file's table `syntax`; text is compiled.

        Raises:
            TypeError: the table has a key that is no attribute.
        """
        facts: dict[str, Any] = {
            name: re.compile(value) if isinstance(value, str) else value
            for name, value in data.items()
        }
        return cls(**facts)
