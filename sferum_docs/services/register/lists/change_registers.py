"""A school adds a register, changes one, closes it, opens it again; what holds entries is never deleted."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.registering.registers import Register, known_columns
from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.number_mask import mask_fault
from sferum_docs.services.register.lists.registers import registers_of, shipped_for
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register.registers import drop_register, put_register, registers_with_entries
from sferum_docs.store.schools import get_layout, put_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

MOST_REGISTERS = 30
NEEDED_COLUMNS = ("number", "day", "title")
_TEXTS = ("title", "short", "one", "mask", "file")


def add_register(school_id: int, register: Register, by: Actor) -> Register:
    """Keeps a new register under an id of its own. FaultsError."""
    with writing() as session:
        books = registers_of(school_id)
        own = f"S{1 + max((int(key[1:]) for key in books if key.startswith('S')), default=0):02}"
        new = replace(register, id=own)
        faults = _faults(new, books)
        if len(books) >= MOST_REGISTERS:
            faults.append(Fault("too_many_registers", "title", {"limit": MOST_REGISTERS}))
        if faults:
            raise FaultsError(faults)
        put_register(session, school_id, new)
        record_event(session, school_id, by, "register.book_added", new.title, after=_told(new))
        return new


def save_register(school_id: int, register: Register, by: Actor) -> None:
    """Keeps a changed register; the journal of actions remembers what it was. FaultsError, LookupError."""
    with writing() as session:
        books = registers_of(school_id)
        was = books[register.id]
        new = replace(register, closed=was.closed, profile_mask=was.profile_mask)
        faults = _faults(new, {key: item for key, item in books.items() if key != new.id})
        if new.reset is not was.reset and new.id in registers_with_entries(school_id):
            faults.append(Fault("reset_with_entries", "reset"))
        if faults:
            raise FaultsError(faults)
        put_register(session, school_id, new)
        if was.profile_mask:
            mask: dict[str, Any] = {was.profile_mask: new.mask}
            profile = replace(get_layout(school_id), **mask)
            put_layout(session, school_id, profile)
        before, after = _told(was), _told(new)
        changed = [key for key in after if before[key] != after[key]]
        if changed:
            record_event(
                session, school_id, by, "register.book_changed", new.title,
                before={key: before[key] for key in changed}, after={key: after[key] for key in changed},
            )  # fmt: skip


def close_register(school_id: int, register_id: str, by: Actor) -> None:
    """Takes no new entries from now on; the entries stay and are found. FaultsError, LookupError."""
    with writing() as session:
        books = registers_of(school_id)
        if sum(not item.closed for item in books.values()) == 1:
            raise FaultsError([Fault("last_register")])
        _set_closed(session, school_id, books[register_id], by, closed=True)


def open_register(school_id: int, register_id: str, by: Actor) -> None:
    """Takes entries again. FaultsError when another register has taken its kinds, LookupError."""
    with writing() as session:
        books = registers_of(school_id)
        faults = _kind_faults(books[register_id], (item for key, item in books.items() if key != register_id))
        if faults:
            raise FaultsError(faults)
        _set_closed(session, school_id, books[register_id], by, closed=False)


def delete_register(school_id: int, register_id: str, by: Actor) -> None:
    """Deletes a register that never had an entry; a shipped one becomes as it was shipped. FaultsError, LookupError."""
    with writing() as session:
        books = registers_of(school_id)
        gone = books[register_id]
        if register_id in registers_with_entries(school_id):
            raise FaultsError([Fault("register_with_entries", values={"title": gone.title})])
        shipped = shipped_for(school_id)
        left = {**books, **shipped} if register_id in shipped else dict(books)
        if register_id not in shipped:
            del left[register_id]
        if all(item.closed for item in left.values()):
            raise FaultsError([Fault("last_register")])
        drop_register(session, school_id, register_id)
        record_event(session, school_id, by, "register.book_deleted", gone.title, before=_told(gone))


def _set_closed(session: Transaction, school_id: int, register: Register, by: Actor, *, closed: bool) -> None:
    put_register(session, school_id, replace(register, closed=closed))
    record_event(session, school_id, by, "register.book_closed" if closed else "register.book_opened", register.title)


def _faults(register: Register, others: Mapping[str, Register]) -> list[Fault]:
    texts = {name: getattr(register, name) for name in _TEXTS}
    faults = [Fault("empty", name) for name in ("title", "short", "one", "mask") if not texts[name]]
    faults += length_faults({**texts, "kinds": ", ".join(register.kinds)})
    mask = mask_fault(register.mask, "mask") if register.mask else None
    faults += [mask] if mask else []
    if not register.kinds:
        faults.append(Fault("empty", "kinds"))
    faults += _kind_faults(register, others.values())
    return [*faults, *_column_faults(register)]


def _kind_faults(register: Register, others: Iterable[Register]) -> list[Fault]:
    """A paper must not belong to two registers at once."""
    return [
        Fault("kind_taken", "kinds", {"text": kind, "title": other.title})
        for other in others
        if not other.closed
        for kind in register.kinds
        if kind in other.kinds
    ]


def _column_faults(register: Register) -> list[Fault]:
    fields = [column.field for column in register.columns]
    lacking = [known_columns()[name] for name in NEEDED_COLUMNS if name not in fields]
    faults = [Fault("columns_needed", "columns", {"text": ", ".join(lacking)})] if lacking else []
    if len(set(fields)) < len(fields) or set(fields) - set(known_columns()):
        faults.append(Fault("columns_twice", "columns"))
    for column in register.columns:
        faults += length_faults({"caption": column.caption}, "columns.")
    return faults


def _told(register: Register) -> dict[str, object]:
    record = asdict(register)
    columns = ", ".join(column.caption for column in register.columns)
    return {
        **{name: record[name] for name in _TEXTS},
        "kinds": ", ".join(register.kinds),
        "reset": register.reset.value,
        "columns": columns,
    }
