"""Files of a district as they are handed in: tables, and archives of tables; why the others are none."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.many.books import read_books
from sferum_docs.reading.sheets.sheet_kinds import ZIP
from sferum_docs.reading.sheets.sheets import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.reading.sheets.sheets import TableBook

MOST_FILES = 2_000  # of all archives together: a region with a workbook a school
MOST_CELLS = 1_500_000  # 1,500 schools of sixty workers and more
MOST_UNPACKED = 64 * 1024 * 1024  # of all archives of an upload together: zeros are packed a thousand times smaller
UNPACKED_BY_HAND = 1024 * 1024 * 1024  # of a command, which keeps nobody waiting
_LONGEST_NAME = 200
_AT_ONCE = 60  # files read by one process
_UTF8 = 0x800  # a flag of a member: its name is in UTF-8
_WORKBOOKS = frozenset({"[content_types].xml", "content.xml"})
_NO_FILES = ("__macosx/", "~$", ".", "thumbs.db", "desktop.ini")  # what systems add to folders by themselves
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def open_files(
    files: Sequence[tuple[str, bytes]], unpacked: int = MOST_UNPACKED
) -> tuple[list[tuple[str, TableBook]], list[Fault]]:
    """The tables of files and of archives of files, under names of their own. FaultsError: there is none.

    `unpacked`: how many bytes all archives together may hold.
    """
    faults: list[Fault] = []
    books: list[tuple[str, TableBook]] = []
    waiting: list[tuple[str, bytes]] = []
    cells = 0
    for name, data in _members(files, unpacked, faults):
        waiting.append((name, data))
        if len(waiting) == _AT_ONCE:
            cells += _read(waiting, books, faults)
            waiting = []
        if cells > MOST_CELLS:
            break
    cells += _read(waiting, books, faults)
    if cells > MOST_CELLS:
        raise FaultsError([Fault("district_too_much", "files", {"limit": MOST_CELLS})])
    if not books:
        raise FaultsError(faults or [Fault("file_none", "files")])
    return _named_apart(books), faults


def _read(files: Sequence[tuple[str, bytes]], books: list[tuple[str, TableBook]], faults: list[Fault]) -> int:
    cells = 0
    for (name, _data), read in zip(files, read_books([data for _name, data in files]), strict=True):
        if isinstance(read, FaultsError):
            faults += [Fault("statistics_file", name, {"text": fault.message()}) for fault in read.faults]
        else:
            books.append((name, read))
            cells += sum(len(row.cells) for sheet in read.sheets for row in sheet.rows)
    return cells


def _members(files: Sequence[tuple[str, bytes]], room: int, faults: list[Fault]) -> Iterator[tuple[str, bytes]]:
    count = 0
    for name, data in files:
        is_archive = _is_archive(data)
        for member in _of_archive(name, data, room, faults) if is_archive else [(name, data)]:
            count += 1
            room -= len(member[1]) if is_archive else 0
            if count > MOST_FILES:
                faults.append(Fault("district_many_files", "files", {"limit": MOST_FILES}))
                return
            yield member


def _is_archive(data: bytes) -> bool:
    """Whether these are files packed together, and no workbook, which is packed as well."""
    if not data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not {name.lower().lstrip("/") for name in archive.namelist()} & _WORKBOOKS
    except _DAMAGE:
        return False  # the reader of tables says what it is


def _of_archive(file: str, data: bytes, room: int, faults: list[Fault]) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, one after the other; what is not taken is told."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir() and not _is_of_system(member)]
        if len(members) > MOST_FILES:
            faults.append(Fault("district_many_files", file, {"limit": MOST_FILES}))
            return
        if sum(member.file_size for member in members) > room:
            faults.append(Fault("archive_too_big", file))
            return
        for member in members:
            name = _name_of(member)
            try:
                with archive.open(member) as opened:
                    content = opened.read(MAX_BYTES + 1)
            except _DAMAGE:
                encrypted = member.flag_bits & 1
                faults.append(Fault("district_encrypted", name) if encrypted else Fault("file_damaged", name))
                continue
            if _is_archive(content):
                faults.append(Fault("district_nested", name))
                continue
            yield name, content


def _is_of_system(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.casefold().replace("\\", "/").split("/")
    return parts[0] == "__macosx" or parts[-1].startswith(_NO_FILES)


def _name_of(member: zipfile.ZipInfo) -> str:
    """The name of a member; what Windows packs in Russian comes in the code page of DOS."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("cp866")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = member.filename
    return clean_line(name.replace("\\", "/"))[:_LONGEST_NAME] or "?"


def _named_apart(books: Sequence[tuple[str, TableBook]]) -> list[tuple[str, TableBook]]:
    """The files under names that differ: by them places are told."""
    seen: dict[str, int] = {}
    named = []
    for name, book in books:
        short = clean_line(name)[:_LONGEST_NAME]
        seen[short] = seen.get(short, 0) + 1
        named.append((short if seen[short] == 1 else f"{short} ({seen[short]})", book))
    return named
