"""What a crash left: reserved entries get their files from what is kept of their drafts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.request import kept_orders
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.weekly import of_same_week
from sferum_docs.services.packs.replacement import own_orders_ended
from sferum_docs.services.people.carry_out import carry_out_with_order
from sferum_docs.services.register.entries.repeal import end_orders, may_repeal
from sferum_docs.services.register.live import locked_live
from sferum_docs.services.register.remake import companions, made_again, numbered
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import see_anew, writing
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.adding import add_document
from sferum_docs.store.register import acquaintance, register
from sferum_docs.store.register.entry import READY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry

# a younger entry may be at work in another process; both would do the same, the second for nothing
GRACE = timedelta(seconds=15)


def finish(school_id: int, entry_id: int, by: Actor) -> Entry:
    """Makes and keeps the file of a reserved entry; the entry says what went wrong when there is none."""
    see_anew()  # what another process did since
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
        now = register.locked(session, school_id, entry_id)
        if now is None or now.ready or now.void:
            return now or entry
        # the bytes, the versions and the word «ready» in one transaction: there is no half of it
        kept = add_document(session, school_id, made, draft.file_name, entry.signed_on, by.at)
        for paper, again in around.made:
            add_document(session, school_id, again, paper.file_name, entry.signed_on, by.at)
        done = _make_ready(session, school_id, now, document_id=kept.id, trouble=" ".join(around.left))
        end_orders(session, done, (*kept_orders(made.data), *own_orders_ended(school_id, situation)), by)
        acquaintance.add_people(session, entry_id, _people(situation, made.spec))
        record_event(
            session, school_id, by, "register.ready", f"№ {entry.number}",
            entry_id=entry.id, title=entry.title, sha256=made.sha256,
        )  # fmt: skip
        carry_out_with_order(session, done, by)
        return done


def finish_by_hand(school_id: int, entry_id: int, by: Actor) -> Entry:
    """Takes an entry without a file as it is: its paper is made in another program, its scan is added."""
    with writing() as session:
        entry = _without_file(session, school_id, entry_id)
        record_event(
            session, school_id, by, "register.by_hand", f"№ {entry.number}", entry_id=entry.id, title=entry.title
        )
        done = _make_ready(session, school_id, entry)
        draft = issued.find(school_id, entry.draft_id) if entry.draft_id is not None else None
        end_orders(session, done, kept_orders(draft.data) if draft else (), by)
        carry_out_with_order(session, done, by)
        return done


def _without_file(session: Transaction, school_id: int, entry_id: int) -> Entry:
    entry = locked_live(session, school_id, entry_id)
    if entry.ready:
        raise FaultsError([Fault("already_has_file", values={"number": entry.number})])
    return entry


def finish_from(school_id: int, entry_id: int, document_id: int, by: Actor) -> Entry:
    """Makes the file of a reserved entry from another version of its document: the number stays. FaultsError."""
    with writing() as session:
        entry = _without_file(session, school_id, entry_id)
        if document_id not in {item.id for item in other_versions(school_id, entry)}:
            raise FaultsError([Fault("not_this_document", "version", {"title": entry.title})])
        register.change(session, entry, draft_id=document_id)
        about = f"№ {entry.number}"
        record_event(session, school_id, by, "register.other_version", about, entry_id=entry.id, title=entry.title)
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
    entries = [item for item in register.of_pack(school_id, document.pack) if item.document == document.document]
    return next((item for item in of_same_week(document, entries) if not item.ready and item.trouble), None)


def _make_ready(
    session: Transaction, school_id: int, entry: Entry, *, document_id: int | None = None, trouble: str = ""
) -> Entry:
    """The entry has its file or needs none; only now what it replaces loses force."""
    for former in _replaced(session, school_id, entry):
        if may_repeal(former, entry):
            register.change(session, former, repealed_by_id=entry.id)
    return register.change(
        session, entry, state=READY, trouble=trouble, replaces=False, document_id=document_id or entry.document_id
    )


def _replaced(session: Transaction, school_id: int, entry: Entry) -> tuple[Entry, ...]:
    """What the same document was registered as before: a report of another week stays in force."""
    draft = issued.find(school_id, entry.draft_id) if entry.replaces and entry.draft_id is not None else None
    return of_same_week(draft, register.formers(session, school_id, entry)) if draft else ()


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
        entry = register.locked(session, school_id, entry_id)
        for item in register.of_batch(session, school_id, entry) if entry is not None else ():
            register.change(session, item, recovered=item.ready)


def told_now(school_id: int, entries: Sequence[Entry]) -> None:
    """Who registered these is told by the answer itself: another page may have finished them for a slow machine."""
    ids = {entry.id for entry in entries}
    if ids & set(register.recovered(school_id)):
        with writing() as session:
            for entry_id in sorted(ids):
                entry = register.locked(session, school_id, entry_id)
                if entry is not None:
                    register.change(session, entry, recovered=False)


def take_recovered(school_id: int) -> tuple[Entry, ...]:
    """What was finished after a crash, each entry given once: to the first who asks."""
    if not register.recovered(school_id):
        return ()
    with writing() as session:
        found = [register.locked(session, school_id, entry_id) for entry_id in register.recovered(school_id)]
        untold = [entry for entry in found if entry is not None and entry.recovered]
        told = [register.change(session, entry, recovered=False) for entry in untold]
        return tuple(entry for entry in told if not entry.void)


def _people(situation: Situation, spec: DocumentSpec) -> list[tuple[str, str]]:
    return [(person.full_name, person.post) for person in situation.to_acquaint(situation.pack.by_id[spec.id])]


def _troubled(school_id: int, entry: Entry, trouble: str) -> Entry:
    if entry.trouble == trouble:  # every page of the register tries again
        return entry
    with writing() as session:
        now = register.locked(session, school_id, entry.id)
        if now is None or now.ready:
            return now or entry
        return register.change(session, now, trouble=trouble)
