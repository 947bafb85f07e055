"""Electronic signatures of entries: a kept file (`evidence`) with what it signs and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from sferum_docs.signatures.facts import facts_data, read_facts
from sferum_docs.store.database import db
from sferum_docs.store.documents.evidence import Evidence, value
from sferum_docs.store.documents.files import add_file
from sferum_docs.store.rows import ElectronicSignatureRow, EvidenceRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from sferum_docs.signatures.facts import SignerFacts

MEDIA_TYPE = "application/pkcs7-signature"


@dataclass(frozen=True, slots=True)
class KeptSignature:
    """A file of signatures: what it signs (`signed_as`: docx, pdf, scan, sent), under which fingerprint, by whom."""

    file: Evidence
    signed_as: str
    signed_name: str
    signed_sha256: str
    signers: tuple[SignerFacts, ...]


def add(session: Session, evidence_id: int, signed: tuple[str, str, bytes], signers: Sequence[SignerFacts]) -> None:
    """Keeps what a file of signatures signs (as what, its name, its bytes), and the facts of each."""
    signed_as, name, content = signed
    session.add(
        ElectronicSignatureRow(
            evidence_id=evidence_id,
            signed_as=signed_as,
            signed_name=name,
            signed_sha256=add_file(session, content),
            signers=[facts_data(item) for item in signers],
        )
    )
    session.flush()


def of_entry(school_id: int, entry_id: int) -> tuple[KeptSignature, ...]:
    """The signatures of an entry, oldest first; those withdrawn stand among them."""
    return _found(EvidenceRow.school_id == school_id, EvidenceRow.entry_id == entry_id)


def find(school_id: int, evidence_id: int) -> KeptSignature | None:
    """A file of signatures of this school."""
    found = _found(EvidenceRow.school_id == school_id, EvidenceRow.id == evidence_id)
    return found[0] if found else None


def of_file(school_id: int, sha256: str) -> tuple[KeptSignature, ...]:
    """The signatures that are this file, or sign it; those withdrawn stand among them."""
    named = (EvidenceRow.sha256 == sha256) | (ElectronicSignatureRow.signed_sha256 == sha256)
    return _found(EvidenceRow.school_id == school_id, named)


def _found(*conditions: object) -> tuple[KeptSignature, ...]:
    query = (
        select(EvidenceRow, ElectronicSignatureRow)
        .join(ElectronicSignatureRow, ElectronicSignatureRow.evidence_id == EvidenceRow.id)
        .where(*conditions)  # type: ignore[arg-type]  # columns compared
        .order_by(EvidenceRow.id)
    )
    return tuple(
        KeptSignature(
            value(evidence),
            row.signed_as,
            row.signed_name,
            row.signed_sha256,
            tuple(read_facts(item) for item in row.signers),
        )
        for evidence, row in db.session.execute(query)
    )
