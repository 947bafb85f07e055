"""Which registered documents may go to the school's site, how each stands, and why the others stay here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.documents.publishing.public_copy import public_copy
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.site_documents import of_school
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sferum_docs.documents.publishing.public_copy import PublicCopy
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.documents.site_documents import Key, SiteDocument
    from sferum_docs.store.register.entry import Entry

_NOT_PUBLIC = "документы этого вида на сайт не выкладывают"
MOST = 500  # entries that are looked at; a school has some dozens that were made here


class State(StrEnum):
    """How a document stands to what was last put on the site."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"

    @property
    def label(self) -> str:
        """The words for a page."""
        return {"new": "на сайте ещё не было", "changed": "изменился с прошлого раза", "same": "не менялся"}[self]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that everybody may read: as what it was registered, and whether the head approved this version."""

    document: IssuedDocument
    kind: str
    number: str
    day: date
    title: str
    state: State
    approved_at: datetime | None = None  # none: this version is not approved
    approved_by: str = ""

    @property
    def approved(self) -> bool:
        """Whether the head approved this version."""
        return self.approved_at is not None

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
    entry_id: int


@dataclass(frozen=True, slots=True)
class SiteList:
    """What may go, what stays here, what lies on the site and must be taken down."""

    candidates: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]
    stale: tuple[SiteDocument, ...]


def site_list(school_id: int) -> SiteList:
    """The documents of a school, sorted by whether they may go to its site."""
    entries = register.with_file(school_id, MOST)
    ended = register.out_of_force(school_id, entries)
    kept = of_school(school_id)
    found: dict[Key, Candidate] = {}
    left: list[LeftOut] = []
    for entry in entries:
        reason = "утратил силу" if entry.id in ended else ""
        for document, kind, title in () if reason else _papers(school_id, entry):
            copy_reason = _reason(document.sha256)
            if copy_reason:
                left.append(LeftOut(_named(entry, title), copy_reason, entry.id))
            else:
                made = _candidate(document, (kind, title), entry, kept.get((document.pack, document.document)))
                found.setdefault(made.key, made)
        if reason or not _spec(school_id, entry.pack, entry.document):
            left.append(LeftOut(_named(entry, entry.title), reason or _NOT_PUBLIC, entry.id))
    stale = tuple(item for key, item in kept.items() if item.published_id and key not in found)
    return SiteList(tuple(found.values()), tuple(left), stale)


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
    made = Candidate(document, kind, entry.number, entry.signed_on, title, state)
    if kept is None or kept.approved_id != document.id:
        return made
    return replace(made, approved_at=kept.approved_at, approved_by=kept.approved_by)


@lru_cache(maxsize=512)
def _reason(sha256: str) -> str:
    """Why a paper meant for everybody stays here; empty when it may go. Files never change, so this does not either."""
    copy = public_copy(issued.content(sha256), "", datetime.now(UTC))
    if copy.corrected:
        return "в файле есть непринятые исправления"
    if copy.hidden:
        return "в файле есть скрытый текст"
    return f"в тексте остались: {', '.join(kind.label for kind in copy.personal)}" if copy.personal else ""


def _named(entry: Entry, title: str) -> str:
    return f"№ {entry.number} от {entry.signed_on:%d.%m.%Y} {title}"
