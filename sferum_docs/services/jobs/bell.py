"""What tells those who work that there is work: a bell, not a memory. Who does not hear it looks by himself soon."""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.services.jobs.queue import JobsQueue

REDIS, POSTGRESQL = "redis", "psycopg"  # the libraries
_LIBRARIES = {"redis": REDIS, "rediss": REDIS, "unix": REDIS, "postgresql": POSTGRESQL, "postgres": POSTGRESQL}
_log = logging.getLogger(__name__)
_MOST = 8  # rung at once: whoever else sleeps looks by himself
_BELLS: list[Callable[[], None]] = []


def check_address(url: str) -> str:
    """Which library the queue at an address needs; «» for one in memory. FaultsError: none fits, or it is not there.

    >>> check_address(""), check_address("redis://localhost:6379/0"), check_address("postgresql+psycopg://one@two/three")
    ('', 'redis', 'psycopg')
    """
    scheme = urlsplit(url).scheme.partition("+")[0]
    if url and scheme not in _LIBRARIES:
        raise FaultsError([Fault("jobs_address")])
    library = _LIBRARIES[scheme] if url else ""
    if library and find_spec(library) is None:
        raise FaultsError([Fault("jobs_library", values={"name": library})])
    return library


def ring_by(bell: Callable[[], None] | None) -> None:
    """Sets the bell of this process; None: nobody is rung."""
    _BELLS[:] = [] if bell is None else [bell]


def ring_through(url: str) -> None:
    """Sets the bell to the queue at this address, which is opened when it is first rung; «»: nobody is rung."""

    @cache
    def queue() -> JobsQueue:
        return import_module("sferum_docs.services.jobs.queue").JobsQueue(url)  # type: ignore[no-any-return]

    ring_by((lambda: queue().ring()) if url else None)


def ring(parts: int) -> None:
    """Wakes as many as there are parts; a bell that is broken costs seconds, not work, so nobody is told."""
    for bell in _BELLS:
        try:
            for _time in range(min(parts, _MOST)):
                bell()
        except Exception as error:  # noqa: BLE001  as many libraries as there are queues
            _log.warning("the queue of jobs does not answer (%s): whoever works looks by himself", type(error).__name__)
