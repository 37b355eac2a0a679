"""Content-derived identifiers: the same content gives the same id in every run."""

import hashlib

_SEPARATOR = "\x1f"


def content_id(*parts: str | int | None) -> str:
    """The identifier of an ordered tuple of parts: 32 hexadecimal digits (128 bits of SHA-256).

    None and the empty string differ, and parts cannot run into one another.

    >>> content_id("a", 1)
    '839e11a421d370be28db56fde67e9aad'
    """
    encoded = _SEPARATOR.join("\x00" if part is None else f"{part}" for part in parts)
    return hashlib.sha256(encoded.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def content_sha256(title: str, text: str) -> str:
    """SHA-256 of the full text, as 64 hexadecimal digits."""
    return hashlib.sha256(full_text(title, text).encode()).hexdigest()


def full_text(title: str, text: str) -> str:
    """The text that all offsets point into: title, line feed, text; text alone without a title."""
    return f"{title}\n{text}" if title else text


def article_id(canonical_url: str | None, title: str, text: str) -> str:
    """Identifier of the work: of its canonical URL, or of title and text where there is none."""
    if canonical_url is not None:
        return content_id("article", canonical_url)
    return content_id("article", None, title, text)


def version_id(article_id: str, content_sha256: str) -> str:
    """Identifier of what the work said."""
    return content_id("version", article_id, content_sha256)


def entity_id(version_id: str, label: str, start: int, end: int) -> str:
    """Identifier of an entity mention."""
    return content_id("entity", version_id, label, start, end)


def signal_id(version_id: str, signal_type: str, start: int, end: int) -> str:
    """Identifier of a claim; the span is the trigger's."""
    return content_id("signal", version_id, signal_type, start, end)
