"""Orders that belong to an act though they were not made here: registered on paper, or before the program came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.packs.succession import is_repealable
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.entries.choose_entry import entry_by_number
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.store.register import entry_search, register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.packs.model import Pack
    from sferum_docs.store.assignments import PaperOrder
    from sferum_docs.store.register.entry import Entry

MOST_PAPERS = 50  # that a school points out for one act
_ALIKE = 5  # entries looked at for each title
_FOREIGN = {"sender", "addressee"}  # columns of registers of what comes in and goes out


def own_registers(school_id: int) -> tuple[str, ...]:
    """The registers of what the school itself decides: letters and what comes in stand in others."""
    books = registers_of(school_id).values()
    return tuple(book.id for book in books if not any(book.has(column) for column in _FOREIGN))


def alike(school_id: int, older: Pack) -> tuple[tuple[Entry, str], ...]:
    """Entries not made here that bear the title of an order of a pack and are in force, each with that order."""
    found: dict[int, tuple[Entry, str]] = {}
    books = own_registers(school_id)
    for spec in older.documents:
        if not (spec.is_order and is_repealable(spec)):
            continue
        wanted = entry_search.Wanted(words=spec.title, since=older.directive.date, state="ready")
        for entry in entry_search.find_entries(school_id, wanted, _ALIKE):
            if not entry.pack and entry.register in books:
                found.setdefault(entry.id, (entry, spec.id))
    return tuple(sorted(found.values(), key=lambda item: (item[0].signed_on, item[0].ordinal)))


def typed_order(school_id: int, text: str, place: str) -> Entry:
    """The order that is meant by a number, in whichever register of the school's own orders. FaultsError."""
    faults: list[Fault] = []
    for book in own_registers(school_id):
        try:
            return entry_by_number(school_id, book, text, place)
        except FaultsError as error:
            faults += error.faults
    told = next((fault for fault in faults if fault.code == "several_such_entries"), None)
    raise FaultsError([told or (faults[0] if faults else Fault("no_such_entry_number", place, {"text": text}))])


def own_orders(school_id: int, papers: Iterable[PaperOrder], older_id: str) -> tuple[PaperOrder, ...]:
    """The papers that may be pointed out, each once. FaultsError for one of others, void, or of another act."""
    wanted = {paper.entry: paper for paper in papers}
    if len(wanted) > MOST_PAPERS:
        raise FaultsError([Fault("too_many_papers", "paper", {"limit": MOST_PAPERS})])
    entries, books = register.named(school_id, wanted.keys()), own_registers(school_id)
    faults = [
        Fault("not_an_own_order", "paper", {"number": entries[item].number if item in entries else item})
        for item in wanted
        if item not in entries or entries[item].register not in books or entries[item].pack not in {"", older_id}
    ]
    if faults:
        raise FaultsError(faults)
    return tuple(wanted.values())
