"""RSS, Atom and CDF, and documents that are no feed."""

import datetime as dt
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import RawArticle
from schemas.errors import RejectedItemError
from tests.feeds.corpora import RETRIEVED_AT, document
from transforms.feeds.parse import ParsedFeed, parse_feed

_SOURCE = "https://x.example/feed.xml"
_MODULES = (
    "xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
)
_HEAD = "<title>The Paper</title><link>https://x.example/</link>"


def _rss(items: str, head: str = _HEAD) -> ParsedFeed:
    markup = f"<rss version='2.0' {_MODULES}><channel>{head}{items}</channel></rss>"
    return parse_feed(document(markup.encode(), _SOURCE))


def _item(inner: str, head: str = _HEAD) -> RawArticle:
    [article] = _rss(f"<item>{inner}</item>", head).articles
    return article


def _entry(inner: str, head: str = "") -> RawArticle:
    markup = f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}<entry>{inner}</entry></feed>"
    [article] = parse_feed(document(markup.encode(), _SOURCE)).articles
    return article


def test_every_field_of_rss_has_its_place() -> None:
    article = _item(
        "<title>A &amp;amp; B</title><link>/1</link><guid isPermaLink='false'>g</guid>"
        "<description>&lt;p&gt;S&lt;/p&gt;</description><dc:creator>N</dc:creator>"
        "<content:encoded><![CDATA[<p>T</p>]]></content:encoded>"
        "<pubDate>Fri, 02 Oct 2026 10:00:00 MSK</pubDate>",
        head=f"{_HEAD}<language>ru_RU</language>",
    )
    assert article == RawArticle(
        retrieved_at=RETRIEVED_AT,
        source=_SOURCE,
        feed_url=_SOURCE,
        url="/1",
        base_url="https://x.example/",
        title="A &amp; B",
        summary="<p>S</p>",
        text="<p>T</p>",
        html=True,
        authors=("N",),
        publisher="The Paper",
        guid="g",
        published_at=dt.datetime(2026, 10, 2, 7, tzinfo=dt.UTC),
        published_at_basis="feed",
        text_basis="feed_full",
        declared_language="ru-RU",
    )


def test_every_field_of_atom_has_its_place() -> None:
    article = _entry(
        "<title type='html'>A &amp;amp; B</title><id>urn:1</id>"
        "<link rel='enclosure' href='/a.mp3'/><link href='/1'/>"
        "<summary>S &lt; T</summary><content type='xhtml' xml:lang='uk'>"
        "<div xmlns='http://www.w3.org/1999/xhtml'><p>T</p></div></content>"
        "<published>2026-10-02T10:00:00Z</published><updated>2026-10-02T11:00:00Z</updated>"
        "<source><title>Agency</title></source>",
        head="<title>The Paper</title><author><name>N</name></author>",
    )
    assert article.url == "https://x.example/1"
    assert (article.title, article.summary) == ("A &amp; B", "S &lt; T")
    assert (article.text, article.text_basis) == ("<p>T</p>", "feed_full")
    assert (article.authors, article.publisher, article.guid) == (("N",), "Agency", "urn:1")
    assert article.declared_language == "uk"
    assert article.published_at == dt.datetime(2026, 10, 2, 10, tzinfo=dt.UTC)
    assert article.updated_at == dt.datetime(2026, 10, 2, 11, tzinfo=dt.UTC)


def test_plain_atom_text_is_not_html() -> None:
    article = _entry("<title>The &lt;blink> tag</title><content type='text'>1 &lt; 2</content>")
    assert (article.html, article.title, article.text) == (False, "The <blink> tag", "1 < 2")


def test_line_breaks_of_plain_text_survive_beside_html() -> None:
    article = _entry("<title type='html'>A</title><content type='text'>one\n\ntwo &lt;</content>")
    assert article.text == "<pre>one\n\ntwo &lt;</pre>"


@pytest.mark.parametrize(
    ("inner", "text", "basis"),
    [
        ("<description>S</description>", "S", "feed_summary"),
        ("<content:encoded>T</content:encoded>", "T", "feed_full"),
        ("<description>S</description><content:encoded/>", "S", "feed_summary"),
        ("<description>S</description><description>S T</description>", "S T", "feed_summary"),
        ("", "", "feed_summary"),
    ],
)
def test_the_text_is_the_content_else_the_summary(inner: str, text: str, basis: str) -> None:
    article = _item(inner)
    assert (article.text, article.text_basis) == (text, basis)


def test_a_content_is_not_its_own_summary() -> None:
    assert not _item("<content:encoded>T</content:encoded>").summary


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<link>/1</link><guid>https://x.example/2</guid>", "/1"),
        ("<guid>https://x.example/2</guid>", "https://x.example/2"),
        ("<guid>12345</guid>", None),
        ("<guid isPermaLink='false'>https://x.example/2</guid>", "https://x.example/2"),
        ("<enclosure url='https://x.example/a.mp3'/>", None),
        ("", None),
    ],
)
def test_the_link_is_the_items_page(inner: str, url: str | None) -> None:
    assert _item(inner).url == url


