"""The queue (Huey), which does nothing but ring: in memory, in Redis or in PostgreSQL.

A message says «there is work» and nothing else, so one that is lost, doubled or forged changes nothing.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from huey import Huey
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import MemoryStorage, PostgresStorage, RedisStorage

from sferum_docs.services.jobs.bell import POSTGRESQL, REDIS, check_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from huey.storage import BaseStorage

_NAME = "sferum_docs"
_TASK = f"{__name__}.look"
_CONNECT = 2  # seconds that a page may wait for a queue that does not answer
_QUIET = 60.0  # seconds between two lines on the same trouble
_MOST_WAIT = 1.0  # seconds between two looks at a queue in memory


class _BellSerializer(Serializer):  # type: ignore[misc]  # huey has no types
    """Huey would unpickle what stands in the queue, that is run it: here whatever stands there means one thing."""

    def _serialize(self, data: object) -> bytes:  # noqa: ARG002
        return b"look"

    def _deserialize(self, data: bytes) -> Any:  # noqa: ARG002
        return Message(id=None, name=_TASK)


class _Seldom(logging.Filter):
    """A queue that is gone is told of once a minute, in one line, not at every look."""

    def __init__(self) -> None:
        super().__init__()
        self._told = -_QUIET

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        if record.levelno < logging.WARNING:
            return False
        if time.monotonic() - self._told < _QUIET:
            return False
        self._told = time.monotonic()
        kind = record.exc_info[0] if record.exc_info else None
        record.exc_info = record.exc_text = None  # the address of the queue stands in it
        record.msg, record.args = "the queue of jobs does not answer (%s)", (kind.__name__ if kind else "?",)
        return True


for _part in ("Worker", "Scheduler"):
    logging.getLogger(f"huey.consumer.{_part}").addFilter(_Seldom())


class _Consumer(Consumer):  # type: ignore[misc]  # huey has no types
    """A consumer inside a process that has other things to do: signals stay whose they are."""

    def _set_signal_handlers(self) -> None:
        pass


class JobsQueue:
    """A queue at an address; «» is the memory of this process. `work` is what is done when it rings."""

    def __init__(self, url: str, work: Callable[[], None] | None = None) -> None:
        self._huey = Huey(_NAME, storage_class=_storage(url), results=False, serializer=_BellSerializer())
        self._consumer: Consumer | None = None

        def look() -> None:
            if work is not None:
                work()

        self._look = self._huey.task(name="look")(look)

    def ring(self) -> None:
        """Tells whoever listens that there is work."""
        self._look()
        if self._consumer is None:
            self._huey.storage.close()  # who rings seldom holds no connection

    def listen(self) -> None:
        """Begins to listen, in threads of its own."""
        self._consumer = _Consumer(self._huey, periodic=False, max_delay=_MOST_WAIT, scheduler_interval=60)
        self._consumer.start()

    def stop(self, patience: float) -> None:
        """Hears nothing more; waits so long for what was begun."""
        if self._consumer is not None:
            self._consumer.shutdown_timeout = patience
            self._consumer.stop(graceful=True)


def _storage(url: str) -> Callable[..., BaseStorage]:
    kind = check_address(url)
    if kind == REDIS:
        return lambda name: RedisStorage(name, connection_pool=_redis_pool(url))
    if kind == POSTGRESQL:
        dsn = f"postgresql{url[len(urlsplit(url).scheme) :]}"
        return lambda name: PostgresStorage(name, dsn=dsn, connect_timeout=_CONNECT, table_prefix="jobs_bell")
    return MemoryStorage  # type: ignore[no-any-return]  # huey has no types


def _redis_pool(url: str) -> Any:
    from redis import ConnectionPool  # noqa: PLC0415  few installations have it
    from redis.backoff import NoBackoff  # noqa: PLC0415
    from redis.retry import Retry  # noqa: PLC0415

    once = Retry(NoBackoff(), 0)  # a page must not wait for a server that is gone
    return ConnectionPool.from_url(url, socket_connect_timeout=_CONNECT, socket_timeout=3 * _CONNECT, retry=once)
