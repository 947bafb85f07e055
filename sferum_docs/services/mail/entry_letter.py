"""A registered entry as a letter: which files there are, what is proposed to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import free_name, safe_name
from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.grammar import Case, decline_organisation
from sferum_docs.mailing.addresses import address_key
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.typography import quoted
from sferum_docs.schools.contacts import emails_of
from sferum_docs.services.documents.printing import pdfs
from sferum_docs.services.register.entries.copies import entry_bytes
from sferum_docs.services.register.live import live_entry
from sferum_docs.store.documents import electronic_signatures, evidence, issued
from sferum_docs.store.mail.letters import used_addresses
from sferum_docs.store.mail.model import SentFile
from sferum_docs.store.oversight import overseer_of
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.store.register.entry import Entry

DOCX, PDF = "docx", "pdf"
_SCAN, _SIGNED = "scan-", "signed-"
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
    "jpg": "image/jpeg", "png": "image/png", "sig": electronic_signatures.MEDIA_TYPE,
    "p7s": electronic_signatures.MEDIA_TYPE,
}  # fmt: skip
_MOST_OFFERED = 10
_FOUNDER, _WRITTEN_TO = "учредитель", "уже писали"


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file of an entry that may be sent: `key` names it in the form, `size` is not known before it is printed."""

    key: str
    what: str
    name: str
    size: int | None


@dataclass(frozen=True, slots=True)
class OfferedAddress:
    """An address that may be meant, and whose it is."""

    address: str
    whose: str


def sendable_entry(school_id: int, entry_id: int) -> Entry:
    """The entry, when it may be sent. FaultsError: it is void, its number is held, it has no file yet. LookupError."""
    entry = live_entry(school_id, entry_id)
    if not entry.ready:
        raise FaultsError([Fault("mail_not_ready", values={"number": entry.number})])
    return entry


def offered_files(press: PdfService, school_id: int, entry: Entry) -> tuple[OfferedFile, ...]:
    """What may be sent of an entry: files with their signatures, scans, PDF, Word."""
    return tuple(_offered(press, school_id, entry))


def _offered(press: PdfService, school_id: int, entry: Entry) -> Iterator[OfferedFile]:
    for item in _signatures(school_id, entry):
        yield OfferedFile(f"{_SIGNED}{item.file.id}", "Файл с электронной подписью", item.signed_name, None)
    for scan in _scans(school_id, entry):
        yield OfferedFile(f"{_SCAN}{scan.id}", "Скан подписанного экземпляра", scan.file_name, scan.size)
    if entry.document_id:
        name, content = entry_bytes(school_id, entry)
        if press.available:
            yield OfferedFile(PDF, "PDF зарегистрированного файла", _as_pdf(name), None)
        yield OfferedFile(DOCX, "Зарегистрированный файл Word", name, len(content))


def chosen_files(
    press: PdfService, school_id: int, entry: Entry, keys: Collection[str]
) -> tuple[tuple[SentFile, bytes], ...]:
    """The files with these keys, with their bytes, each once. FaultsError: none of them is there."""
    found: dict[str, tuple[SentFile, bytes]] = {}
    for offer in offered_files(press, school_id, entry):
        for what, name, content in _bytes_of(press, school_id, entry, offer) if offer.key in keys else ():
            sha256, taken = fingerprint(content), [item.name for item, _content in found.values()]
            free = free_name(safe_name(name), taken)
            found.setdefault(sha256, (SentFile(what, free, _media_type(free), len(content), sha256), content))
    if not found:
        raise FaultsError([Fault("mail_no_files", "files")])
    return tuple(found.values())


def _bytes_of(
    press: PdfService, school_id: int, entry: Entry, offer: OfferedFile
) -> tuple[tuple[str, str, bytes], ...]:
    """What it is, its name, its bytes; a signature goes with the very bytes that it signs."""
    if offer.key in {DOCX, PDF}:
        docx = entry_bytes(school_id, entry)[1]
        return ((offer.what, offer.name, pdfs(press, [docx])[0] if offer.key == PDF else docx),)
    if offer.key.startswith(_SCAN):
        scan = next(item for item in _scans(school_id, entry) if offer.key == f"{_SCAN}{item.id}")
        return ((offer.what, offer.name, issued.content(scan.sha256)),)
    found = next(item for item in _signatures(school_id, entry) if offer.key == f"{_SIGNED}{item.file.id}")
    signature = "Электронная подпись", found.file.file_name, issued.content(found.file.sha256)
    return ("Подписанный файл", found.signed_name, issued.content(found.signed_sha256)), signature


def _media_type(name: str) -> str:
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def _signatures(school_id: int, entry: Entry) -> list[electronic_signatures.KeptSignature]:
    return [item for item in electronic_signatures.of_entry(school_id, entry.id) if not item.file.withdrawn]


def _scans(school_id: int, entry: Entry) -> list[evidence.Evidence]:
    """Those in force; a file of signatures is kept among them and is none."""
    found = evidence.of_entry(school_id, entry.id)
    return [item for item in found if not item.withdrawn and item.media_type != electronic_signatures.MEDIA_TYPE]


def _as_pdf(name: str) -> str:
    return f"{name.removesuffix('.docx')}.pdf"


def offered_addresses(school_id: int, school: School) -> tuple[OfferedAddress, ...]:
    """Where a letter may go: the founder, the office above, then whoever was written to last; each once."""
    above = overseer_of(school_id)
    office = get_school(above) if above is not None else None
    known = [(school.requisites.founder_email, _FOUNDER)]
    known += [(office.requisites.email, office.requisites.short_name)] if office else []
    found = [OfferedAddress(address, whose) for text, whose in known for address in emails_of(text)]
    found += [OfferedAddress(address, _WRITTEN_TO) for address in used_addresses(school_id, _MOST_OFFERED)]
    once: dict[str, OfferedAddress] = {}
    for item in found:
        once.setdefault(address_key(item.address), item)
    own = {*map(address_key, emails_of(school.requisites.email))}
    return tuple(item for key, item in once.items() if key not in own)


def proposed_receivers(offered: Sequence[OfferedAddress]) -> str:
    """To whom it goes unless a person says otherwise: whoever stands first, at all addresses of his."""
    first = offered[0].whose if offered else ""
    once = offered[:1] if first == _WRITTEN_TO else [item for item in offered if item.whose == first]
    return ", ".join(item.address for item in once)


def proposed_subject(entry: Entry) -> str:
    """What the letter is about: «Письмо от 28.11.2026 № 15 «О режиме»»."""
    return f"{entry.kind[:1].upper()}{entry.kind[1:]} {_named(entry)}"


def proposed_text(entry: Entry, school: School) -> str:
    """The covering text in business Russian, with who sends it."""
    kind = decline_organisation(entry.kind, Case.ACCUSATIVE).text
    own = school.requisites
    contacts = [f"тел. {own.phone}" if own.phone else "", own.email]
    lines = [
        "Здравствуйте!", "", f"Направляем {kind} {_named(entry)}. Файлы — в приложении.", "",
        "Просим подтвердить получение ответным письмом.", "", own.short_name,
        *([", ".join(filter(None, contacts))] if any(contacts) else []),
    ]  # fmt: skip
    return "\n".join(lines)


def _named(entry: Entry) -> str:
    return f"от {entry.signed_on:%d.%m.%Y} № {entry.number} {quoted(entry.title)}"
