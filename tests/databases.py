"""Real databases for tests: SQLite in a file, and a PostgreSQL server of our own in a folder of the test."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from flask import Flask
from sqlalchemy import Dialect

from sferum_docs.services.packs.choose import look_also_in
from sferum_docs.store.database import db
from sferum_docs.store.migrate import upgrade
from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEBIAN = Path("/usr/lib/postgresql")


def absent(what: str) -> NoReturn:
    """Skips the test by name; under CI a missing component is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"Не хватает: {what}")
    pytest.skip(f"нет {what}")


class Statements(dict[Any, Any]):
    """Statements of SQL compiled once for all applications of a process; SQLAlchemy keeps them by engine."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_any_engine(key), value)


def _of_any_engine(key: Any) -> Any:
    dialect, *rest = key
    return (dialect.name if isinstance(dialect, Dialect) else dialect, *rest)


STATEMENTS = Statements()


def share_statements(app: Flask) -> None:
    """Lets the application use what others compiled; a server of PostgreSQL has its say in how, so SQLite alone."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            db.engine.update_execution_options(compiled_cache=STATEMENTS)


@contextmanager
def application(url: str) -> Iterator[Flask]:
    """An application that has nothing but a database with its tables, with its context pushed."""
    app = Flask("tests", root_path=str(Path(__file__).parent))
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    share_statements(app)
    look_also_in(None)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def bring_up(url: str) -> None:
    """All migrations, from an empty database to the tables of this version."""
    with application(url):
        upgrade()


@cache
def migrated() -> bytes:
    """A SQLite database with its tables and nothing in them, made once for all tests of a process."""
    with TemporaryDirectory(prefix="migrated-") as folder:
        path = Path(folder) / "school.db"
        bring_up(f"sqlite:///{path}")
        return path.read_bytes()


def _program(name: str) -> Path | None:
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"))
    path = shutil.which(name)
    return found[-1] if found else (Path(path) if path else None)


@dataclass(frozen=True)
class PostgresServer:
    """A server that runs, and how it is stopped and started again at the same address."""

    url: str
    stop: Callable[[], object]
    start: Callable[[], object]


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL server."""
    with postgresql_server() as server:
        yield server.url


@contextmanager
def postgresql_server() -> Iterator[PostgresServer]:
    """An empty PostgreSQL server; it does not run as root, so Debian's user «postgres» runs it.

    Its data lies in a folder of its own: pytest's folders are root's alone, and a later run sweeps them away.
    """
    initdb, server = _program("initdb"), _program("pg_ctl")
    if initdb is None or server is None:
        absent("PostgreSQL")
    as_owner = ["runuser", "-u", "postgres", "--"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    port = free_port()

    def run(*command: str | Path) -> None:
        subprocess.run([*as_owner, *command], check=True, capture_output=True, cwd="/")

    with TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        if as_owner:
            shutil.chown(folder, "postgres")
        data = Path(folder) / "data"
        run(initdb, "-D", data, "-U", "school", "-A", "trust", "--locale=C.UTF-8")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        start = partial(run, server, "-D", data, "-o", options, "-w", "-l", Path(folder) / "log", "start")
        stop = partial(run, server, "-D", data, "-m", "immediate", "stop")
        start()
        try:
            yield PostgresServer(f"postgresql+psycopg://school@127.0.0.1:{port}/postgres", stop, start)
        finally:
            with suppress(subprocess.CalledProcessError):  # a test has stopped it
                stop()
