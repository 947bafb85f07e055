"""What a crash left: reserved entries get their files from what is kept of their drafts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.entries.repeal import may_repeal
from sferum_docs.services.register.live import live_row
from sferum_docs.services.register.remake import companions, made_again, numbered
from sferum_docs.store.audit import note
from sferum_docs.store.database import db, writing
from sferum_docs.store.documents import issued
from sferum_docs.store.register import acquaintance, register
from sferum_docs.store.register.entry import READY, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry
    from sferum_docs.store.rows import EntryRow

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
        around = companions(school_id, draft, known)
    except FaultsError as error:
        return _troubled(school_id, entry, " ".join(fault.sentence() for fault in error.faults))
    with writing() as session:
        row = register.locked(session, school_id, entry_id)
        if row is None or row.state == READY or row.voided_at is not None:
            return entry if row is None else value(row)
        # the bytes, the versions and the word «ready» in one transaction: there is no half of it
        kept = issued.add_document(session, school_id, made, draft.file_name, entry.signed_on, by.at)
        for paper, again in around.made:
            issued.add_document(session, school_id, again, paper.file_name, entry.signed_on, by.at)
        row.document_id = kept.id
        _make_ready(session, row)
        row.trouble = " ".join(around.left)
        acquaintance.add_people(session, entry_id, _people(situation, made.spec))
        note(
            session, school_id, by, "register.ready", f"№ {entry.number}",
            entry_id=entry.id, title=entry.title, sha256=made.sha256,
        )  # fmt: skip
        session.flush()
        return value(row)


def finish_by_hand(school_id: int, entry_id: int, by: Actor) -> Entry:
    """Takes an entry without a file as it is: its paper is made in another program, its scan is added."""
    with writing() as session:
        row = live_row(session, school_id, entry_id)
        if row.state == READY:
            raise FaultsError([Fault("already_has_file", values={"number": row.number})])
        _make_ready(session, row)
        note(session, school_id, by, "register.by_hand", f"№ {row.number}", entry_id=row.id, title=row.title)
        session.flush()
        return value(row)


def finish_from(school_id: int, entry_id: int, document_id: int, by: Actor) -> Entry:
    """Makes the file of a reserved entry from another version of its document: the number stays. FaultsError."""
    with writing() as session:
        row = live_row(session, school_id, entry_id)
        if row.state == READY:
            raise FaultsError([Fault("already_has_file", values={"number": row.number})])
        if document_id not in {item.id for item in other_versions(school_id, value(row))}:
            raise FaultsError([Fault("not_this_document", "version", {"title": row.title})])
        row.draft_id = document_id
        note(session, school_id, by, "register.other_version", f"№ {row.number}", entry_id=row.id, title=row.title)
    return finish(school_id, entry_id, by)


def other_versions(school_id: int, entry: Entry) -> tuple[IssuedDocument, ...]:
    """Versions that the file of a reserved entry may be made from instead, newest first: those of no other entry."""
    if entry.ready or entry.void or not entry.document:
        return ()
    taken = {entry.draft_id} | {
        of for item in register.of_pack(school_id, entry.pack) for of in (item.draft_id, item.document_id)
    }
    kept = issued.versions(school_id, entry.pack, entry.document)
    return tuple(item for item in kept if item.id not in taken and item.kind == entry.kind)


def waiting_for_file(school_id: int, document: IssuedDocument) -> Entry | None:
    """The entry whose number waits for a file of this document; None when there is none."""
    entries = register.of_pack(school_id, document.pack)
    return next(
        (item for item in entries if item.document == document.document and not item.ready and item.trouble), None
    )


def _make_ready(session: Session, row: EntryRow) -> None:
    """The entry has its file or needs none; only now what it replaces loses force."""
    row.state, row.trouble = READY, ""
    if row.replaces:
        former = register.formers(session, row)
        for item in former:
            if may_repeal(value(item), value(row)):
                item.repealed_by_id = row.id
    row.replaces = False


def sweep(by: Actor, school_id: int | None = None, grace: timedelta = timedelta()) -> tuple[Entry, ...]:
    """Finishes every reserved entry older than `grace`; gives those that still have no file."""
    left = []
    for owner, entry_id in register.unfinished(school_id):
        entry = register.find(owner, entry_id)
        if entry is None or entry.void or by.at - entry.registered_at < grace:
            continue
        was, entry = entry, finish(owner, entry_id, by)
        if not entry.ready:
            left.append(entry)
        elif not was.trouble:  # whoever registered it was told of a trouble, and of nothing when the program stopped
            _recover(owner, entry_id)
    return tuple(left)


def _recover(school_id: int, entry_id: int) -> None:
    """What was registered together was cut short together: all of it is told of."""
    with writing() as session:
        row = register.locked(session, school_id, entry_id)
        for item in register.of_batch(session, row) if row is not None else ():
            item.recovered = item.state == READY


def told_now(school_id: int, entries: Sequence[Entry]) -> None:
    """Who registered these is told by the answer itself: another page may have finished them for a slow machine."""
    ids = {entry.id for entry in entries}
    if ids & set(register.recovered(school_id)):
        with writing() as session:
            for entry_id in sorted(ids):
                row = register.locked(session, school_id, entry_id)
                if row is not None:
                    row.recovered = False


def take_recovered(school_id: int) -> tuple[Entry, ...]:
    """What was finished after a crash, each entry given once: to the first who asks."""
    if not register.recovered(school_id):
        return ()
    with writing() as session:
        rows = [register.locked(session, school_id, entry_id) for entry_id in register.recovered(school_id)]
        found = [row for row in rows if row is not None and row.recovered]
        for row in found:
            row.recovered = False
        session.flush()
        return tuple(value(row) for row in found if row.voided_at is None)


def _people(situation: Situation, spec: DocumentSpec) -> list[tuple[str, str]]:
    return [(person.full_name, person.post) for person in situation.to_acquaint(situation.pack.by_id[spec.id])]


def _troubled(school_id: int, entry: Entry, trouble: str) -> Entry:
    if entry.trouble == trouble:  # every page of the register tries again
        return entry
    with writing() as session:
        row = register.locked(session, school_id, entry.id)
        if row is None or row.state == READY:
            return entry if row is None else value(row)
        row.trouble = trouble
        session.flush()
        return value(row)
