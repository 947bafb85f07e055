"""The registers of a school: the shipped ones as it changed them, then its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import (
    Register,
    known_columns,
    register_of,
    registered_kinds,
    shipped_registers,
)
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.register.registers import get_registers, registers_with_entries
from sferum_docs.store.schools import get_layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.schools.model import LayoutSettings

__all__ = [
    "Register",
    "book_or_none",
    "kinds_of",
    "known_columns",
    "open_registers",
    "register_for",
    "registers_in_use",
    "registers_of",
]


def registers_of(school_id: int) -> dict[str, Register]:
    """Every register of the school by id, closed ones too, in the order of the tabs."""
    return dict(_registers_of(school_id))


@cached_until_change
def _registers_of(school_id: int) -> Mapping[str, Register]:
    layout = get_layout(school_id)
    kept = {item.id: item for item in get_registers(school_id)}
    shipped = shipped_registers()
    own = {key: item for key, item in kept.items() if key not in shipped}
    return {
        **{key: _with_mask(kept.get(key, item), item.profile_mask, layout) for key, item in shipped.items()},
        **own,
    }


def _with_mask(register: Register, profile_mask: str, layout: LayoutSettings) -> Register:
    """The look of some numbers is kept in the layout, and only there: the layout check reads it as well."""
    if not profile_mask:
        return register
    return replace(register, profile_mask=profile_mask, mask=str(getattr(layout, profile_mask)))


def open_registers(school_id: int) -> dict[str, Register]:
    """The registers that take new entries."""
    return {key: item for key, item in registers_of(school_id).items() if not item.closed}


def registers_in_use(school_id: int, books: Mapping[str, Register]) -> frozenset[str]:
    """The registers that hold entries, those that the school made or changed, and the first one."""
    first = next(key for key, book in books.items() if not book.closed)
    return _used(school_id) | {first}


@cached_until_change
def _used(school_id: int) -> frozenset[str]:
    return registers_with_entries(school_id) | {item.id for item in get_registers(school_id)}


def register_for(school_id: int, kind: str) -> Register | None:
    """The register that documents of this kind are entered in, or None."""
    return register_of(registers_of(school_id), kind)


def kinds_of(school_id: int | None) -> frozenset[str]:
    """The kinds that the registers of a school take; without a school those of the shipped registers."""
    return registered_kinds(shipped_registers() if school_id is None else registers_of(school_id))


def book_or_none(registers: Mapping[str, Register], register_id: str) -> Register | None:
    """The register of this id when it takes new entries."""
    found = registers.get(register_id)
    return None if found is None or found.closed else found
