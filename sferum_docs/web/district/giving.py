"""Acts that the office gives to its bodies: who has which since when, the form that gives one to those chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.district.giving import assign_to, given_acts, packs_to_give
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.web.current import actor, current_school_id, today
from sferum_docs.web.district.choosing import chosen_bodies, found_page, named, sent_filter
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.fields import DayField, PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.forms.typed import read_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug.wrappers import Response

    from sferum_docs.packs.model import Pack
    from sferum_docs.services.district.giving import Giving

blueprint = Blueprint("giving", __name__)
STATES = {
    "": "все", "none": "акта нет", "in_work": "в работе", "closed": "работа окончена", "succeeded": "заменён другим",
}  # fmt: skip


class GiveForm(PageForm):
    """From which day the bodies work by the act."""

    since = DayField("С какого дня", description="День, с которого организации работают по акту: не раньше дня акта.")


@blueprint.get("/district/giving")
def listing() -> str:
    """The packs that the office knows, and how many of its bodies have each."""
    return render_template("district/giving.html", packs=packs_to_give(current_school_id()))


@blueprint.get("/district/giving/<name>")
def page(name: str) -> str:
    """Who has the act since when; whom to give it."""
    return _page(name, GiveForm(formdata=None, data={"since": today()}))


@blueprint.post("/district/giving/<name>")
@creates()
def give(name: str) -> str | Response:
    """The chosen bodies work by the act from a day on; those that have it are left as they are."""
    pack_or_404(name)
    form = GiveForm()
    asked = sent_filter(STATES)
    try:
        acts = given_acts(current_school_id(), name)
        schools = chosen_bodies([(item.body, item.state) for item in acts], asked)
        found = assign_to(current_school_id(), name, schools, _since(form), actor())
    except FaultsError as error:
        return _page(name, form, error.faults)
    for line in _told(found):
        flash(line)
    return redirect(url_for(".page", name=name, **asked.kept), 303)


def pack_or_404(name: str) -> Pack:
    """The pack that the office knows by this name."""
    try:
        return find_pack(name, current_school_id())
    except FaultsError:
        abort(404)


def _since(form: GiveForm) -> date:
    faults: list[Fault] = []
    day = read_day(form.since, faults)
    if day is None:
        raise FaultsError(faults)
    return day


def _told(found: Giving) -> list[str]:
    given, had = found.assigned, [item.body for item in found.had]
    lines = [
        f"Акт «{found.title}» назначен с {found.since:%d.%m.%Y}. Организаций: {len(given)}."
        if given
        else f"Акт «{found.title}» никому не назначен: у всех выбранных он уже есть."
    ]
    if given and had:
        lines.append(f"Уже был и не тронут: {named(had)}.")
    if found.gone:
        lines.append(f"Организаций, которые управление больше не ведёт: {found.gone}. Им ничего не назначено.")
    return lines


def _page(name: str, form: GiveForm, faults: Sequence[Fault] = ()) -> str:
    pack, asked = pack_or_404(name), sent_filter(STATES)
    acts = given_acts(current_school_id(), name)
    fitting = [item for item in acts if asked.fits(item.body, item.state)]
    return render_template(
        "district/giving_act.html",
        pack=pack,
        office=current_school_id(),
        form=form,
        remarks=remarks(form, faults, "since", more={"schools": "Кому"}) if faults else FieldErrors(),
        asked=asked,
        states=STATES,
        kinds=sorted({item.body.kind.value for item in acts}),
        found=found_page(fitting, asked),
        has=sum(item.act is not None for item in acts),
        working=sum(item.state == "in_work" for item in acts),
        count=len(acts),
        free=sum(item.act is None for item in fitting),
    )
