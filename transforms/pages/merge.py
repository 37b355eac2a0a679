"""An article of which a feed gave the summary, completed with what its page says."""

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from schemas.article import Article, RawArticle
from schemas.errors import RejectedItemError
from schemas.vocabulary import PublishedAtBasis
from transforms.feeds.parsed import web_address
from transforms.normalise.normalise import normalise
from transforms.normalise.words import UNSPACED, count_words
from transforms.pages.page import Page

#: In `attributes`: why the text is not the page's: what came of the request, a `PageRefusal`,
#: `other_subject` (a login, a list, the front page after a redirect) or `not_longer`.
REASON_ATTRIBUTE: Final = "vedette.page"
#: In `attributes`: the feed's date, where the page's stands in `published_at`.
FEED_DATE_ATTRIBUTE: Final = "vedette.feed_published_at"

#: Feed and page agree on the date within this: zones that are left out, days without a time.
_AGREEMENT: Final = dt.timedelta(hours=48)
#: A date further ahead of retrieval is an error; zones differ by up to 26 hours.
_MAX_AHEAD: Final = dt.timedelta(hours=26)
#: Words long enough to tell one subject from another; scripts without spaces have none.
_TELLING_WORD: Final = re.compile(rf"(?:(?![{UNSPACED}])[^\W\d_]){{5,}}")
_MIN_TELLING_WORDS: Final = 6
_MIN_SHARED: Final = 0.2


def page_url(article: Article) -> str | None:
    """Where the full text of an article is; None when it is there already, or has no page."""
    return web_address(article.url or "") if article.text_basis == "feed_summary" else None


def without_page(article: Article, reason: str) -> Article:
    """The article as the feed gave it, with the reason why that is all."""
    return replace(article, attributes={**article.attributes, REASON_ATTRIBUTE: reason})


def with_page(article: Article, page: Page) -> Article:
    """The article with the page's text where that is longer, its canonical URL and its date.

    What the feed says of title, authors and language stays; the page fills what it leaves out. A
    page about something else changes nothing but the reason in `attributes`.
    """
    if not _is_same_subject(
        f"{article.title}\n{article.summary}\n{article.text}", f"{page.title}\n{page.text}"
    ):
        return without_page(article, "other_subject")
    is_longer = count_words(page.text) > count_words(article.text)
    try:
        completed = normalise(_completed(article, page, is_longer=is_longer))
    except RejectedItemError as error:
        return without_page(article, error.reason)
    if not isinstance(completed, Article):
        raise TypeError(f"an article with text became {completed!r}")
    completed = replace(completed, url=article.url)
    return completed if is_longer else without_page(completed, "not_longer")


def _completed(article: Article, page: Page, *, is_longer: bool) -> RawArticle:
    published_at, basis = _publication(article, page)
    return RawArticle(
        retrieved_at=article.retrieved_at,
        url=page.canonical_url or article.url,
        title=article.title or page.title,
        # The body of an item without its own summary is its summary.
        summary=article.summary or article.text,
        text=_without_title(page.text, article.title) if is_longer else article.text,
        authors=article.authors or page.authors,
        publisher=article.publisher,
        feed_url=article.feed_url,
        guid=article.guid,
        published_at=published_at,
        published_at_basis=basis,
        updated_at=article.updated_at,
        text_basis="page" if is_longer else article.text_basis,
        declared_language=article.declared_language or page.language,
        attributes=_attributes(article, published_at),
        input_id=article.input_id,
    )


def _publication(article: Article, page: Page) -> tuple[dt.datetime | None, PublishedAtBasis]:
    """The feed's date, unless it has none or re-dates an article that the page dates earlier.

    A feed's date more than 48 hours after the one in the page's metadata is that of a move, an
    edit or an import. A page's date more than 48 hours after the feed's is that of an edit: what
    was in the feed then had been published. So in gross disagreement the earlier date holds. A
    `<time>` may be anything's; it fills a gap and overrules nothing.
    """
    published = page.published
    if published is None or published.at > article.retrieved_at + _MAX_AHEAD:
        return article.published_at, article.published_at_basis
    if article.published_at is None:
        return published.at, "page"
    if published.source == "metadata" and article.published_at - published.at > _AGREEMENT:
        return published.at, "page"
    return article.published_at, article.published_at_basis


def _attributes(article: Article, published_at: dt.datetime | None) -> dict[str, str]:
    if article.published_at is None or article.published_at == published_at:
        return article.attributes
    overruled = f"{article.published_at:%Y-%m-%dT%H:%M:%SZ}"
    return {**article.attributes, FEED_DATE_ATTRIBUTE: overruled}


def _without_title(text: str, title: str) -> str:
    """The page's text without the feed's title as its first paragraph."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and first.casefold() == title.casefold() else text


def _is_same_subject(feed_text: str, page_text: str) -> bool:
    """Whether enough of the item's longer words stand on the page; yes when it has too few."""
    wanted = _telling_words(feed_text)
    if len(wanted) < _MIN_TELLING_WORDS:
        return True
    return len(wanted & _telling_words(page_text)) >= _MIN_SHARED * len(wanted)


def _telling_words(text: str) -> frozenset[str]:
    return frozenset(_TELLING_WORD.findall(text.casefold()))
