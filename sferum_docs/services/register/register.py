"""Registering: the number is taken in a short transaction, then the file is made and kept with it.

A crash between the two leaves the entry reserved; `finish` makes its file from what is kept.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from sferum_docs.directives.working_days import is_working_day
from sferum_docs.documents.registering.registers import Register, next_letter
from sferum_docs.documents.requests.date_order import Place, day_fault_at
from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.documents.tags.people import full_name
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.number_mask import number_by_mask
from sferum_docs.services.register.finish import finish, told_now
from sferum_docs.services.register.free_numbers import take_free
from sferum_docs.services.register.hold import take_held, told_of
from sferum_docs.services.register.lists.registers import book_or_none, register_for, registers_of
from sferum_docs.services.register.remake import signer_of_draft
from sferum_docs.services.register.trial import already_registered, registered_fault, trial_faults
from sferum_docs.store.audit import note
from sferum_docs.store.database import db, writing
from sferum_docs.store.documents import issued
from sferum_docs.store.register import register
from sferum_docs.store.register.same_papers import same_entry
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from sferum_docs.schools.model import School
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.register import Entry
    from sferum_docs.store.rows import EntryRow

FIRST_YEAR = 1918  # when the schools of the country became what they are: no register of theirs is older
_NEAR_DAYS = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What the secretary says of a paper that is registered.

    `reason` is needed when the day is earlier than the last entry's, and when the paper is put in `after` a number.
    """

    signed_on: date
    executor: str = ""
    sheets: int | None = None
    annexes: int | None = None
    file_index: str = ""
    addressee: str = ""
    reply_to: str = ""
    note: str = ""
    reason: str = ""
    after: int | None = None
    held: int | None = None  # the entry whose number is kept for this paper
    kind: str = ""  # of a paper that was not made here; empty: the first of its register
    sender: str = ""
    sender_number: str = ""
    sender_date: date | None = None
    due: date | None = None
    person: str = ""
    basis: str = ""
    act: str = ""  # the pack whose act the paper is, or is about
    signer: str = ""  # of a paper that was not made here; empty: the head of today
    confirmed: bool = False  # a day long past is right
    by_pen: bool = False  # numbers of orders that have none yet will be written into the file by hand
    once: bool = False  # an entry that says just the same is asked about: the form may have come twice
    replaces: bool = True  # what this document was registered as before loses force


def register_document(school_id: int, draft_id: int, told: Told, by: Actor, asked: Sequence[Fault] = ()) -> Entry:
    """Registers a draft. The entry is `ready`, or `reserved` with the trouble that its file met. FaultsError."""
    return register_documents(school_id, {draft_id: told}, by, asked)[0]


