"""How far each document of a pack has come: from the drafts, the register, the signatures and the scans."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.status import PAPER_STEPS, Facts, PaperState, Status, status
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.store.change_stamp import Same, cached_until_change
from sferum_docs.store.documents import issued, signing
from sferum_docs.store.documents.paper_marks import marks_of_pack
from sferum_docs.store.register import register
from sferum_docs.store.register.entry_progress import progress_of_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.documents.paper_marks import PaperMark
    from sferum_docs.store.register.entry import Entry
    from sferum_docs.store.register.entry_progress import EntryProgress

__all__ = ["DocumentState", "Facts", "Status", "document_states", "document_statuses", "standing_of", "standings_of"]


@dataclass(frozen=True, slots=True)
class DocumentState:
    """Where a document stands: its newest version, and the entry in force, which outlives a draft made since."""

    facts: Facts
    entry: Entry | None  # what the newest version is registered as; a paper of an order goes under its order
    in_force: Entry | None
    facts_in_force: Facts
    repealed: bool  # what it is registered as is in force no more
    is_entered: bool  # whether documents of its kind are registered by themselves
    is_marked: bool = False  # whether no register takes it, by itself or with its order: a person marks its steps
    on_paper: bool = False  # it was signed before a register took its kind: the mark stands, nothing is to be entered
    mark: PaperMark | None = None  # how far the newest version that bears a mark has come

    @property
    def status(self) -> Status:
        """The step reached by the newest version."""
        return status(self.facts)

    @property
    def waits(self) -> bool:
        """Whether it waits to be signed and registered."""
        return self.is_entered and self.status in {Status.DRAFT, Status.SIGNING}


@dataclass(frozen=True)
class _Kept:
    entries: Mapping[int, EntryProgress]
    sent: frozenset[int]
    repealed: frozenset[int]
    kinds_entered: frozenset[str]
    marks: Mapping[str, Mapping[int, PaperMark]]  # document → version of it → its mark

    def is_entered(self, spec: DocumentSpec) -> bool:
        return spec.kind in self.kinds_entered

    def source(self, spec: DocumentSpec) -> str:
        """The document whose entry counts: a paper of an order that is not entered itself goes with the order."""
        return spec.annex_of if spec.annex_of and not self.is_entered(spec) else spec.id

    def is_marked(self, spec: DocumentSpec) -> bool:
        """Whether no register ever takes it."""
        return not self.is_entered(spec) and self.source(spec) == spec.id

    def counts(self, spec: DocumentSpec, mark: PaperMark) -> bool:
        """Whether a mark says how far the paper has come: of a kind that is entered now, only that it was signed."""
        return self.is_marked(spec) or (self.is_entered(spec) and PAPER_STEPS[mark.state].signed)

    def facts(self, entry: Entry | None, document: IssuedDocument | None, mark: PaperMark | None) -> Facts:
        kept = self.entries.get(entry.id) if entry else None
        return Facts(
            made=document is not None,
            sent_to_sign=document is not None and document.id in self.sent,
            registered=entry is not None,
            to_acquaint=kept.to_acquaint if kept else 0,
            acquainted=kept.acquainted if kept else 0,
            evidence=kept is not None and kept.proven,
            executed=entry is not None and entry.executed_on is not None,
            paper=mark.state if mark else PaperState.NONE,
        )

    def standing(self, spec: DocumentSpec, document: IssuedDocument | None) -> DocumentState:
        if document is None and not self.entries and not self.marks:
            return _untouched(is_entered=self.is_entered(spec), is_marked=self.is_marked(spec))
        own = [kept.entry for kept in self.entries.values() if kept.entry.document == self.source(spec)]
        entry = next((item for item in own if document is not None and _covers(item, spec, document)), None)
        known = own if self.source(spec) == spec.id else [entry] if entry else []
        in_force = next((item for item in reversed(known) if item.id not in self.repealed), None)
        marks = {key: mark for key, mark in self.marks.get(spec.id, {}).items() if self.counts(spec, mark)}
        mark = marks.get(document.id) if document else None
        newest = mark or next(reversed([*marks.values()]), None)
        on_paper = self.is_entered(spec) and mark is not None and entry is None
        return DocumentState(
            facts=self.facts(entry, document, mark),
            entry=entry,
            in_force=in_force,
            facts_in_force=self.facts(in_force, document, newest),
            repealed=entry is not None and entry.id in self.repealed,
            is_entered=self.is_entered(spec) and not on_paper,
            is_marked=self.is_marked(spec) or on_paper,
            on_paper=on_paper,
            mark=newest,
        )


@cache
def _untouched(*, is_entered: bool, is_marked: bool) -> DocumentState:
    """Of a document that was never made, in a body that has registered nothing."""
    return DocumentState(
        Facts(made=False), None, None, Facts(made=False), repealed=False, is_entered=is_entered, is_marked=is_marked
    )


def document_states(
    school_id: int, pack: Pack, documents: Iterable[IssuedDocument] | None = None
) -> Mapping[str, DocumentState]:
    """Document → where it stands. A paper of an order goes with the order.

    `documents`: the newest of each; read here when they are not given.
    """
    newest = issued.newest(school_id, pack.id) if documents is None else documents
    made = {document.document: document for document in newest}
    kept = _kept(school_id, pack.id)
    if not made and not kept.entries and not kept.marks:
        return _of_nothing_made(Same(pack), kept.kinds_entered)
    return {spec.id: kept.standing(spec, made.get(spec.id)) for spec in pack.by_id.values()}


@lru_cache(maxsize=32)  # packets for many bodies begin with most of them so
def _of_nothing_made(pack: Same[Pack], kinds_entered: frozenset[str]) -> Mapping[str, DocumentState]:
    kept = _Kept({}, frozenset(), frozenset(), kinds_entered, {})
    return {spec.id: kept.standing(spec, None) for spec in pack.value.by_id.values()}


def document_statuses(school_id: int, pack: Pack) -> Mapping[str, Status]:
    """Document → its status."""
    return {document: standing.status for document, standing in document_states(school_id, pack).items()}


def standing_of(school_id: int, pack: Pack, document: IssuedDocument) -> DocumentState | None:
    """Where one version stands: an older one keeps the entry it was registered under. None: the pack lost it."""
    spec = pack.by_id.get(document.document)
    return _kept(school_id, document.pack).standing(spec, document) if spec else None


def standings_of(
    school_id: int, pack: Pack, documents: Sequence[IssuedDocument]
) -> tuple[tuple[IssuedDocument, DocumentState], ...]:
    """Where each of many versions stands, those of documents that the pack still has."""
    kept = _kept(school_id, pack.id)
    return tuple(
        (document, kept.standing(pack.by_id[document.document], document))
        for document in documents
        if document.document in pack.by_id
    )


@cached_until_change
def _kept(school_id: int, pack: str) -> _Kept:
    entries = {kept.entry.id: kept for kept in progress_of_pack(school_id, pack)}
    return _Kept(
        entries,
        signing.sent_to_sign(school_id),
        register.out_of_force(school_id, [kept.entry for kept in entries.values()]),
        frozenset(kind for book in registers_of(school_id).values() for kind in book.kinds),
        _marks(marks_of_pack(school_id, pack)),
    )


def _marks(made: Sequence[PaperMark]) -> dict[str, dict[int, PaperMark]]:
    """The last mark of each version, in order of versions; those taken off apart."""
    last = {mark.document_id: mark for mark in made}
    found: dict[str, dict[int, PaperMark]] = {}
    for mark in sorted(last.values(), key=lambda item: item.version):
        if mark.state is not PaperState.NONE:
            found.setdefault(mark.document, {})[mark.document_id] = mark
    return found


def _covers(entry: Entry, spec: DocumentSpec, version: IssuedDocument) -> bool:
    """Whether this version is the registered one, not a draft made since."""
    if entry.document == spec.id:
        return version.id in {entry.document_id, entry.draft_id}
    return bool(version.data.get("numbers", {}).get(entry.document) == entry.number)
