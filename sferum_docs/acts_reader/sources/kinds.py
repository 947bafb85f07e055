"""What a file is by its content: a kind that is read here, or the fault that says what to do with it."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.reading.sheets.sheet_kinds import OLE, ZIP, markup_of

if TYPE_CHECKING:
    from collections.abc import Callable


class SourceKind(Enum):
    """The kinds that are read."""

    PLAIN = auto()
    RTF = auto()
    DOCX = auto()
    PDF = auto()
    HTML = auto()


_HEAD = 1024  # a PDF may begin so far below: ISO 32000, annex H of its first edition
_PICTURES = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"AT&TFORM", b"8BPS", b"\0\0\1\0", b"\xffOQ\xff",
)  # fmt: skip
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"PK\x07\x08")
_BMP_LENGTH, _FAMILY = slice(2, 6), slice(4, 12)
_PHOTOS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_OTHER_OFFICE = (b"xl/workbook.", b"ppt/presentation.", b"visio/document.")  # names of parts: ISO 29500
_OPEN_DOCUMENT = re.compile(rb"^PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.(text)?", re.DOTALL)
_WORD_XML = (b"<?mso-application", b"w:worddocument", b"pkg:package")


def kind_of(data: bytes) -> SourceKind | Fault:
    """How to read a file, or why it is not read."""
    return next(answer(data) for is_such, answer in _KINDS if is_such(data))


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:_HEAD]


def _is_rtf(data: bytes) -> bool:
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{\\rtf")


def _is_picture(data: bytes) -> bool:
    if data.startswith(b"BM"):  # two letters that a text may begin with
        return int.from_bytes(data[_BMP_LENGTH], "little") == len(data)
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return webp or data[_FAMILY] in _PHOTOS or data.startswith(_PICTURES)


def _ole(data: bytes) -> Fault:
    """What is in the container that all old programs of Microsoft wrote: names of its streams are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Fault("act_encrypted")
    is_word = "WordDocument".encode("utf-16-le") in data
    return Fault("act_resave", values={"text": "документ Word 97–2003 (DOC)"}) if is_word else Fault("act_foreign")


def _zip(data: bytes) -> SourceKind | Fault:
    opened = _OPEN_DOCUMENT.match(data[:200])
    if opened:
        return (
            Fault("act_resave", values={"text": "документ OpenDocument (ODT)"}) if opened[1] else Fault("act_foreign")
        )
    # a document of Word may hold a sheet within itself
    if b"word/" not in data and any(part in data for part in _OTHER_OFFICE):
        return Fault("act_foreign")
    return SourceKind.DOCX if b"[Content_Types].xml" in data else Fault("act_archive")


def _marked(data: bytes) -> SourceKind | Fault:
    markup = markup_of(data)
    if markup == "html":
        return SourceKind.HTML
    head = data[:_HEAD].lower()
    if markup == "xml" and any(sign in head for sign in _WORD_XML):
        return Fault("act_resave", values={"text": "документ Word в XML"})
    if head.lstrip().startswith(b"mime-version:"):
        return Fault("act_resave", values={"text": "веб-архив (MHT)"})
    return Fault("act_foreign") if markup == "xml" else SourceKind.PLAIN


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], SourceKind | Fault]], ...] = (
    (_is_pdf, lambda _data: SourceKind.PDF),
    (_is_rtf, lambda _data: SourceKind.RTF),
    (lambda data: data.startswith(OLE), _ole),
    (_is_picture, lambda _data: Fault("act_picture")),
    (lambda data: data.startswith(_ARCHIVES), lambda _data: Fault("act_archive")),
    (lambda data: data.startswith(ZIP), _zip),
    (lambda _data: True, _marked),
)
