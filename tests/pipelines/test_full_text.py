"""`--full-text` against a real server: what becomes of items that carry only a summary."""

import datetime as dt
import gzip
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipelines.clock import FixedClock
from pipelines.ledger import Ledger
from pipelines.plan import plan_run
from pipelines.run import build, execute, graph_lines
from pipelines.settings import Settings
from tests.builders import NOW
from tests.duck import query
from tests.pages.html_pages import JSON_LD, PARAGRAPHS, RUSSIAN, TITLE, body, page
from tests.pipelines.feed_server import Answer, serve
from tests.prism import needs_prism, prism_arguments

HOUR = dt.timedelta(hours=1)
HTML = (("Content-Type", "text/html; charset=utf-8"),)
ROBOTS = b"User-agent: *\nDisallow: /forbidden"
PAYWALL = page(article=f"<p>{PARAGRAPHS[0]}</p><p>Subscribe to continue reading.</p>")
CANONICAL = page(head='<link rel="canonical" href="{}/canonical?utm_source=rss">' + JSON_LD)
RUSSIAN_PAGE = page(article=body(RUSSIAN), lang="ru", title="К границе")

#: What the pages of a site answer, by path.
PAGES = {
    "/good": Answer(body=page(head=JSON_LD).encode(), headers=HTML),
    "/moved": Answer(301, headers=(("Location", "/new"),)),
    "/missing": Answer(404),
    "/failing": Answer(500),
    "/paywall": Answer(body=PAYWALL.encode(), headers=HTML),
    "/forbidden": Answer(body=page().encode(), headers=HTML),
    "/bomb": Answer(
        body=gzip.compress(b"<p>" * 20_000_000), headers=(*HTML, ("Content-Encoding", "gzip"))
    ),
    "/report.pdf": Answer(body=b"%PDF-1.7", headers=(("Content-Type", "application/pdf"),)),
    "/inside": Answer(302, headers=(("Location", "file:///etc/passwd"),)),
    "/login": Answer(
        body=page(title="Login", article=f"<p>{'Enter password. ' * 99}</p>").encode()
    ),
    "/charset": Answer(body=RUSSIAN_PAGE.encode("cp1251"), headers=HTML),
}


