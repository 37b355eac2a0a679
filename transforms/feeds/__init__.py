"""Feeds: from the bytes that a source read to raw articles, and lists of feeds."""
