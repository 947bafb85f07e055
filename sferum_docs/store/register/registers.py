"""The registers that a school added or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from sferum_docs.documents.registering.registers import Column, Register, Reset
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import EntryRow, RegisterRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@cached_until_change
def get_registers(school_id: int) -> tuple[Register, ...]:
    """The registers as the school keeps them, those it did not touch left out."""
    query = select(RegisterRow).where(RegisterRow.school_id == school_id).order_by(RegisterRow.id)
    return tuple(_value(row) for row in db.session.scalars(query))


def put_register(session: Session, school_id: int, register: Register) -> None:
    """Keeps a register, new or in place of what was kept."""
    row = session.get(RegisterRow, (school_id, register.id), with_for_update=True)
    if row is None:
        row = RegisterRow(school_id=school_id, id=register.id)
        session.add(row)
    row.title, row.short, row.one = register.title, register.short, register.one
    row.kinds, row.file, row.mask = list(register.kinds), register.file, register.mask
    row.reset, row.closed = register.reset.value, register.closed
    row.columns = [[column.field, column.caption] for column in register.columns]
    session.flush()


def drop_register(session: Session, school_id: int, register_id: str) -> None:
    """Forgets a register, or what the school changed in a shipped one."""
    session.execute(delete(RegisterRow).where(RegisterRow.school_id == school_id, RegisterRow.id == register_id))


def registers_with_entries(school_id: int) -> frozenset[str]:
    """The registers that hold an entry."""
    return frozenset(db.session.scalars(select(EntryRow.register).distinct().where(EntryRow.school_id == school_id)))


def _value(row: RegisterRow) -> Register:
    return Register(
        id=row.id,
        title=row.title,
        short=row.short,
        one=row.one,
        kinds=tuple(row.kinds),
        file=row.file,
        mask=row.mask,
        columns=tuple(Column(field, caption) for field, caption in row.columns),
        reset=Reset(row.reset),
        closed=row.closed,
    )