@pytest.mark.parametrize(
    ("inner", "published", "updated"),
    [
        ("<pubDate>2026-10-02</pubDate>", 2, None),
        ("<dc:date>2026-10-02</dc:date>", 2, 2),
        ("<pubDate>2026-10-02</pubDate><dc:date>2026-10-03</dc:date>", 2, 3),
        ("<pubDate>soon</pubDate>", None, None),
        ("<pubDate/>", None, None),
        ("", None, None),
    ],
)
def test_a_date_is_the_feeds_or_none(
    inner: str, published: int | None, updated: int | None
) -> None:
    article = _item(inner)
    days = [date and date.day for date in (article.published_at, article.updated_at)]
    assert days == [published, updated]
    assert article.published_at_basis == ("feed" if published else "unknown")


def test_rss_1_0_and_cdf_are_read() -> None:
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<channel><title>P</title></channel><item rdf:about='u'><title>A</title></item></rdf:RDF>"
    )
    cdf = "<channel><title>P</title><item href='https://x.example/1'><title>A</title></item></channel>"
    for markup in (rdf, cdf):
        [article] = parse_feed(document(markup.encode())).articles
        assert (article.title, article.publisher) == ("A", "P")


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("<ttl>60</ttl>", 3600),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            21_600,
        ),
        ("<ttl>often</ttl>", None),
        ("", None),
    ],
)
def test_the_publishers_wish_is_read(head: str, seconds: int | None) -> None:
    assert _rss("", head).ttl_seconds == seconds


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty_body"),
        (b" \r\n\t", "empty_body"),
        (b"\xef\xbb\xbf \n", "empty_body"),
        (b"\x00" * 9, "empty_body"),
        (b"<!DOCTYPE html><html><body>502</body></html>", "malformed_feed"),
        (b"<html><head><title>No", "malformed_feed"),
        (b"Not found", "malformed_feed"),
        (b"<urlset><url><loc>https://x.example/</loc></url></urlset>", "malformed_feed"),
        (b"<rss><channel><title>P</title>", "malformed_feed"),
        (b"<rss><channel><item><title>A</title>", "malformed_feed"),
    ],
)
def test_what_is_no_feed_is_rejected_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(RejectedItemError) as refusal:
        parse_feed(document(body))
    assert refusal.value.reason == reason


def test_a_document_over_the_cap_is_too_large() -> None:
    with pytest.raises(RejectedItemError) as refusal:
        parse_feed(document(b"<rss>    "), max_bytes=8)
    assert refusal.value.reason == "too_large"


def test_a_feed_without_items_is_a_feed() -> None:
    assert _rss("").articles == ()
    assert _rss("", "<title>A &nbsp; B").articles == ()


@pytest.mark.parametrize(
    "end", ["", "<item><title>C</title><description><![CDATA[half", "<item><tit", "</chann"]
)
def test_a_truncated_feed_yields_its_whole_items(end: str) -> None:
    items = "<item><title>A</title></item><item><title>B</title></item>"
    body = f"<rss><channel>{items}{end}".encode()
    feed = parse_feed(document(body))
    assert [article.title for article in feed.articles] == ["A", "B"]
    assert feed.breaks_off
    assert not parse_feed(document(f"<rss><channel>{items}</channel></rss>".encode())).breaks_off


@pytest.mark.parametrize(
    "odd",
    [
        "<title>A & B &nbsp; <br> C</title>",
        "<width/><textinput/><georss:point>north</georss:point>",
        "<title>&#xD800</title>",
        "<title>&#99999999999</title>",
        "<link>http://[</link>",
        "<author/><author></author>",
    ],
)
def test_an_odd_item_leaves_its_siblings_alone(odd: str) -> None:
    sibling = "<item><title>S</title><link>https://x.example/s</link></item>"
    articles = _rss(f"{sibling}<item>{odd}</item>{sibling}").articles
    assert len(articles) == 3
    assert [articles[i].title for i in (0, 2)] == ["S", "S"]
    assert [articles[i].url for i in (0, 2)] == ["https://x.example/s"] * 2


def test_an_odd_head_leaves_the_items_alone() -> None:
    [article] = _rss("<item><title>S</title></item>", "<title>&#xD800</title><width/>").articles
    assert article.title == "S"


def test_an_author_of_any_length_is_read_in_linear_time() -> None:
    # feedparser alone takes minutes for this.
    assert _item(f"<title>A</title><author>{'a.' * 100_000}</author>").title == "A"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "socket", refuse)
    prolog = "<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://x.example/rss-0.91.dtd'>"
    body = f"<?xml-stylesheet href='http://x.example/a.xsl'?>{prolog}<rss><item/></rss>"
    assert len(parse_feed(document(body.encode(), "http://x.example/feed")).articles) == 1


_PIECES = st.sampled_from(
    "<rss> </rss> <channel> <item> </item> <entry> </entry> <title> </title> <link> </link> "
    "<author> </author> <source> </source> <image> </image> <width> & &#x110000; &#xD800 "
    "<![CDATA[ ]]> < > text http://[ <content> </content> <category> </category> "
    "<!-- --> <feed> <a/>".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_any_soup_gives_articles_or_a_rejection(pieces: list[str]) -> None:
    try:
        articles = parse_feed(document(f"<rss>{''.join(pieces)}".encode(), _SOURCE)).articles
    except RejectedItemError:
        return
    assert all(isinstance(article, RawArticle) for article in articles)
