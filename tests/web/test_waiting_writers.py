"""One foreign lock of the database: those who write wait in a short line or are told; those who read notice nothing."""

import http.client
import sqlite3
import threading
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from sferum_docs.cli.serve import _THREADS
from sferum_docs.store import turns
from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import SessionRow
from sferum_docs.store.turns import DatabaseBusyError, Turns
from tests.web.browser import serving
from tests.web.conftest import DATABASE
from tests.web.pages import SchoolClient

WRITERS = 20
LONG = 60.0  # seconds that nobody waits here: the lock is freed when all is seen


@contextmanager
def held(app: Flask) -> Iterator[sqlite3.Connection]:
    """Another program holds the database."""
    with closing(sqlite3.connect(Path(app.instance_path) / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def ask(address: str, method: str, path: str, cookie: str, body: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=LONG / 2)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Referer": address + path}
    with closing(connection):
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def test_readers_are_answered_while_twenty_writers_wait(
    app: Flask, client: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", LONG)
    form = {**client.page("/school").values(), "action": "save"}
    cookie = "; ".join(f"{item.key}={item.value}" for item in (client._cookies or {}).values())  # noqa: SLF001
    body = urllib.parse.urlencode(form)
    with serving(app, _THREADS) as address, ThreadPoolExecutor(WRITERS) as threads:
        with held(app) as other:
            sent = [threads.submit(ask, address, "POST", "/school", cookie, body) for _ in range(WRITERS)]
            told = first_told(sent, WRITERS - turns.MOST_WAITING)
            read = [ask(address, "GET", path, cookie)[0] for path in ("/help", "/register") * 3]
            waiting = [item for item in sent if not item.done()]
            other.execute("ROLLBACK")
        kept = [item.result()[0] for item in waiting]
    assert read == [200] * 6
    assert len(waiting) == turns.MOST_WAITING, "they waited as long as the readers read"
    assert {status for status, _text in told} == {503}
    assert all("База занята" in text for _status, text in told)
    assert set(kept) <= {303, 200, 409}
    assert 303 in kept


def first_told(sent: list["Future[tuple[int, str]]"], count: int) -> list[tuple[int, str]]:
    """The answers of those who were told, when so many were."""
    all_told, lock, told = threading.Event(), threading.Lock(), []

    def note(item: "Future[tuple[int, str]]") -> None:
        with lock:
            told.append(item.result())
            if len(told) >= count:
                all_told.set()

    for item in sent:
        item.add_done_callback(note)
    assert all_told.wait(LONG / 2), f"only {len(told)} were told"
    return list(told)


def test_a_page_is_read_though_it_cannot_be_noted_who_reads_it(app: Flask, client: SchoolClient) -> None:
    with app.app_context(), writing() as session:
        session.execute(update(SessionRow).values(seen_at=SessionRow.seen_at))
        for row in session.query(SessionRow):
            row.seen_at -= timedelta(hours=1)
    with held(app):
        assert client.get("/register").status_code == 200
        assert client.get("/school").status_code == 200


def test_a_crowd_of_short_writings_dissolves(app: Flask) -> None:
    def write(_number: int) -> None:
        with app.app_context(), writing() as session:
            session.execute(update(SessionRow).values(seen_at=SessionRow.seen_at))
            db.session.remove()

    with ThreadPoolExecutor(3 * turns.MOST_WAITING) as threads:
        list(threads.map(write, range(3 * turns.MOST_WAITING)))


def test_whoever_finds_the_line_full_and_still_is_told_at_once() -> None:
    line, go_on, taken = Turns(most=1), threading.Event(), threading.Event()

    def first() -> None:
        with line.turn(LONG):
            taken.set()
            go_on.wait(LONG)

    with ThreadPoolExecutor(1) as threads:
        found = threads.submit(first)
        taken.wait(LONG)
        with pytest.raises(DatabaseBusyError), line.turn(LONG):
            pass
        go_on.set()
        wait([found])
        assert found.exception() is None
    with line.turn(LONG) as seconds:
        assert seconds <= LONG
