"""The bare address: with one act in work its clauses, with several what is to be done now by each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from sferum_docs.services.clauses.deadlines import due_of_act, nearest_ahead
from sferum_docs.services.clauses.page import clause_page
from sferum_docs.services.packs.acts import act_of
from sferum_docs.web.current import current_acts, current_school, current_school_id, known_pack, today
from sferum_docs.web.head.clauses import figures
from sferum_docs.web.today import today_on_pages

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.services.clauses.deadlines import DeadlineItem
    from sferum_docs.services.packs.acts import Act, Assignment
    from sferum_docs.web.head.clauses import Figures

blueprint = Blueprint("home", __name__)
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(today_on_pages()))


@dataclass(frozen=True)
class ActToday:
    """An act in work: its figures and what is due next; none of them where its pack has gone or has faults."""

    act: Act
    figures: Figures | None = None
    next: DeadlineItem | None = None


@blueprint.get("/")
def page() -> str | Response:
    """The way to the act in work, or the list of them."""
    working = [act for act in current_acts() if act.in_work]
    if not current_acts():
        return redirect(url_for("acts.page"))
    if len(working) == 1:
        query = request.query_string.decode()  # what was asked of it when it was the page of the clauses
        return redirect(url_for("clauses.page", pack=working[0].pack) + (f"?{query}" if query else ""))
    ended = [act for act in current_acts() if not act.in_work]
    return render_template("head/home.html", acts=[_today(act) for act in working], ended=ended, today=today())


def _today(assignment: Assignment) -> ActToday:
    act, pack = act_of(current_school_id(), assignment), known_pack(assignment.pack)
    if act.pack is None or pack is None:
        return ActToday(act)
    found = clause_page(current_school_id(), current_school(), pack, today())
    return ActToday(
        act,
        figures(found),
        next=nearest_ahead(due_of_act(current_school_id(), pack), today()),
    )
