"""Made documents for the pages: found, packed into one archive."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.documents import issued

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.store.documents.issued import IssuedDocument

__all__ = ["document_bytes", "find_document", "has_documents", "newest_documents", "versions"]


def newest_documents(school_id: int, pack: str) -> tuple[IssuedDocument, ...]:
    """The newest version of each document of a pack, in signing order."""
    return issued.newest(school_id, pack)


@cached_until_change
def has_documents(school_id: int) -> bool:
    """Whether anything is made yet."""
    return issued.has_documents(school_id)


def find_document(school_id: int, document_id: int) -> IssuedDocument | None:
    """A made document of this school; another school's is not found."""
    return issued.find(school_id, document_id)


def versions(school_id: int, pack: str, document: str) -> tuple[IssuedDocument, ...]:
    """All versions of a document, newest first."""
    return issued.versions(school_id, pack, document)


def document_bytes(document: IssuedDocument) -> bytes:
    """The file of a made document."""
    return issued.content(document.sha256)


def zip_files(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files in one archive; the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # a DOCX is compressed already
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (2023, 10, 13, 0, 0, 0)), content)
    return target.getvalue()
