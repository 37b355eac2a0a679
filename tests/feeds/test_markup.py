"""What an XML parser may see."""

import pytest

from schemas.errors import RejectedItemError
from tests.feeds.corpora import document
from transforms.feeds.markup import safe_markup
from transforms.feeds.parse import parse_feed

_FEED = "<rss version='2.0'><channel><item><title>A</title></item></channel></rss>"
_RSS_DTD = "http://my.netscape.com/publish/formats/rss-0.91.dtd"
_ENTITY = "<!DOCTYPE rss [<!ENTITY a 'boom'>]>"
_XINCLUDE = "http://www.w3.org/2001/XInclude"
_XSLT = "http://www.w3.org/1999/XSL/Transform"


@pytest.mark.parametrize(
    "prolog",
    [
        _ENTITY,
        "<!DOCTYPE rss [\n<!ELEMENT rss ANY>\n<!ENTITY % a SYSTEM 'http://x.example/'>\n]>",
        "<!doctype rss [<!entity a 'boom'>]>",
        "<?xml version='1.0'?><!-- <rss> --><?pi <rss>?>" + _ENTITY,
        "<!DOCTYPE rss SYSTEM 'http://rss.example/rss.dtd' [<!ENTITY a ']>'>]>",
        "<!DOCTYPE rss PUBLIC '<!--' '-->' [<!ENTITY a 'boom'>]>",
        "<!DOCTYPE rss SYSTEM '<!--' [<!ENTITY a 'boom'>]><!-- -->",
        "<!DOCTYPE rss SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE rss SYSTEM 'http://x.example/evil.dtd'>",
        "rubbish before it " + _ENTITY,
    ],
)
def test_entities_and_external_document_types_are_refused(prolog: str) -> None:
    with pytest.raises(RejectedItemError) as refusal:
        safe_markup(prolog + _FEED)
    assert refusal.value.reason == "entity_declaration"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp037"],
)
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    body = ("<?xml version='1.0'?>" + _ENTITY + _FEED).encode(encoding)
    with pytest.raises(RejectedItemError) as refusal:
        parse_feed(document(body))
    assert refusal.value.reason == "entity_declaration"


def test_entities_are_refused_in_utf_7() -> None:
    body = (
        b"<?xml version='1.0' encoding='utf-7'?>+ADw-!DOCTYPE r [+ADw-!ENTITY a 'b'+AD4-]+AD4-<r/>"
    )
    with pytest.raises(RejectedItemError) as refusal:
        parse_feed(document(body))
    assert refusal.value.reason == "entity_declaration"


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE rss>",
        f"<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' '{_RSS_DTD}'>",
        f"<!DOCTYPE rss SYSTEM '{_RSS_DTD}'>",
        "<!DOCTYPE rss [<!ELEMENT rss ANY>]>",
        "<?xml-stylesheet href='http://x.example/feed.xsl' type='text/xsl'?>",
        "\n\t<!-- a comment -->",
    ],
)
def test_a_harmless_prolog_is_cut_off(prolog: str) -> None:
    assert safe_markup("<?xml version='1.0'?>" + prolog + _FEED) == _FEED


@pytest.mark.parametrize(
    "element",
    [
        f"<xi:include xmlns:xi='{_XINCLUDE}' href='file:///etc/passwd'/>",
        f"<include xmlns='{_XINCLUDE}' href='file:///etc/passwd'/>",
        f'<xsl:stylesheet xmlns:xsl="{_XSLT}"/>',
    ],
)
def test_elements_that_read_or_run_are_refused(element: str) -> None:
    with pytest.raises(RejectedItemError) as refusal:
        safe_markup(f"<rss>{element}</rss>")
    assert refusal.value.reason == "entity_declaration"


@pytest.mark.parametrize(
    "harmless",
    [
        f"<rss xmlns:xsl='{_XSLT}'></rss>",
        "<rss><description><![CDATA[<!DOCTYPE a [<!ENTITY b 'c'>]>]]></description></rss>",
        f"<rss><![CDATA[<xi:include xmlns:xi='{_XINCLUDE}'/>]]></rss>",
        "<rss>&lt;!ENTITY</rss>",
    ],
)
def test_an_article_about_xml_passes(harmless: str) -> None:
    assert safe_markup(harmless) == harmless


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<a>\x08b\x00</a>", "<a>b</a>"),
        ("<a>&#8;&#x0;&#xD800;&#1114112;&#99999999999999;b</a>", "<a>b</a>"),
        ("<a>&#9;&#x41;&#128640;</a>", "<a>&#9;&#x41;&#128640;</a>"),
    ],
)
def test_characters_that_xml_forbids_are_removed(markup: str, kept: str) -> None:
    assert safe_markup(markup) == kept


def test_a_document_without_an_element_is_no_feed() -> None:
    with pytest.raises(RejectedItemError) as refusal:
        safe_markup("It works!")
    assert refusal.value.reason == "malformed_feed"
