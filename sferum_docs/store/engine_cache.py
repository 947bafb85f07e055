"""Values kept in memory beside a database: so many at most, safe between threads, gone with their database."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from sqlalchemy import Engine

K = TypeVar("K")
V = TypeVar("V")


class EngineCache(Generic[K, V]):
    """By key, for each database apart; what was asked for longest ago makes room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: WeakKeyDictionary[Engine, dict[K, V]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def get(self, engine: Engine, key: K) -> V | None:
        """What is kept under a key, or None."""
        with self._lock:
            kept = self._kept.get(engine)
            if kept is None or key not in kept:
                return None
            kept[key] = value = kept.pop(key)  # what was asked for last stands last
            return value

    def put(self, engine: Engine, key: K, value: V) -> None:
        """Keeps a value."""
        with self._lock:
            kept = self._kept.setdefault(engine, {})
            kept.pop(key, None)
            kept[key] = value
            while len(kept) > self._most:
                del kept[next(iter(kept))]

    def __len__(self) -> int:
        """How many values of all databases are kept."""
        with self._lock:
            return sum(map(len, self._kept.values()))
