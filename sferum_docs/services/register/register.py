"""Registering: the number is taken in a short transaction, then the file is made and kept with it.

A crash between the two leaves the entry reserved; `finish` makes its file from what is kept.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.tags.people import full_name
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.finish import finish, told_now
from sferum_docs.services.register.hold import told_of
from sferum_docs.services.register.lists.registers import book_or_none, register_for, registers_of
from sferum_docs.services.register.people import signer_of_draft
from sferum_docs.services.register.place import take_place
from sferum_docs.services.register.registration import day_faults, far_day_faults, out_of_order, text_faults
from sferum_docs.services.register.trial import already_registered, registered_fault, trial_faults
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import db
from sferum_docs.store.documents import issued
from sferum_docs.store.register import numbers, register
from sferum_docs.store.register.entry import READY, RESERVED, NewEntry
from sferum_docs.store.register.same_papers import same_entry
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.schools.model import School
    from sferum_docs.services.register.place import TakenPlace
    from sferum_docs.services.register.registration import RegistrationDetails
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry

# what goes into the entry just as it was said
_AS_SAID = (
    "signed_on", "executor", "sheets", "annexes", "addressee", "reply_to", "sender", "sender_number", "sender_date",
    "due", "person", "basis", "act", "note", "reason",
)  # fmt: skip
# by what a form that came twice is known
_SAME = ("signed_on", "sender", "sender_number", "addressee", "person", "basis")


@dataclass(frozen=True, slots=True)
class _Paper:
    """The paper that gets a number: a draft of ours, or one that was made elsewhere."""

    title: str
    kind: str
    signer: str
    draft: IssuedDocument | None = None


def register_document(
    school_id: int, draft_id: int, details: RegistrationDetails, by: Actor, asked: Sequence[Fault] = ()
) -> Entry:
    """Registers a draft. The entry is `ready`, or `reserved` with the trouble that its file met. FaultsError."""
    return register_documents(school_id, {draft_id: details}, by, asked)[0]


def register_documents(
    school_id: int, details: Mapping[int, RegistrationDetails], by: Actor, asked: Sequence[Fault] = ()
) -> tuple[Entry, ...]:
    """Registers drafts in the order given. FaultsError: no number is taken when any of them is at fault.

    `asked` are questions that nobody answered yet; none is put to a place that is at fault anyway.
    All numbers are taken in one transaction, so a batch is never torn; files that a crash leaves out are made later.
    """
    drafts = [_draft(school_id, draft_id) for draft_id in details]
    together = frozenset(draft.document for draft in drafts)
    faults = [fault for draft in drafts for fault in _faults_before(school_id, draft, details[draft.id], by, together)]
    if not details:
        faults.append(Fault("nothing_chosen", "documents"))
    at_fault = {fault.place for fault in faults}
    faults += [fault for fault in asked if fault.place not in at_fault]
    if faults:
        raise FaultsError([fault for place, fault in enumerate(faults) if fault not in faults[:place]])
    with _taking_numbers() as session:
        entries = [
            _reserve(session, school_id, _book_of(school_id, draft), details[draft.id], by, _paper_of(draft))
            for draft in drafts
        ]
    finished = [finish(school_id, entry.id, by) for entry in entries]
    # what sends others of the batch along waits for their files
    done = tuple(entry if entry.ready else finish(school_id, entry.id, by) for entry in finished)
    told_now(school_id, entries)
    return done


def _draft(school_id: int, draft_id: int) -> IssuedDocument:
    draft = issued.find(school_id, draft_id)
    if draft is None:
        raise FaultsError([Fault("unknown_document", "documents", {"text": draft_id})])
    return draft


def _paper_of(draft: IssuedDocument) -> _Paper:
    return _Paper(draft.title, draft.kind, signer_of_draft(draft), draft)


def _faults_before(
    school_id: int, draft: IssuedDocument, details: RegistrationDetails, by: Actor, together: frozenset[str]
) -> tuple[Fault, ...]:
    """What can be seen before a number is taken; the transaction looks again."""
    taken = registered_fault(school_id, draft)
    if taken is not None:
        return (taken,)
    try:
        book = _book_of(school_id, draft)
    except FaultsError as error:
        return error.faults
    last = numbers.last_signed(db.session(), school_id, book.id, book.period(details.signed_on))
    too_early = last is not None and details.signed_on < last and not details.reason and details.held is None
    return (
        *day_faults(details.signed_on, by),
        *text_faults(details),
        *far_day_faults(details, by, draft.order_date),
        *trial_faults(draft, book, details, together),
        *((out_of_order(details.signed_on, last),) if too_early and last is not None else ()),
    )


def register_outside(school_id: int, register_id: str, title: str, details: RegistrationDetails, by: Actor) -> Entry:
    """Enters a paper that was not made here; it has no file until its scan is added. FaultsError."""
    book = book_or_none(registers_of(school_id), register_id)
    if book is None:
        raise FaultsError([Fault("no_such_register", "register")])
    faults = [*day_faults(details.signed_on, by), *text_faults(details, title), *far_day_faults(details, by)]
    if not title:
        faults.append(Fault("empty", "title"))
    if details.kind and details.kind not in book.kinds:
        faults.append(Fault("not_a_choice", "kind", {"text": details.kind, "options": ", ".join(book.kinds)}))
    if faults:
        raise FaultsError(faults)
    paper = _Paper(title, details.kind or book.kinds[0], _signer(school_id, book, details))
    with _taking_numbers() as session:
        return _reserve(session, school_id, book, details, by, paper)


def _signer(school_id: int, book: Register, details: RegistrationDetails) -> str:
    """The head signs what nobody is named for; what comes in is signed elsewhere."""
    return details.signer or ("" if book.has("sender") else head_of(get_school(school_id)))


def head_of(school: School | None) -> str:
    """Who signs today, as the register names people."""
    return full_name(school.head.person).initials(after=True) if school and school.head else ""


def _book_of(school_id: int, draft: IssuedDocument) -> Register:
    book = register_for(school_id, draft.kind)
    if book is None:
        raise FaultsError([Fault("not_registered", "documents", {"title": draft.title, "kind": draft.kind})])
    return book


@contextmanager
def _taking_numbers() -> Iterator[Transaction]:
    try:
        with numbers.taking_numbers() as session:
            yield session
    except numbers.NumberTakenError as error:
        raise FaultsError([Fault("number_taken", "documents")]) from error


def _reserve(
    session: Transaction,
    school_id: int,
    book: Register,
    details: RegistrationDetails,
    by: Actor,
    paper: _Paper,
) -> Entry:
    """Takes the number and writes the entry."""
    place = take_place(session, school_id, book, details)
    if paper.draft is not None:
        _not_registered_yet(session, school_id, paper.draft)
    elif details.once:
        _not_entered_yet(session, school_id, book, details, paper)
    entry = _new_entry(school_id, book, details, by, paper, place)
    kept = register.add_entry(session, entry, place.held)
    about = f"{book.short}: № {place.number}"
    record_event(session, school_id, by, "register.number", about, entry_id=kept.id, title=kept.title)
    return kept


def _new_entry(
    school_id: int, book: Register, details: RegistrationDetails, by: Actor, paper: _Paper, place: TakenPlace
) -> NewEntry:
    draft = paper.draft
    return NewEntry(
        school_id=school_id,
        register=book.id,
        year=details.signed_on.year,
        period=place.period,
        ordinal=place.ordinal,
        letter=place.letter,
        number=place.number,
        title=paper.title,
        kind=paper.kind,
        signer=paper.signer,
        state=RESERVED if draft else READY,
        pack=draft.pack if draft else "",
        document=draft.document if draft else "",
        draft_id=draft.id if draft else None,
        replaces=draft is not None and details.replaces,
        registered_at=by.at,
        registered_by=by.name,
        **{name: getattr(details, name) for name in _AS_SAID},
        file_index=details.file_index or book.file,
    )


def _not_entered_yet(
    session: Transaction, school_id: int, book: Register, details: RegistrationDetails, paper: _Paper
) -> None:
    said = {name: getattr(details, name) for name in _SAME}
    same = same_entry(session, school_id, register=book.id, title=paper.title, kind=paper.kind, **said)
    if same is not None:
        raise FaultsError([Fault("entered_already", "title", told_of(same))])


def _not_registered_yet(session: Transaction, school_id: int, draft: IssuedDocument) -> None:
    live = register.live_of_draft(session, school_id, draft.id)
    if live is not None:
        raise FaultsError([already_registered(draft, live)])
