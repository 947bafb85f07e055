"""The acts of the school: assigned from a day, closed, succeeded by another, taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.acts import (
    acts_of,
    assign_act,
    assignable_packs,
    close_act,
    given_by,
    reopen_act,
    succeed_act,
)
from sferum_docs.services.packs.succession import successors
from sferum_docs.web.current import actor, current_act, current_acts, current_school_id, today
from sferum_docs.web.forms.changing import creates, edits
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.fields import DayField, OpenSelect, PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.forms.typed import read_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug.wrappers import Response

    from sferum_docs.services.packs.acts import Assignment

blueprint = Blueprint("acts", __name__)
_WORDS = {"in_work": "в работе", "succeeded": "заменён другим", "closed": "окончен"}


class AssignForm(PageForm):
    """A pack that the school is to work by."""

    pack = OpenSelect("Комплект")
    since = DayField("С какого дня", description="День, с которого школа работает по акту: не раньше дня самого акта.")


class SucceedForm(PageForm):
    """What takes the place of an act."""

    successor = OpenSelect("Чем заменён")


def act_kept(pack: str = "") -> Kept:
    """How an act stands, that of the address when none is named."""
    g.pop("acts", None)  # under the lock it is read anew
    act = _found(pack or current_act())
    state = f"{_WORDS[act.state.value]}{f' {act.ended_on:%d.%m.%Y}' if act.ended_on else ''}"
    part = Part(act.title, (act.state.value, act.succeeded_by), state)
    return Kept({"state": part}, act.title, ("act.assigned", "act.closed", "act.succeeded", "act.reopened"))


@blueprint.get("/acts")
def page() -> str:
    """The acts in work, those that ended, the packs that may be assigned."""
    return _page(AssignForm(formdata=None, data={"since": today()}))


@blueprint.post("/acts")
@creates()
def assign() -> str | Response:
    """The school works by a pack from a day on."""
    form = AssignForm()
    try:
        act = assign_act(current_school_id(), _chosen(form), _since(form), actor())
    except FaultsError as error:
        return _page(form, error.faults)
    flash(f"Акт «{act.title}» назначен с {act.since:%d.%m.%Y}. Сформируйте по нему комплект документов.")
    return redirect(url_for(".page"), 303)


@blueprint.post("/acts/<pack>/state")
@edits(act_kept, page="acts.page")
def change() -> str | Response:
    """Closes the act of the address, names its successor, takes it up again."""
    act, action, school_id = _found(current_act()), request.form.get("action", ""), current_school_id()
    try:
        if action == "close":
            close_act(school_id, act.pack, actor())
            told = f"Работа по акту «{act.title}» окончена. Сделанные документы остались: их можно читать и печатать."
        elif action == "succeed":
            succeed_act(school_id, act.pack, SucceedForm().successor.data or "", actor())
            told = f"Акт «{act.title}» заменён другим. Сделанные по нему документы остались."
        elif action == "reopen":
            reopen_act(school_id, act.pack, actor())
            told = f"Акт «{act.title}» снова в работе."
        else:
            abort(400)
    except FaultsError as error:
        return _page(AssignForm(formdata=None, data={"since": today()}), error.faults)
    flash(told)
    return redirect(url_for(".page"), 303)


def _chosen(form: AssignForm) -> str:
    if not form.pack.data:
        raise FaultsError([Fault("empty", "pack")])
    return str(form.pack.data)


def _since(form: AssignForm) -> date:
    faults: list[Fault] = []
    day = read_day(form.since, faults)
    if day is None:
        raise FaultsError(faults)
    return day


def _found(pack_id: str) -> Assignment:
    found = next((act for act in current_acts() if act.pack == pack_id), None)
    if found is None:
        abort(404)
    return found


def _page(form: AssignForm, faults: Sequence[Fault] = ()) -> str:
    offered = assignable_packs(current_school_id())
    form.pack.options = (("", "выберите"), *((item.id, item.pack.title) for item in offered if item.pack))
    acts = acts_of(current_school_id())
    working = [act for act in acts if act.assignment.in_work]
    newer = {act.assignment.pack: successors(current_school_id(), act.assignment.pack) for act in working}
    return render_template(
        "school/acts.html",
        form=form,
        remarks=remarks(form, faults) if faults else FieldErrors(),
        working=working,
        succeeding=newer,
        ended=[act for act in acts if not act.assignment.in_work],
        offered=[item for item in offered if item.pack],
        broken=[item for item in offered if not item.pack],
        given={act.assignment.pack: given_by(current_school_id(), act.assignment) for act in acts},
    )
