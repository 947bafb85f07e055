"""The way from an empty school to its first documents, shown until there are any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.services.documents.issued import has_documents
from sferum_docs.web.current import current_act, known_school, known_school_id

if TYPE_CHECKING:
    from flask import Flask

    from sferum_docs.schools.model import School


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its page, its name, whether it is done."""

    endpoint: str
    caption: str
    done: bool


def first_steps() -> tuple[Step, ...]:
    """The steps of this school, or none when its documents are made."""
    school = known_school()
    school_id = known_school_id()
    return () if school_id is not None and has_documents(school_id) else steps(school)


def steps(school: School | None) -> tuple[Step, ...]:
    """The steps; any of them can be left for later."""
    last = Step("packet.choose", "Комплект", done=False) if current_act() else Step("acts.page", "Акт", done=False)
    return (
        Step("school.edit", "Школа", school is not None),
        Step("staff.edit", "Сотрудники", bool(school and school.staff)),
        Step("chats.edit", "Чаты", bool(school and school.chats)),
        Step("responsible.edit", "Ответственные", bool(school and school.responsible)),
        last,
    )


def init_steps(app: Flask) -> None:
    """Gives the steps to the templates."""
    app.context_processor(lambda: {"first_steps": first_steps})
