"""A whole import is taken back, as long as nobody built upon it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing
from sferum_docs.store.register import numbers, register_imports

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.rows import RegisterImportRow

_CHANGED = "запись из него с тех пор изменена или аннулирована"
_REFERRED = "к записи из него уже добавлены подписи, скан, связь или исправление"
_GIVEN = "после него в журнале уже даны номера"


def undo_import(school_id: int, register_id: str, import_id: int, by: Actor) -> int:
    """Takes back what an import wrote, its numbers too; gives how many entries. FaultsError, LookupError."""
    with writing() as session:
        row = register_imports.locked(session, school_id, register_id, import_id)
        if row is None or row.done_at is None:
            raise LookupError(import_id)
        if row.undone_at is not None:
            raise FaultsError([Fault("old_undone")])
        built = _built_upon(session, row)
        if built:
            raise FaultsError([Fault("old_built_upon", values={"what": built})])
        register_imports.drop_entries(session, import_id)
        for period, last, earlier, last_after, _earlier_after in row.counters:
            counter = numbers.lock_counter(session, school_id, register_id, period)
            if counter.last == last_after:
                counter.last, counter.earlier = last, earlier
        row.undone_at, row.undone_by = by.at, by.name
        title = registers_of(school_id)[register_id].title
        note(session, school_id, by, "register.import_undone", title, count=row.count)
        return row.count


def _built_upon(session: Session, row: RegisterImportRow) -> str:
    """What stands upon the import, or empty."""
    if register_imports.is_referred_to(session, row.id):
        return _REFERRED
    if register_imports.entries_mark(session, row.id) != row.entries_sha256:
        return _CHANGED
    places = register_imports.places_of_import(session, row.id)
    for period, _last, _earlier, last_after, _earlier_after in row.counters:
        last = numbers.lock_counter(session, row.school_id, row.register, period).last
        if last != last_after and last >= min(places[period]):
            return _GIVEN
        later = register_imports.later_places(session, row.school_id, row.register, period, row.id)
        if later & places[period]:
            return _GIVEN
    return ""
