"""feedparser's two parsers, without its network, its guesses at encodings and its clean-up."""

from contextlib import suppress
from io import BytesIO
from typing import Any, Final
from xml.sax import SAXException, handler, make_parser, xmlreader

from feedparser.api import LooseFeedParser, StrictFeedParser

#: feedparser looks for an e-mail address in an author with a regular expression whose time grows
#: with the square of the length.
_MAX_AUTHOR_CHARACTERS: Final = 500


#: What feedparser's handlers trip over: a width that is no number, coordinates by halves.
_ODD_VALUES: Final = (TypeError, ValueError, LookupError)
_ELEMENT_WITHOUT_HANDLER: Final = "vedette-none"


class _Guarded:
    """Settings of both parsers; an element that a handler trips over leaves the others alone."""

    # Markup is removed by the clean-up; to tidy it first would only cost time.
    sanitize_html = False
    resolve_relative_uris = False

    def unknown_starttag(self, tag: str, attrs: Any) -> None:
        # The handler comes last, so that nothing else is left undone.
        with suppress(*_ODD_VALUES):
            super().unknown_starttag(tag, attrs)  # type: ignore[misc]  # of the other base

    def unknown_endtag(self, tag: str) -> None:
        try:
            super().unknown_endtag(tag)  # type: ignore[misc]  # of the other base
        except _ODD_VALUES:
            # The handler comes first; what should follow it follows that of no element.
            super().unknown_endtag(_ELEMENT_WITHOUT_HANDLER)  # type: ignore[misc]  # as above

    def _sync_author_detail(self: Any, key: str = "author") -> None:
        context = self._get_context()
        if len(author := context.get(key) or "") > _MAX_AUTHOR_CHARACTERS:
            context[key] = author[:_MAX_AUTHOR_CHARACTERS]
        super()._sync_author_detail(key)  # type: ignore[misc]  # of the other base


class _Strict(_Guarded, StrictFeedParser):  # type: ignore[misc]  # feedparser has no types
    pass


class _Loose(_Guarded, LooseFeedParser):  # type: ignore[misc]  # feedparser has no types
    pass


def read_strictly_or_loosely(markup: str, base_url: str) -> tuple[Any, str]:
    """A feedparser parser that has read the markup, and why it is not well-formed ("" if it is).

    The same as `feedparser.parse` does once it has bytes and their encoding. The parser's `entries`
    and `feeddata` hold what it read.

    Args:
        markup: from its first element on, so that there is no document type.
        base_url: what relative references are resolved against; "" leaves them relative.
    """
    strict = _Strict(base_url, None, "utf-8")
    try:
        _sax_parse(markup, strict)
    except SAXException as error:
        loose = _Loose(base_url, None, "utf-8", {})
        loose.feed(markup)
        return loose, str(strict.exc or error)
    return strict, ""


def _sax_parse(markup: str, feed_handler: Any) -> None:
    parser = make_parser()  # noqa: S317 without a document type there are no entities to expand
    parser.setFeature(handler.feature_namespaces, True)
    parser.setFeature(handler.feature_external_ges, False)
    parser.setContentHandler(feed_handler)
    parser.setErrorHandler(feed_handler)
    source = xmlreader.InputSource()
    source.setByteStream(BytesIO(markup.encode()))
    source.setEncoding("utf-8")
    parser.parse(source)
