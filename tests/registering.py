"""Schools with many drafts to register, and a process that registers them until it is killed."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn
from flask import Flask
from sqlalchemy import inspect, select

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.requests.request import read_request
from sferum_docs.reading.records import Record
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.register.entries.evidence import Subject, add_evidence
from sferum_docs.services.register.lists.listing import waiting
from sferum_docs.services.register.register import register_document, register_documents
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.database import db, writing
from sferum_docs.store.documents import issued
from sferum_docs.store.register.register import in_period
from sferum_docs.store.rows import DocumentRow
from tests.builders import PACK_ID, a_school
from tests.databases import migrated, share_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry

DAY = date(2023, 10, 16)
BY = Actor("Исаева Зара", datetime(2023, 10, 16, 9, 0, tzinfo=UTC), address="127.0.0.1")
ROOT = Path(__file__).resolve().parents[1]


def drafts(count: int, document: str = "D04") -> tuple[int, list[int]]:
    """A school and so many drafts of an order: (school, drafts)."""
    school_id = save_school(None, a_school(), BY)
    (first,) = made(school_id, document)
    with writing() as session:
        pattern = session.get_one(DocumentRow, first.id)
        names = [column.key for column in inspect(DocumentRow).columns if column.key not in {"id", "version"}]
        same = {name: getattr(pattern, name) for name in names}
        session.add_all(DocumentRow(**same, version=1000 + number) for number in range(count - 1))
    query = select(DocumentRow.id).where(DocumentRow.school_id == school_id).order_by(DocumentRow.id)
    return school_id, list(db.session.scalars(query))


def made(school_id: int, *documents: str) -> tuple[IssuedDocument, ...]:
    """Drafts of these documents, their questions answered by default."""
    asked = read_request(Record({"date": DAY, "documents": documents}, "", []), find_pack(PACK_ID))
    assert asked is not None
    return make_packet(school_id, PACK_ID, asked, BY)


def register(school_id: int, draft_id: int) -> Entry:
    """Registers a draft; what the document was registered as before stays in force."""
    return register_document(school_id, draft_id, RegistrationDetails(DAY, replaces=False), BY)


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def put_an_entry(school_id: int) -> Entry:
    """The first waiting order registered, with its scan."""
    entry = register(school_id, waiting(school_id)[0].document.id)
    add_evidence(school_id, Subject(entry_id=entry.id), "приказ.pdf", PDF, BY)
    return entry


def assert_whole(school_id: int, acknowledged: set[int] | None = None) -> tuple[Entry, ...]:
    """Every number once and none missing; every ready file has its fingerprint, opens, and bears its number."""
    db.session.rollback()
    entries = in_period(db.session(), school_id, "R01", DAY.year)
    assert [entry.ordinal for entry in entries] == list(range(1, len(entries) + 1))
    assert (acknowledged or set()) <= {entry.ordinal for entry in entries if entry.ready}
    for entry in entries:
        assert entry.ready, entry
        kept = issued.find(school_id, entry.document_id or 0)
        assert kept is not None
        content = issued.content(kept.sha256)
        assert fingerprint(content) == kept.sha256
        assert f"№ {entry.number}" in words(content)
    return entries


def words(content: bytes) -> str:
    """The text of a Word file with its tables, spaces made plain."""
    body = Document(io.BytesIO(content)).element.body
    texts = (text.text or "" for text in body.iter(qn("w:t")))
    return " ".join(" ".join(texts).replace("\u00a0", " ").split())


@dataclass(frozen=True)
class Point:
    """A moment of registering at which a process may die: before or after a function; what it leaves."""

    module: str
    function: str
    after: bool
    leaves: str  # nothing, a reserved entry, a ready one


_NUMBER, _FILE = "sferum_docs.services.register.register", "sferum_docs.services.register.finish"
POINTS = {
    "before-the-number": Point("sferum_docs.store.register.numbers", "take_number", after=False, leaves="nothing"),
    "number-not-committed": Point("sferum_docs.store.register.numbers", "take_number", after=True, leaves="nothing"),
    "entry-not-committed": Point("sferum_docs.store.register.register", "add_entry", after=True, leaves="nothing"),
    "between-number-and-file": Point(_NUMBER, "finish", after=False, leaves="reserved"),
    "file-made-not-kept": Point(_FILE, "companions", after=True, leaves="reserved"),
    "file-kept-not-committed": Point(_FILE, "add_document", after=True, leaves="reserved"),
    "people-not-committed": Point(
        "sferum_docs.store.register.acquaintance", "add_people", after=True, leaves="reserved"
    ),
    "not-acknowledged": Point(_NUMBER, "finish", after=True, leaves="ready"),
}


@dataclass
class ForkServer:
    """A process with everything imported that forks a child for each order it gets."""

    process: subprocess.Popen[str]

    def start(
        self, url: str, school_id: int, draft_ids: list[int], dies_at: str = "-", *, together: bool = False
    ) -> int:
        """A child that registers the drafts one by one, or `together`, and dies at a point; gives its process id.

        One by one it dies at the last of them, together at the second.
        """
        way = "together" if together else "apart"
        (child,) = self._asked(url, school_id, [draft_ids], dies_at, way)
        return child

    def start_several(self, url: str, school_id: int, parts: list[list[int]]) -> None:
        """A child for each part of the drafts, all at work at once."""
        self._asked(url, school_id, parts, "-", "apart")

    def _asked(self, url: str, school_id: int, parts: list[list[int]], dies_at: str, way: str) -> list[int]:
        assert self.process.stdin is not None
        drafts = ";".join(",".join(map(str, part)) for part in parts)
        self.process.stdin.write(f"{url} {school_id} {dies_at} {way} {drafts}\n")
        self.process.stdin.flush()
        return [int(child) for child in self.line().removeprefix("children ").split(",")]

    def line(self) -> str:
        """The next line: `children <pid>,<pid>`, `number <n>`, `end`."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def numbers(self) -> Iterator[int]:
        """What is acknowledged until the children end."""
        while (line := self.line()) != "end":
            assert line.startswith("number "), line
            yield int(line.removeprefix("number "))


