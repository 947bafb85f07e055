"""Documents on paper: the PDF of each, of all in signing order, the pictures of pages, the number of sheets."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.printing import FileCache, Printer, PrintingError, merged, page_count, page_png
from sferum_docs.printing.typefaces import fonts_mark
from sferum_docs.services.documents.issued import document_bytes, newest_documents
from sferum_docs.services.installation.place import cache_folder, offices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sferum_docs.store.documents.issued import IssuedDocument

__all__ = [
    "PdfService", "PrintingError", "document_pdf", "known_sheets", "packet_of_files", "packet_pdf", "page_picture",
    "pdf_name", "press_in", "sheets", "sheets_of", "unprinted",
]  # fmt: skip
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PdfService:
    """The printer of an installation, and the files that it printed."""

    printer: Printer
    kept: FileCache

    @property
    def available(self) -> bool:
        """Whether there is anything to print with."""
        return self.printer.available

    def is_printed(self, sha256: str) -> bool:
        """Whether the PDF of a file is kept."""
        return self.kept.find(pdf_name(sha256)) is not None


def press_in(instance: Path) -> PdfService:
    """The press of an installation that keeps its files in this folder."""
    return PdfService(Printer(instance / "printing", at_once=offices()), FileCache(cache_folder(instance)))


def pdf_name(sha256: str, fonts: str = "") -> str:
    """The name a printed file is kept under: its bytes, and the typefaces it was printed with."""
    return f"{sha256}-{fonts or fonts_mark()}.pdf"


def pdfs(press: PdfService, files: Sequence[bytes]) -> tuple[bytes, ...]:
    """The PDF of each file: the kept one, or printed now, all that are missing in one go."""
    names = [pdf_name(fingerprint(content)) for content in files]
    found = {name: kept for name in names if (kept := press.kept.find(name)) is not None}
    missing = [index for index, name in enumerate(names) if name not in found]
    try:
        printed = press.printer.pdfs([files[index] for index in missing]) if missing else ()
    except PrintingError as error:
        raise PrintingError(error.code, missing[error.index] if missing else 0) from None
    for index, pdf in zip(missing, printed, strict=True):
        found[names[index]] = press.kept.keep(names[index], pdf)
    return tuple(found[name] for name in names)


def document_pdf(press: PdfService, document: IssuedDocument) -> bytes:
    """The PDF of a made document."""
    return press.kept.find(pdf_name(document.sha256)) or pdfs(press, [document_bytes(document)])[0]


def page_picture(press: PdfService, docx: bytes, page: int, width: int) -> bytes:
    """The picture (PNG) of a page of a file, counted from 1. LookupError when there is no such page."""
    name = f"{fingerprint(docx)}-{fonts_mark()}-{page}-{width}.png"
    return press.kept.get(name, lambda: page_png(pdfs(press, [docx])[0], page, width))


def packet_pdf(press: PdfService, school_id: int, pack: str) -> bytes:
    """The newest documents of a pack in one file, in signing order. LookupError when there are none."""
    documents = newest_documents(school_id, pack)
    if not documents:
        raise LookupError(school_id)
    name = _packet_name([document.sha256 for document in documents])
    return press.kept.get(name, lambda: merged(pdfs(press, [document_bytes(document) for document in documents])))


def packet_of_files(press: PdfService, files: Sequence[bytes], sums: Sequence[str]) -> bytes:
    """Files with their fingerprints as one PDF, in this order."""
    return press.kept.get(_packet_name(sums), lambda: merged(pdfs(press, files)))


def _packet_name(sums: Sequence[str]) -> str:
    return pdf_name(f"packet-{hashlib.sha256(''.join(sums).encode('ascii')).hexdigest()}")


def unprinted(press: PdfService, school_id: int, pack: str) -> tuple[IssuedDocument, ...]:
    """The documents of the packet that have no PDF yet, in signing order."""
    documents = newest_documents(school_id, pack)
    return tuple(document for document in documents if not press.is_printed(document.sha256))


def sheets(pdf: bytes) -> int:
    """How many sheets a PDF takes, printed on one side as business papers are: as many as it has pages."""
    return page_count(pdf)


def known_sheets(press: PdfService, document: IssuedDocument) -> int | None:
    """The sheets of a document that was printed already; nothing is printed to count them."""
    pdf = press.kept.find(pdf_name(document.sha256))
    return None if pdf is None else sheets(pdf)


def sheets_of(press: PdfService | None, files: Mapping[str, bytes]) -> dict[str, int]:
    """The sheets of each file under its key; of none when there is nothing to print with, or printing fails."""
    if press is None or not press.available or not files:
        return {}
    try:
        printed = pdfs(press, list(files.values()))
    except PrintingError as error:  # a place to write by hand will do: a letter is not stopped by a printer
        _log.warning("sheets are not counted: %s", error.code)
        return {}
    return {key: sheets(pdf) for key, pdf in zip(files, printed, strict=True)}
