"""Which file of an entry a signature signs: found by comparing digests, nothing is taken from the name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import registered_name
from sferum_docs.services.documents.printing import PrintingError, document_pdf
from sferum_docs.signatures.checking import check_signatures
from sferum_docs.signatures.model import Digest, Value
from sferum_docs.store.documents import electronic_signatures, evidence, issued

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.signatures.model import Check, SignatureFile
    from sferum_docs.store.register.entry import Entry


class SignedAs(StrEnum):
    """What was signed."""

    DOCX = "docx"
    PDF = "pdf"
    SCAN = "scan"
    SENT = "sent"  # a file that was handed in with the signature, or lies within it
    VERSION = "version"  # of the document, and not the registered one

    @property
    def label(self) -> str:
        """How a page calls it."""
        return _LABELS[self]

    @property
    def is_registered(self) -> bool:
        """Whether it is the text that stands in the register."""
        return self in {SignedAs.DOCX, SignedAs.PDF}


_LABELS = {
    SignedAs.DOCX: "зарегистрированный файл Word",
    SignedAs.PDF: "PDF зарегистрированного файла",
    SignedAs.SCAN: "скан этой записи",
    SignedAs.SENT: "файл, приложенный вместе с подписью",
    SignedAs.VERSION: "другая версия документа",
}


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file that may have been signed."""

    signed_as: SignedAs
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Match:
    """The file that was signed, with what was checked; `compared` names all that were looked at."""

    file: SignedFile | None
    checks: tuple[Check, ...]
    compared: tuple[str, ...]


def find_signed(
    signatures: SignatureFile, entry: Entry, press: PdfService | None, school_id: int, sent: SignedFile | None = None
) -> Match:
    """The first of the files that these signatures sign; when none can be compared, the one most likely meant.

    Without a file `checks` tells of the last that was compared.
    """
    checks: tuple[Check, ...] = ()
    compared, meant = list[str](), list[Match]()
    for file in _files(signatures, entry, press, school_id, sent):
        checks = check_signatures(signatures, file.content)
        if is_signed(checks):
            return Match(file, checks, tuple(compared))
        if all(item.digest is Digest.UNKNOWN for item in checks):
            meant.append(Match(file, checks, ()))
        elif file.signed_as.label not in compared:
            compared.append(file.signed_as.label)
    likely = sorted(meant, key=lambda item: item.file is not sent)[:1]
    return likely[0] if likely else Match(None, checks, tuple(compared))


def is_signed(checks: tuple[Check, ...]) -> bool:
    """Whether a file is what was signed: one signature says so, and none denies it."""
    return any(item.digest is Digest.SAME for item in checks) and not any(
        item.digest is Digest.OTHER for item in checks
    )


def is_wrong(checks: tuple[Check, ...]) -> bool:
    """Whether a value does not fit its certificate."""
    return any(item.value is Value.WRONG for item in checks)


def _files(
    signatures: SignatureFile, entry: Entry, press: PdfService | None, school_id: int, sent: SignedFile | None
) -> Iterator[SignedFile]:
    """From the cheap to the dear, the registered text before what only resembles it."""
    document = issued.find(school_id, entry.document_id) if entry.document_id else None
    name = registered_name(entry.kind, entry.number, entry.signed_on, entry.title)
    if document is not None:
        yield SignedFile(SignedAs.DOCX, name, issued.content(document.sha256))
    for item in evidence.of_entry(school_id, entry.id):
        if not item.withdrawn and item.media_type != electronic_signatures.MEDIA_TYPE:
            yield SignedFile(SignedAs.SCAN, item.file_name, issued.content(item.sha256))
    if document is not None and press is not None and press.available:
        yield from _printed(lambda: document_pdf(press, document), f"{name.removesuffix('.docx')}.pdf")
    if signatures.content:
        yield SignedFile(SignedAs.SENT, f"Из подписи{ending(signatures.content) or '.bin'}", signatures.content)
    if sent is not None:
        yield sent
    for version in issued.versions(school_id, entry.pack, entry.document) if entry.document else ():
        if document is None or version.id != document.id:
            yield SignedFile(SignedAs.VERSION, str(version.version), issued.content(version.sha256))


def _printed(pdf: Callable[[], bytes], name: str) -> Iterator[SignedFile]:
    try:
        yield SignedFile(SignedAs.PDF, name, pdf())
    except PrintingError:  # the other files can still be compared
        return


def ending(content: bytes) -> str:
    """The ending of a file by its content; empty for one that is no paper."""
    for start, found in ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png")):
        if content.startswith(start):
            return found
    return ""
