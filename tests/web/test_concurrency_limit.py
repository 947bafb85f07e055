"""A few pages are computed at once, in the order of asking; one that waits for something else keeps nobody out."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import QueuePool

from sferum_docs.cli.concurrency_limit import ConcurrencyLimit
from sferum_docs.cli.serve import _THREADS
from sferum_docs.store.database import db

LONG = 60.0  # seconds that nothing here takes
CLERKS = 12


class Room:
    """Who is inside, and how many were at most."""

    def __init__(self, limit: ConcurrencyLimit) -> None:
        self.limit, self.guard, self.inside, self.most = limit, threading.Lock(), 0, 0

    def visit(self, doing: Callable[[], object]) -> None:
        with self.limit.place():
            with self.guard:
                self.inside += 1
                self.most = max(self.most, self.inside)
            doing()
            with self.guard:
                self.inside -= 1


def test_no_more_than_so_many_compute_at_once_and_all_are_served() -> None:
    room = Room(ConcurrencyLimit(at_once=2, longest=LONG))
    with ThreadPoolExecutor(CLERKS) as threads:
        for done in [threads.submit(room.visit, lambda: sum(range(20_000))) for _time in range(60)]:
            done.result(timeout=LONG)
    assert 1 <= room.most <= 2


def test_who_comes_first_is_served_first() -> None:
    limit, order, free, asked = ConcurrencyLimit(at_once=1, longest=LONG), [], threading.Event(), []

    def come(number: int) -> None:
        with limit.place():
            order.append(number)

    def first() -> None:
        with limit.place():
            asked.append(0)
            free.wait(LONG)

    with ThreadPoolExecutor(CLERKS) as threads:
        threads.submit(first)
        while not asked:
            threading.Event().wait(0.001)
        for number in range(8):
            threads.submit(come, number)
            while len(limit._waiting) <= number:  # noqa: SLF001  in the line before the next comes
                threading.Event().wait(0.001)
        free.set()
    assert order == list(range(8))


def test_pages_that_wait_for_a_printer_keep_nobody_out() -> None:
    limit, printed = ConcurrencyLimit(at_once=2, longest=0.01), threading.Event()
    room = Room(limit)
    with ThreadPoolExecutor(CLERKS) as threads:
        printing = [threads.submit(room.visit, lambda: printed.wait(LONG)) for _time in range(6)]
        read = threads.submit(room.visit, lambda: None)
        read.result(timeout=LONG)
        assert not any(item.done() for item in printing)
        printed.set()


def fail() -> None:
    raise OSError


def test_a_place_is_free_again_after_a_failure() -> None:
    room = Room(ConcurrencyLimit(at_once=1, longest=LONG))
    for _time in range(3):
        with pytest.raises(OSError):  # noqa: PT011  this very one
            room.visit(fail)
    assert not room.limit._inside  # noqa: SLF001  nobody is left inside


def test_every_thread_that_answers_has_a_connection_of_the_pool(app: Flask) -> None:
    with app.app_context():
        pool = db.engine.pool
    assert isinstance(pool, QueuePool)
    assert pool.size() >= _THREADS
