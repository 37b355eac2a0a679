"""Answers kept at the cost of a dictionary, for what is asked of every word of every text."""

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(dict[K, V]):
    """What a function gave for each key: `memory[key]` asks it once.

    Unlike an `lru_cache` it needs no call to be read, so that `map` can look up all words of a
    sentence. When full it forgets everything: words that count are soon there again.
    """

    __slots__ = ("_ask", "_most")

    def __init__(self, ask: Callable[[K], V], most: int = 65_536) -> None:
        super().__init__()
        self._ask = ask
        self._most = most

    def __missing__(self, key: K) -> V:
        value = self._ask(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
