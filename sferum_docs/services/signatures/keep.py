"""A file of electronic signatures kept with the entry whose paper it signs; taken back and given back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.requests.text_limits import limit_of
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.entries.evidence import Subject
from sferum_docs.services.register.live import live_entry, locked_live
from sferum_docs.services.signatures.signed_files import SignedAs, SignedFile, ending, find_signed, is_wrong
from sferum_docs.signatures.encoding import MAX_MB, der_of
from sferum_docs.signatures.facts import facts_of
from sferum_docs.signatures.reader import read_signatures
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import electronic_signatures, evidence, issued
from sferum_docs.store.documents.electronic_signatures import MEDIA_TYPE, KeptSignature

if TYPE_CHECKING:
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.services.signatures.signed_files import Match
    from sferum_docs.signatures.model import SignatureFile
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.documents.evidence import Evidence
    from sferum_docs.store.register.entry import Entry

__all__ = ["KeptSignature", "SentSignature", "add_signature", "restore_signature",
           "signatures_of_entry", "signed_bytes", "withdraw_signature"]  # fmt: skip

PLACE, SIGNED_PLACE, REASON = "signature", "signed_file", "signature_reason"
_LONGEST_NAME, _ENDINGS = 120, (".sig", ".sgn", ".p7s", ".p7m", ".pem")


@dataclass(frozen=True, slots=True)
class SentSignature:
    """A file of signatures as it came, with the file that was signed when it is none of ours."""

    name: str
    content: bytes
    signed_name: str = ""
    signed_content: bytes = b""


def add_signature(
    press: PdfService | None, school_id: int, entry_id: int, sent: SentSignature, by: Actor
) -> KeptSignature:
    """Keeps a file of signatures with the very file that it signs.

    FaultsError: it is none, damaged, of another file, of another version; LookupError: no such entry.
    """
    entry = live_entry(school_id, entry_id, PLACE)
    signatures = read_signatures(sent.content, PLACE)
    _refuse_second(entry, signatures)
    match = find_signed(signatures, entry, press, school_id, _sent_file(sent))
    file = _signed(match, entry)
    facts = tuple(facts_of(check) for check in match.checks)
    proves = match.file is not None and any(item.proves for item in facts)
    with writing() as session:
        locked_live(session, school_id, entry.id, PLACE)
        _refuse_second(entry, signatures)  # another may have attached it meanwhile
        scan = (_file_name(sent.name), MEDIA_TYPE, sent.content)
        words = "; ".join(dict.fromkeys(item.owner.name for item in facts))[: limit_of("words")]
        kept = evidence.add(session, school_id, Subject(entry.id), scan, words, by, proves=proves)
        electronic_signatures.add(session, kept.id, (file.signed_as, file.name, file.content), facts)
        _record(session, school_id, by, "signature.added", entry, kept)
    return _found(school_id, kept.id)


def withdraw_signature(school_id: int, evidence_id: int, reason: str, by: Actor) -> KeptSignature:
    """A signature attached by mistake proves nothing any more; it stays struck through. FaultsError, LookupError."""
    faults = [] if reason else [Fault("signature_reason", REASON)]
    if len(reason) > limit_of("words"):
        faults.append(Fault("too_long", REASON, {"limit": limit_of("words")}))
    with writing() as session:
        kept, entry = _locked(session, school_id, evidence_id)
        if kept.withdrawn or faults:
            raise FaultsError([Fault("signature_withdrawn")] if kept.withdrawn else faults)
        evidence.withdraw(session, evidence_id, reason, by)
        _record(session, school_id, by, "signature.withdrawn", entry, kept, reason)
    return _found(school_id, evidence_id)


def restore_signature(school_id: int, evidence_id: int, by: Actor) -> KeptSignature:
    """A signature that was taken back proves again what it proved."""
    with writing() as session:
        kept, entry = _locked(session, school_id, evidence_id)
        if kept.withdrawn:
            evidence.restore(session, evidence_id)
            _record(session, school_id, by, "signature.restored", entry, kept)
    return _found(school_id, evidence_id)


def signatures_of_entry(school_id: int, entry_id: int) -> tuple[KeptSignature, ...]:
    """The signatures of an entry; those withdrawn stand among them."""
    return electronic_signatures.of_entry(school_id, entry_id)


def signed_bytes(kept: KeptSignature) -> bytes:
    """The very file that was signed."""
    return issued.content(kept.signed_sha256)


def _refuse_second(entry: Entry, signatures: SignatureFile) -> None:
    """The same signatures stand there already, be they written down as PEM, as base64 or as they are."""
    for kept in electronic_signatures.of_entry(entry.school_id, entry.id):
        if not kept.file.withdrawn and der_of(issued.content(kept.file.sha256)) == signatures.der:
            raise FaultsError([Fault("signature_here_already", PLACE)])


def _sent_file(sent: SentSignature) -> SignedFile | None:
    if not sent.signed_name:
        return None
    if len(sent.signed_content) > MAX_MB * 1024 * 1024:
        raise FaultsError([Fault("evidence_too_big", SIGNED_PLACE, {"limit": MAX_MB})])
    found = ending(sent.signed_content)
    if not found:
        raise FaultsError([Fault("signed_file_kind", SIGNED_PLACE)])
    return SignedFile(SignedAs.SENT, f"{_stem(sent.signed_name) or 'Подписанный файл'}{found}", sent.signed_content)


def _signed(match: Match, entry: Entry) -> SignedFile:
    """The file to be kept with the signature. FaultsError when it signs another."""
    values: dict[str, object] = {"number": entry.number, "text": ", ".join(match.compared)}
    if is_wrong(match.checks) and match.file is not None:
        raise FaultsError([Fault("signature_wrong", PLACE)])
    if match.file is None:
        code = "signature_other_file" if match.compared else "signature_needs_file"
        raise FaultsError([Fault(code, PLACE if match.compared else SIGNED_PLACE, values)])
    if match.file.signed_as is SignedAs.VERSION:
        raise FaultsError([Fault("signature_old_version", PLACE, {**values, "text": match.file.name})])
    if match.file.signed_as is SignedAs.SENT:
        _refuse_strange(match.file, entry)
    return match.file


def _refuse_strange(file: SignedFile, entry: Entry) -> None:
    """A file that lies within the signature, or came with it, is a paper, and no other one of this school."""
    if not ending(file.content):
        raise FaultsError([Fault("signature_inside_kind", PLACE)])
    other = issued.by_sha256(entry.school_id, fingerprint(file.content))
    if other is None or other.id == entry.document_id:
        return
    values = {"number": entry.number, "title": other.title, "text": str(other.version)}
    same = (other.pack, other.document) == (entry.pack, entry.document)
    raise FaultsError([Fault("signature_old_version" if same else "signature_other_document", PLACE, values)])


def _locked(session: Transaction, school_id: int, evidence_id: int) -> tuple[Evidence, Entry]:
    kept = evidence.locked(session, school_id, evidence_id)
    if kept is None or kept.entry_id is None or kept.media_type != MEDIA_TYPE:
        raise LookupError(evidence_id)
    return kept, locked_live(session, school_id, kept.entry_id, REASON)


def _record(
    session: Transaction, school_id: int, by: Actor, action: str, entry: Entry, kept: Evidence, reason: str = ""
) -> None:
    details = {"reason": reason} if reason else {}
    subject = f"№ {entry.number}: {kept.file_name}"
    record_event(session, school_id, by, action, subject, entry_id=entry.id, sha256=kept.sha256, **details)


def _found(school_id: int, evidence_id: int) -> KeptSignature:
    kept = electronic_signatures.find(school_id, evidence_id)
    if kept is None:
        raise LookupError(evidence_id)
    return kept


def _stem(name: str) -> str:
    return clean_line(name.replace("\\", "/").rpartition("/")[2]).rpartition(".")[0][:_LONGEST_NAME]


def _file_name(name: str) -> str:
    last = clean_line(name.replace("\\", "/").rpartition("/")[2])
    found = next((item for item in _ENDINGS if last.lower().endswith(item)), ".sig")
    return f"{_stem(name) or 'подпись'}{found}"
