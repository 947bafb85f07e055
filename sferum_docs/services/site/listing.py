"""Which registered documents may go to the school's site, how each stands, and why the others stay here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from sferum_docs.documents.publishing.public_copy import public_copy
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.typography import quoted
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.site.judging import judgement_of
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.site_documents import of_school
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sferum_docs.documents.publishing.public_copy import PublicCopy
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.documents.site_documents import Key, SiteDocument
    from sferum_docs.store.register.entry import Entry

_NOT_PUBLIC = "документы этого вида на сайт не выкладывают"
_NOT_APPROVED, _LAPSED = "директор не утвердил для сайта", "утверждалась прежняя версия: эту утвердите заново"
_GONE = "утверждался для сайта, но запись аннулирована, файл отозван или приказ утратил силу"
MOST = 500  # entries that are looked at; a school has some dozens that were made here


class State(StrEnum):
    """How a document stands to what was last put on the site."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"

    @property
    def label(self) -> str:
        """The words for a page."""
        return {
            "new": "На сайте ещё не было",
            "changed": "Изменился: на сайте прежняя версия",
            "same": "На сайте, не менялся",
        }[self]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that everybody may read: as what it was registered, and whether the head approved this version."""

    document: IssuedDocument
    kind: str
    number: str
    day: date
    title: str
    state: State
    entry_id: int
    removed: tuple[str, ...] = ()  # what its copy is made without
    approved_at: datetime | None = None  # none: this version is not approved
    approved_by: str = ""
    lapsed: bool = False  # an earlier version is approved

    @property
    def approved(self) -> bool:
        """Whether the head approved this version."""
        return self.approved_at is not None

    @property
    def name(self) -> str:
        """How lists call it."""
        return named(self.number, self.day, self.title)

    @property
    def mark(self) -> str:
        """The approval as a form bears it; empty for none."""
        return self.approved_at.isoformat() if self.approved_at else ""

    @property
    def key(self) -> Key:
        """Which document it is, whatever its version."""
        return self.document.pack, self.document.document


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A registered document that does not go to the site, and why."""

    name: str
    reason: str
    entry_id: int | None = None  # of one that can be looked at


@dataclass(frozen=True, slots=True)
class SiteList:
    """What may go, what may not, what lies on the site and must be taken down."""

    candidates: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]
    stale: tuple[SiteDocument, ...]

    @property
    def approved(self) -> tuple[Candidate, ...]:
        """What goes."""
        return tuple(item for item in self.candidates if item.approved)

    @property
    def staying(self) -> tuple[LeftOut, ...]:
        """All that does not go: what nobody approved, then what may not."""
        waiting = (item for item in self.candidates if not item.approved)
        told = (LeftOut(item.name, _LAPSED if item.lapsed else _NOT_APPROVED, item.entry_id) for item in waiting)
        return (*told, *self.left_out)


def site_list(school_id: int) -> SiteList:
    """The documents of a school, sorted by whether they may go to its site."""
    entries = register.with_file(school_id, MOST)
    ended = register.out_of_force(school_id, entries)
    kept = of_school(school_id)
    found: dict[Key, Candidate] = {}
    known: set[Key] = set()
    left: list[LeftOut] = []
    for entry in entries:
        known.add((entry.pack, entry.document))
        reason = "утратил силу" if entry.id in ended else ""
        for document, kind, title in () if reason else _papers(school_id, entry):
            known.add((document.pack, document.document))
            judged = judgement_of(document.sha256)
            if judged.reason:
                left.append(LeftOut(named(entry.number, entry.signed_on, title), judged.reason, entry.id))
            else:
                made = _candidate(document, (kind, title), entry, kept.get((document.pack, document.document)))
                found.setdefault(made.key, replace(made, removed=judged.removed))
        if reason or not _spec(school_id, entry.pack, entry.document):
            left.append(LeftOut(named(entry.number, entry.signed_on, entry.title), reason or _NOT_PUBLIC, entry.id))
    stale = tuple(item for key, item in kept.items() if item.published_id and key not in found)
    return SiteList(tuple(found.values()), (*left, *_gone(school_id, kept, known)), stale)


def _gone(school_id: int, kept: Mapping[Key, SiteDocument], known: Collection[Key]) -> Iterator[LeftOut]:
    """What was approved and has no entry any more: it must not vanish without a word."""
    for key, item in kept.items():
        document = issued.find(school_id, item.approved_id) if item.approved_id and key not in known else None
        if document is not None:
            yield LeftOut(named(document.number, document.order_date, document.title), _GONE)


def copy_for_site(document: IssuedDocument) -> PublicCopy:
    """The public copy of a document."""
    return public_copy(issued.content(document.sha256), document.title, document.made_at, document.code)


def _papers(school_id: int, entry: Entry) -> Iterator[tuple[IssuedDocument, str, str]]:
    """The document of an entry and those that it approves, when they are meant for everybody."""
    spec = _spec(school_id, entry.pack, entry.document)
    document = issued.find(school_id, entry.document_id) if entry.document_id else None
    if spec is not None and document is not None:
        yield document, entry.kind, entry.title
    for other in _approved_by(school_id, entry):
        newest = next(iter(issued.versions(school_id, entry.pack, other.id)), None)
        if newest is not None and newest.number.strip("_"):
            yield newest, newest.kind, newest.title


def _approved_by(school_id: int, entry: Entry) -> Sequence[DocumentSpec]:
    try:
        specs = find_pack(entry.pack, school_id).documents if entry.pack else ()
    except (FaultsError, LookupError):
        return ()
    return [spec for spec in specs if spec.public and spec.annex_of == entry.document]


def _spec(school_id: int, pack: str, document: str) -> DocumentSpec | None:
    """The declaration of a document that is meant for everybody."""
    try:
        spec = find_pack(pack, school_id).by_id.get(document) if pack else None
    except (FaultsError, LookupError):
        return None
    return spec if spec is not None and spec.public else None


def _candidate(document: IssuedDocument, words: tuple[str, str], entry: Entry, kept: SiteDocument | None) -> Candidate:
    kind, title = words
    state = State.NEW
    if kept is not None and kept.published_id:
        state = State.SAME if kept.published_id == document.id else State.CHANGED
    made = Candidate(document, kind, entry.number, entry.signed_on, title, state, entry.id)
    if kept is None or kept.approved_id != document.id:
        return replace(made, lapsed=kept is not None and kept.approved_id is not None)
    return replace(made, approved_at=kept.approved_at, approved_by=kept.approved_by)


def named(number: str, day: date, title: str) -> str:
    """How lists call a paper."""
    return f"№ {number} от {day:%d.%m.%Y} {quoted(title)}"
