"""A disk without room, a database that another program holds: said as it is, nothing half-written, the way out open."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from sferum_docs.store.database import db, writing
from sferum_docs.store.rows.changes import new_stamp
from sferum_docs.store.troubles import trouble_of
from tests.web.conftest import DATABASE
from tests.web.pages import SchoolClient


@contextmanager
def hearing(app: Flask, refuse: Callable[[str], None]) -> Iterator[None]:
    """Each statement is heard before it is asked."""

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        refuse(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def failing(app: Flask, words: str) -> AbstractContextManager[None]:
    """Every writing meets what SQLite answers then."""

    def refuse(statement: str) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "BEGIN IMMEDIATE")):
            raise sqlite3.OperationalError(words)

    return hearing(app, refuse)


def silent_after(app: Flask, asked: int) -> AbstractContextManager[None]:
    """After so many statements none is answered."""
    left = [asked]

    def refuse(_statement: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            words = "database is locked"
            raise OperationalError("", {}, sqlite3.OperationalError(words))

    return hearing(app, refuse)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("database or disk is full", "На диске нет места"),
        ("database is locked", "База занята другой программой"),
        ("attempt to write a readonly database", "Базу можно только читать"),
    ],
)
def test_what_the_disk_cannot_take_is_said_with_its_cause(
    app: Flask, client: SchoolClient, words: str, told: str
) -> None:
    form = client.page("/school").values()
    with failing(app, words):
        answer = client.post("/school", data={**form, "students": "777", "action": "save"})
        assert client.get("/school").status_code == 200, "reading goes on"
    assert answer.status_code == 503
    assert told in answer.text
    assert client.page("/school").values()["students"] != "777"


def test_who_leaves_a_computer_gets_out_whatever_the_disk_says(app: Flask, client: SchoolClient) -> None:
    form = client.page("/password").values()
    with failing(app, "database or disk is full"):
        assert client.post("/sign-out", data=form).status_code == 503
        assert "/sign-in" in (client.get("/staff").location or "")


def test_a_database_that_another_program_really_holds_is_told(app: Flask, client: SchoolClient) -> None:
    form = client.page("/school").values()
    with closing(sqlite3.connect(Path(app.instance_path) / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = client.post("/school", data={**form, "action": "save"})
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert "База занята" in answer.text


def test_a_database_that_falls_silent_in_the_middle_of_a_page_is_told(app: Flask, client: SchoolClient) -> None:
    """Who is signed in was found already; the page of the error asks the database nothing more about them."""
    answers: dict[str, list[int]] = {}
    for path in ("/staff", "/help", "/nowhere"):
        for asked in range(8):
            with app.app_context(), writing() as session:
                session.execute(new_stamp())  # nothing is answered from memory
            with silent_after(app, asked):
                answer = client.get(path)
            answers.setdefault(path, []).append(answer.status_code)
            assert answer.status_code < 500 or "<h1>" in answer.text, (path, asked)
    assert answers["/staff"][:4] == [503] * 4
    assert (set(answers["/nowhere"]), answers["/nowhere"][-1]) == ({503, 404}, 404)


def test_a_mistake_of_ours_is_not_taken_for_a_trouble_of_the_machine() -> None:
    assert trouble_of(OperationalError("SELECT", {}, sqlite3.OperationalError("near SELEC: syntax error"))) is None
    assert trouble_of(ValueError("connection")) is None
    assert trouble_of(OSError(28, "No space left on device")) == "disk_full"
