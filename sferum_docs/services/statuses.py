"""How far each document of a pack has come: from the drafts, the register, the signatures and the scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.registers import register_of
from sferum_docs.documents.status import Facts, Status, status
from sferum_docs.store import acquaintance, evidence, issued, register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.store.issued import IssuedDocument
    from sferum_docs.store.register import Entry

__all__ = ["Facts", "Status", "document_facts", "document_statuses", "status_of"]


def document_statuses(school_id: int, pack: Pack) -> Mapping[str, Status]:
    """Document → its status."""
    return {document: status(facts) for document, facts in document_facts(school_id, pack).items()}


def status_of(school_id: int, document: IssuedDocument) -> tuple[Status, Entry | None]:
    """The status of one version, and its entry: an older version keeps the one it was registered under."""
    entries = register.of_pack(school_id, document.pack)
    entry = next((item for item in entries if document.id in {item.document_id, item.draft_id}), None)
    due, settled = acquaintance.counted(school_id).get(entry.id, (0, 0)) if entry else (0, 0)
    facts = Facts(
        made=True,
        sent_to_sign=document.id in issued.sent_to_sign(school_id),
        registered=entry is not None and entry.ready,
        to_acquaint=due,
        acquainted=settled,
        evidence=entry is not None and entry.id in evidence.proven_entries(school_id),
        executed=entry is not None and entry.executed_on is not None,
    )
    return status(facts), entry


def document_facts(school_id: int, pack: Pack) -> Mapping[str, Facts]:
    """Document → what is kept of its newest version. A paper of an order goes with the order."""
    made = {document.document: document for document in issued.newest(school_id, pack.id)}
    entries = {entry.document: entry for entry in register.of_pack(school_id, pack.id) if entry.ready}
    counts, proven = acquaintance.counted(school_id), evidence.proven_entries(school_id)
    sent = issued.sent_to_sign(school_id)
    facts = {}
    for spec in pack.documents:
        newest, entry = made.get(spec.id), entries.get(_ruling(spec))
        current = entry if entry is not None and newest is not None and _covers(entry, spec, newest) else None
        due, settled = counts.get(current.id, (0, 0)) if current and current.document == spec.id else (0, 0)
        facts[spec.id] = Facts(
            made=newest is not None,
            sent_to_sign=newest is not None and newest.id in sent,
            registered=current is not None,
            to_acquaint=due,
            acquainted=settled,
            evidence=current is not None and current.id in proven,
            executed=current is not None and current.executed_on is not None,
        )
    return facts


def _ruling(spec: DocumentSpec) -> str:
    return spec.annex_of if spec.annex_of and register_of(spec.kind) is None else spec.id


def _covers(entry: Entry, spec: DocumentSpec, newest: IssuedDocument) -> bool:
    """Whether the newest version is the registered one, not a draft made since."""
    if entry.document == spec.id:
        return newest.id in {entry.document_id, entry.draft_id}
    return bool(newest.data.get("numbers", {}).get(entry.document) == entry.number)
