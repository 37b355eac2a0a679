from pathlib import Path

import pytest

from pipelines.store import ALL, HostMemory, Store, StoreOpener, locked_store, store_path
from schemas.errors import ConfigError
from tests.builders import NOW
from transforms.polling.history import FeedHistory
from transforms.polling.hosts import HostState
from transforms.polling.robots import Robots


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store.sqlite3")


def test_a_key_counts_as_seen_only_once_the_run_has_committed(store: Store) -> None:
    store.add_pending({"a", "b"})
    assert store.seen({"a", "b"}) == set()
    store.commit()
    assert store.seen({"a", "c"}) == {"a"}


def test_a_run_that_died_leaves_nothing_seen(tmp_path: Path) -> None:
    with locked_store(tmp_path) as store:
        store.add_pending({"a"})
    with locked_store(tmp_path) as store:
        store.commit()
        assert store.seen({"a"}) == set()


def test_what_is_not_published_yet_is_known_to_the_next_run(tmp_path: Path) -> None:
    with locked_store(tmp_path) as store:
        store.commit(["/data", "s3://bucket/data"])
    with locked_store(tmp_path) as store:
        assert store.unpublished() == [("/data", ALL), ("s3://bucket/data", ALL)]
        store.published("/data", ALL)
        assert store.unpublished() == [("s3://bucket/data", ALL)]


def test_a_window_commits_what_is_older_than_its_end(store: Store) -> None:
    url = "https://a.example/rss"
    for at in (10.0, 59.9, 60.0):
        store.add_pending({f"key at {at}"}, at)
        store.add_pending_feeds([FeedHistory(url=url, polls=int(at))], at)
    store.commit(["/data"], until=60.0)
    assert store.seen({"key at 10.0", "key at 59.9", "key at 60.0"}) == {
        "key at 10.0",
        "key at 59.9",
    }
    assert store.feed_history(url).polls == 59
    store.commit(["/data"], until=30.0)  # windows may be committed in another order
    assert store.unpublished() == [("/data", 60.0)]
    store.commit()
    assert store.feed_history(url).polls == 60


def test_workers_see_what_others_committed(tmp_path: Path) -> None:
    with locked_store(tmp_path) as store:
        worker = StoreOpener(str(store_path(tmp_path)))()
        worker.add_pending({"a"})
        store.commit()
        assert worker.seen({"a"}) == {"a"}
        worker.close()


def test_more_keys_than_one_statement_takes_are_looked_up(store: Store) -> None:
    keys = {f"{n:032x}" for n in range(40_000)}
    store.add_pending(keys)
    store.commit()
    assert store.seen(keys | {"new"}) == keys


def test_the_history_of_a_feed_is_remembered_on_commit(store: Store) -> None:
    history = FeedHistory(url="https://a.example/rss", etag='"tag"', failures=2, next_poll_at=NOW)
    store.add_pending_feeds([history])
    assert store.feed_history(history.url) == FeedHistory(url=history.url)
    store.commit()
    assert store.feed_history(history.url) == history


def test_a_second_run_on_the_same_store_is_refused(tmp_path: Path) -> None:
    with (
        locked_store(tmp_path),
        pytest.raises(ConfigError, match="in use by another run"),
        locked_store(tmp_path),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="cannot write"), locked_store(tmp_path / "file" / "x"):
        pass


def test_a_rest_that_a_host_asked_somebody_else_for_is_not_forgotten(store: Store) -> None:
    rests = HostMemory(HostState(blocked_until=NOW), Robots(state="absent", expires_at=NOW))
    store.remember_hosts({"a.example:443": rests})
    started = HostMemory(HostState(last_started_at=NOW))
    store.remember_hosts({"a.example:443": started})
    both = HostMemory(HostState(blocked_until=NOW, last_started_at=NOW), rests.robots)
    assert store.host_memory("a.example:443") == both
