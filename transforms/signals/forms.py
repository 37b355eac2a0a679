"""Forms: the small pattern language in which a lexicon writes the words of a trigger or class.

A form is words separated by spaces:

* `pull|pulls|pulled`  any of these words
* `mass*`              any word that begins so
* `*angriff`           any word that ends so, `*angriff*` any that holds it (compounds)
* `invad+`             the stem with any ending that the language's file lists under `suffixes`
* `the?`               the word may be missing
* `..`                 up to four words of the same clause; `...` up to eight
* `<force>`            any form of that class
"""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: What may stand between two words of a form: spaces, hyphens, quotation marks.
_SEPARATOR = r"""[\s\-"“”„«»']{1,3}"""
_GAP_WORD = r"(?:[^\s,;:!?()]|(?<=\d),(?=\d)){1,40}"
_GAP_WORDS = {"..": 4, "...": 8}
#: Anchors that one form may have at most.
_MOST_ANCHORS = 300
_CLASSES_ONLY = re.compile(r"<[^>]+>")
_MARKS = re.compile(r"[\W_]")
_UNSPACED_GAP_LETTERS = {"..": 12, "...": 24}


@dataclass(frozen=True)
class Grammar:
    """What the forms of one language need to be compiled.

    Attributes:
        spaces: whether the script separates words.
        suffixes: endings that `+` stands for.
        classes: forms of each class that `<class>` may name.
        prefixes: particles written together with the word behind them ("و", "ال").
    """

    spaces: bool
    suffixes: tuple[str, ...]
    classes: Mapping[str, Sequence[str]]
    prefixes: tuple[str, ...] = ()

    @functools.cached_property
    def prefix_pattern(self) -> str:
        """Any of the prefixes, or none."""
        longest_first = sorted(self.prefixes, key=len, reverse=True)
        return f"(?:{'|'.join(longest_first)})?" if self.prefixes else ""


class Anchor(NamedTuple):
    """Letters that a match begins with, one space between words.

    `whole`: a word ends there. `inner`: it may stand inside a word, whose start is the match's.
    """

    literal: str
    whole: bool
    inner: bool = False


@dataclass(frozen=True)
class Form:
    """A compiled form.

    Attributes:
        source: as written in the lexicon.
        anchors: what every match begins with, one of them.
        plain: whether an anchor is the whole match, so that no pattern need be tried.
        any_prefix: whether whatever letters may stand in front of an inner anchor.
        gapped: whether foreign words may stand among its own.
        requires: classes of which one each must stand in the sentence for a match.
        after: classes of which one must stand before the form's own words: what leads it, as in
            "<force> .. entered". Looking back from the verb is cheaper than forward from each noun.
    """

    source: str
    anchors: tuple[Anchor, ...]
    plain: bool
    any_prefix: bool
    gapped: bool
    after: frozenset[str]
    requires: tuple[frozenset[str], ...]
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
    after: frozenset[str] = frozenset()
    if len(words) > 1 and _CLASSES_ONLY.fullmatch(words[0]):
        after = _names(words[0])
        words = words[2:] if words[1] in _GAP_WORDS else words[1:]
    anchors, consumed = _anchors(words, grammar)
    plain = consumed == len(words) and all(anchor.whole or not grammar.spaces for anchor in anchors)
    plain = plain and not any(anchor.inner for anchor in anchors)
    return Form(
        source=source,
        anchors=tuple(dict.fromkeys(anchors)),
        plain=plain,
        any_prefix=words[0].startswith("*"),
        gapped=not _GAP_WORDS.keys().isdisjoint(words),
        after=after,
        requires=tuple(_names(word) for word in words if _CLASSES_ONLY.fullmatch(word)),
        _pattern=functools.partial(_pattern, words, grammar),
    )


def _names(word: str) -> frozenset[str]:
    """The classes that a word such as `<force|weapon>` names."""
    return frozenset(word.strip("<>").split("|"))


_OPTION = re.compile(r"<[^>]+>|[^|]+")


def _anchors(words: Sequence[str], grammar: Grammar) -> tuple[list[Anchor], int]:
    """The anchors of a form, over its first words that can be spelled out, and their number."""
    anchors = _spelled(words[0], grammar)
    consumed = 1
    for word in words[1:]:
        if word in _GAP_WORDS or word.endswith("?"):
            break
        if grammar.prefixes or word.startswith("*") or anchors[0].inner:
            break
        following = _spelled(word, grammar)
        if len(anchors) * len(following) > _MOST_ANCHORS or not all(a.whole for a in anchors):
            break
        space = " " if grammar.spaces else ""
        anchors = [
            Anchor(first.literal + space + second.literal, second.whole)
            for first in anchors
            for second in following
        ]
        consumed += 1
    return anchors, consumed


def _spelled(word: str, grammar: Grammar) -> list[Anchor]:
    """Every word that a word of a form stands for; one that ends in `*` is no whole word."""
    anchors = []
    for option in _options(word, grammar):
        inner = bool(grammar.prefixes) or option.startswith("*")
        if " " in option:
            first = option.split()[0].split("|")
            anchors += [Anchor(searchable(word.strip("*+")), False, inner) for word in first]
            continue
        endings = grammar.suffixes if option.endswith("+") else ("",)
        plain = searchable(option.strip("*+"))
        whole = not option.endswith("*")
        anchors += [Anchor(plain + ending, whole, inner) for ending in endings]
    return anchors


def _options(word: str, grammar: Grammar) -> list[str]:
    """The alternatives of a word, classes as their members' words."""
    options: list[str] = []
    for option in _OPTION.findall(word):
        if not option.startswith("<"):
            options.append(option)
            continue
        for member in _members(option, grammar):
            if " " in member:
                options.append(member)
            else:
                options.extend(member.split("|"))
    return options


def searchable(lowered: str) -> str:
    """The text with every mark as a space, so that words apart by "-" or a quote are apart by one.

    >>> searchable("cease-fire")
    'cease fire'
    """
    return _MARKS.sub(" ", lowered)


def _members(option: str, grammar: Grammar) -> list[str]:
    names = option.strip("<>").split("|")
    unknown = [name for name in names if name not in grammar.classes]
    if unknown:
        raise ValueError(f"no such class: {unknown}")
    return [form for name in names for form in grammar.classes[name]]


def _pattern(words: Sequence[str], grammar: Grammar) -> str:
    parts: list[str] = []
    separator = _SEPARATOR if grammar.spaces else r"\s*"
    for word in words:
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
        return "|".join(_pattern(member.split(), grammar) for member in members)
    any_letters = r"\w*" if grammar.spaces else ""
    before = any_letters if option.startswith("*") else grammar.prefix_pattern
    word = before + re.escape(option.strip("*+"))
    if option.endswith("*"):
        return word + any_letters
    if option.endswith("+"):
        return word + f"(?:{'|'.join(map(re.escape, grammar.suffixes))})"
    return word
