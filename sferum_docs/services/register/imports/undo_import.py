"""A whole import is taken back, as long as nobody built upon it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import numbers, register_imports

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.register.register_imports import RegisterImport

_CHANGED = "запись из него с тех пор изменена или аннулирована"
_REFERRED = "к записи из него уже добавлены подписи, скан, связь или исправление"
_GIVEN = "после него в журнале уже даны номера"


def undo_import(school_id: int, register_id: str, import_id: int, by: Actor) -> int:
    """Takes back what an import wrote, its numbers too; gives how many entries. FaultsError, LookupError."""
    with writing() as session:
        table = register_imports.locked(session, school_id, register_id, import_id)
        if table is None or table.done_at is None:
            raise LookupError(import_id)
        if table.undone_at is not None:
            raise FaultsError([Fault("old_undone")])
        built = _built_upon(session, school_id, table)
        if built:
            raise FaultsError([Fault("old_built_upon", values={"what": built})])
        register_imports.drop_entries(session, import_id)
        for period, last, earlier, last_after, _earlier_after in table.counters:
            if numbers.lock_counter(session, school_id, register_id, period).last == last_after:
                before = numbers.Counter(last, tuple((low, high) for low, high in earlier))
                numbers.set_counter(session, school_id, register_id, period, before)
        register_imports.change(session, import_id, undone_at=by.at, undone_by=by.name)
        title = registers_of(school_id)[register_id].title
        record_event(session, school_id, by, "register.import_undone", title, count=table.count)
        return table.count


def _built_upon(session: Transaction, school_id: int, table: RegisterImport) -> str:
    """What stands upon the import, or empty."""
    if register_imports.is_referred_to(session, table.id):
        return _REFERRED
    if register_imports.entries_mark(session, table.id) != table.entries_sha256:
        return _CHANGED
    places = register_imports.places_of_import(session, table.id)
    for period, _last, _earlier, last_after, _earlier_after in table.counters:
        last = numbers.lock_counter(session, school_id, table.register, period).last
        if last != last_after and last >= min(places[period]):
            return _GIVEN
        later = register_imports.later_places(session, school_id, table.register, period, table.id)
        if later & places[period]:
            return _GIVEN
    return ""
