"""What a poller remembers of feeds and hosts; the store is one such memory."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from pipelines.store import HostMemory
from transforms.polling.history import FeedHistory


class HostsMemory(Protocol):
    """What is remembered of hosts, whatever is asked of them."""

    def host_memory(self, host: str) -> HostMemory:
        """What is remembered of a host."""

    def remember_hosts(self, hosts: Mapping[str, HostMemory]) -> None:
        """Remembers hosts as they are now."""


class FeedMemory(HostsMemory, Protocol):
    """What a poller remembers between polls."""

    def feed_history(self, url: str) -> FeedHistory:
        """What is remembered of a feed."""

    def add_pending_feeds(self, histories: Sequence[FeedHistory]) -> None:
        """Remembers feeds as they are now."""

    def seen(self, keys: Collection[str]) -> set[str]:
        """Those of the item keys that were seen before."""

    def add_pending(self, keys: Collection[str]) -> None:
        """Remembers item keys."""


class NoMemory:
    """The memory of a poller that polls once."""

    def feed_history(self, url: str) -> FeedHistory:
        """A blank history."""
        return FeedHistory(url=url)

    def add_pending_feeds(self, histories: Sequence[FeedHistory]) -> None:
        """Forgets them."""

    def host_memory(self, host: str) -> HostMemory:  # noqa: ARG002 - the interface's argument
        """A blank memory."""
        return HostMemory()

    def remember_hosts(self, hosts: Mapping[str, HostMemory]) -> None:
        """Forgets them."""

    def seen(self, keys: Collection[str]) -> set[str]:  # noqa: ARG002 - the interface's argument
        """None."""
        return set()

    def add_pending(self, keys: Collection[str]) -> None:
        """Forgets them."""
