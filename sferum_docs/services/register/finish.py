"""What a crash left: reserved entries get their files from what is kept of their drafts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.remake import companions, made_again, numbered
from sferum_docs.store import acquaintance, issued, register
from sferum_docs.store.audit import note
from sferum_docs.store.database import db, writing

if TYPE_CHECKING:
    from sferum_docs.documents.situation import Situation
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register import Entry

# a younger entry may be at work in another process; both would do the same, the second for nothing
GRACE = timedelta(seconds=15)


def finish(school_id: int, entry_id: int, by: Actor) -> Entry:
    """Makes and keeps the file of a reserved entry; the entry says what went wrong when there is none."""
    db.session.rollback()  # what another process did since is seen
    entry = register.find(school_id, entry_id)
    if entry is None:
        raise LookupError(entry_id)
    if entry.ready or entry.void or entry.draft_id is None:
        return entry
    draft = issued.find(school_id, entry.draft_id)
    if draft is None:
        raise LookupError(entry.draft_id)
    known = numbered([*register.of_pack(school_id, entry.pack), entry])
    try:
        situation, made = made_again(draft, entry.signed_on, known)
    except FaultsError as error:
        return _troubled(school_id, entry, " ".join(fault.sentence() for fault in error.faults))
    papers = companions(school_id, draft, known)
    with writing() as session:
        row = register.locked(session, school_id, entry_id)
        if row is None or row.state == register.READY or row.voided_at is not None:
            return entry if row is None else register.value(row)
        # the bytes, the versions and the word «ready» in one transaction: there is no half of it
        kept = issued.add_document(session, school_id, made, draft.file_name, entry.signed_on, by.at)
        for paper, again in papers:
            issued.add_document(session, school_id, again, paper.file_name, entry.signed_on, by.at)
        row.document_id, row.state, row.trouble = kept.id, register.READY, ""
        acquaintance.add_people(session, entry_id, _people(situation, made.spec))
        note(session, school_id, by, "register.ready", f"№ {entry.number}", title=entry.title, sha256=made.sha256)
        session.flush()
        return register.value(row)


def finish_by_hand(school_id: int, entry_id: int, by: Actor) -> Entry:
    """Takes an entry without a file as it is: its paper is made in another program, its scan is added."""
    with writing() as session:
        row = register.locked(session, school_id, entry_id)
        if row is None:
            raise LookupError(entry_id)
        row.state = register.READY
        note(session, school_id, by, "register.by_hand", f"№ {row.number}", title=row.title)
        session.flush()
        return register.value(row)


def sweep(by: Actor, school_id: int | None = None, grace: timedelta = timedelta()) -> tuple[Entry, ...]:
    """Finishes every reserved entry older than `grace`; gives those that still have no file."""
    left = []
    for owner, entry_id in register.unfinished(school_id):
        entry = register.find(owner, entry_id)
        if entry is None or entry.void or by.at - entry.registered_at < grace:
            continue
        entry = finish(owner, entry_id, by)
        if not entry.ready:
            left.append(entry)
    return tuple(left)


def _people(situation: Situation, spec: DocumentSpec) -> list[tuple[str, str]]:
    return [(person.full_name, person.post) for person in situation.to_acquaint(situation.pack.by_id[spec.id])]


def _troubled(school_id: int, entry: Entry, trouble: str) -> Entry:
    with writing() as session:
        row = register.locked(session, school_id, entry.id)
        if row is None or row.state == register.READY:
            return entry if row is None else register.value(row)
        row.trouble = trouble
        session.flush()
        return register.value(row)