@contextmanager
def fork_server() -> Iterator[ForkServer]:
    """Starts and ends the process."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from tests.registering import serve; serve()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    with process:
        server = ForkServer(process)
        assert server.line() == "end"
        yield server
        assert process.stdin is not None
        process.stdin.close()


def serve() -> None:
    """The forking process: the children of one order at a time."""
    with TemporaryDirectory() as folder, _application(f"sqlite:///{folder}/school.db").app_context():
        Path(folder, "school.db").write_bytes(migrated())
        school_id, (draft,) = drafts(1)
        register(school_id, draft)  # children begin with the pack read, the template compiled and the SQL put together
        db.session.remove()
        db.engine.dispose()
    import_module("psycopg")
    _say("end")
    for line in sys.stdin:
        url, school, dies_at, way, parts = line.split()
        deed = _register_together if way == "together" else _register_all
        children = [_forked(deed, url, int(school), part, dies_at) for part in parts.split(";")]
        _say(f"children {','.join(map(str, children))}")
        for child in children:
            os.waitpid(child, 0)
        _say("end")


def _forked(deed: Callable[[str, int, list[int], str], None], url: str, school_id: int, part: str, dies_at: str) -> int:
    child = os.fork()
    if child == 0:
        try:
            deed(url, school_id, [int(item) for item in part.split(",")], dies_at)
        finally:
            os._exit(0)
    return child


def _application(url: str) -> Flask:
    app = Flask("tests", root_path=str(ROOT))
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    share_statements(app)
    return app


def _register_together(url: str, school_id: int, draft_ids: list[int], dies_at: str) -> None:
    with _application(url).app_context():
        _die_at(POINTS[dies_at], call=2)
        for entry in register_documents(
            school_id, {key: RegistrationDetails(DAY, replaces=False) for key in draft_ids}, BY
        ):
            _say(f"number {entry.ordinal}")


def _register_all(url: str, school_id: int, draft_ids: list[int], dies_at: str) -> None:
    with _application(url).app_context():
        for draft_id in draft_ids:
            if draft_id == draft_ids[-1] and dies_at in POINTS:
                _die_at(POINTS[dies_at])
            _say(f"number {register(school_id, draft_id).ordinal}")


def _die_at(point: Point, call: int = 1) -> None:
    """Dies at this call of the function."""
    module = import_module(point.module)
    usual, calls = getattr(module, point.function), count(1)

    def last_call(*given: Any, **named: Any) -> Any:
        is_last = next(calls) == call
        told = usual(*given, **named) if point.after or not is_last else None
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)
        return told

    setattr(module, point.function, last_call)


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # one write: a line is never torn
