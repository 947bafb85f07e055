"""Answers to the checklist, and the marks of papers that no register takes: only added, so that nothing is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class ChecklistAnswerRow(Base):
    """One answer to a question of a checklist; the newest of a question stands, those before are its history."""

    __tablename__ = "checklist_answer"
    __table_args__ = (Index("ix_checklist_answer_act", "school_id", "pack"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    pack: Mapped[str]
    clause: Mapped[str]
    question: Mapped[str] = mapped_column(Text)  # its words: a number may mean another question in another edition
    reply: Mapped[str]  # empty: the answer was taken back
    day: Mapped[date]
    evidence: Mapped[str] = mapped_column(Text)
    links: Mapped[list[list[Any]]] = mapped_column(JSON)  # [kind, id] of what the evidence names
    proposed: Mapped[bool]  # the program's proposal, confirmed as it was
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]


class PaperMarkRow(Base):
    """How far a made document that no register takes has come on paper; the newest mark stands."""

    __tablename__ = "paper_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]  # empty: the mark was taken off
    day: Mapped[date]
    file_index: Mapped[str]  # the file of the list of files that it lies in
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]
