"""What a file that should hold a table is, by its first bytes: named when it cannot be one."""

from __future__ import annotations

import re

from sferum_docs.reading.faults import Fault

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
_PAGE = re.compile(rb"<html[\s>]")  # «<html:B>» is bold in an XML of Excel
# what begins so is no table, and what it is to a person
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "документ RTF"),
    (b"Rar!", "архив RAR"),
    (b"7z\xbc\xaf", "архив 7-Zip"),
    (b"\x1f\x8b", "архив GZ"),
    (b"\xff\xd8\xff", "фотография"),
    (b"\x89PNG", "картинка"),
    (b"GIF8", "картинка"),
    (b"ID;P", "таблица SYLK"),
    (b"\x09\x08", "книга Excel 5 без оболочки"),
    (b"\x09\x04", "книга Excel 4"),
    (b"\x09\x02", "книга Excel 3"),
    (b"\x09\x00", "книга Excel 2"),
)


def named_for_what_it_is(data: bytes) -> Fault | None:
    """The fault of a file that is known to be something else."""
    head = data[:_HEAD]
    for beginning, words in _FOREIGN:
        if head.startswith(beginning):
            return Fault("sheet_foreign", values={"text": words})
    if head.lstrip()[:13].lower() == b"mime-version:":
        return Fault("sheet_foreign", values={"text": "веб-архив с именем таблицы"})
    if data.startswith(OLE):
        return _ole_fault(data)
    return None


def needs_child(data: bytes) -> bool:
    """Whether the file must be taken apart by a library: a workbook, a page of the web, XML."""
    if data.startswith((ZIP, OLE)):
        return True
    return markup_of(data) != ""


def markup_of(data: bytes) -> str:
    """«html» or «xml» when the file is such a text."""
    head = data[:_HEAD]
    if head.startswith(_UTF_16):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    page = _PAGE.search(head) is not None
    if head.startswith(b"<?xml") and not page:
        return "xml"
    return "html" if head.startswith(b"<") and (page or b"<table" in head or b"<!doctype" in head) else ""


def _ole_fault(data: bytes) -> Fault | None:
    streams = {
        name: name.encode("utf-16-le") in data for name in ("EncryptedPackage", "WordDocument", "Workbook", "Book")
    }
    if streams["EncryptedPackage"]:
        return Fault("sheet_encrypted")
    if streams["WordDocument"] and not streams["Workbook"]:
        return Fault("word_not_sheet")
    return None
