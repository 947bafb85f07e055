"""A document edited in Word and handed back: is it this document, what differs, the file kept as a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, file_text, read_finished
from sferum_docs.documents.checking.certified import certified_of
from sferum_docs.documents.checking.likeness import ALIKE, likeness
from sferum_docs.documents.checking.verification import Difference, differences
from sferum_docs.documents.making.clause_evidence import clause_evidence
from sferum_docs.documents.making.generate import MadeDocument
from sferum_docs.documents.making.provenance import CODE, fingerprint, read_code
from sferum_docs.documents.registering.copies import EXTRACT
from sferum_docs.reading.faults import Fault, FaultsError, errors, retold
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.adding import add_document
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from sferum_docs.docengine import FileText
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument

__all__ = ["ASKED", "Difference", "differences_of", "may_withdraw", "return_document", "withdraw_version"]

# what a person may answer «yes, this is it» to; everything else is refused
ASKED = {"returned_unlike", "returned_foreign_code", "returned_other_version", "returned_known_version"}


def return_document(
    school_id: int, document_id: int, content: bytes, by: Actor, *, confirmed: bool = False
) -> IssuedDocument:
    """Keeps an edited file as the newest version of its document.

    FaultsError when it cannot be taken, or is asked about (`ASKED`) and not `confirmed`; LookupError for no document.
    """
    was = issued.find(school_id, document_id)
    if was is None:
        raise LookupError(document_id)
    before, text = file_text(issued.content(was.sha256)), _sound_text(content)
    doubt = _refused(school_id, was, content, text) or (
        None if confirmed else _asked(school_id, was, content, before, text)
    )
    if doubt is not None:
        raise FaultsError([doubt])
    found = differences(before, text)
    if not found:
        raise FaultsError([Fault("returned_same", "returned")])
    pack = pack_for(school_id, was.pack)
    if was.document not in pack.by_id:
        raise FaultsError([Fault("unknown_document", "returned", {"text": was.document})])
    data = {**was.data, "edited": {"of": was.id, "by": by.name}}
    made = MadeDocument(
        pack.by_id[was.document],
        content,
        issued.content(was.template_sha256),
        clause_evidence(content, pack.directive),
        data,
    )
    with writing() as session:
        kept = add_document(session, school_id, made, was.file_name, was.order_date, by.at)
        record_event(session, school_id, by, "document.returned", was.title, version=kept.version, changes=len(found))
        return kept


def _refused(school_id: int, was: IssuedDocument, content: bytes, text: FileText) -> Fault | None:
    """Another document, a certified copy, an extract: never a version of this one."""
    copy = certified_of(text)
    if copy is not None:
        return Fault("returned_extract" if copy.kind == EXTRACT else "returned_copy", "returned")
    same = issued.by_sha256(school_id, fingerprint(content))
    code = read_code(text.properties.get(CODE, ""))
    named = issued.by_code(school_id, code) if code and code != was.code else None
    for other in (same, named):
        if other is not None and (other.pack, other.document) != (was.pack, was.document):
            number = f" № {other.number}" if other.number.strip("_") else ""
            return Fault(
                "returned_other_document", "returned", {"title": other.title, "number": number, "own": was.title}
            )
    return None


def _asked(school_id: int, was: IssuedDocument, content: bytes, before: FileText, text: FileText) -> Fault | None:
    """What makes one doubt that this is the document: bytes known already, another code, other words."""
    same = issued.by_sha256(school_id, fingerprint(content))
    if same is not None and same.id != was.id:
        return Fault("returned_known_version", "returned", {"version": same.version})
    code = read_code(text.properties.get(CODE, ""))
    if code and code != was.code:
        of = issued.by_code(school_id, code)
        if of is None:
            return Fault("returned_foreign_code", "returned", {"text": code})
        return Fault("returned_other_version", "returned", {"version": of.version, "own": was.version})
    share = likeness(before, text)
    if share < ALIKE:
        return Fault("returned_unlike", "returned", {"title": was.title, "text": round(share * 100)})
    return None


def may_withdraw(school_id: int, document: IssuedDocument) -> bool:
    """Whether a version may be withdrawn: it came back from Word, and no entry of a register was made of it."""
    return document.edited and document.withdrawn_at is None and register.of_document(school_id, document.id) is None


def withdraw_version(school_id: int, document_id: int, by: Actor) -> IssuedDocument:
    """Takes back a version handed in by mistake; the one before it is the newest again. FaultsError, LookupError."""
    with writing() as session:
        document = issued.locked(session, school_id, document_id)
        if document is None:
            raise LookupError(document_id)
        if not may_withdraw(school_id, document):
            raise FaultsError([Fault("version_stays", "returned", {"version": document.version})])
        issued.withdraw(session, document_id, by)
        record_event(
            session, school_id, by, "document.version_withdrawn", document.title,
            version=document.version, sha256=document.sha256,
        )  # fmt: skip
    return issued.versions(school_id, document.pack, document.document)[0]


def differences_of(school_id: int, document: IssuedDocument) -> tuple[Difference, ...]:
    """What an edited version says otherwise than the one it was made of; nothing for any other."""
    edited = document.data.get("edited")
    was = issued.find(school_id, edited["of"]) if edited else None
    if was is None:
        return ()
    return differences(file_text(issued.content(was.sha256)), file_text(issued.content(document.sha256)))


def _sound_text(content: bytes) -> FileText:
    try:
        text = file_text(content)
        broken = errors(read_finished(content).findings)
    except TemplateError as error:
        raise FaultsError(retold("bad_template", error.findings[:1], "returned")) from error
    if broken:
        raise FaultsError(retold("bad_template", broken, "returned"))
    return text
