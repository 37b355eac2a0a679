"""Clean-up of text: markup, control characters, lone surrogates, invisible marks, NFC."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from lxml import etree, html
from w3lib.html import remove_tags, replace_entities

#: Elements that stand apart from what is around them.
_BLOCKS: Final = frozenset(
    "address article aside blockquote div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr main nav ol p pre section table ul".split()
)
#: Elements that begin a line.
_LINES: Final = frozenset("br dd dt li tr".split())
#: Elements whose content is not text.
_SILENT: Final = frozenset("head iframe noscript object script style svg template".split())
_LOOKS_LIKE_HTML: Final = re.compile(r"[<&]")

#: Removed: control and unassigned-for-text characters, surrogates, direction marks, zero-width
#: space, word joiner, byte-order mark, soft hyphen. Zero-width (non-)joiners stay: Persian and
#: Indic spelling needs them.
_REMOVED: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_SPACE_AROUND_LINE_END: Final = re.compile(r" ?\n ?")
_ANY_SPACE: Final = re.compile(r"\s+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def clean_text(text: str) -> str:
    """Text without control characters, surrogates and invisible marks; NFC; spaces folded.

    Line ends become line feeds, at most one blank line stays between paragraphs.
    """
    text = _REMOVED.sub("", _LINE_ENDS.sub("\n", text))
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    text = _SPACE_AROUND_LINE_END.sub("\n", text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def clean_line(text: str) -> str:
    """The same on one line, for titles and names."""
    return " ".join(clean_text(text).split())


def html_to_text(markup: str) -> str:
    """The text of an HTML fragment, not cleaned yet: blocks on lines of their own, no scripts.

    Uses lxml's HTML parser, which never fails on tag soup. Returns plain text unchanged.
    """
    if not _LOOKS_LIKE_HTML.search(markup):
        return markup
    # libxml2 refuses what XML forbids, so what clean_text removes anyway goes first.
    markup = _REMOVED.sub("", markup)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(f"<div>{markup}</div>".encode(), parser=parser)
    except etree.ParserError:  # nothing but markup that the parser leaves out
        return ""
    if any("depth" in entry.message for entry in parser.error_log):
        # Beyond 256 levels libxml2 drops what it reads; words matter more than line ends there.
        return replace_entities(remove_tags(markup))
    return "".join(_pieces(root))


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    """The text of all descendants, in order, without recursion."""
    silent_depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_start = event == "start"
        silent_depth += (1 if is_start else -1) * (tag in _SILENT)
        if tag in _BLOCKS or (is_start and tag in _LINES):
            yield "\n"
        text = element.text if is_start else element.tail
        if text and not silent_depth:
            # A line break in the source of a page is a space, but in pre.
            yield text if is_start and tag == "pre" else _ANY_SPACE.sub(" ", text)