def register_documents(
    school_id: int, told: Mapping[int, Told], by: Actor, asked: Sequence[Fault] = ()
) -> tuple[Entry, ...]:
    """Registers drafts in the order given. FaultsError: no number is taken when any of them is at fault.

    `asked` are questions that nobody answered yet; none is put to a place that is at fault anyway.
    All numbers are taken in one transaction, so a batch is never torn; files that a crash leaves out are made later.
    """
    drafts = [_draft(school_id, draft_id) for draft_id in told]
    together = frozenset(draft.document for draft in drafts)
    faults = [fault for draft in drafts for fault in _faults_before(school_id, draft, told[draft.id], by, together)]
    if not told:
        faults.append(Fault("nothing_chosen", "documents"))
    at_fault = {fault.place for fault in faults}
    faults += [fault for fault in asked if fault.place not in at_fault]
    if faults:
        raise FaultsError([fault for place, fault in enumerate(faults) if fault not in faults[:place]])
    with _taking_numbers() as session:
        entries = [
            _reserve(session, school_id, _book_of(school_id, draft), told[draft.id], by, draft) for draft in drafts
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


def _faults_before(
    school_id: int, draft: IssuedDocument, told: Told, by: Actor, together: frozenset[str]
) -> tuple[Fault, ...]:
    """What can be seen before a number is taken; the transaction looks again."""
    taken = registered_fault(school_id, draft)
    if taken is not None:
        return (taken,)
    try:
        book = _book_of(school_id, draft)
    except FaultsError as error:
        return error.faults
    last = register.last_signed(db.session(), school_id, book.id, book.period(told.signed_on))
    out_of_order = last is not None and told.signed_on < last and not told.reason and told.held is None
    return (
        *day_faults(told.signed_on, by),
        *text_faults(told),
        *_far(told, by, draft.order_date),
        *trial_faults(draft, book, told, together),
        *((_out_of_order(told.signed_on, last),) if out_of_order and last is not None else ()),
    )


def register_outside(school_id: int, register_id: str, title: str, told: Told, by: Actor) -> Entry:
    """Enters a paper that was not made here; it has no file until its scan is added. FaultsError."""
    book = book_or_none(registers_of(school_id), register_id)
    if book is None:
        raise FaultsError([Fault("no_such_register", "register")])
    faults = [*day_faults(told.signed_on, by), *text_faults(told, title), *_far(told, by)]
    if not title:
        faults.append(Fault("empty", "title"))
    if told.kind and told.kind not in book.kinds:
        faults.append(Fault("not_a_choice", "kind", {"text": told.kind, "options": ", ".join(book.kinds)}))
    if faults:
        raise FaultsError(faults)
    with _taking_numbers() as session:
        return _reserve(session, school_id, book, told, by, None, title)


def day_faults(day: date, by: Actor) -> tuple[Fault, ...]:
    """What forbids a day of signing."""
    values = {"text": f"{day:%d.%m.%Y}", "low": FIRST_YEAR}
    return (
        *((Fault("day_ahead", "signed_on", values),) if day > _today(by) else ()),
        *((Fault("year_too_old", "signed_on", values),) if day.year < FIRST_YEAR else ()),
    )


def text_faults(told: Told, title: str = "") -> list[Fault]:
    """Texts that are too long."""
    return length_faults({"title": title, **asdict(told)})


def _far(told: Told, by: Actor, drafted: date | None = None) -> tuple[Fault, ...]:
    """A day of another year that is long past is asked about: 2025 is typed for 2026 every January.

    The day that a draft bears is none to ask about.
    """
    day, today = told.signed_on, _today(by)
    is_far = day.year != today.year and (today - day).days > _NEAR_DAYS
    is_far = is_far and (drafted is None or abs((day - drafted).days) > _NEAR_DAYS)
    asked = is_far and not told.confirmed and told.after is None and day.year >= FIRST_YEAR
    return (Fault("day_long_ago", "signed_on", {"text": f"{day:%d.%m.%Y}"}),) if asked else ()


def day_warnings(day: date, by: Actor, days_off: Container[date] = ()) -> tuple[Fault, ...]:
    """What is odd about a day of signing and does not forbid it; `days_off` are those of the school."""
    values = {"text": f"{day:%d.%m.%Y}"}
    return (
        *((Fault("day_not_today", "signed_on", values, warning=True),) if day != _today(by) else ()),
        *(
            (Fault("signed_on_day_off", "signed_on", values, warning=True),)
            if not is_working_day(day, days_off)
            else ()
        ),
    )


def _today(by: Actor) -> date:
    return by.at.astimezone().date()


def _book_of(school_id: int, draft: IssuedDocument) -> Register:
    book = register_for(school_id, draft.kind)
    if book is None:
        raise FaultsError([Fault("not_registered", "documents", {"title": draft.title, "kind": draft.kind})])
    return book


@contextmanager
def _taking_numbers() -> Iterator[Session]:
    """One short transaction: numbers with their entries, or nothing."""
    try:
        with writing() as session:
            yield session
    except IntegrityError as error:
        # the constraints are the last line: what they refuse leaves neither entry nor taken number
        raise FaultsError([Fault("number_taken", "documents")]) from error


def _reserve(
    session: Session,
    school_id: int,
    book: Register,
    told: Told,
    by: Actor,
    draft: IssuedDocument | None,
    title: str = "",
) -> Entry:
    """Takes the number and writes the entry."""
    period = book.period(told.signed_on)
    held = None if told.held is None else _taken_held(session, school_id, book, told, told.held)
    if held is not None:
        ordinal, letter = held.ordinal, held.letter
    elif told.after is not None:
        ordinal, letter = _taken_after(session, school_id, book, told, told.after)
    else:
        ordinal, letter = _taken_next(session, school_id, book, told)
    if draft is not None:
        _not_registered_yet(session, school_id, draft)
    elif told.once:
        _not_entered_yet(session, school_id, book, told, title)
    by_mask = number_by_mask(book.mask, f"{ordinal}-{letter}" if letter else ordinal, told.signed_on)
    number = held.number if held else by_mask
    row = register.add_entry(
        session,
        held,
        school_id=school_id,
        register=book.id,
        year=told.signed_on.year,
        period=period,
        ordinal=ordinal,
        letter=letter,
        number=number,
        signed_on=told.signed_on,
        title=draft.title if draft else title,
        kind=draft.kind if draft else told.kind or book.kinds[0],
        state=register.RESERVED if draft else register.READY,
        pack=draft.pack if draft else "",
        document=draft.document if draft else "",
        draft_id=draft.id if draft else None,
        signer=signer_of_draft(draft) if draft else _signer(school_id, book, told),
        executor=told.executor,
        sheets=told.sheets,
        annexes=told.annexes,
        file_index=told.file_index or book.file,
        addressee=told.addressee,
        reply_to=told.reply_to,
        sender=told.sender,
        sender_number=told.sender_number,
        sender_date=told.sender_date,
        due=told.due,
        person=told.person,
        basis=told.basis,
        act=told.act,
        note=told.note,
        reason=told.reason,
        registered_at=by.at,
        registered_by=by.name,
        replaces=draft is not None and told.replaces,
    )
    note(session, school_id, by, "register.number", f"{book.short}: № {number}", entry_id=row.id, title=row.title)
    return register.value(row)


def _not_entered_yet(session: Session, school_id: int, book: Register, told: Told, title: str) -> None:
    names = ("signed_on", "sender", "sender_number", "addressee", "person", "basis")
    same = same_entry(
        session, school_id, register=book.id, title=title, kind=told.kind or book.kinds[0],
        **{name: getattr(told, name) for name in names},
    )  # fmt: skip
    if same is not None:
        raise FaultsError([Fault("entered_already", "title", told_of(same))])


def _taken_held(session: Session, school_id: int, book: Register, told: Told, held: int) -> EntryRow:
    places = places_of(register.in_period(session, school_id, book.id, book.period(told.signed_on)))
    return take_held(session, (school_id, held), book, told.signed_on, told.reason, places)


def _taken_next(session: Session, school_id: int, book: Register, told: Told) -> tuple[int, str]:
    period = book.period(told.signed_on)
    ordinal = take_free(session, school_id, book, told.signed_on)
    last = register.last_signed(session, school_id, book.id, period)
    if last is not None and told.signed_on < last and not told.reason:
        raise FaultsError([_out_of_order(told.signed_on, last)])
    return ordinal, ""


def _out_of_order(day: date, last: date) -> Fault:
    return Fault("out_of_order", "reason", {"text": f"{day:%d.%m.%Y}", "last": f"{last:%d.%m.%Y}"})


def _taken_after(session: Session, school_id: int, book: Register, told: Told, after: int) -> tuple[int, str]:
    """The place of a forgotten paper: the number of its neighbour with a letter, dated as the neighbours are."""
    year, period = told.signed_on.year, book.period(told.signed_on)
    counter = register.lock_counter(session, school_id, book.id, period)
    entries = register.in_period(session, school_id, book.id, period)
    here = [entry for entry in entries if entry.ordinal == after]
    earlier = any(first <= after <= last for first, last in counter.earlier)
    if not here and not earlier:
        raise FaultsError([Fault("no_such_number", "after", {"text": after, "year": year})])
    if not told.reason:
        raise FaultsError([Fault("reason_needed", "reason")])
    letter = next_letter({entry.letter for entry in here})
    if letter is None:
        raise FaultsError([Fault("letters_over", "after", {"text": after})])
    fault = day_fault_at(places_of(entries), after, letter, told.signed_on)
    if fault is not None:
        raise FaultsError([fault])
    return after, letter


def places_of(entries: Iterable[Entry]) -> list[Place]:
    """The entries as the order of days sees them."""
    return [
        Place(entry.ordinal, entry.letter, entry.number, entry.signed_on, not (entry.void or entry.out_of_order))
        for entry in entries
        if not entry.held
    ]


def _not_registered_yet(session: Session, school_id: int, draft: IssuedDocument) -> None:
    live = register.live_of_draft(session, school_id, draft.id)
    if live is not None:
        raise FaultsError([already_registered(draft, live)])


def _signer(school_id: int, book: Register, told: Told) -> str:
    """The head signs what nobody is named for; what comes in is signed elsewhere."""
    return told.signer or ("" if book.has("sender") else head_of(get_school(school_id)))


def head_of(school: School | None) -> str:
    """Who signs today, as the register names people."""
    return full_name(school.head.person).initials(after=True) if school and school.head else ""
