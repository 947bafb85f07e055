"""The schools of the district: the list with its search, and one more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.schools.model import School
from sferum_docs.schools.reader import read_requisites
from sferum_docs.services.district.bodies import add_body, body_list
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.district.tabs import tabs
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.declared import Section, add_controls, sections, sent_record
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.wrappers import Response

    from sferum_docs.web.forms.declared import ControlLine

blueprint = Blueprint("district", __name__)
blueprint.add_app_template_global(tabs, "district_tabs")
PAGE = 50
_LONGEST_WORDS = 200
_LAST_PAGE = 100_000  # of a number typed into the address
_ASKED = tuple(field for field in REQUISITES if field.name in {"inn", "full_name", "short_name", "kind", "place"})
_SECTIONS = (
    Section("numbers", "ИНН", "По нему организация узнаётся в таблицах и не попадёт в список дважды."),
    Section("name", "Название и место", "Остальное — руководителя, сотрудников, чаты — организация заполнит сама."),
)


class BodyForm(PageForm):
    """What is needed to begin with a body."""

    @property
    def sections(self) -> Iterator[tuple[Section, list[ControlLine]]]:
        """The page from top to bottom."""
        return sections(_SECTIONS, (self, _ASKED))


add_controls(BodyForm, _ASKED)


@blueprint.get("/district/")
def page() -> str:
    """The bodies that the office watches, found by words."""
    words = clean_line(request.args.get("q", ""))[:_LONGEST_WORDS]
    number = min(sent_number(request.args.get("page", "")) or 1, _LAST_PAGE)
    found = body_list(current_school_id(), words, PAGE, (number - 1) * PAGE)
    return render_template(
        "district/schools.html", found=found, words=words, number=number, pages=-(-found.total // PAGE)
    )


@blueprint.get("/district/schools/new")
def ask() -> str:
    """The form of one more."""
    return _page(BodyForm(data={"place": ""}), FieldErrors())


@blueprint.post("/district/schools/new")
@creates()
def add() -> str | Response:
    """Keeps it, or shows every fault with what was typed."""
    form, faults = BodyForm(), list[Fault]()
    requisites = read_requisites(Record(sent_record(form, _ASKED, _from_office()), "", faults))
    told = remarks(form, faults)
    if requisites is None or told.errors:
        return _page(form, told)
    try:
        school_id = add_body(current_school_id(), School(requisites), actor())
    except FaultsError as error:
        return _page(form, remarks(form, error.faults))
    flash(f"{requisites.short_name}: организация добавлена. Пригласите её пользователей и назначьте акт.")
    return redirect(url_for("district_school.card", school=school_id), 303)


def _from_office() -> dict[str, str]:
    """What a school has from its office: who founded it, as a rule, and where the founder is written to."""
    told = current_school().requisites
    return {name: text for name in ("founder", "founder_email") if (text := str(getattr(told, name)))}


def _page(form: BodyForm, told: FieldErrors) -> str:
    return render_template("district/new_school.html", form=form, remarks=told)
