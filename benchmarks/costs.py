"""What one of everything costs: bytes and rows of a school, of a document, queries of a page, memory of a process.

Run as `python3 run.py bench costs [SCHOOLS]`. Every school gets the standard packet, as drafts.
What follows from these figures for 1,500 and 40,000 schools stands in docs/scale.md.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event, inspect, text

from app import create_app
from benchmarks.bulk import OFFICE, begin, fill, opened, work
from benchmarks.contenders import memory
from benchmarks.web import load
from sferum_docs.services.district.matrix import matrix_of
from sferum_docs.services.users.manage import Role
from sferum_docs.services.users.passwords import Passwords
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import db, writing
from sferum_docs.store.snapshot import SQLITE_NAME
from sferum_docs.store.users.users import add_user
from tests.builders import BY
from tests.databases import postgresql
from tests.web.conftest import client_of
from tests.web.pages import SchoolClient

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


SCHOOLS = 40
_PACK = "/acts/sferum-2023"
PAGES = ((OFFICE + 1, _PACK), (OFFICE + 1, "/register"), (OFFICE + 1, "/documents"), (OFFICE, "/district/"),
         (OFFICE, "/district/matrix/sferum-2023"))  # fmt: skip
_PASSWORD = "четыре слова подряд здесь"  # noqa: S105  of a school that nobody has
_BYTES = {
    "files, with templates": "SELECT sum(length(content)) FROM file",
    "data": "SELECT sum(length(data)) FROM document",
    "paragraphs": "SELECT sum(length(paragraphs)) FROM document",
}
_LOADED = """
from app import create_app
from benchmarks.contenders import memory
from benchmarks.web import load
from sferum_docs.cli.serve import load_beforehand
app = create_app()
with app.app_context():
    load_beforehand(app, all_pages=True)
print(memory("VmRSS"))
"""


def tell(line: str) -> None:
    """Prints at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def rows() -> dict[str, int]:
    """How many rows each table has."""
    names = inspect(db.engine).get_table_names()
    return {name: int(db.session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()) for name in names}  # noqa: S608  names of ours


def figure(question: str) -> int:
    """One number of the database."""
    return int(db.session.execute(text(question)).scalar_one() or 0)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """What was asked of the database meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


@contextmanager
def held(engine: Engine) -> Iterator[list[float]]:
    """Seconds for which each transaction that wrote kept all other writers waiting: from its lock to its end."""
    seconds: list[float] = []
    since: dict[int, float] = {}

    def locked(_connection: object, cursor: Any, statement: str, *_rest: object) -> None:
        if "pg_advisory_xact_lock" in statement or statement.startswith("BEGIN IMMEDIATE"):
            since[id(cursor.connection)] = time.perf_counter()

    def ended(connection: object, *_rest: object) -> None:
        if began := since.pop(id(connection), None):
            seconds.append(time.perf_counter() - began)

    event.listen(engine, "after_cursor_execute", locked)
    event.listen(engine, "checkin", ended)
    try:
        yield seconds
    finally:
        event.remove(engine, "after_cursor_execute", locked)
        event.remove(engine, "checkin", ended)


def pages(instance: str) -> None:
    """The questions of each page after a change of its body, and when nothing has changed."""
    app = create_app({"INSTANCE_PATH": instance, "PASSWORDS": Passwords(memory_kib=8, passes=1)})
    app.test_client_class = SchoolClient
    with app.app_context():
        engine = db.engine
        with writing() as session:
            for body, roles in ((OFFICE, frozenset(Role)), (OFFICE + 1, frozenset(Role) - {Role.DISTRICT})):
                hashed = app.config["PASSWORDS"].hash(_PASSWORD)
                add_user(session, body, f"тело{body}", "Исаева", roles, hashed, BY.name, BY.at)
        matrix_of(OFFICE, "sferum-2023", datetime.now().astimezone().date(), most=None)
    for body, path in PAGES:
        client = client_of(app, f"тело{body}", _PASSWORD)
        client.get(path)
        with app.app_context(), writing() as session:
            record_event(session, OFFICE + 1, BY, "school.saved", "")
        with counted(engine) as after:
            code = client.get(path).status_code
        with counted(engine) as still:
            client.get(path)
        tell(f"  {path} ({code}): {len(after)} questions after a change, {len(still)} without one")


def processes() -> None:
    """Megabytes of a web process after its start, of a worker after packets."""
    with TemporaryDirectory() as instance:
        settings = {**os.environ, "INSTANCE_PATH": instance}
        line = [sys.executable, "-c", _LOADED]
        told = subprocess.run(line, env=settings, capture_output=True, text=True, check=True)  # noqa: S603  ourselves
    worker = memory("VmRSS")
    tell(f"a web process with all loaded: {float(told.stdout):.0f} MiB; this worker after packets: {worker:.0f} MiB")


def size(instance: str) -> int:
    """Bytes of the database, with what was written last."""
    db.session.remove()
    if db.engine.dialect.name == "postgresql":
        return figure("SELECT pg_database_size(current_database())")
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    return (Path(instance) / SQLITE_NAME).stat().st_size


def kept(instance: str, address: str, schools: int) -> None:
    """What schools with their packets take of a database."""
    with opened(instance, address):
        fill(schools)
        before, empty = rows(), size(instance)
        job = begin(schools, "standard")
        with held(db.engine) as turns:
            told = work(job)
        after = rows()
        made = after["document"] - before["document"]
        parts = {name: figure(question) for name, question in _BYTES.items()} if not address else {}
        taken = size(instance) - empty
        db.session.remove()
    title = "PostgreSQL" if address else "SQLite"
    tell(f"{title}: {schools} schools, {made} documents, {made / schools:.1f} a school")
    tell(f"  a document: {told['cpu'] / made * 1000:.1f} ms CPU, {taken / made / 1024:.1f} KiB of the database")
    longest = sorted(turns)[-schools:]  # the one that keeps the packet; the other begins the part
    wall, best = statistics.median(longest) * 1000, min(longest) * 1000
    tell(f"  a packet keeps other writers waiting for {wall:.1f} ms (median, {best:.1f} at best), load {load():.1f}")
    for name, value in parts.items():
        tell(f"    {name} {value / made / 1024:.1f} KiB")
    many = {name: count / schools for name, count in sorted(after.items()) if count >= schools}
    tell(
        f"  a school: {sum(many.values()):.0f} rows: " + ", ".join(f"{name} {each:.1f}" for name, each in many.items())
    )


def main(words: Sequence[str]) -> int:
    """Measures and prints."""
    schools = int(words[0]) if words else SCHOOLS
    with TemporaryDirectory() as instance, postgresql() as address:
        kept(instance, address, schools)
    with TemporaryDirectory() as instance:
        kept(instance, "", schools)
        pages(instance)
    processes()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
