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
        object_before_verb: the object stands between subject and verb.
        subject_after_verb: the subject may follow its verb.
        speaker_after_verb: the claimant of a clause that opens with a verb of saying follows it.
        owner_adjacent: nothing but `owner_links` stands between a noun and its owner behind it.
        modifies: endings of a nation that may stand before its noun ("російські війська").
        not_subject: endings that no subject has.
        agent: endings of who does it in a passive clause.
        object: endings that only an object has.
        participle: endings of a past participle. Its subject suffers, unless a word of
            `active_markers` stands before it: "soldats tués", but "ont tué".
    """

    owner_after: bool = False
    owner_before: bool = True
    owner_linked: bool = False
    object_before_verb: bool = False
    subject_after_verb: bool = False
    speaker_after_verb: bool = False
    owner_adjacent: bool = False
    modifies: re.Pattern[str] = _ALWAYS
    not_subject: re.Pattern[str] = _NEVER
    agent: re.Pattern[str] = _NEVER
    object: re.Pattern[str] = _NEVER
    participle: re.Pattern[str] = _NEVER

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
