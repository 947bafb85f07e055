"""Copies of registered documents with the mark of their electronic signature; signatures with what they sign as ZIP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import free_name, safe_name
from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.registering.copies import SIGNED_COPY
from sferum_docs.documents.registering.signature_mark import SignatureMark, with_mark
from sferum_docs.grammar.numbers import long_date
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.issued import zip_files
from sferum_docs.services.documents.printing import pdfs
from sferum_docs.services.register.entries.copies import entry_bytes
from sferum_docs.services.register.entries.evidence import evidence_bytes
from sferum_docs.services.register.live import live_entry
from sferum_docs.services.signatures.keep import signed_bytes
from sferum_docs.services.signatures.signed_files import SignedAs
from sferum_docs.services.signatures.told import day_of
from sferum_docs.signatures.model import Value
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import electronic_signatures, issued

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.signatures.facts import SignerFacts
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.electronic_signatures import KeptSignature

CHECKED = "signature_checked"


def may_be_marked(kept: KeptSignature) -> bool:
    """Whether a copy of the registered text may bear the mark of this signature."""
    return not kept.file.withdrawn and SignedAs(kept.signed_as).is_registered and any(_proving(kept))


def is_unchecked(kept: KeptSignature) -> bool:
    """Whether somebody has to say that he checked the signature elsewhere before its mark is printed."""
    return any(item.value is not Value.RIGHT for item in _proving(kept))


def marked_copy(
    press: PdfService | None, school_id: int, entry_id: int, by: Actor, *, checked: bool
) -> tuple[str, bytes]:
    """The name and the bytes of a copy with the marks of all signatures that prove the registered text.

    As PDF where there is a press, else as DOCX; the copy is known again by its bytes.
    FaultsError: there are none, or nobody has said that those this program cannot check are right.
    """
    entry = live_entry(school_id, entry_id)
    kept = [item for item in electronic_signatures.of_entry(school_id, entry_id) if may_be_marked(item)]
    if not kept:
        raise FaultsError([Fault("signature_mark_none")])
    if any(map(is_unchecked, kept)) and not checked:
        raise FaultsError([Fault("signature_mark_unchecked", CHECKED)])
    marks = dict.fromkeys(_mark(item) for one in kept for item in _proving(one))
    name, content = entry_bytes(school_id, entry)
    copy = with_mark(content, tuple(marks), long_date(by.at.astimezone().date()))
    if press is not None:
        copy = pdfs(press, [copy])[0]
    serials = tuple(mark.serial for mark in marks)
    with writing() as session:
        handed = issued.HandedCopy(SIGNED_COPY, entry.document_id or 0, by.at, serials)
        issued.add_handed(session, school_id, fingerprint(copy), handed)
        owners = "; ".join(mark.owner for mark in marks)
        record_event(
            session, school_id, by, "signature.mark", f"№ {entry.number}",
            entry_id=entry.id, signed_by=owners, checked=checked,
        )  # fmt: skip
    ending = "docx" if press is None else "pdf"
    return f"{name.removesuffix('.docx')}, копия с отметкой о подписи.{ending}", copy


def signature_zip(kept: Iterable[KeptSignature]) -> bytes:
    """The signatures with the files that they sign, each file once."""
    files: dict[str, bytes] = {}
    known: dict[str, str] = {}
    for item in kept:
        if item.signed_sha256 not in known:
            known[item.signed_sha256] = free_name(safe_name(item.signed_name), files)
            files[known[item.signed_sha256]] = signed_bytes(item)
        ending = item.file.file_name.rpartition(".")[2]
        files[free_name(f"{known[item.signed_sha256]}.{ending}", files)] = evidence_bytes(item.file)
    return zip_files(list(files.items()))


def _proving(kept: KeptSignature) -> tuple[SignerFacts, ...]:
    return tuple(item for item in kept.signers if item.proves)


def _mark(facts: SignerFacts) -> SignatureMark:
    return SignatureMark(facts.serial, facts.owner.name, day_of(facts.valid_from), day_of(facts.valid_until))
