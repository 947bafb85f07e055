"""Is a paper or a file one of ours, and is it as it was made? What is uploaded is read and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template
from flask_wtf.file import FileField
from wtforms import StringField

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents import verify_telling
from sferum_docs.services.documents.verify import verify_code, verify_file
from sferum_docs.web.current import current_school_id
from sferum_docs.web.forms.changing import reads
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.services.documents.verify import Verdict

blueprint = Blueprint("verify", __name__)
SHOWN = 200  # differences on one page; a file so changed is another document


class VerifyForm(PageForm):
    """A file, a code, or both."""

    file = FileField(
        "Файл Word (DOCX), выданная копия (PDF) или файл подписи", description="Файл читается и не сохраняется."
    )
    code = StringField(
        "Код документа",
        description="С листа (QR-код) или из свойств файла: Файл → Сведения → Свойства → Прочие. Например, 7K3M-Q9TX.",
    )


@blueprint.get("/verify")
def page() -> str:
    """What to hand in."""
    return _page(VerifyForm(formdata=None))


@blueprint.post("/verify")
@reads()
def check() -> str:
    """The answer, over the same form."""
    form = VerifyForm()
    content = form.file.data.read() if form.file.data else b""
    typed = form.code.data or ""
    try:
        if content:
            return _page(form, verify_file(current_school_id(), content, typed))
        if typed:
            return _page(form, verify_code(current_school_id(), typed))
    except FaultsError as error:
        return _page(form, faults=error.faults)
    return _page(form, faults=[Fault("nothing_to_verify", "file")])


def _page(form: VerifyForm, verdict: Verdict | None = None, faults: Sequence[Fault] = ()) -> str:
    return render_template(
        "head/verify.html",
        form=form,
        remarks=remarks(form, faults),
        verdict=verdict,
        told=verify_telling,
        shown=SHOWN,
    )
