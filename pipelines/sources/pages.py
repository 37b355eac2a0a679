"""FetchPages: articles of which a feed gave only the summary get the text of their page."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple

import apache_beam as beam
from apache_beam.coders import PickleCoder
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection
from apache_beam.transforms.userstate import ReadModifyWriteStateSpec
from apache_beam.transforms.window import GlobalWindows

from pipelines.clock import Clock
from pipelines.sources.page_fetcher import NoPage, PageFetcher, PageOptions
from pipelines.store import Store
from schemas.article import Article
from schemas.ids import content_id
from schemas.rejection import DroppedRow
from transforms.pages.merge import REASON_ATTRIBUTE, page_url, with_page, without_page
from transforms.pages.page import Page
from transforms.polling.hosts import host_of
from transforms.rejections_beam import REJECTED, Split, rejected, several_outputs
from transforms.seen.seen import drop_seen

#: How often a page is asked for that is not to be had for the moment, once a poll of its feed.
_TRIES: Final = 3
#: Groups of hosts that are fetched independently when streaming.
_STREAMING_SHARDS: Final = 4
#: Keys that a shard remembers in state; the oldest go first.
_REMEMBERED: Final = 300_000


class Fetching(NamedTuple):
    """What the workers of `FetchPages` need; all of it pickles.

    `open_store` opens what is known of pages and hosts, `stop` says whether to fetch no more.
    """

    options: PageOptions
    open_store: Callable[[], Store]
    clock: Clock
    stop: Callable[[], bool] | None = None


class FetchPages(beam.PTransform[PCollection[Article], Split[Article]]):
    """PCollection[Article] -> Split[Article].

    A page is read once for each version of what its feed says: an article whose page was read
    before, in this run or an earlier one, is dropped as `already_seen`. Without its page's text an
    article goes on as it is, with the reason in `attributes`.
    """

    def __init__(self, fetching: Fetching, *, streaming: bool) -> None:
        super().__init__()
        self._fetching = fetching
        self._streaming = streaming

    @several_outputs
    def expand(self, articles: PCollection[Article]) -> Split[Article]:
        complete = articles | "Complete" >> beam.Filter(_is_complete)
        by_shard = partial(_by_shard, shards=_STREAMING_SHARDS if self._streaming else 1)
        groups = articles | "KeyByShard" >> beam.FlatMap(by_shard) | "Group" >> beam.GroupByKey()
        if self._streaming:
            # State lives in one window; what is fetched goes back to its own below.
            groups = groups | "Unwindow" >> beam.WindowInto(GlobalWindows())
        fetch = beam.ParDo(_FetchPagesFn(self._fetching)).with_outputs(REJECTED, main="kept")
        kept, seen = groups | "Fetch" >> fetch
        if self._streaming:
            kept = kept | "RewindowKept" >> beam.WindowInto(articles.windowing)
            seen = seen | "RewindowSeen" >> beam.WindowInto(articles.windowing)
        return Split((complete, kept) | "All" >> beam.Flatten(), seen)


def _is_complete(article: Article) -> bool:
    return page_url(article) is None


def _by_shard(article: Article, shards: int) -> Iterator[tuple[str, Article]]:
    """The article under the shard of its page's host, which one worker has to itself."""
    if url := page_url(article):
        yield str(int(content_id(host_of(url))[:8], 16) % shards), article


class _FetchPagesFn(beam.DoFn):
    """Remembers tries in the store, and when streaming in state, where they count at once."""

    REMEMBERED = ReadModifyWriteStateSpec("remembered", PickleCoder())

    def __init__(self, fetching: Fetching) -> None:
        self._fetching = fetching

    def setup(self) -> None:
        self._store = self._fetching.open_store()

    def teardown(self) -> None:
        self._store.close()

    def process(
        self,
        group: tuple[str, Iterable[Article]],
        remembered: Any = beam.DoFn.StateParam(REMEMBERED),  # noqa: B008 - how Beam declares state
        at: Any = beam.DoFn.TimestampParam,
    ) -> Iterator[Any]:
        articles = list(group[1])
        state: dict[str, None] = remembered.read() or {}
        tries = {article.version_id: _try_keys(article) for article in articles}
        keys = {key for each in tries.values() for key in each}
        known = self._store.seen(keys) | (keys & state.keys())
        done = {version for version, each in tries.items() if each[-1] in known}
        wanted = []
        for item in drop_seen(articles, done):
            if isinstance(item, DroppedRow):
                yield rejected(item)
            elif isinstance(item, Article):
                wanted.append(item)
        pages = self._fetch(wanted)
        for article in wanted:
            page, each = pages[page_url(article) or ""], tries[article.version_id]
            state.update(dict.fromkeys(_learned(page, each, known)))
            yield _completed(article, page)
        self._store.add_pending(keys & state.keys(), float(at))
        self._store.read_again(
            article.feed_url
            for article in wanted
            if article.feed_url and tries[article.version_id][-1] not in state
        )
        for old in list(state)[: max(0, len(state) - _REMEMBERED)]:
            del state[old]
        remembered.write(state)

    def _fetch(self, articles: Iterable[Article]) -> dict[str, Page | NoPage]:
        options, _, clock, stop = self._fetching
        fetcher = PageFetcher(options, self._store, clock, stop)
        return fetcher.fetch([url for article in articles if (url := page_url(article))])


def _try_keys(article: Article) -> list[str]:
    """Keys that are known once a page was tried so often for what its feed said.

    The last of them is known as well once there is no more to try.
    """
    return [content_id("page", article.version_id, number) for number in range(_TRIES)]


def _learned(page: Page | NoPage, tries: list[str], known: set[str]) -> list[str]:
    if isinstance(page, Page) or page.final:
        return tries[-1:]
    return [key for key in tries if key not in known][:1] if page.is_try else []


def _completed(article: Article, page: Page | NoPage) -> Article:
    """The article with its page's text or the reason why not, counted."""
    if isinstance(page, Page):
        completed = with_page(article, page)
    else:
        completed = without_page(article, page.reason)
    outcome = completed.attributes.get(REASON_ATTRIBUTE, "ok")
    Metrics.counter("pages", outcome).inc()
    return completed
