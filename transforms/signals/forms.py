"""Forms: the small pattern language in which a lexicon writes the words of a trigger or class.

A form is words separated by spaces:

* `pull|pulls|pulled`  any of these words
* `mass*`              any word that begins so
* `invad+`             the stem with any ending that the language's file lists under `suffixes`
* `the?`               the word may be missing
* `..`                 up to four words of the same clause; `...` up to eight
* `<force>`            any form of that class
"""

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: What may stand between two words of a form: spaces, hyphens, quotation marks.
_SEPARATOR = r"""[\s\-"“”„«»']{1,3}"""
_GAP_WORD = r"(?:[^\s,;:!?()]|(?<=\d),(?=\d)){1,40}"
_GAP_WORDS = {"..": 4, "...": 8}
_UNSPACED_GAP_LETTERS = {"..": 12, "...": 24}


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the forms of one language need to be compiled.

    Attributes:
        spaces: whether the script separates words.
        suffixes: endings that `+` stands for.
        classes: forms of each class that `<class>` may name.
    """

    spaces: bool
    suffixes: tuple[str, ...]
    classes: Mapping[str, Sequence[str]]


class Anchor(NamedTuple):
    """Letters that a match begins with; `whole` when no letter may follow them."""

    literal: str
    whole: bool


@dataclass(frozen=True)
class Form:
    """A compiled form.

    Attributes:
        source: as written in the lexicon.
        anchors: what every match begins with, one of them.
        plain: whether an anchor is the whole match, so that no pattern need be tried.
        gapped: whether foreign words may stand among its own.
    """

    source: str
    anchors: tuple[Anchor, ...]
    plain: bool
    gapped: bool
    _pattern: Callable[[], str] = field(repr=False, compare=False)

    @functools.cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled at first use: most forms of a lexicon never meet an article."""
        return re.compile(self._pattern())

    def match_end(self, lowered: str, start: int, stop: int) -> int | None:
        """Where the form's match at `start` ends, or None."""
        found = self.regex.match(lowered, start, stop)
        return found.end() if found else None


def compile_form(source: str, grammar: Grammar) -> Form:
    """Compiles a form.

    Raises:
        ValueError: it begins with a gap or an optional word, or names an unknown class.
    """
    words = source.split()
    if not words or words[0] in _GAP_WORDS or words[0].endswith("?"):
        raise ValueError(f"a form must begin with a word: {source!r}")
    for named in re.findall(r"<[^>]*>", source):
        _members(named, grammar)
    plain = len(words) == 1 and "<" not in source and "*" not in source
    return Form(
        source=source,
        anchors=tuple(dict.fromkeys(_anchors(words[0], grammar, spell_out=plain))),
        plain=plain,
        gapped=not _GAP_WORDS.keys().isdisjoint(words),
        _pattern=functools.partial(_pattern, source, grammar),
    )


_OPTION = re.compile(r"<[^>]+>|[^|]+")


def _anchors(word: str, grammar: Grammar, *, spell_out: bool) -> Iterator[Anchor]:
    """The anchors of a form's first word; `spell_out`: every inflection of a stem is one."""
    for option in _OPTION.findall(word):
        if option.startswith("<"):
            for member in _members(option, grammar):
                yield from _anchors(member.split()[0], grammar, spell_out=False)
        elif option.endswith("+") and spell_out:
            yield from (Anchor(option[:-1] + ending, grammar.spaces) for ending in grammar.suffixes)
        else:
            literal = option.rstrip("*+")
            yield Anchor(literal, grammar.spaces and literal == option)


def _members(option: str, grammar: Grammar) -> list[str]:
    names = option[1:-1].split("|")
    unknown = [name for name in names if name not in grammar.classes]
    if unknown:
        raise ValueError(f"no such class: {unknown}")
    return [form for name in names for form in grammar.classes[name]]


def _pattern(source: str, grammar: Grammar) -> str:
    parts: list[str] = []
    separator = _SEPARATOR if grammar.spaces else r"\s*"
    for word in source.split():
        if word in _GAP_WORDS:
            parts.append(_gap(word, grammar))
        elif not parts:
            parts.append(_word_pattern(word, grammar))
        elif word.endswith("?"):
            parts.append(f"(?:{separator}{_word_pattern(word[:-1], grammar)})?")
        else:
            parts.append(separator + _word_pattern(word, grammar))
    return "".join(parts)


def _gap(word: str, grammar: Grammar) -> str:
    if grammar.spaces:
        return rf"(?:{_SEPARATOR}{_GAP_WORD}){{0,{_GAP_WORDS[word]}}}?"
    return rf"[^\s,;:!?，。；：！？、（）]{{0,{_UNSPACED_GAP_LETTERS[word]}}}?"


def _word_pattern(word: str, grammar: Grammar) -> str:
    boundary = r"(?!\w)" if grammar.spaces else ""
    options = "|".join(_alternative(option, grammar) for option in _OPTION.findall(word))
    return f"(?:{options}){boundary}"


def _alternative(option: str, grammar: Grammar) -> str:
    if option.startswith("<"):
        members = sorted(_members(option, grammar), key=len, reverse=True)
        return "|".join(_pattern(member, grammar) for member in members)
    if option.endswith("*"):
        return re.escape(option[:-1]) + (r"\w*" if grammar.spaces else "")
    if option.endswith("+"):
        return re.escape(option[:-1]) + f"(?:{'|'.join(map(re.escape, grammar.suffixes))})"
    return re.escape(option)
