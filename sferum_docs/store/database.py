"""The database: SQLite in the instance folder by default, PostgreSQL by DATABASE_URL; the same code for both."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    URL,
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    TypeDecorator,
    bindparam,
    event,
    func,
    select,
)  # fmt: skip
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import DeclarativeBase, Session

from sferum_docs.documents.making.provenance import json_text
from sferum_docs.store import turns

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

T = TypeVar("T")
_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_BEGIN, _WAIT, _SYNC = "sqlite_begin", "sqlite_wait", "sqlite_synchronous"
# whether a transaction is to outlive a loss of power → PRAGMA synchronous of SQLite
SAFETY = {True: "FULL", False: "NORMAL"}
_CHECK, _UNDONE = "check_before_writing", "after_undone"
ALTERS_PAGES = "alters_pages"  # of a session that is writing: whether a page may look another way after it
_ONE_WRITER = 262  # the name of the lock, as PostgreSQL names such: by a number
LONGEST_PAUSE = 60  # seconds without a word from a writer: his machine is gone, and all others wait for his lock
LARGEST_ID = 2**31 - 1  # of PostgreSQL's integer
_MOST_PLACES = 500  # of one question: SQLite knows places for some thousands of values, as it was built
MOST_WORDS = 20  # of a search: each is a dozen conditions, and SQLite takes a thousand of them
_HERE = True  # a setting of this transaction alone
_SETTINGS = select(
    func.set_config("lock_timeout", bindparam("wait"), _HERE),
    func.set_config("idle_in_transaction_session_timeout", bindparam("pause"), _HERE),
)
_NOT_DURABLE = select(func.set_config("synchronous_commit", "off", _HERE))
_LOCK_OF_ALL = select(func.pg_advisory_xact_lock(_ONE_WRITER))
_SHARE = select(func.pg_advisory_xact_lock_shared(_ONE_WRITER))
_LOCK_OF_BODY = select(func.pg_advisory_xact_lock(_ONE_WRITER, bindparam("body", type_=Integer)))

# what services hand from one function of the store to the next; of itself they ask nothing
Transaction = Session
Database = Engine  # where it is kept: handed on unopened


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its zone: SQLite keeps none, so what comes back from it is said to be UTC, as it went in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:  # noqa: ARG002
        """Into the database in UTC; a moment without a zone is a mistake of ours."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:  # noqa: ARG002
        """Out of the database in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The base of all rows; named constraints, so that migrations can find them."""

    metadata = MetaData(naming_convention=_NAMES)


db = SQLAlchemy(model_class=Base, engine_options={"json_serializer": json_text})
_TURNS = turns.Turns()
INSERTS: dict[str, Callable[[type[Base]], Insert | postgresql.Insert]] = {
    "sqlite": sqlite_insert,
    "postgresql": postgresql.insert,
}


@contextmanager
def writing(
    patience: float | None = None, *, alters_pages: bool = True, durable: bool = True, bodies: Collection[int] = ()
) -> Iterator[Session]:
    """One transaction for writing: kept whole on leaving, undone whole on an error.

    SQLite takes its write lock at once (BEGIN IMMEDIATE): a transaction that reads first and writes later
    fails under concurrent work, and two that read the same counter would give one number twice. PostgreSQL is
    made to keep the same order: what a writer has looked at (the last administrator, the newest version, nobody
    there yet) still holds when it writes. DatabaseBusyError when the line is too long for `patience` seconds.
    `alters_pages=False`: no page shows what is written, so that what is kept in memory for all of them still holds.
    `durable=False`: nobody waits for the disk, so a machine that loses its power may forget it, never a part of it.
    `bodies`: what is written belongs to these alone, and of others nothing is looked at that such a writer changes.
    PostgreSQL lets writers of other bodies work side by side; whoever names none is alone, as ever.
    """
    session = db.session()
    if session.in_transaction():
        session.rollback()
    try:
        with _TURNS.turn(turns.PATIENCE if patience is None else patience) as seconds:
            yield from _written(session, seconds, bodies, alters_pages=alters_pages, durable=durable)
    except BaseException:
        for undo in session.info.pop(_UNDONE, ()):
            with suppress(Exception):  # what is left over harms nobody, what went wrong must be told
                undo()
        raise
    finally:
        session.info.pop(_UNDONE, None)


def _written(
    session: Session, seconds: float, bodies: Collection[int], *, alters_pages: bool, durable: bool
) -> Iterator[Session]:
    try:
        wait = max(1, round(seconds * 1000))
        options = {_BEGIN: "IMMEDIATE", _WAIT: wait, _SYNC: SAFETY[durable]}
        connection = session.connection(execution_options=options)
        if connection.dialect.name == "postgresql":
            _take_lock(connection, wait, bodies, durable=durable)
        _TURNS.inside()
        session.info[ALTERS_PAGES] = alters_pages
        if check := session.info.pop(_CHECK, None):
            check()
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(ALTERS_PAGES, None)


def after_undone(session: Session, undo: Callable[[], None]) -> None:
    """What is to be taken back outside the database when this transaction is undone: done after it, on its own."""
    session.info.setdefault(_UNDONE, []).append(undo)


def _take_lock(connection: Connection, wait: int, bodies: Collection[int], *, durable: bool) -> None:
    """Settings of PostgreSQL for this transaction alone, then the lock of all, or a share of it and those of bodies."""
    connection.execute(_SETTINGS, {"wait": f"{wait}ms", "pause": f"{LONGEST_PAUSE}s"})
    if not durable:
        connection.execute(_NOT_DURABLE)
    connection.execute(_SHARE if bodies else _LOCK_OF_ALL)
    for body in sorted(bodies):  # in one order: nobody waits for somebody who waits for him
        connection.execute(_LOCK_OF_BODY, {"body": body})


def is_writing() -> bool:
    """Whether this session is in the middle of writing: what it sees holds for nobody else yet."""
    return ALTERS_PAGES in db.session().info


def sqlite_address(path: Path) -> URL:
    """The address of a database in a file."""
    return URL.create("sqlite", database=str(path))


def in_parts(values: Collection[T]) -> Iterator[list[T]]:
    """The values in their order, as many at a time as one question names."""
    named = [*values]
    return (named[start : start + _MOST_PLACES] for start in range(0, len(named), _MOST_PLACES))


def insertion(session: Session, row: type[Base]) -> Insert | postgresql.Insert:
    """An insertion that may say what becomes of a row that is there already: each database has its own."""
    return INSERTS[session.connection().dialect.name](row)


def see_anew() -> None:
    """Ends the transaction that reads: what others wrote since is seen."""
    db.session.rollback()


def check_before_writing(check: Callable[[], None] | None) -> None:
    """What must still hold when the next transaction for writing begins: asked under its lock, it raises or not."""
    db.session().info[_CHECK] = check


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # the driver must not begin transactions of its own: `_begin` does
    # its own lower() and LIKE know Latin letters only, and people are searched in Russian
    connection.create_function("lower", 1, _lower, deterministic=True)
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"synchronous = {SAFETY[True]}"):
        connection.execute(f"PRAGMA {pragma}")


def _lower(text: str | None) -> str | None:
    return None if text is None else str(text).lower()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        options = connection.get_execution_options()
        wait = options.get(_WAIT, round(turns.PATIENCE * 1000))
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {wait}")
        if sync := options.get(_SYNC):
            cursor.execute(f"PRAGMA synchronous = {sync}")
        connection.exec_driver_sql(f"BEGIN {options.get(_BEGIN, 'DEFERRED')}")
