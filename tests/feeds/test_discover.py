import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.feeds.discover import FoundFeed, discover_feeds

PAGE = "https://news.example/world/"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"
JSON = "application/feed+json"


def found(markup: str, base_url: str = PAGE) -> list[tuple[str, str, str]]:
    feeds = discover_feeds(markup.encode(), base_url)
    return [(feed.url, feed.title, feed.type) for feed in feeds]


def urls(markup: str, base_url: str = PAGE) -> list[str]:
    return [url for url, _, _ in found(markup, base_url)]


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("application/rss+xml", "application/rss+xml"),
        ("Application/Atom+XML; charset=utf-8", "application/atom+xml"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/feed+json", "application/feed+json"),
        ("text/xml", "text/xml"),
    ],
)
def test_an_alternate_link_of_each_feed_type_is_a_feed(media_type: str, expected: str) -> None:
    markup = f'<link rel="alternate" type="{media_type}" title=" Top\n news " href="/rss">'
    assert found(markup) == [("https://news.example/rss", "Top news", expected)]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" type="text/xml" href="/rss">',
        '<link rel="alternate stylesheet" type="text/xml" href="/rss">',
        '<link rel="alternate" type="text/html" hreflang="de" href="/de/">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
        '<link rel="alternate" type="application/rss+xml" href="http://[broken/rss">',
        '<!-- <link rel="alternate" type="application/rss+xml" href="/rss"> -->',
    ],
)
def test_other_links_are_no_feeds(link: str) -> None:
    assert found(f"<html><head>{link}</head></html>") == []


def test_a_json_feed_may_come_under_the_plain_type() -> None:
    link = '<link rel="alternate" type="application/json" href="/feed.json">'
    assert found(link) == [("https://news.example/feed.json", "", JSON)]


def test_the_relation_feed_needs_no_type() -> None:
    assert found('<link rel="FEED" href="updates">') == [(f"{PAGE}updates", "", "")]


@pytest.mark.parametrize(
    ("href", "media_type"),
    [
        ("/news.rss", RSS),
        ("/feed", RSS),
        ("/feed/", RSS),
        ("/politics/feed/", RSS),
        ("/feeds", RSS),
        ("/rss.xml", RSS),
        ("/rss2.xml", RSS),
        ("/rss/", RSS),
        ("/rss/world.xml", RSS),
        ("/news-feed.xml", RSS),
        ("/rss-feed/", RSS),
        ("/rssfeeds/296589292.cms", RSS),
        ("/WeeklyVolcanoRSS.xml", RSS),
        ("/feed/home", RSS),
        ("/export/news_rss.php?lang=uk", RSS),
        ("https://rss.news.example/world", RSS),
        ("/rss.php", RSS),
        ("/?feed=rss2", RSS),
        ("/index.php?option=news&format=feed&type=atom", ATOM),
        ("/news?format=rss", RSS),
        ("https://feeds.feedburner.com/news", RSS),
        ("/atom.xml", ATOM),
        ("/news.atom", ATOM),
        ("/index.rdf", "application/rdf+xml"),
        ("/feed.json", JSON),
        ("/feed/json", JSON),
        ("feed://news.example/x.rss", RSS),
        ("feed:https://news.example/x.rss", RSS),
        ("/feedback", ""),
        ("/breastfeed/", ""),
        ("/press", ""),
        ("/atom", ATOM),
        ("/anatomy/atoms", ""),
        ("/what-is-rss.html", ""),
        ("/tech/how-rss-feeds-changed-the-web", ""),
        ("/how-to-feed-a-cat", ""),
        ("/icons/rss.png", ""),
        ("/crossing-the-line", ""),
        ("https://reader.example/add?url=https%3A%2F%2Fnews.example%2Frss", ""),
        ("https://reader.example/i/feed/https://news.example/feed", ""),
        ("mailto:feed@news.example", ""),
    ],
)
def test_a_link_counts_when_its_address_looks_like_a_feed(href: str, media_type: str) -> None:
    feeds = found(f"<p><a href='{href}'>Our <b>feed</b></a>")
    assert [(title, kind) for _, title, kind in feeds] == (
        [("Our feed", media_type)] if media_type else []
    )


def test_declared_feeds_come_before_linked_ones_and_comments_last() -> None:
    markup = """
      <a href="/sport.rss">Sport</a>
      <a href="/comments/feed/">Readers</a>
      <link rel="alternate" type="application/rss+xml" title="News » Comments Feed" href="/c">
      <link rel="alternate" type="application/rss+xml" title="News" href="/feed/">
      <link rel="alternate" type="application/atom+xml" title="News (Atom)" href="/atom/">
    """
    assert urls(markup) == [
        f"https://news.example/{path}"
        for path in ("feed/", "atom/", "c", "sport.rss", "comments/feed/")
    ]


def test_each_feed_is_named_once_as_it_was_declared() -> None:
    markup = """
      <a href="https://news.example/rss#top">RSS</a><a href="/rss">again</a>
      <link rel="alternate" type="application/rss+xml" title="News" href="../rss">
    """
    assert found(markup) == [("https://news.example/rss", "News", RSS)]


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ('<base href="https://cdn.example/x/">', "https://cdn.example/x/rss.xml"),
        ('<base href="/sub/">', "https://news.example/sub/rss.xml"),
        ('<base target="_blank">', "https://news.example/world/rss.xml"),
    ],
)
def test_addresses_are_resolved_against_the_base_of_the_page(base: str, expected: str) -> None:
    assert urls(f'{base}<link rel="alternate" type="{RSS}" href="rss.xml">') == [expected]


def test_a_page_on_disk_may_name_a_feed_beside_it() -> None:
    assert urls('<a href="news.rss">', "file:///site/index.html") == ["file:///site/news.rss"]


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"   ",
        b"\x00\xff\xfe",
        b"just text",
        b"<rss version='2.0'><channel/></rss>",
        b"<meta charset='no-such-charset'><p>x",
    ],
)
def test_a_page_without_feeds_has_none(html: bytes) -> None:
    assert discover_feeds(html, PAGE) == ()


def test_malformed_pages_in_any_encoding_still_tell() -> None:
    title = "Новости"
    link = f"<link rel=alternate type={RSS} title={title} href=/rss>"
    markup = f"<html><meta charset=windows-1251><body></head><p><b>{link}<table><tr>"
    (feed,) = discover_feeds(markup.encode("cp1251"), PAGE)
    assert feed == FoundFeed(url="https://news.example/rss", title=title, type=RSS)


def test_a_page_that_names_no_encoding_is_read_as_utf_8() -> None:
    (feed,) = discover_feeds('<a href="/rss">Новини</a>'.encode(), PAGE)
    assert feed.title == "Новини"


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(
        lambda text: f"<a href='/rss{text}'>{text}".encode(errors="replace")
    )
)
def test_no_page_is_too_odd_to_be_read(html: bytes) -> None:
    for feed in discover_feeds(html, PAGE):
        assert feed.url.startswith(("http://", "https://"))
