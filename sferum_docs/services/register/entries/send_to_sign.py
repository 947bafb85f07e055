"""The head sends drafts to be signed; the secretary sees them first in the list of what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.trial import registered_fault
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued, signing

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor


def send_to_sign(school_id: int, document_id: int, by: Actor) -> None:
    """Remembers that this version waits for the signature. LookupError when the school has no such document."""
    document = issued.find(school_id, document_id)
    if document is None:
        raise LookupError(document_id)
    with writing() as session:
        signing.mark_sent(session, document_id, by.at, by.name)
        record_event(session, school_id, by, "document.sent_to_sign", document.title, version=document.version)


_MAX_REMARK = 1000


def send_back(school_id: int, document_id: int, remark: str, by: Actor) -> None:
    """The draft waits for the head again, who sees why. FaultsError: registered or sent back; LookupError: no draft."""
    document = issued.find(school_id, document_id)
    if document is None:
        raise LookupError(document_id)
    fault = registered_fault(school_id, document)
    if fault is not None:
        raise FaultsError([fault])
    cut = f"{remark[:_MAX_REMARK]}…" if len(remark) > _MAX_REMARK else remark
    words = cut or "проверьте ответы на вопросы документа"
    with writing() as session:
        before = signing.sent_back(document_id)
        if before is not None:
            raise FaultsError([Fault("sent_back_already", "", {"by": before.by_name, "text": before.remark})])
        signing.mark_sent_back(session, document_id, signing.SentBack(words, by.name, by.at))
        record_event(
            session, school_id, by, "document.sent_back", document.title, version=document.version, reason=words
        )


def sent_back(document_id: int) -> signing.SentBack | None:
    """Why a draft was sent back to the head; None when it was not."""
    return signing.sent_back(document_id)
