"""Bytes under their fingerprints: in the database, or in a folder that its setting names.

The row says where the bytes of a fingerprint lie, so both may be in use at once: new files go where the setting says,
older ones are read where they are. Whatever is read is held against its fingerprint.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, delete, func, or_, select

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store.database import Base, after_undone, db, insertion, writing
from sferum_docs.store.documents.file_folder import FileFolder
from sferum_docs.store.rows import FileRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from sqlalchemy.orm import Session

KEPT_IN, READ_IN = "files_kept_in", "files_read_in"  # settings of an engine: folders
_SHOWN = 12  # signs of a fingerprint that a sentence names


def settings(kept_in: Path | None, usual: Path) -> dict[str, Any]:
    """The options of an engine: the folder for new files (None: they go into the database), else where to read."""
    return {KEPT_IN: kept_in, READ_IN: kept_in or usual}


def folder_for_new() -> FileFolder | None:
    """Where new files go; None: into the database."""
    return _folder(KEPT_IN)


def folder_for_reading() -> FileFolder | None:
    """Where files outside the database are read."""
    return _folder(READ_IN)


def _folder(name: str) -> FileFolder | None:
    path = db.engine.get_execution_options().get(name)
    return None if path is None else FileFolder(Path(path))


def add_file(session: Session, content: bytes) -> str:
    """Keeps bytes under their fingerprint, once; whoever keeps the same bytes at the same time does no harm."""
    return add_files(session, (content,))[0]


def add_files(session: Session, contents: Iterable[bytes]) -> tuple[str, ...]:
    """Keeps several at once; gives their fingerprints in this order."""
    named = [(fingerprint(content), content) for content in contents]
    files, folder = dict(named), folder_for_new()
    if files and folder is None:
        _insert(session, files)
    elif files and folder is not None:
        _insert_outside(session, folder, files)
    return tuple(sha256 for sha256, _content in named)


def _insert(session: Session, files: Mapping[str, bytes]) -> None:
    insert = insertion(session, FileRow)
    rows = [{"sha256": sha256, "content": content, "outside": False} for sha256, content in files.items()]
    # another school may be keeping the same file in this very moment; one that lay outside comes home
    home = {"content": insert.excluded.content, "outside": False}
    whose = FileRow.outside.is_(True)
    session.connection().execute(insert.on_conflict_do_update(index_elements=["sha256"], set_=home, where=whose), rows)


def _insert_outside(session: Session, folder: FileFolder, files: Mapping[str, bytes]) -> None:
    """Into the folder first: a row without its file would be a loss, a file without a row is none."""
    query = select(FileRow.sha256).where(FileRow.sha256.in_(files), FileRow.outside.is_(False))
    inside = set(session.scalars(query))
    new = {sha256: content for sha256, content in files.items() if sha256 not in inside}
    for sha256, content in new.items():
        if folder.keep(sha256, content):
            after_undone(session, partial(_remove_unnamed, folder, sha256))
    if new:
        rows = [{"sha256": sha256, "content": b"", "outside": True} for sha256 in new]
        insert = insertion(session, FileRow)
        session.execute(insert.on_conflict_do_nothing(), rows)


def _remove_unnamed(folder: FileFolder, sha256: str) -> None:
    """Takes back a file whose transaction was undone, unless another has kept the same since."""
    with writing(alters_pages=False) as session:
        if session.scalar(select(func.count()).where(FileRow.sha256 == sha256)) == 0:
            folder.remove(sha256)


def content(sha256: str) -> bytes:
    """The bytes under a fingerprint. LookupError when there were none; FaultsError when they are lost or changed."""
    row = db.session.get(FileRow, sha256)
    if row is None:
        raise LookupError(sha256)
    found = _outside(sha256) if row.outside else row.content
    if found is None:  # it may have been brought home in this very moment
        db.session.refresh(row)
        found = None if row.outside else row.content
    if found is None or fingerprint(found) != sha256:
        code = "document_file_missing" if found is None else "document_file_changed"
        raise FaultsError([Fault(code, values={"text": sha256[:_SHOWN]})])
    return found


def contents(wanted: Sequence[str]) -> dict[str, bytes]:
    """The bytes under several fingerprints with one question; those of a folder one by one. Raises as `content`."""
    row = FileRow
    query = select(row.sha256, row.content).where(row.sha256.in_(wanted), row.outside.is_(False))
    found = {sha256: data for sha256, data in db.session.execute(query) if fingerprint(data) == sha256}
    return {sha256: found[sha256] if sha256 in found else content(sha256) for sha256 in wanted}


def _outside(sha256: str) -> bytes | None:
    folder = folder_for_reading()
    return None if folder is None else folder.read(sha256)


def naming_columns() -> tuple[ColumnElement[str], ...]:
    """The columns of all tables that name a file."""
    return tuple(
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname == "file.sha256" for key in column.foreign_keys)
    )


def remove_unused_file(session: Session, sha256: str) -> None:
    """Forgets bytes that no row of any table names any more; a file of a folder is swept out later, not undoable."""
    if not any(session.scalar(select(func.count()).where(column == sha256)) for column in naming_columns()):
        session.execute(delete(FileRow).where(FileRow.sha256 == sha256))


def unused() -> ColumnElement[bool]:
    """The condition of a row of `file` that no row of any table names."""
    return ~or_(*(select(column).where(column == FileRow.sha256).exists() for column in naming_columns()))
