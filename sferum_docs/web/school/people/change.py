"""One person who leaves, moves or came: what passes to whom, the papers, doing it, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.documents.staffing.model import ChangeKind, ChangeState
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.people.arrivals import enter_in_sheets, orders_to_know
from sferum_docs.services.people.begin import put_plan
from sferum_docs.services.people.carry_out import carry_out, obstacles
from sferum_docs.services.people.made_papers import papers_of
from sferum_docs.services.people.papers import make_papers
from sferum_docs.services.people.plan import plan_faults, read_plan
from sferum_docs.services.people.take_back import come_back, take_back
from sferum_docs.web.current import actor, current_school_id, today
from sferum_docs.web.forms.changing import creates, edits
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.form_parts import form_parts
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.typed import read_day
from sferum_docs.web.printing import current_press
from sferum_docs.web.school.people.desk import Desk, desk_of
from sferum_docs.web.school.people.forms import PapersForm, plan_form, told_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.wrappers import Response


_ACTIONS = tuple(
    f"staff.{done}"
    for done in ("change_planned", "papers", "change_done", "change_dropped", "change_undone", "returned", "erased")
)
_STATES = {
    ChangeState.OPEN: "не проведена",
    ChangeState.DONE: "проведена",
    ChangeState.DROPPED: "отменена",
    ChangeState.RETURNED: "человек вернулся",
    ChangeState.ERASED: "сведения стёрты",
}
blueprint = Blueprint("change", __name__, url_prefix="/people/<int:change_id>")


def _kept(change_id: int) -> Kept:
    desk = desk_of(change_id)
    parts = form_parts(_form(desk)) if desk.held else {}
    return Kept(parts, subject=desk.change.name, actions=_ACTIONS)


def _state_kept(change_id: int) -> Kept:
    change = desk_of(change_id).change
    value = (change.state.value, str(change.plan))
    part = Part("Передача дел", value, _STATES[change.state])
    return Kept({"state": part}, subject=change.name, actions=_ACTIONS)


def _state_sent(change_id: int) -> dict[str, object]:
    return {"state": ("pressed", change_id)}


def _form(desk: Desk, typed: Any = None) -> Any:
    assert desk.held is not None  # noqa: S101  asked before
    return plan_form(desk.school, desk.change, desk.held, desk.plan, typed)


@blueprint.get("")
def page(change_id: int) -> str:
    """What the person holds, who takes it over, which papers there are, what is left to do."""
    return _page(desk_of(change_id))


@blueprint.post("")
@edits(_kept)
def save(change_id: int) -> str | Response:
    """Keeps who takes over."""
    desk = desk_of(change_id)
    if desk.held is None:
        raise FaultsError([Fault("change_not_open")])
    form = _form(desk, request.form)
    try:
        plan = read_plan(desk.school, desk.change, desk.held, told_plan(desk.held, form))
        put_plan(current_school_id(), change_id, plan, actor())
    except FaultsError as error:
        return _page(desk, form, error.faults)
    if plan_faults(desk.school, desk.change, desk.held, plan, desk.packs):
        flash("Сохранено, но провести пока нельзя: внизу страницы сказано, чего не хватает.", "warning")
    elif desk_of(change_id).wanted:
        flash("Сохранено. Теперь составьте бумаги.")
    else:
        flash("Сохранено. Бумаг для этого не нужно: нажмите «Провести» внизу страницы, когда настанет день.")
    return redirect(url_for(".page", change_id=change_id), 303)


@blueprint.post("/papers")
@creates(page="change.page")
def papers(change_id: int) -> str | Response:
    """Makes the papers that the plan wants."""
    desk, form, faults = desk_of(change_id), PapersForm(), list[Fault]()
    day = read_day(form.order_day, faults)
    faults += desk.faults
    if faults or day is None:
        return _page(desk, faults=faults, papers_form=form)
    try:
        made = make_papers(current_school_id(), desk.school, desk.wanted, day, actor(), current_press())
        if desk.change.kind is ChangeKind.HIRED:
            worker = desk.school.worker(desk.change.name)
            found = orders_to_know(current_school_id(), desk.school, worker, desk.packs) if worker else ()
            enter_in_sheets(current_school_id(), change_id, [order for _pack, order in found], actor())
    except FaultsError as error:
        return _page(desk, faults=error.faults, papers_form=form)
    flash(f"Составлено: {len(made)}. Распечатайте и подпишите; приказ зарегистрируйте в журнале.")
    return redirect(url_for(".page", change_id=change_id), 303)


@blueprint.post("/step")
@edits(_state_kept, page="change.page", sent=_state_sent)
def step(change_id: int) -> str | Response:
    """Does the change, takes it back, or brings the worker back."""
    done = _STEPS.get(request.form.get("action", ""))
    if done is None:
        abort(400)
    verb, told = done
    try:
        verb(change_id)
    except LookupError:
        abort(404)
    except FaultsError as error:
        return _page(desk_of(change_id), faults=error.faults)
    flash(told)
    return redirect(url_for(".page", change_id=change_id), 303)


_STEPS: dict[str, tuple[Callable[[int], object], str]] = {
    "do": (
        lambda change_id: carry_out(current_school_id(), change_id, actor()),
        "Проведено. Что перешло и к кому, сказано ниже; если это ошибка, нажмите «Взять обратно».",
    ),
    "back": (
        lambda change_id: take_back(current_school_id(), change_id, actor()),
        "Взято обратно. Зарегистрированный приказ об этом отмените или аннулируйте в журнале.",
    ),
    "return": (
        lambda change_id: come_back(current_school_id(), change_id, actor()),
        "Человек снова в списке сотрудников. Роли и чаты остались у тех, кто их принял.",
    ),
}


def _page(desk: Desk, form: Any = None, faults: Sequence[Fault] = (), papers_form: PapersForm | None = None) -> str:
    shown = form or (_form(desk) if desk.held and desk.change.kind is not ChangeKind.HIRED else None)
    papers_form = papers_form or PapersForm(formdata=None, data={"order_day": today()})
    worker = desk.school.worker(desk.change.name)
    hired = desk.change.kind is ChangeKind.HIRED and worker is not None
    ready = desk.held is not None and bool(desk.change.plan) and not hired
    return render_template(
        "people/change.html",
        desk=desk,
        change=desk.change,
        held=desk.held,
        form=shown,
        papers_form=papers_form,
        remarks=remarks(shown or papers_form, faults),
        wanted=desk.wanted if not desk.faults else (),
        made=papers_of(current_school_id(), desk.change, desk.packs),
        blocked=obstacles(current_school_id(), desk.school, desk.change, today()) if ready else (),
        ready=ready,
        to_know=orders_to_know(current_school_id(), desk.school, worker, desk.packs) if hired and worker else (),
        worker=worker,
    )
