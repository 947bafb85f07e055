"""A document edited in Word and handed back: what differs is shown, the file is kept as a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, file_text, read_finished
from sferum_docs.documents.generate import MadeDocument, proven
from sferum_docs.documents.verification import Difference, differences
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs import pack_for
from sferum_docs.store import issued
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.issued import IssuedDocument

__all__ = ["Difference", "differences_of", "return_document"]


def return_document(school_id: int, document_id: int, content: bytes, by: Actor) -> IssuedDocument:
    """Keeps an edited file as the newest version of its document. FaultsError when it cannot be taken."""
    was = issued.find(school_id, document_id)
    if was is None:
        raise LookupError(document_id)
    found = _compared(issued.content(was.sha256), content)
    if not found:
        raise FaultsError([Fault("returned_same", "returned")])
    pack = pack_for(school_id, was.pack)
    if was.document not in pack.by_id:
        raise FaultsError([Fault("unknown_document", "returned", {"text": was.document})])
    data = {**was.data, "edited": {"of": was.id, "by": by.name}}
    made = MadeDocument(
        pack.by_id[was.document], content, issued.content(was.template_sha256), proven(content, pack.directive), data
    )
    with writing() as session:
        row = issued.add_document(session, school_id, made, was.file_name, was.order_date, by.at)
        note(session, school_id, by, "document.returned", was.title, version=row.version, changes=len(found))
        return issued.value(row)


def differences_of(school_id: int, document: IssuedDocument) -> tuple[Difference, ...]:
    """What an edited version says otherwise than the one it was made of; nothing for any other."""
    edited = document.data.get("edited")
    was = issued.find(school_id, edited["of"]) if edited else None
    if was is None:
        return ()
    return _compared(issued.content(was.sha256), issued.content(document.sha256))


def _compared(was: bytes, now: bytes) -> tuple[Difference, ...]:
    try:
        text = file_text(now)
        broken = [item for item in read_finished(now).findings if item.severity == "error"]
    except TemplateError as error:
        raise FaultsError([Fault("bad_template", "returned", {"text": error.findings[0].message()})]) from error
    if broken:
        raise FaultsError([Fault("bad_template", "returned", {"text": item.message()}) for item in broken])
    return differences(file_text(was), text)
