"""The pack as one file: taken out and taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from wtforms import FileField, StringField

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation.audit import note_deed
from sferum_docs.services.packs.exchange import export_pack, import_pack
from sferum_docs.services.packs.overlay import is_laid_over, laid_lines, lay_over
from sferum_docs.web.current import actor, current_act, current_pack, current_school_id, today
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault

blueprint = Blueprint("pack", __name__)


class PackForm(PageForm):
    """A pack handed in."""

    file = FileField("Файл комплекта (ZIP)")
    new_id = StringField(
        "Новое обозначение",
        description="Только чтобы принять его отдельным комплектом: строчные латинские буквы, цифры и дефис.",
    )


@blueprint.get("/pack")
def show() -> str:
    """Both doors."""
    return _page(PackForm(formdata=None))


@blueprint.get("/acts/<pack>/pack.zip")
def export() -> Response:
    """The pack as it holds for the school today."""
    content = export_pack(current_school_id(), current_act(), today())
    note_deed(current_school_id(), actor(), "pack.exported", current_pack().id)
    name = f"{current_pack().id} {today():%Y-%m-%d}.zip"
    return file_answer(content, name)


@blueprint.post("/pack")
@creates()
def take() -> str | Response:
    """Takes a pack in, when nothing is wrong with it."""
    form, file = PackForm(), request.files.get("file")
    data, new_id = file.read() if file else b"", clean_line(form.new_id.data or "")
    try:
        if not new_id and is_laid_over(data):
            for line in laid_lines(lay_over(current_school_id(), data, actor())):
                flash(line)
            return redirect(url_for("templates.listing"), 303)
        pack = import_pack(data, Path(current_app.instance_path), new_id)
    except FaultsError as error:
        return _page(form, error.faults)
    note_deed(current_school_id(), actor(), "pack.imported", pack.id)
    flash(f"Комплект «{pack.title}» принят и лежит в папке instance/packs/{pack.id}.")
    return redirect(url_for(".show"), 303)


def _page(form: PackForm, faults: Sequence[Fault] = ()) -> str:
    told = remarks(form, faults, "file") if faults else FieldErrors()
    return render_template("admin/pack.html", form=form, remarks=told, pack=current_pack())
