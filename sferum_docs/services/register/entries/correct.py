"""A typing error in the entry of a paper made elsewhere is put right; what stood there before stays beside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import Reset, known_columns
from sferum_docs.documents.requests.date_order import day_fault_at
from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.register.live import locked_live
from sferum_docs.services.register.place import places_of
from sferum_docs.services.register.registration import day_faults
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import register
from sferum_docs.store.register.entry_changes import EntryChange, add_changes, changes_of

if TYPE_CHECKING:
    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.register.entry import Entry

__all__ = [
    "FIELD_LABELS",
    "Correction",
    "EntryChange",
    "changes_of",
    "correct_entry",
    "correction_of",
    "is_correctable",
]


@dataclass(frozen=True, slots=True)
class Correction:
    """What of an entry may be put right: all that its paper says, the number apart."""

    signed_on: date
    title: str
    kind: str
    signer: str = ""
    sender: str = ""
    sender_number: str = ""
    sender_date: date | None = None
    addressee: str = ""
    reply_to: str = ""
    person: str = ""
    basis: str = ""
    due: date | None = None
    act: str = ""


_FIELDS = tuple(field.name for field in fields(Correction))


FIELD_LABELS = {
    **known_columns(), "signed_on": "Дата", "sender_date": "Дата документа", "sender_number": "№ документа",
    "annexes": "Листов приложений", "sheets": "Листов", "note": "Примечание", "reason": "Вне порядка", "act": "Акт",
}  # fmt: skip


def is_correctable(entry: Entry) -> bool:
    """Whether its paper was made elsewhere: a file that the program made holds title, number and day itself."""
    return entry.draft_id is None and entry.document_id is None


def correction_of(entry: Entry) -> Correction:
    """The entry as it stands."""
    return Correction(**{name: getattr(entry, name) for name in _FIELDS})


def correct_entry(
    school_id: int, entry_id: int, wanted: Correction, reason: str, order_reason: str, by: Actor
) -> Entry:
    """Puts an entry right. `order_reason` says why its day breaks the order, when it does. FaultsError, LookupError."""
    with writing() as session:
        entry = locked_live(session, school_id, entry_id, "title")
        if not is_correctable(entry):
            raise FaultsError([Fault("made_here", "title")])
        faults = _faults(session, school_id, entry, wanted, order_reason, by)
        if not reason:
            faults.append(Fault("reason_needed", "correction_reason"))
        faults += length_faults({"correction_reason": reason, "order_reason": order_reason})
        if faults:
            raise FaultsError(faults)
        before = {**asdict(correction_of(entry)), "reason": entry.reason}
        after = {**asdict(wanted), "reason": order_reason}
        changed = {name: (_text(before[name]), _text(after[name])) for name in after if before[name] != after[name]}
        if not changed:
            return entry
        add_changes(session, entry_id, changed, reason, by)
        record_event(
            session, school_id, by, "register.corrected", f"№ {entry.number}", entry_id=entry.id, reason=reason,
            before={name: pair[0] for name, pair in changed.items()},
            after={name: pair[1] for name, pair in changed.items()},
        )  # fmt: skip
        put_right = {name: after[name] for name in changed}
        return register.change(session, entry, **put_right, year=wanted.signed_on.year)


def _faults(
    session: Transaction, school_id: int, entry: Entry, wanted: Correction, order_reason: str, by: Actor
) -> list[Fault]:
    book = registers_of(school_id)[entry.register]
    faults = [*day_faults(wanted.signed_on, by), *length_faults(asdict(wanted))]
    if not wanted.title:
        faults.append(Fault("empty", "title"))
    if wanted.kind not in {*book.kinds, entry.kind}:
        faults.append(Fault("not_a_choice", "kind", {"text": wanted.kind, "options": ", ".join(book.kinds)}))
    if wanted.signed_on != entry.signed_on:
        faults += _day_faults(session, school_id, book, entry, wanted.signed_on, order_reason)
    return faults


def _day_faults(
    session: Transaction, school_id: int, book: Register, entry: Entry, day: date, order_reason: str
) -> list[Fault]:
    if book.reset is Reset.YEARLY and day.year != entry.period:
        return [Fault("other_period", "signed_on", {"year": entry.period})]
    others = [item for item in register.in_period(session, school_id, book.id, entry.period) if item.id != entry.id]
    fault = day_fault_at(places_of(others), entry.ordinal, entry.letter, day)
    if fault is None or (order_reason and not entry.letter):
        return []
    return [fault, *([] if entry.letter else [Fault("order_reason_needed", "order_reason")])]


def _text(value: object) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value or "")
