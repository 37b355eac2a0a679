"""The markup that an XML parser may see: nothing that declares entities or reads other files."""

import re
from typing import Final

from schemas.errors import RejectedItemError

#: What may stand before the document type: white space, processing instructions, comments.
_MISCELLANEOUS: Final = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_QUOTED: Final = r"\"[^\"]*\"|'[^']*'"
_DOCTYPE: Final = re.compile(
    rf"<!DOCTYPE(?P<external>(?>[^\[>\"']|{_QUOTED})*+)(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_SYSTEM_ID: Final = re.compile(rf"\bSYSTEM\s*({_QUOTED})", re.IGNORECASE)
#: RSS 0.91 told publishers to name its DTD so; nothing here reads it.
_RSS_DTD: Final = re.compile(r"https?://[^\s\"']*/rss[\w.-]*\.dtd", re.IGNORECASE)
_ENTITY: Final = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_START_TAG: Final = re.compile(r"<[^\W\d]")
_CHARACTER_DATA: Final = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)

#: Elements that make a processor read other files or run code, by namespace.
_EXECUTED: Final = {
    "http://www.w3.org/2001/XInclude": "include",
    "http://www.w3.org/1999/XSL/Transform": "stylesheet|transform|include|import",
}
_NAMESPACE: Final = re.compile(
    r"xmlns(?::(?P<prefix>[\w.-]+))?\s*=\s*[\"']"
    rf"(?P<uri>{'|'.join(map(re.escape, _EXECUTED))})[\"']"
)

_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")


def safe_markup(text: str) -> str:
    """The document from its first element on: without declaration, document type and comments.

    What is left cannot declare an entity, because a document type can only stand before the first
    element. Characters that XML forbids, raw or as references, are removed.

    Raises:
        RejectedItemError: `entity_declaration` for an entity declaration, a document type with an
            external subset (public ones and those of RSS itself pass: they are never read), or an
            element of XInclude or XSLT; `malformed_feed` when there is no element at all.
    """
    start = _first_element(text)
    if _ENTITY.search(text, 0, start):
        raise RejectedItemError("entity_declaration", "the document declares entities")
    markup = _without_forbidden(text[start:])
    _refuse_executed_elements(markup)
    return markup


def _first_element(text: str) -> int:
    prolog = _MISCELLANEOUS.match(text)
    start = prolog.end() if prolog else 0
    if doctype := _DOCTYPE.match(text, start):
        _refuse_external_subset(doctype["external"])
        start = doctype.end()
        if after := _MISCELLANEOUS.match(text, start):
            start = after.end()
    element = _START_TAG.search(text, start)
    if not element:
        # A document that is nothing but a document type may still have declared entities.
        if _ENTITY.search(text):
            return len(text)
        raise RejectedItemError("malformed_feed", "no element in the document")
    return element.start()


def _refuse_external_subset(external: str) -> None:
    system = _SYSTEM_ID.search(external)
    if system and not _RSS_DTD.fullmatch(system[1].strip("\"'")):
        raise RejectedItemError("entity_declaration", f"external document type {system[1]}")


def _refuse_executed_elements(markup: str) -> None:
    if not any(uri in markup for uri in _EXECUTED):
        return
    markup = _CHARACTER_DATA.sub("", markup)
    for namespace in _NAMESPACE.finditer(markup):
        prefix = f"{namespace['prefix']}:" if namespace["prefix"] else ""
        names = _EXECUTED[namespace["uri"]]
        if element := re.search(rf"<{re.escape(prefix)}(?:{names})\b", markup):
            raise RejectedItemError("entity_declaration", f"external reference {element[0]}>")


def _without_forbidden(markup: str) -> str:
    return _REFERENCE.sub(_permitted, _FORBIDDEN.sub("", markup))


def _permitted(reference: re.Match[str]) -> str:
    # Eight digits are beyond Unicode; longer numbers would only cost time to read.
    digits = (reference[1] or reference[2]).lstrip("0") or "0"
    if len(digits) > 8:
        return ""
    number = int(digits, 16 if reference[1] else 10)
    if number > 0x10FFFF or _FORBIDDEN.match(chr(number)):
        return ""
    return reference[0]
