"""Real databases for tests: SQLite in a file, and a PostgreSQL server of our own in a folder of the test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from flask import Flask

from sferum_docs.store.database import db
from sferum_docs.store.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEBIAN = Path("/usr/lib/postgresql")


def absent(what: str) -> NoReturn:
    """Skips the test by name; under CI a missing component is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"Не хватает: {what}")
    pytest.skip(f"нет {what}")


@contextmanager
def application(url: str) -> Iterator[Flask]:
    """An application that has nothing but the database, upgraded, with its context pushed."""
    app = Flask("tests", root_path=str(Path(__file__).parent))
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def _program(name: str) -> Path | None:
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"))
    path = shutil.which(name)
    return found[-1] if found else (Path(path) if path else None)


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL server; it does not run as root, so Debian's user «postgres» runs it."""
    initdb, server = _program("initdb"), _program("pg_ctl")
    if initdb is None or server is None:
        absent("PostgreSQL")
    as_owner = ["runuser", "-u", "postgres", "--"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    data = folder / "data"
    data.mkdir(parents=True)
    if as_owner:
        for path in (folder, data):
            shutil.chown(path, "postgres")
        _let_through(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str | Path) -> None:
        subprocess.run([*as_owner, *command], check=True, capture_output=True, cwd="/")

    run(initdb, "-D", data, "-U", "school", "-A", "trust", "--locale=C.UTF-8")
    options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off"
    run(server, "-D", data, "-o", options, "-w", "-l", data / "log", "start")
    try:
        yield f"postgresql+psycopg://school@127.0.0.1:{port}/postgres"
    finally:
        run(server, "-D", data, "-m", "immediate", "stop")


def _let_through(folder: Path) -> None:
    """pytest makes its folders for root alone; the server's owner must get through to its own."""
    for parent in folder.parents:
        if parent.stat().st_mode & 0o777 == 0o700 and "pytest" in str(parent):
            parent.chmod(0o711)
