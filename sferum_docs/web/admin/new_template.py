"""A new Word template on the house blank: title and kind in, a file to go on from out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template
from wtforms import StringField

from sferum_docs.house_templates.skeleton import KINDS
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.templates.new import new_template, template_name
from sferum_docs.web.current import act_directive, current_pack
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import reads
from sferum_docs.web.forms.fields import OpenSelect, PageForm
from sferum_docs.web.forms.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault

blueprint = Blueprint("new_template", __name__)
_PREAMBLES = (
    ("цель", "В целях …"),
    ("закон", "В соответствии с законом или актом …"),
)


class NewTemplateForm(PageForm):
    """What a new template is called, and what it is."""

    title = StringField("Название", description="Приказ, письмо, акт: «О …» или «Об …». План, порядок: «дежурства …».")
    kind = OpenSelect("Вид документа", [(name, name) for name in KINDS])
    preamble = OpenSelect("Чем начинается приказ", _PREAMBLES, description="Для других видов не нужно.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The last reason is the act of the pack, when there is one."""
        super().__init__(*args, **kwargs)
        directive = act_directive()
        if directive is not None and directive.is_act:
            of_act = ("акт", f"Во исполнение {directive.words.kind.genitive} комплекта")
            self.preamble.options = (*_PREAMBLES, of_act)


@blueprint.get("/acts/<pack>/templates/new")
def ask() -> str:
    """The form."""
    return _page(NewTemplateForm(formdata=None))


@blueprint.post("/acts/<pack>/templates/new")
@reads()
def give() -> str | Response:
    """The file, or what is wrong with the title."""
    form = NewTemplateForm()
    title, kind = form.title.data or "", form.kind.data or ""
    try:
        content = new_template(current_pack(), title, kind, form.preamble.data or "цель")
    except FaultsError as error:
        return _page(form, error.faults)
    return file_answer(content, template_name(title, kind))


def _page(form: NewTemplateForm, faults: Sequence[Fault] = ()) -> str:
    return render_template("admin/new_template.html", form=form, remarks=remarks(form, faults))
