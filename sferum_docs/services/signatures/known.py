"""What is known of a file that somebody shows: a kept signature, a file that one signs, a signature of no entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.force import standing_of_entry
from sferum_docs.services.signatures.signed_files import SignedAs, is_signed, is_wrong
from sferum_docs.services.signatures.told import NOT_CHECKED, day_of, tell_signer
from sferum_docs.signatures.checking import check_signatures
from sferum_docs.signatures.facts import facts_of
from sferum_docs.signatures.model import Digest
from sferum_docs.signatures.reader import read_signatures
from sferum_docs.store.documents import electronic_signatures, issued
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.services.register.force import Standing
    from sferum_docs.signatures.facts import SignerFacts
    from sferum_docs.signatures.model import SignatureFile
    from sferum_docs.store.documents.electronic_signatures import KeptSignature
    from sferum_docs.store.documents.issued import IssuedDocument

NO_SIGNATURE = ("signature_kind", "signature_empty")
_HELD_BACK = ("ИНН",)  # of a person: who verifies a paper may be anybody of the body
WITHDRAWN = "Подпись снята {day}: {reason}."
UNDER_THIS = "Подпись стоит под этим файлом."
UNDER_ANOTHER = "Это подпись другого файла: отпечаток не сошёлся."
UNDER_NONE = "Подпись не соответствует ключу из своего сертификата: она повреждена или подделана."
UNDER_UNKNOWN = "Этот ли файл подписан, узнать нельзя."
NOT_PROVING = "За подписанный экземпляр эта подпись не считается."
MARK_UNKNOWN = "Отметка называет сертификат {serial}: такой подписи у записи № {number} нет."
MARK_WITHDRAWN = "Отметка называет сертификат {serial}: эта подпись с тех пор снята."


@dataclass(frozen=True, slots=True)
class KnownSignature:
    """A signature that is kept, the entry it belongs to, whether the file shown is the signature itself."""

    kept: KeptSignature
    standing: Standing
    itself: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        """Why it may not stand any more."""
        file = self.kept.file
        told = [self.standing.ended] if self.standing.ended else []
        if file.withdrawn_at is not None:
            reason = file.withdrawn_reason.rstrip(".")
            return (*told, WITHDRAWN.format(day=day_of(file.withdrawn_at), reason=reason))
        if not file.proves:
            told.append(NOT_PROVING)
        return (*told, *(text for item in self.kept.signers for text in tell_signer(item, kept_at=file.at).warnings))


@dataclass(frozen=True, slots=True)
class StraySignature:
    """A signature that is kept nowhere here: whose, and which document it signs when that can be told."""

    signers: tuple[SignerFacts, ...]
    document: IssuedDocument | None


def known_signatures(school_id: int, content: bytes) -> tuple[KnownSignature, ...]:
    """The signatures kept here that are this file, or sign it."""
    sha256 = fingerprint(content)
    found = []
    for kept in electronic_signatures.of_file(school_id, sha256):
        entry = register.find(school_id, kept.file.entry_id) if kept.file.entry_id else None
        if entry is not None:
            found.append(KnownSignature(kept, standing_of_entry(school_id, entry), kept.file.sha256 == sha256))
    return tuple(found)


def stray_signature(school_id: int, content: bytes, code: str) -> StraySignature | None:
    """A signature that nobody attached; None for what is none. FaultsError: it is one, and damaged.

    Which document it signs is told by the digest where that is one the store knows, or by the code that was typed.
    """
    try:
        file = read_signatures(content)
    except FaultsError as error:
        if error.faults[0].code in NO_SIGNATURE:
            return None
        raise
    named = issued.with_code(school_id, code) if code else ()
    documents = (*(item for item in _by_digest(school_id, file) if item), *named)
    for document in documents:
        checks = check_signatures(file, issued.content(document.sha256))
        if is_signed(checks) and not is_wrong(checks):
            return StraySignature(tuple(map(facts_of, checks)), document)
    return StraySignature(tuple(map(facts_of, check_signatures(file, b""))), None)


def held_against(content: bytes, signed: bytes) -> tuple[bool, tuple[str, ...]]:
    """Whether a signature is known to stand under a file and proves it, and what is said of that. FaultsError."""
    checks = check_signatures(read_signatures(content), signed)
    facts = tuple(map(facts_of, checks))
    other = any(item.digest is Digest.OTHER for item in facts)
    if is_wrong(checks):
        head = UNDER_NONE
    elif is_signed(checks):
        head = UNDER_THIS
    else:
        head = UNDER_ANOTHER if other else UNDER_UNKNOWN
    warned = (text for item in facts for text in tell_signer(item).warnings)
    good = head == UNDER_THIS and any(item.proves for item in facts)
    return good, (head, *warned, *signer_lines(facts, compared=not other), NOT_CHECKED)


def mark_warnings(school_id: int, document_id: int, serials: Sequence[str]) -> tuple[str, ...]:
    """What is wrong with the certificates that the marks of a copy name."""
    entry = register.of_document(school_id, document_id)
    kept = electronic_signatures.of_entry(school_id, entry.id) if entry is not None else ()
    standing = {item.serial for one in kept if not one.file.withdrawn for item in one.signers if item.proves}
    taken_back = {item.serial for one in kept if one.file.withdrawn for item in one.signers}
    number = entry.number if entry is not None else "б/н"
    return tuple(
        (MARK_WITHDRAWN if serial in taken_back else MARK_UNKNOWN).format(serial=serial, number=number)
        for serial in dict.fromkeys(serials)
        if serial not in standing
    )


def signature_lines(known: KnownSignature) -> tuple[str, ...]:
    """What is said of a kept signature beside the headline."""
    entry, kept = known.standing.entry, known.kept
    what = f"Подпись «{kept.file.file_name}» приложена {day_of(kept.file.at)} к записи № {entry.number}"
    return (
        f"{what} от {entry.signed_on:%d.%m.%Y} «{entry.title}».",
        f"Подписан {SignedAs(kept.signed_as).label}: {kept.signed_name}.",
        *signer_lines(kept.signers),
    )


def signer_lines(signers: Sequence[SignerFacts], *, compared: bool = True) -> tuple[str, ...]:
    """Whose signatures they are, made when, and what of them was checked."""
    lines = []
    for told in map(tell_signer, signers):
        facts = (f"{name}: {text}" for name, text in told.facts if name not in _HELD_BACK)
        lines.append("; ".join((f"Подписал(а) {told.owner}", *facts)) + ".")
        lines += [line.text for line in told.checked] if compared else []
    return tuple(lines)


def _by_digest(school_id: int, file: SignatureFile) -> tuple[IssuedDocument | None, ...]:
    """Documents are kept by SHA-256: of a digest of that kind no file is opened."""
    digests = {signer.digest.hex() for signer in file.signers if signer.digest is not None}
    return tuple(issued.by_sha256(school_id, digest) for digest in digests)
