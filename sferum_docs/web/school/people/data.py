"""What is kept of a person: to read and print, as one file; erased where the law allows, asked twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from wtforms import BooleanField, StringField

from sferum_docs.documents.staffing.model import ChangeState
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.people.begin import find_change
from sferum_docs.services.people.personal_data import (
    CONFIRMED,
    KeptPlace,
    as_file,
    erase,
    kept_places,
    note_given,
    open_ones,
    ways_in,
)
from sferum_docs.services.people.take_back import kept_person
from sferum_docs.web.current import actor, current_school, current_school_id, today
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import edits, repeats
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import Person
    from sferum_docs.services.users.bearers import WayIn

blueprint = Blueprint("personal_data", __name__, url_prefix="/people/<int:change_id>/data")


class EraseForm(PageForm):
    """The second question before anything is erased."""

    given = BooleanField("Сведения человеку выданы, или он в них не нуждается")
    word = StringField(f"Впишите слово «{CONFIRMED}»", render_kw={"maxlength": "20"})


def _form(person: Person, *, sent: bool = False) -> Any:
    """The form with a tick for each closed way in that may be of this person and of another as well."""
    doubtful = [item for item in _ways(person) if not item.sure and not item.user.active]
    fields = {
        f"user_{item.user.id}": BooleanField(
            f"Стереть и вход {item.user.login} ({item.user.name}): он этого человека", name=f"user-{item.user.id}"
        )
        for item in doubtful
    }
    made: type[Any] = type("EraseForm", (EraseForm,), fields)
    return made() if sent else made(formdata=None, data={f"user_{item.user.id}": item.alone for item in doubtful})


def _ways(person: Person) -> tuple[WayIn, ...]:
    return ways_in(current_school_id(), current_school(), person)


def _person(change_id: int) -> Person:
    change = find_change(current_school_id(), change_id)
    if change is None or not change.person:
        abort(404)
    return current_school().worker(change.name) or kept_person(change.person)


def _places(person: Person) -> tuple[KeptPlace, ...]:
    return kept_places(current_school_id(), current_school(), person, today())


def _kept(change_id: int) -> Kept:
    change = find_change(current_school_id(), change_id)
    state = change.state if change else ChangeState.ERASED
    return Kept({"word": Part("Сведения о человеке", state.value, "есть")}, actions=("staff.erased",))


@blueprint.get("")
def page(change_id: int) -> str:
    """All that is kept of a person, by kind."""
    person = _person(change_id)
    return _page(change_id, person, _form(person))


@blueprint.post("/file")
@repeats(page="personal_data.page")
def download(change_id: int) -> Response:
    """The same as one file."""
    person = _person(change_id)
    note_given(current_school_id(), person, actor())
    return file_answer(as_file(person, _places(person), today()), "Сведения о человеке.json")


@blueprint.post("/erase")
@edits(_kept, page="personal_data.page")
def remove(change_id: int) -> str | Response:
    """Erases what no law keeps."""
    person = _person(change_id)
    form = _form(person, sent=True)
    told = [int(name.removeprefix("user_")) for name, on in form.data.items() if name.startswith("user_") and on]
    try:
        counts = erase(
            current_school_id(), change_id, form.word.data or "", actor(), given=bool(form.given.data), users=told
        )
    except LookupError:
        abort(404)
    except FaultsError as error:
        return _page(change_id, person, form, error.faults)
    flash(f"Стёрто, мест: {sum(counts.values())}. В копиях, сделанных раньше, сведения есть, пока копии хранятся.")
    return redirect(url_for("people.page"), 303)


def _page(change_id: int, person: Person, form: Any, faults: Sequence[Fault] = ()) -> str:
    change = find_change(current_school_id(), change_id)
    gone = change is not None and not change.is_open and current_school().worker(person.full_name) is None
    return render_template(
        "people/data.html",
        change_id=change_id,
        person=person,
        places=_places(person),
        form=form,
        remarks=remarks(form, faults),
        gone=gone,
        still_open=open_ones(_ways(person)),
    )
