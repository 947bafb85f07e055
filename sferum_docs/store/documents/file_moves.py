"""Files of documents moved between the database and a folder, and held against each other."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store.database import db, in_parts, see_anew, writing
from sferum_docs.store.documents import files
from sferum_docs.store.rows import DocumentRow, FileRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sferum_docs.store.documents.file_folder import FileFolder

_AT_ONCE = 50  # files of one question, or of one transaction
_DOUBTFUL = 100  # files
_DAY = 24 * 60 * 60
MISSING, CHANGED = "missing", "changed"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many files lie where."""

    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What belongs to no document: rows of files that nothing names, files without a row, half-written ones."""

    rows: tuple[str, ...]
    files: tuple[str, ...]
    parts: tuple[Path, ...]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows) + len(self.files) + len(self.parts)


def count_files() -> Counts:
    """How many files the rows say lie where."""
    query = select(FileRow.outside, func.count()).group_by(FileRow.outside)
    found = {bool(row[0]): row[1] for row in db.session.execute(query)}
    return Counts(found.get(False, 0), found.get(True, 0))


def move_out(folder: FileFolder) -> Iterator[bool]:
    """Moves every file of the database into the folder, one after another; whether each was sound, else it stays.

    The file lies on the disk before its row says so, and no writer waits for the disk: whatever ends this, nothing is
    lost, and the next call goes on.
    """
    for batch in _batches(outside=False):
        moved = []
        for sha256 in batch:
            content = db.session.scalar(select(FileRow.content).where(FileRow.sha256 == sha256)) or b""
            if sound := fingerprint(content) == sha256:
                folder.keep(sha256, content)
                moved.append(sha256)
            yield sound
        see_anew()
        with writing(alters_pages=False) as session:
            lying = FileRow.sha256.in_(moved), FileRow.outside.is_(False)
            session.execute(update(FileRow).where(*lying).values(content=b"", outside=True))


def move_in() -> Iterator[bool]:
    """Moves every file of the folder into the database; whether each was sound. Its file stays until it is swept."""
    for batch in _batches(outside=True):
        for sha256 in batch:
            try:
                content = files.content(sha256)
            except FaultsError:
                yield False
                continue
            see_anew()
            with writing(alters_pages=False) as session:
                lying = FileRow.sha256 == sha256, FileRow.outside.is_(True)
                session.execute(update(FileRow).where(*lying).values(content=content, outside=False))
            yield True


def _batches(*, outside: bool) -> Iterator[list[str]]:
    after = ""
    while True:
        query = select(FileRow.sha256).where(FileRow.outside.is_(outside), FileRow.sha256 > after)
        batch = list(db.session.scalars(query.order_by(FileRow.sha256).limit(_AT_ONCE)))
        if not batch:
            return
        yield batch
        after = batch[-1]


def unsound() -> Iterator[tuple[str, str]]:
    """(fingerprint, MISSING or CHANGED) of each file that is not what its row says; reads every file there is."""
    for outside in (False, True):
        for batch in _batches(outside=outside):
            for sha256 in batch:
                try:
                    files.content(sha256)
                except FaultsError as error:
                    yield sha256, MISSING if error.faults[0].code == "document_file_missing" else CHANGED
            db.session.expunge_all()  # the bytes of one batch at a time


def unkept() -> tuple[str, ...]:
    """Fingerprints that a row of some table names and no row of `file` bears."""
    found: set[str] = set()
    for column in files.naming_columns():
        there = select(FileRow.sha256).where(FileRow.sha256 == column).exists()
        found.update(db.session.scalars(select(column).where(column.is_not(None), ~there).distinct()))
    return tuple(sorted(found))


def titles(sha256s: tuple[str, ...]) -> Mapping[str, tuple[int, str]]:
    """Fingerprint → (school, title) of a document whose file it is."""
    row, found = DocumentRow, dict[str, tuple[int, str]]()
    query = select(row.sha256, row.school_id, row.title)
    for some in in_parts(sha256s):  # a folder that is not there makes all of them lost
        rows = db.session.execute(query.where(row.sha256.in_(some)))
        found |= {sha256: (school_id, title) for sha256, school_id, title in rows}
    return found


def leftovers() -> Leftovers:
    """What belongs to no document."""
    rows = tuple(db.session.scalars(select(FileRow.sha256).where(files.unused()).order_by(FileRow.sha256)))
    folder = files.folder_for_reading()
    if folder is None:
        return Leftovers(rows, (), ())
    known = set(db.session.scalars(select(FileRow.sha256).where(FileRow.outside.is_(True))))
    return Leftovers(rows, tuple(name for name in folder.names() if name not in known), tuple(folder.leftovers()))


def is_foreign(found: Leftovers) -> bool:
    """Whether the folder looks like that of another database: most of its files were never known here."""
    known = set(db.session.scalars(select(FileRow.sha256)))
    return sum(name not in known for name in found.files) > len(known) + _DOUBTFUL


def sweep_out() -> int:
    """Takes away what belongs to no document and is older than a day; gives how many. FaultsError: not our folder.

    Under the lock of those who write: what is being kept in this moment has its row, or is younger.
    """
    folder = files.folder_for_reading()
    with writing(alters_pages=False) as session:
        swept = len(tuple(session.scalars(delete(FileRow).where(files.unused()).returning(FileRow.sha256))))
        found = leftovers()
        if is_foreign(found):
            raise FaultsError([Fault("files_foreign")])
    for path in [*((folder.place(name) for name in found.files) if folder else ()), *found.parts]:
        with writing(alters_pages=False) as session:  # a turn for each: nobody waits long
            kept = session.scalar(select(FileRow.outside).where(FileRow.sha256 == path.name))
            with suppress(FileNotFoundError):  # another sweeps out at the same time
                if not kept and time.time() - path.stat().st_mtime > _DAY:
                    path.unlink()
                    swept += 1
    return swept
