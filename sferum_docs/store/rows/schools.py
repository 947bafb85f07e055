"""Schools with their people and chats; the columns of declared fields are added at the end."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, Boolean, Date, ForeignKey, Integer, String, false
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column, relationship

from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.declaration import ValueKind
from sferum_docs.schools.fields.person import BESIDE_NAME
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.store.database import Base, UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.types import TypeEngine

    from sferum_docs.schools.fields.declaration import SchoolField


class SchoolRow(Base):
    """A school with its head, the roles chosen, the margins of its paper and what else is left to it."""

    __tablename__ = "school"

    id: Mapped[int] = mapped_column(primary_key=True)
    head: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    responsible: Mapped[dict[str, Any]] = mapped_column(JSON)
    post_kinds: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    margins: Mapped[dict[str, Any]] = mapped_column(JSON)
    profile: Mapped[dict[str, Any]] = mapped_column(JSON)
    overseer_id: Mapped[int | None] = mapped_column(  # the office that watches it
        ForeignKey("school.id"), index=True, active_history=True
    )
    ranks_bodies: Mapped[bool] = mapped_column(default=False, server_default=false())  # of an office: shows places
    closed_on: Mapped[date | None]  # as its office says: it is asked for nothing any more
    # another number after every change of the school, its people or its chats; never the same twice
    revision: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    people: Mapped[list[PersonRow]] = relationship(
        cascade="all, delete-orphan", order_by="PersonRow.position", passive_deletes=True
    )
    chats: Mapped[list[ChatRow]] = relationship(
        cascade="all, delete-orphan", order_by="ChatRow.position", passive_deletes=True
    )


class PersonRow(Base):
    """A worker of a school, in the order of its list."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    last: Mapped[str]
    first: Mapped[str]
    middle: Mapped[str]
    decisions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class ChatRow(Base):
    """A working chat of a school, in the order of its list."""

    __tablename__ = "chat"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]


class StaffChangeRow(Base):
    """Somebody who leaves, moves, goes on leave or came: what is planned, what was done, what they were.

    `person` is the record of the worker as the list had it, `plan` who takes what over, `done` what was changed.
    """

    __tablename__ = "staff_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    state: Mapped[str]
    name: Mapped[str]
    day: Mapped[date]
    ground: Mapped[str]
    person: Mapped[dict[str, Any]] = mapped_column(JSON)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    done: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str]


def _column(field: SchoolField) -> MappedColumn[Any]:
    """The column of a declared field: nothing stands for a number, a day or an answer that nobody told."""
    return mapped_column(_TYPES.get(field.kind, String), nullable=field.kind in _UNTOLD)


_TYPES: Mapping[ValueKind, type[TypeEngine[Any]]] = {
    ValueKind.COUNT: Integer,
    ValueKind.DAY: Date,
    ValueKind.FLAG: Boolean,
    ValueKind.ANSWER: Boolean,
}
_UNTOLD = {ValueKind.COUNT, ValueKind.DAY, ValueKind.ANSWER}
for _row, _fields in ((SchoolRow, REQUISITES), (PersonRow, BESIDE_NAME), (ChatRow, CHAT)):
    for _field in _fields:
        setattr(_row, _field.kept_as, _column(_field))
