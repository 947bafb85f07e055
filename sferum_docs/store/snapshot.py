"""The whole database in one file at one moment, while others go on writing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import inspect

from sferum_docs.store.database import db

if TYPE_CHECKING:
    from sqlalchemy import Engine

SQLITE_NAME, POSTGRESQL_NAME = "sferum_docs.sqlite3", "sferum_docs.pgdump"
_MINUTES = 30 * 60


class SnapshotError(Exception):
    """No snapshot was taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_sqlite(engine: Engine | None = None) -> bool:
    """Whether the data lies in one file."""
    return (engine or db.engine).dialect.name == "sqlite"


def take(folder: Path, engine: Engine | None = None) -> Path:
    """Writes the snapshot into a folder; gives its file. SnapshotError when there is no way to it."""
    source = engine or db.engine
    return _sqlite(source, folder / SQLITE_NAME) if is_sqlite(source) else _postgresql(source, folder / POSTGRESQL_NAME)


def _sqlite(engine: Engine, target: Path) -> Path:
    """One step of SQLite's own backup: a plain copy would miss what lies in the write-ahead log."""
    with closing(engine.raw_connection()) as pooled, closing(sqlite3.connect(target)) as copy:
        source = pooled.driver_connection
        assert isinstance(source, sqlite3.Connection)  # noqa: S101 -- the dialect says so
        source.backup(copy)  # all pages in one step, under one read lock
        copy.execute("PRAGMA journal_mode = DELETE")
        found = copy.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        raise SnapshotError("backup_damaged")
    return target


def _postgresql(engine: Engine, target: Path) -> Path:
    program = shutil.which("pg_dump")
    if program is None:
        raise SnapshotError("backup_no_pg_dump")
    command = [program, "--format=custom", "--no-owner", f"--file={target}"]
    done = subprocess.run(  # noqa: S603 -- our own words, the program found by its name
        command, env={**os.environ, **_address(engine)}, capture_output=True, timeout=_MINUTES, check=False
    )
    if done.returncode:
        raise SnapshotError("backup_pg_dump_failed")
    return target


def _address(engine: Engine) -> dict[str, str]:
    """Where the server is, through the environment: the list of processes is read by everybody."""
    url = engine.url
    told = {
        "PGHOST": url.host,
        "PGPORT": url.port,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }
    return {name: str(value) for name, value in told.items() if value is not None}


def is_made(engine: Engine | None = None) -> bool:
    """Whether there are tables yet."""
    return inspect(engine or db.engine).has_table("school")


def is_there(engine: Engine | None = None) -> bool:
    """Whether there is anything to take: whoever only asks makes no file."""
    source = engine or db.engine
    return (not is_sqlite(source) or Path(source.url.database or "").is_file()) and bool(
        inspect(source).get_table_names()
    )


def quick_check(engine: Engine | None = None) -> str:
    """«ok», or what SQLite finds wrong with its file; PostgreSQL looks after its own."""
    source = engine or db.engine
    if not is_sqlite(source):
        return "ok"
    with source.connect() as connection:
        return str(connection.exec_driver_sql("PRAGMA quick_check").scalar())


def broken_references(engine: Engine | None = None) -> tuple[str, ...]:
    """The tables of SQLite with rows that refer to nothing; PostgreSQL lets none be."""
    source = engine or db.engine
    if not is_sqlite(source):
        return ()
    with source.connect() as connection:
        return tuple(sorted({str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}))


def is_sound(file: Path) -> bool:
    """Whether a file is an unbroken database of this program."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as found:
            told = (
                found.execute("PRAGMA quick_check").fetchone(),
                found.execute("SELECT 1 FROM alembic_version").fetchone(),
            )
            return told == (("ok",), (1,))
    except sqlite3.DatabaseError:
        return False
