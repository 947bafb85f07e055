"""How far each document of a pack has come: from the drafts, the register, the signatures and the scans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.status import Facts, Status, status
from sferum_docs.services.register.registers import registers_of
from sferum_docs.store import acquaintance, evidence, issued, register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.store.issued import IssuedDocument
    from sferum_docs.store.register import Entry

__all__ = ["Facts", "Standing", "Status", "document_standings", "document_statuses", "standing_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document stands: its newest version, and the entry in force, which outlives a draft made since."""

    facts: Facts
    entry: Entry | None  # what the newest version is registered as; a paper of an order goes under its order
    in_force: Entry | None
    facts_in_force: Facts
    is_entered: bool  # whether documents of its kind are registered by themselves

    @property
    def status(self) -> Status:
        """The step reached by the newest version."""
        return status(self.facts)

    @property
    def repealed(self) -> bool:
        """Whether what it is registered as is in force no more."""
        return self.entry is not None and self.entry != self.in_force

    @property
    def waits(self) -> bool:
        """Whether it waits to be signed and registered."""
        return self.is_entered and self.status in {Status.DRAFT, Status.SIGNING}


@dataclass(frozen=True)
class _Kept:
    counts: Mapping[int, tuple[int, int]]
    proven: frozenset[int]
    sent: frozenset[int]
    repealed: frozenset[int]
    kinds_entered: frozenset[str]

    def is_entered(self, spec: DocumentSpec) -> bool:
        return spec.kind in self.kinds_entered

    def source(self, spec: DocumentSpec) -> str:
        """The document whose entry counts: a paper of an order that is not entered itself goes with the order."""
        return spec.annex_of if spec.annex_of and not self.is_entered(spec) else spec.id

    def facts(self, entry: Entry | None, document: IssuedDocument | None) -> Facts:
        due, settled = self.counts.get(entry.id, (0, 0)) if entry else (0, 0)
        return Facts(
            made=document is not None,
            sent_to_sign=document is not None and document.id in self.sent,
            registered=entry is not None,
            to_acquaint=due,
            acquainted=settled,
            evidence=entry is not None and entry.id in self.proven,
            executed=entry is not None and entry.executed_on is not None,
        )

    def standing(self, spec: DocumentSpec, document: IssuedDocument | None, entries: Iterable[Entry]) -> Standing:
        own = [entry for entry in entries if entry.document == self.source(spec)]
        entry = next((item for item in own if document is not None and _covers(item, spec, document)), None)
        known = own if self.source(spec) == spec.id else [entry] if entry else []
        in_force = next((item for item in reversed(known) if item.id not in self.repealed), None)
        return Standing(
            facts=self.facts(entry, document),
            entry=entry,
            in_force=in_force,
            facts_in_force=self.facts(in_force, document),
            is_entered=self.is_entered(spec),
        )


def document_standings(
    school_id: int, pack: Pack, documents: Iterable[IssuedDocument] | None = None
) -> Mapping[str, Standing]:
    """Document → where it stands. A paper of an order goes with the order. `documents`: the newest, when known."""
    newest = issued.newest(school_id, pack.id) if documents is None else documents
    made = {document.document: document for document in newest}
    entries = _ready(school_id, pack.id)
    kept = _kept(school_id, entries)
    return {spec.id: kept.standing(spec, made.get(spec.id), entries) for spec in pack.documents}


def document_statuses(school_id: int, pack: Pack) -> Mapping[str, Status]:
    """Document → its status."""
    return {document: standing.status for document, standing in document_standings(school_id, pack).items()}


def standing_of(school_id: int, pack: Pack, document: IssuedDocument) -> Standing | None:
    """Where one version stands: an older one keeps the entry it was registered under. None: the pack lost it."""
    spec = pack.by_id.get(document.document)
    entries = _ready(school_id, document.pack)
    return _kept(school_id, entries).standing(spec, document, entries) if spec else None


def _ready(school_id: int, pack: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in register.of_pack(school_id, pack) if entry.ready)


def _kept(school_id: int, entries: Sequence[Entry]) -> _Kept:
    by = register.named(school_id, {entry.repealed_by_id for entry in entries if entry.repealed_by_id})
    repealed = (
        entry.id
        for entry in entries
        # an order that is itself void repeals nothing
        if entry.repealed_note or (entry.repealed_by_id in by and not by[entry.repealed_by_id].void)
    )
    return _Kept(
        acquaintance.counted([entry.id for entry in entries]),
        evidence.proven_entries(school_id),
        issued.sent_to_sign(school_id),
        frozenset(repealed),
        frozenset(kind for book in registers_of(school_id).values() for kind in book.kinds),
    )


def _covers(entry: Entry, spec: DocumentSpec, version: IssuedDocument) -> bool:
    """Whether this version is the registered one, not a draft made since."""
    if entry.document == spec.id:
        return version.id in {entry.document_id, entry.draft_id}
    return bool(version.data.get("numbers", {}).get(entry.document) == entry.number)