class Site:
    """A feed at /rss with an item for each path, and their pages."""

    def __init__(self, *paths: str, pages: dict[str, Answer] | None = None, tag: str = "") -> None:
        self.paths = paths
        self.tag = tag
        #: Where the pages are, if not beside the feed.
        self.base = ""
        self.pages = {**PAGES, **(pages or {})}
        self.asked: Counter[str] = Counter()

    def __call__(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked[path] += 1
        if path == "/rss":
            if headers.get("if-none-match") == '"1"':
                return Answer(304)
            items = "".join(map(self.item, self.paths))
            feed = f"<rss version='2.0'><channel><title>C</title>{items}</channel></rss>"
            return Answer(body=feed.encode(), headers=(("ETag", self.tag),) if self.tag else ())
        if path == "/slow":
            time.sleep(3)
        if path == "/new":
            canonical = CANONICAL.replace("{}", f"http://{headers['host']}")
            return Answer(body=canonical.encode(), headers=HTML)
        return self.pages.get(path, Answer(404))

    def item(self, path: str) -> str:
        title, summary = (TITLE, PARAGRAPHS[0])
        if path == "/charset":
            title, summary = "К границе", RUSSIAN[0]
        return (
            f"<item><title>{title}</title><link>{self.base}{path}</link><guid>{path}</guid>"
            f"<description>{summary}</description></item>"
        )


def settings(folder: Path, url: str, **fields: object) -> Settings:
    return Settings.model_validate(
        {
            "feeds": [f"{url}/rss"],
            "output": [str(folder / "data")],
            "full_text": True,
            "allow_private": True,
            "host_delay_seconds": 0,
            **fields,
        }
    )


def run(wanted: Settings, arguments: Sequence[str] = ()) -> Ledger:
    ledger, _ = execute(plan_run(wanted, arguments))
    assert ledger.balances
    return ledger


def articles(folder: Path, *columns: str) -> list[tuple[Any, ...]]:
    files = f"{folder}/data/articles/*/*.parquet"
    return sorted(query(f"SELECT {', '.join(('guid', *columns))} FROM '{files}'"))


def test_each_page_completes_its_item_or_says_why_not(tmp_path: Path) -> None:
    site = Site(*PAGES, "/slow")
    with serve(site, ROBOTS) as server:
        ledger = run(settings(tmp_path, server.url, timeout_seconds=1.5))
    reason = "attributes['vedette.page']"
    got = dict(articles(tmp_path, reason))
    assert got == {
        "/good": None,
        "/moved": None,
        "/charset": None,
        "/missing": "http_404",
        "/failing": "http_500",
        "/paywall": "paywall",
        "/forbidden": "blocked_by_robots",
        "/bomb": "too_large",
        "/report.pdf": "not_html",
        "/inside": "refused_address",
        "/login": "other_subject",
        "/slow": "timeout",
    }
    by_basis = dict(
        query(f"SELECT text_basis, count(*) FROM '{tmp_path}/data/articles/*/*.parquet' GROUP BY 1")
    )
    assert by_basis == {"page": 3, "feed_summary": 9}
    assert ledger.pages == Counter(why or "ok" for why in got.values())
    assert site.asked["/forbidden"] == 0
    assert all(site.asked[path] == 1 for path in got if path != "/forbidden")


def test_text_date_and_address_are_those_of_the_page(tmp_path: Path) -> None:
    with serve(Site("/moved", "/charset")) as server:
        run(settings(tmp_path, server.url))
        charset, moved = articles(
            tmp_path, "text", "summary", "url", "canonical_url", "strftime(published_at, '%x %H')"
        )
    assert moved[1:] == (
        "\n\n".join(PARAGRAPHS),
        PARAGRAPHS[0],
        f"{server.url}/moved",
        f"{server.url}/canonical",
        "2026-11-16 07",
    )
    assert charset[1] == "\n\n".join(RUSSIAN)


def test_a_page_is_fetched_once_for_what_its_feed_says(tmp_path: Path) -> None:
    site = Site("/good", "/paywall")
    with serve(site) as server:
        first, second = (run(settings(tmp_path, server.url)) for _ in range(2))
        assert (first.written, second.written, second.dropped) == (2, 0, {"already_seen": 2})
        assert (site.asked["/good"], site.asked["/paywall"]) == (1, 1)
        # The feed says something else of the article: its page may, too.
        site.paths = ("/good",)
        site.item = lambda path: Site.item(site, path).replace(TITLE, "Armour moves on")  # type: ignore[method-assign]
        assert run(settings(tmp_path, server.url)).written == 1
        assert site.asked["/good"] == 2


def test_a_page_that_fails_is_tried_again_when_its_feed_is_read_but_not_for_ever(
    tmp_path: Path,
) -> None:
    site = Site("/failing", "/missing")
    with serve(site) as server:
        for _ in range(4):
            run(settings(tmp_path, server.url))
        assert (site.asked["/failing"], site.asked["/missing"]) == (3, 1)
    assert [guid for (guid,) in articles(tmp_path)] == ["/failing", "/missing"]


def test_a_page_that_comes_back_gives_another_version(tmp_path: Path) -> None:
    site = Site("/failing")
    with serve(site) as server:
        run(settings(tmp_path, server.url))
        site.pages["/failing"] = PAGES["/good"]
        run(settings(tmp_path, server.url))
    rows = articles(tmp_path, "text_basis", "article_id")
    assert [basis for _, basis, _ in rows] == ["feed_summary", "page"]
    assert len({article_id for *_, article_id in rows}) == 1


def test_a_feed_is_read_again_for_a_page_that_failed_though_it_has_not_changed(
    tmp_path: Path,
) -> None:
    site = Site("/failing", tag='"1"')
    with serve(site) as server:
        first = run(settings(tmp_path, server.url))
        site.pages["/failing"] = PAGES["/good"]
        again, unchanged = (run(settings(tmp_path, server.url)) for _ in range(2))
    assert [dict(ledger.pages) for ledger in (first, again)] == [{"http_500": 1}, {"ok": 1}]
    assert (unchanged.read, site.asked["/rss"]) == (0, 3)


@pytest.mark.parametrize("rest", [(), (("Retry-After", "60"),)])
def test_one_page_that_is_always_busy_does_not_keep_the_others_from_being_read(
    tmp_path: Path, rest: tuple[tuple[str, str], ...]
) -> None:
    site = Site("/busy", "/good", pages={"/busy": Answer(503, headers=rest)})
    ledgers = []
    with serve(site) as server, serve(site) as feed:
        site.base = server.url
        for hour in range(5):
            plan = plan_run(settings(tmp_path, feed.url), [], FixedClock(NOW + hour * HOUR))
            ledgers.append(execute(plan)[0])
    assert sum(ledger.pages.get("ok", 0) for ledger in ledgers) == 1
    assert (site.asked["/busy"], site.asked["/good"]) == (3, 1)


def test_a_host_that_asks_for_rest_has_its_pages_left_for_later(tmp_path: Path) -> None:
    busy = Answer(429, headers=(("Retry-After", "3600"),))
    site = Site("/a", "/b", "/c", pages={"/a": busy, "/b": busy, "/c": busy})
    with serve(site) as server:
        ledger = run(settings(tmp_path, server.url))
        again = run(settings(tmp_path, server.url))
    assert (ledger.written, dict(ledger.pages)) == (3, {"rate_limited": 3})
    # The feed is on the same host, and is left alone as well.
    assert again.read == 0
    assert site.asked.total() == 2


def test_pages_that_do_not_fit_into_a_pass_are_left_for_the_next(tmp_path: Path) -> None:
    site = Site("/good", "/charset", "/moved")
    with serve(site) as server:
        few = settings(tmp_path, server.url, host_delay_seconds=1, full_text_seconds=1.5)
        first = run(few)
        assert first.written == 3
        assert first.pages["left_for_later"] >= 1
        ledgers = [first, *(run(few) for _ in range(2))]
    assert sum(ledger.pages["ok"] for ledger in ledgers) == 3
    full = query(
        f"SELECT count(*) FROM '{tmp_path}/data/articles/*/*.parquet' WHERE text_basis = 'page'"
    )
    assert full == [(3,)]


def test_the_end_of_a_run_does_not_wait_for_the_turns_of_hosts(tmp_path: Path) -> None:
    started = time.monotonic()
    with serve(Site("/good", "/charset", "/moved")) as server:
        ledger = run(settings(tmp_path, server.url, follow=True, duration=4, host_delay_seconds=60))
    assert ledger.pages["left_for_later"] >= 2
    assert time.monotonic() - started < 60


#: What rows are compared by: all but the clock's.
COMPARED = "* EXCLUDE (processed_at, retrieved_at)"


def test_passes_give_the_rows_of_a_batch(tmp_path: Path) -> None:
    with serve(Site("/good", "/moved", "/missing", "/charset")) as server:
        run(settings(tmp_path / "batch", server.url))
        run(settings(tmp_path / "passes", server.url, follow=True, max_polls=1))
    assert articles(tmp_path / "batch", COMPARED) == articles(tmp_path / "passes", COMPARED)


@pytest.mark.scale
@needs_prism
def test_on_prism_streaming_gives_the_rows_of_a_batch(tmp_path: Path) -> None:
    site = Site("/good", "/moved", "/missing", "/charset")
    with serve(site) as server:
        run(settings(tmp_path / "batch", server.url))
        site.asked.clear()
        following = settings(
            tmp_path / "prism",
            server.url,
            follow=True,
            duration=90,
            min_interval_seconds=5,
            max_interval_seconds=5,
        )
        run(following, prism_arguments())
    assert site.asked["/rss"] > 2
    assert [site.asked[path] for path in site.paths] == [1, 1, 1, 1]
    assert articles(tmp_path / "batch", COMPARED) == articles(tmp_path / "prism", COMPARED)


@pytest.mark.parametrize("full_text", [False, True])
def test_pages_are_fetched_only_when_asked_for(tmp_path: Path, full_text: bool) -> None:
    plan = plan_run(settings(tmp_path, "https://a.example", full_text=full_text), [])
    assert ("with the pages of their items" in plan.headline) is full_text
    assert any("FetchPages" in line for line in graph_lines(build(plan))) is full_text
