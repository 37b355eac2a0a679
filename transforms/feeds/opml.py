"""Writes a list of feeds as OPML."""

from collections.abc import Iterable

from lxml import etree

from transforms.feeds.lists import FeedEntry


def render_opml(entries: Iterable[FeedEntry], title: str) -> bytes:
    """An OPML 2.0 document of the feeds, in their groups; `parse_feed_list` reads it back."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    groups: dict[str, etree._Element] = {"": etree.SubElement(root, "body")}
    for entry in entries:
        outline = etree.SubElement(_group(groups, entry.group), "outline", type="rss")
        outline.set("text", entry.title or entry.url)
        outline.set("xmlUrl", entry.url)
        if entry.language:
            outline.set("language", entry.language)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _group(groups: dict[str, etree._Element], path: str) -> etree._Element:
    """The outline of a group, within those of the groups around it."""
    if path not in groups:
        around, _, name = path.rpartition("/")
        groups[path] = etree.SubElement(_group(groups, around), "outline", text=name)
    return groups[path]
