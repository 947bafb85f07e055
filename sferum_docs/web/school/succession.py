"""Going over to the pack that takes the place of an act: what is in force, what is carried over, one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from wtforms import BooleanField

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.paper_orders import MOST_PAPERS, typed_order
from sferum_docs.services.packs.succession import (
    SuccessionChoice,
    SuccessionPlan,
    go_over,
    plan_succession,
    point_out,
    successors,
)
from sferum_docs.services.register.lists.listing import find_entry
from sferum_docs.store.assignments import PaperOrder
from sferum_docs.web.current import actor, current_act, current_acts, current_school_id, known_pack, today
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.fields import DayField, PageForm
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.typed import read_day
from sferum_docs.web.protection.numbers import sent_number
from sferum_docs.web.school.acts import act_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.packs.model import Pack
    from sferum_docs.services.packs.acts import Assignment
    from sferum_docs.store.register.entry import Entry

blueprint = Blueprint("succession", __name__)


class SuccessionForm(PageForm):
    """From which day, and what goes over."""

    since = DayField("С какого дня", description="С этого дня работа идёт по новому комплекту.")
    roles = BooleanField("Перенести ответственных")
    chats = BooleanField("Перенести чаты")
    answers = BooleanField("Перенести ответы на вопросы документов")


@blueprint.get("/acts/<pack>/succession")
def page() -> str:
    """What would be done; after it is done, what is left to do."""
    form = SuccessionForm(formdata=None, data={"since": today(), "roles": True, "chats": True, "answers": True})
    typed = request.args.get("number", "").strip()
    faults: list[Fault] = []
    added = [entry for sent in request.args.getlist("also")[:MOST_PAPERS] if (entry := _entry(sent)) is not None]
    if typed:
        try:
            added.append(typed_order(current_school_id(), typed, "number"))
        except FaultsError as error:
            faults += error.faults
    return _page(form, faults, added, typed if faults else "")


@blueprint.post("/acts/<pack>/succession")
@edits(act_kept, page="succession.page")
def change() -> str | Response:
    """Goes over; of an act that was succeeded before says which papers on paper belong to it."""
    form, act, newer = SuccessionForm(), _act(), _newer()
    if newer is None:
        abort(400)
    papers = _papers(newer)
    try:
        if not act.in_work:
            point_out(current_school_id(), act.pack, papers, actor())
            flash("Перечень прежних приказов сохранён.")
            return redirect(url_for(".page", by=newer.id), 303)
        faults: list[Fault] = []
        since = read_day(form.since, faults)
        if since is None:
            return _page(form, faults, _chosen(papers))
        choice = SuccessionChoice(since, papers, bool(form.roles.data), bool(form.chats.data), bool(form.answers.data))
        go_over(current_school_id(), act.pack, newer.id, choice, actor())
    except FaultsError as error:
        return _page(form, error.faults, _chosen(papers))
    flash(f"Работа идёт по комплекту «{newer.title}» с {since:%d.%m.%Y}. Прежний остался для чтения.")
    return redirect(url_for(".page", by=newer.id), 303)


def _act() -> Assignment:
    found = next((act for act in current_acts() if act.pack == current_act()), None)
    if found is None:
        abort(404)
    return found


def _successors() -> tuple[Pack, ...]:
    return successors(current_school_id(), current_act())


def _newer() -> Pack | None:
    """The pack that is gone over to: the one named, the one that took its place already, or the only one there is."""
    packs = {pack.id: pack for pack in _successors()}
    asked = request.values.get("by", "") or _act().succeeded_by
    chosen = packs.get(asked) if asked else next(iter(packs.values()), None)
    return chosen and (known_pack(chosen.id) or chosen)


def _entry(sent: str) -> Entry | None:
    number = sent_number(sent)
    return find_entry(current_school_id(), number) if number is not None else None


def _papers(newer: Pack) -> tuple[PaperOrder, ...]:
    """The ticked papers with what replaces each, as they were sent."""
    numbers = (sent_number(sent) for sent in request.form.getlist("paper"))
    return tuple(
        PaperOrder(number, (by,) if (by := request.form.get(f"by-{number}", "")) in newer.by_id else ())
        for number in dict.fromkeys(numbers)
        if number is not None
    )


def _chosen(papers: Sequence[PaperOrder]) -> list[Entry]:
    found = (find_entry(current_school_id(), paper.entry) for paper in papers[:MOST_PAPERS])
    return [entry for entry in found if entry is not None]


def _page(form: SuccessionForm, faults: Sequence[Fault] = (), added: Sequence[Entry] = (), typed: str = "") -> str:
    newer = _newer()
    plan = plan_succession(current_school_id(), current_act(), newer.id, today()) if newer else None
    return render_template(
        "school/succession.html",
        form=form,
        remarks=remarks(form, faults),
        plan=plan,
        others=[pack for pack in _successors() if newer is None or pack.id != newer.id],
        papers=_listed(plan, added) if plan else [],
        ticked={entry.id for entry in added} | {*(plan.pointed if plan else ())},
        typed=typed,
    )


def _listed(plan: SuccessionPlan, added: Sequence[Entry]) -> list[Entry]:
    """The papers that may be pointed out: those that were, those added now, those that look alike."""
    pointed = (find_entry(current_school_id(), number) for number in plan.pointed)
    found = {entry.id: entry for entry in (*pointed, *added, *plan.alike) if entry is not None and not entry.void}
    return list(found.values())
