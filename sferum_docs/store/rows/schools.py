"""Schools with their people and chats."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sferum_docs.store.database import Base


class SchoolRow(Base):
    """A school with its head, the roles chosen, the margins of its paper and what else is left to it."""

    __tablename__ = "school"

    id: Mapped[int] = mapped_column(primary_key=True)
    full_name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str]
    place: Mapped[str]
    inn: Mapped[str]
    kpp: Mapped[str]
    ogrn: Mapped[str]
    okpo: Mapped[str]
    founder: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    site: Mapped[str]
    students: Mapped[int | None]
    teachers: Mapped[int | None]
    profile_active: Mapped[bool]
    head: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    responsible: Mapped[dict[str, Any]] = mapped_column(JSON)
    margins: Mapped[dict[str, Any]] = mapped_column(JSON)
    profile: Mapped[dict[str, Any]] = mapped_column(JSON)
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
    sex: Mapped[str]
    post: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    form: Mapped[str]
    exempt: Mapped[str]
    decisions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class ChatRow(Base):
    """A working chat of a school, in the order of its list."""

    __tablename__ = "chat"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    platform: Mapped[str]
    audience: Mapped[str]
    owner: Mapped[str]
    members: Mapped[int | None]
    personal_data: Mapped[bool]
    new_name: Mapped[str]
    due: Mapped[date | None]
    moved: Mapped[date | None]
    joined: Mapped[int | None]
    closed: Mapped[date | None]
    closing: Mapped[str]
