"""The way from the data of a school to its documents: where one stands, and where a saved page leads on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from flask import g, request, url_for

from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.documents.issued import has_documents
from sferum_docs.services.school.roles import choice_faults, role_choices, unchosen
from sferum_docs.web.current import (
    body_word,
    current_act,
    is_office_here,
    known_school,
    known_school_id,
    packs_in_work,
)
from sferum_docs.web.protection.access import may

if TYPE_CHECKING:
    from flask import Flask

    from sferum_docs.schools.model import School

ONWARD = "onward"  # the button that saves and leads to the next step


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its page, its name, whether it is done."""

    endpoint: str
    caption: str
    done: bool


def steps() -> tuple[Step, ...]:
    """The steps of this school, asked once a request; any of them can be left for later."""
    if "way" not in g:
        g.way = _steps()
    way: tuple[Step, ...] = g.way
    return way


def _steps() -> tuple[Step, ...]:
    school, school_id = known_school(), known_school_id()
    if is_office_here():
        below = Step("district.page", "Организации", school_id is not None and bool(schools_in_scope(school_id)))
        staff = Step("staff.edit", "Сотрудники", bool(school and school.staff))
        own = Step("school.edit", body_word().capitalize(), done=school is not None)
        return (own, below, staff) if school is None or may(below.endpoint) else (own, staff)
    made = school_id is not None and has_documents(school_id)
    last = Step("packet.choose", "Комплект", made) if current_act() else Step("acts.page", "Акт", done=False)
    return (
        Step("school.edit", body_word().capitalize(), school is not None),
        Step("staff.edit", "Сотрудники", bool(school and school.staff)),
        Step("chats.edit", "Чаты", bool(school and school.chats)),
        Step("responsible.edit", "Ответственные", school is not None and _is_chosen(school)),
        last,
    )


def _is_chosen(school: School) -> bool:
    """Whether everybody is chosen whom the acts in work need, by the rules that making holds to."""
    choices = role_choices(packs_in_work())
    return bool(school.responsible) and not choice_faults(choices, school) and not unchosen(choices, school)


def next_step() -> Step | None:
    """The step after the one whose page this is."""
    here = (request.endpoint or "").partition(".")[0]
    return next((after for step, after in pairwise(steps()) if step.endpoint.startswith(f"{here}.")), None)


def after_save(endpoint: str) -> str:
    """Where a saved page leads: on, when the button said so; else where it is told."""
    ahead = next_step() if request.form.get("action") == ONWARD else None
    return url_for(ahead.endpoint if ahead else endpoint)


def init_steps(app: Flask) -> None:
    """Gives the steps to the templates."""
    app.jinja_env.globals.update(way_steps=steps, next_step=next_step)
