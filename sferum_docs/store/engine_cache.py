"""Values kept in memory: so many at most, safe between threads; those of a database go with it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

K = TypeVar("K")
V = TypeVar("V")


class BoundedCache(Generic[K, V]):
    """By key; what was asked for longest ago makes room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[K, V] = {}
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """What is kept under a key, or None."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept[key] = value = self._kept.pop(key)  # what was asked for last stands last
            return value

    def put(self, key: K, value: V) -> None:
        """Keeps a value."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = value
            self._make_room()

    def get_or_add(self, key: K, make: Callable[[], V]) -> V:
        """What is kept under a key; made quickly where there is nothing yet, the same for all who ask at once."""
        with self._lock:
            value = self._kept.pop(key, None)
            self._kept[key] = value = make() if value is None else value
            self._make_room()
            return value

    def _make_room(self) -> None:
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]

    def __len__(self) -> int:
        """How many values are kept."""
        return len(self._kept)


class EngineCache(Generic[K, V]):
    """A bounded cache for each database apart."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._caches: WeakKeyDictionary[Engine, BoundedCache[K, V]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def of(self, engine: Engine) -> BoundedCache[K, V]:
        """The cache of a database."""
        with self._lock:
            found = self._caches.get(engine)
            if found is None:
                found = self._caches[engine] = BoundedCache(self._most)
            return found

    def __len__(self) -> int:
        """How many databases have one."""
        return len(self._caches)
