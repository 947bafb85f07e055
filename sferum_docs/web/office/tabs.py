"""Which registers are tabs of the secretary's desk: those in use. The others wait under «Ещё журналы»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, request

from sferum_docs.services.register.lists.registers import registers_in_use
from sferum_docs.web.current import current_registers, current_school_id

if TYPE_CHECKING:
    from sferum_docs.documents.registering.registers import Register

_HERE = "book_id"  # of the addresses that belong to a register


def register_tabs() -> tuple[tuple[Register, ...], tuple[Register, ...]]:
    """The registers shown as tabs, and those offered; counted once a request."""
    if "register_tabs" not in g:
        books = [book for book in current_registers().values() if not book.closed]
        used = registers_in_use(current_school_id(), current_registers())
        here = (request.view_args or {}).get(_HERE)
        shown = tuple(book for book in books if book.id in used or book.id == here)
        g.register_tabs = shown, tuple(book for book in books if book not in shown)
    tabs: tuple[tuple[Register, ...], tuple[Register, ...]] = g.register_tabs
    return tabs
