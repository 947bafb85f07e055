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
from sferum_docs.store.schools import get_layout, is_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def shipped_for(school_id: int) -> dict[str, Register]:
    """The registers that a body of its kind begins with."""
    return shipped_registers(office=is_office(school_id))


@cached_until_change
def _registers_of(school_id: int) -> Mapping[str, Register]:
    layout = get_layout(school_id)
    kept = {item.id: item for item in get_registers(school_id)}
    shipped = shipped_for(school_id)
    own = {key: item for key, item in kept.items() if key not in shipped}
    return {
        **{key: _with_mask(kept.get(key, item), item.profile_mask, layout) for key, item in shipped.items()},
        **own,
        **{key: _without(shipped[key], own.values()) for key in _of_office(shipped) if key not in kept},
    }


def _of_office(shipped: Mapping[str, Register]) -> set[str]:
    return set(shipped) - set(shipped_registers())


def _without(register: Register, others: Iterable[Register]) -> Register:
    """The register but for the kinds that an office has given to a register of its own."""
    taken = {kind for item in others for kind in item.kinds}
    return replace(register, kinds=tuple(kind for kind in register.kinds if kind not in taken))


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
