"""Is a file one of the documents made here, and has anybody changed it since? Nothing is kept of what is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, file_text
from sferum_docs.documents.checking.certified import as_certified, certified_of, without_mark
from sferum_docs.documents.checking.look import changes, look
from sferum_docs.documents.checking.verification import differences
from sferum_docs.documents.district.record import kept_district
from sferum_docs.documents.making.generate import make
from sferum_docs.documents.making.provenance import CODE, fingerprint, read_code
from sferum_docs.documents.publishing.public_copy import public_copy
from sferum_docs.documents.registering.copies import SITE_COPY
from sferum_docs.documents.requests.request import kept_checks, kept_figures, kept_orders, read_request
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.reading.faults import Fault, FaultsError, retold
from sferum_docs.reading.records import Record
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.register.force import standing_of_document
from sferum_docs.services.school.kept import kept_school
from sferum_docs.services.signatures.known import known_signatures, mark_warnings, stray_signature
from sferum_docs.store.documents import issued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.docengine import FileText
    from sferum_docs.documents.checking.certified import Certified
    from sferum_docs.documents.checking.look import LookChange
    from sferum_docs.documents.checking.verification import Difference
    from sferum_docs.services.register.force import Standing
    from sferum_docs.services.signatures.known import KnownSignature, StraySignature
    from sferum_docs.store.documents.issued import HandedCopy, IssuedDocument


class PaperState(StrEnum):
    """What is known of a file."""

    UNCHANGED = "unchanged"  # byte for byte
    RESAVED = "resaved"  # other bytes, the same words
    COPY = "copy"  # a copy or an extract certified here, the words those of the document
    LOOK = "look"  # the same words, and something of them is seen otherwise
    CHANGED = "changed"
    SIGNATURE = "signature"  # an electronic signature of an entry
    SIGNED = "signed"  # a file that such a signature signs, and no document made here
    STRAY = "stray"  # an electronic signature that was attached to no entry
    NAMED = "named"  # only a code was given: the document is known, its paper is not compared
    UNKNOWN = "unknown"


class FoundBy(StrEnum):
    """How the document was found."""

    BYTES = "bytes"
    PROPERTIES = "properties"
    TYPED = "typed"


class Against(StrEnum):
    """What a file was compared with."""

    REMADE = "remade"  # made anew from the kept data and template, and it says what the kept file says
    KEPT = "kept"


@dataclass(frozen=True)
class Verdict:
    """The answer; `code` is the one that the file or the person named."""

    state: PaperState
    code: str = ""
    document: IssuedDocument | None = None
    found_by: FoundBy | None = None
    newer: IssuedDocument | None = None
    against: Against | None = None
    differences: tuple[Difference, ...] = ()
    corrected: bool = False  # the file bears corrections that nobody has accepted yet
    look: tuple[LookChange, ...] = ()
    look_compared: bool = True
    unread: tuple[str, ...] = ()  # what the file brings along and nobody reads
    signed: bool = False  # it bears a signature, which is not checked here
    certified: Certified | None = None  # it says of itself that it is a copy or an extract
    standing: Standing | None = None  # of the registered document
    handed: HandedCopy | None = None  # a copy that went out of the house, by its bytes
    mark_warnings: tuple[str, ...] = ()  # of the marks of signatures that a copy bears
    signatures: tuple[KnownSignature, ...] = ()  # that the file is, or that sign it
    stray: StraySignature | None = None
    others: tuple[IssuedDocument, ...] = ()  # registered under other numbers, with the code that was typed


def verify_file(school_id: int, content: bytes, typed: str = "") -> Verdict:
    """Found by its bytes, by the code in its properties, or by the code typed. FaultsError when nothing can be read."""
    named = _typed_code(typed)
    same = issued.by_sha256(school_id, fingerprint(content))
    if same is not None:
        known = known_signatures(school_id, content)
        return replace(_by_bytes(PaperState.UNCHANGED, school_id, same), signatures=known)
    found = _without_words(school_id, content, named)
    if found is not None:
        return found
    try:
        text = file_text(content)
    except TemplateError as error:
        raise FaultsError(retold("bad_document", error.findings, "file")) from error
    inside = read_code(text.properties.get(CODE, "")) or ""
    for code, found_by in ((inside, FoundBy.PROPERTIES), (named, FoundBy.TYPED)):
        documents = issued.with_code(school_id, code) if code else ()
        if documents:
            return _compared(school_id, _nearest(documents, text), found_by, content, text)
    return Verdict(PaperState.UNKNOWN, inside or named, corrected=text.corrected, signed=text.signed)


def _without_words(school_id: int, content: bytes, code: str) -> Verdict | None:
    """What is told without reading a Word file: signatures, what they sign, copies as they were handed out."""
    known = known_signatures(school_id, content)
    handed = issued.handed(school_id, fingerprint(content))
    document = issued.find(school_id, handed.document_id) if handed else None
    if handed is not None and document is not None:
        verdict = _by_bytes(PaperState.COPY, school_id, document)
        wrong = mark_warnings(school_id, document.id, handed.serials)
        return replace(verdict, handed=handed, mark_warnings=wrong, signatures=known)
    if known:
        state = PaperState.SIGNATURE if any(item.itself for item in known) else PaperState.SIGNED
        return Verdict(state, found_by=FoundBy.BYTES, signatures=known)
    stray = stray_signature(school_id, content, code)
    if stray is None:
        return None
    if stray.document is None:
        return Verdict(PaperState.STRAY, code, stray=stray)
    return replace(_by_bytes(PaperState.STRAY, school_id, stray.document), found_by=None, stray=stray)


def _by_bytes(state: PaperState, school_id: int, document: IssuedDocument) -> Verdict:
    standing = standing_of_document(school_id, document.id)
    return Verdict(state, document.code, document, FoundBy.BYTES, _newer(school_id, document), standing=standing)


def owner_of(content: bytes, typed: str = "") -> int | None:
    """Whose document a file is, of all bodies of the installation; None when nobody here made it, or it is no file."""
    try:
        inside = read_code(file_text(content).properties.get(CODE, "")) or ""
    except TemplateError:
        inside = ""
    return issued.owner_of_file(fingerprint(content), [code for code in (inside, _typed_code(typed)) if code])


def verify_code(school_id: int, typed: str) -> Verdict:
    """Which document bears this code. FaultsError when no code looks so."""
    code = _typed_code(typed)
    documents = issued.with_code(school_id, code) if code else ()
    if not documents:
        return Verdict(PaperState.UNKNOWN, code)
    registered = [item for item in documents if item.number.strip("_")]
    document, *others = registered or documents[:1]
    standing = standing_of_document(school_id, document.id)
    newer = _newer(school_id, document)
    return Verdict(PaperState.NAMED, code, document, FoundBy.TYPED, newer, standing=standing, others=tuple(others))


def _typed_code(typed: str) -> str:
    code = read_code(typed) if typed.strip() else ""
    if code is None:
        raise FaultsError([Fault("bad_code", "code", {"text": typed.strip()[:40]})])
    return code


def _nearest(documents: Sequence[IssuedDocument], text: FileText) -> IssuedDocument:
    """Of the versions under one code the one that the file differs from least; of several the newest."""
    if len(documents) == 1:
        return documents[0]
    return min(documents, key=lambda item: len(_differing(issued.content(item.sha256), text)[1]))


def _differing(original: bytes, text: FileText) -> tuple[bytes, tuple[Difference, ...]]:
    """What the file should be, by what it says it is, and what it says otherwise."""
    kept = file_text(original)
    certified = certified_of(text) if certified_of(kept) is None else None
    expected = _expected(original, certified)
    # an extract is compared with the extract that would be made today; its own mark is shown as it stands
    wanted = kept if expected is original else without_mark(file_text(expected))
    return expected, differences(wanted, certified.text if certified else text)


def _compared(school_id: int, document: IssuedDocument, found_by: FoundBy, content: bytes, text: FileText) -> Verdict:
    original = issued.content(document.sha256)
    kept = file_text(original)
    remade = _remade(document)
    sound = remade is not None and not differences(kept, remade)
    certified = certified_of(text) if certified_of(kept) is None else None
    expected, found = _differing(original, text)
    seen, compared = _look(expected, content)
    serials = [mark.serial for mark in certified.marks] if certified else []
    unread = tuple(item for item in text.unread if item not in kept.unread)
    return Verdict(
        _state(certified, changed=bool(found), seen=bool(seen or unread)),
        document.code,
        document,
        found_by,
        _newer(school_id, document),
        Against.REMADE if sound else Against.KEPT,
        found,
        text.corrected,
        seen,
        compared,
        unread,
        text.signed,
        certified,
        standing_of_document(school_id, document.id),
        mark_warnings=mark_warnings(school_id, document.id, serials),
    )


def _state(certified: Certified | None, *, changed: bool, seen: bool) -> PaperState:
    if changed:
        return PaperState.CHANGED
    if seen:
        return PaperState.LOOK
    return PaperState.COPY if certified else PaperState.RESAVED


def _expected(original: bytes, certified: Certified | None) -> bytes:
    """The document itself, or the extract of it; what no extract can be made of is compared whole."""
    if certified is None:
        return original
    try:
        if certified.kind == SITE_COPY:
            return public_copy(original, "", datetime.now(UTC)).content
        return as_certified(original, certified)
    except (ValueError, LookupError, StopIteration, AttributeError):
        return original


def _look(was: bytes, now: bytes) -> tuple[tuple[LookChange, ...], bool]:
    """What is seen otherwise, and whether it could be compared at all."""
    try:
        return changes(look(was), look(now)), True
    except (FaultsError, TemplateError):
        return (), False


def _remade(document: IssuedDocument) -> FileText | None:
    """The document made anew from its kept data and template; None when this version of the program cannot."""
    try:
        pack = pack_for(document.school_id, document.pack)
        school, _faults = kept_school(document.data)
        request = read_request(Record(document.data.get("packet"), "packet", []), pack)
        if school is None or request is None:  # a lesser fault does no harm: the caller compares the words
            return None
        pack = pack.of_school(school)
        situation = Situation(
            school,
            pack,
            pack.by_id[document.document],
            request.order_date,
            request.answers,
            document.data.get("numbers", {}),
            request.documents,
            document.data.get("sheets", {}),
            {name: date.fromisoformat(day) for name, day in document.data.get("dates", {}).items()},
            kept_checks(document.data),
            kept_orders(document.data),
            kept_figures(document.data, pack.indicator_set),
            kept_district(document.data),
        )
        return file_text(make(situation, own_template=issued.content(document.template_sha256)).content)
    except (FaultsError, TemplateError, LookupError):
        return None


def _newer(school_id: int, document: IssuedDocument) -> IssuedDocument | None:
    newest = issued.versions(school_id, document.pack, document.document)[0]
    return newest if newest.version > document.version else None
