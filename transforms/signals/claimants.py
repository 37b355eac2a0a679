"""Who a verb of saying belongs to: the noun phrase before or behind it."""

import re
from collections.abc import Iterator

from transforms.signals.passage import Passage
from transforms.signals.scan import ClassHit

#: Longest claimant, words; a longer subject is cut down to its end.
_LONGEST_WORDS = 12
_LONGEST_UNSPACED = 24
_TOKEN = re.compile(r"[\w&][\w.'’&\-]*")


def left_boundary(passage: Passage, offset: int) -> int:
    """Where the clause begins that an offset lies in."""
    return max((b for b in passage.phrase_marks if b <= offset), default=passage.start)


def right_boundary(passage: Passage, offset: int) -> int:
    """Where the phrase that begins here ends: before the mark that closes it."""
    right = min((b for b in passage.phrase_marks if b > offset), default=passage.end)
    while right > offset and not passage.scan.lowered[right - 1].isalnum():
        right -= 1
    return right


def claimant_in(passage: Passage, left: int, right: int) -> tuple[int, int] | None:
    """The noun phrase that [left, right) holds, without conjunctions, auxiliaries and adverbs."""
    words = [(m.start(), m.end()) for m in words_in(passage, left, right)]
    lexicon = passage.lexicon.words
    while len(words) > 2 and plain_word(passage, words[1]) in lexicon["claimant_second_stops"]:
        del words[:2]
    while words and plain_word(passage, words[0]) in lexicon["claimant_lead_stops"]:
        words.pop(0)
    words = _noun_phrase(passage, _behind_opener(passage, words))
    while words and plain_word(passage, words[-1]) in lexicon["claimant_tail_stops"]:
        if _is_in_name(passage, words[-1]):
            break
        words.pop()
    longest = _LONGEST_WORDS if passage.lexicon.spaces else _LONGEST_UNSPACED
    words = _before_adjunct(passage, words)[-longest:]
    if len(words) == 1 and plain_word(passage, words[0]) in lexicon["possessives"]:
        return None
    first = plain_word(passage, words[0]) if words else ""
    if not words or (first in lexicon["prepositions"] and first not in lexicon["articles"]):
        return None
    return with_marks(passage, words[0][0], _without_possessive_mark(passage, words[-1][1]))


def _is_in_name(passage: Passage, word: tuple[int, int]) -> bool:
    """Whether the word is a person's: "Mrs May"."""
    return any(
        e.label == "PERSON" and e.start <= word[0] and word[1] <= e.end for e in passage.entities
    )


def with_marks(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The phrase with the quotation marks of a name that it begins or ends with."""
    for left, right in passage.quoted:
        if left == start and right <= end:
            start = left - 1
        if right == end and start <= left:
            end = right + 1
    return max(start, passage.start), min(end, passage.end)


def _behind_opener(passage: Passage, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What follows the verb, where an adverbial opens the clause: "Am Montag hatte Kiew"."""
    lexicon = passage.lexicon.words
    if not words or plain_word(passage, words[0]) not in lexicon["prepositions"]:
        return words
    openers = (
        i for i, w in enumerate(words) if plain_word(passage, w) in lexicon["claimant_openers"]
    )
    return words[next(openers, -1) + 1 :]


def _noun_phrase(passage: Passage, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words up to the first small one behind a noun, where nouns have capitals."""
    if not passage.lexicon.syntax.nouns_capitalised:
        return words
    lists = passage.lexicon.words
    links = lists["articles"] | lists["owner_links"] | lists["joiners"]
    for i in range(1, len(words)):
        before, word = plain_word(passage, words[i - 1]), plain_word(passage, words[i])
        is_noun = passage.full_text[words[i - 1][0]].isupper() and before not in links
        is_name = passage.full_text[words[i][0]].isupper()
        if is_noun and not is_name and word not in links:
            return words[:i]
    return words


def words_in(passage: Passage, left: int, right: int) -> Iterator[re.Match[str]]:
    """The words in [left, right), with what a claimant's name may hold."""
    pattern = _TOKEN if passage.lexicon.spaces else passage.lexicon.word
    return pattern.finditer(passage.scan.lowered, left, right)


def plain_word(passage: Passage, span: tuple[int, int]) -> str:
    """A word in lower case, without the stop of an abbreviation."""
    return passage.scan.lowered[span[0] : span[1]].rstrip(".")


def _before_adjunct(passage: Passage, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words up to a preposition and a time or to a number: "NATO [on Monday]", "ONU [30 …]"."""
    lexicon = passage.lexicon.words
    for i in range(1, len(words)):
        following = [plain_word(passage, w) for w in words[i : i + 3]]
        if len(following) > 1 and following[0].replace(".", "").isdecimal():
            return words[:i]
        if following[0] in lexicon["time_words"] or (
            following[0] in lexicon["prepositions"]
            and any(word in lexicon["time_words"] or word[:4].isdigit() for word in following[1:])
        ):
            return _without_article(passage, words[:i])
    return words


def _without_article(passage: Passage, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words without the article of what was cut off behind them: "el jefe [el lunes]"."""
    articles = passage.lexicon.words["articles"]
    while words and plain_word(passage, words[-1]) in articles:
        words = words[:-1]
    return words


def _without_possessive_mark(passage: Passage, end: int) -> int:
    text = passage.full_text
    while end > 0 and text[end - 1] in ".'’":
        end -= 1
    return end


def claimant_behind(passage: Passage, hit: ClassHit) -> tuple[int, int] | None:
    """The claimant behind a verb, or between it and its particle: "teilte Kiew mit"."""
    words = [m.span() for m in words_in(passage, hit.start, hit.end)]
    if len(words) > 2:
        inside = claimant_in(passage, words[0][1], words[-1][0])
        lists = passage.lexicon.words
        no_names = lists["pronouns"] | lists["time_words"]
        if inside and passage.scan.lowered[inside[0] : inside[1]] not in no_names:
            return inside
    return claimant_in(passage, hit.end, noun_phrase_end(passage, hit.end))


def noun_phrase_end(passage: Passage, start: int) -> int:
    """Where a claimant after its verb ends: at a mark, or before "who …" or "in a speech"."""
    right = right_boundary(passage, start)
    stops = passage.lexicon.words["claimant_end_words"]
    for found in words_in(passage, start, right):
        if found.start() > start + 1 and found[0] in stops:
            return found.start()
    return right
