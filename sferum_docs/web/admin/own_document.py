"""A new document in the pack: title, kind, clauses, questions, template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import BooleanField, FieldList, FileField, FormField, StringField

from sferum_docs.house_templates.skeleton import KINDS
from sferum_docs.packs.model import Audience, FieldKind
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import digits
from sferum_docs.services.packs.add_document import FIRST, add_document
from sferum_docs.web.current import actor, current_act, current_pack, current_school_id
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.fields import OpenSelect, PageForm, RowForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

blueprint = Blueprint("own_document", __name__)
QUESTIONS = 8
_PLACE = re.compile(r"^(?:documents\[[^\]]*\]\.)?fields\[([^\]]*)\]\.?(.*)$")
_KINDS = [
    (FieldKind.TEXT, "строка"),
    (FieldKind.LINES, "несколько строк"),
    (FieldKind.DATE, "дата"),
    (FieldKind.NUMBER, "число"),
    (FieldKind.FLAG, "да или нет"),
]
_AUDIENCES = [
    (Audience.NOBODY, "никого"),
    (Audience.NAMED, "названных в нём"),
    (Audience.HOLDERS, "тех, кто за что-то отвечает"),
    (Audience.STAFF, "всех работников"),
    (Audience.COMMISSION, "членов комиссии"),
    (Audience.COMMISSION_AND_OWNERS, "членов комиссии и владельцев чатов"),
]
_SERVES = [("", "—"), ("carries_out", "исполняет"), ("supports", "поддерживает")]
_YES, _NO = {"да", "yes", "true", "1", "+"}, {"нет", "no", "false", "0", "-"}


class QuestionForm(RowForm):
    """One question that the document asks; an empty row asks nothing."""

    label = StringField("Вопрос")
    key = StringField("Имя в шаблоне")
    kind = OpenSelect("Вид", _KINDS)
    hint = StringField("Подсказка")
    default = StringField("Если не ответят")
    required = BooleanField("Обязателен")


class OwnDocumentForm(PageForm):
    """What a pack says of a document."""

    title = StringField("Название", description="Так, как стоит в заголовке: «О дежурстве учителей».")
    kind = OpenSelect("Вид документа", [(name, name) for name in KINDS])
    purpose = StringField("Для чего он", description="Одна строка в списке документов.")
    acquaint = OpenSelect("Кого знакомить под подпись", _AUDIENCES)
    file = FileField("Шаблон (DOCX)")
    questions = FieldList(FormField(QuestionForm), min_entries=QUESTIONS, max_entries=QUESTIONS)


@blueprint.get("/acts/<pack>/templates/add")
def ask() -> str:
    """The empty form."""
    return _page(OwnDocumentForm(formdata=None), {})


@blueprint.post("/acts/<pack>/templates/add")
@creates()
def add() -> str | Response:
    """Adds the document; its questions appear in the form of the packet by themselves."""
    form, file = OwnDocumentForm(), request.files.get("file")
    serves = {path: request.form.get(f"clause-{path}", "") for path in current_pack().directive.by_path}
    data = file.read() if file else b""
    try:
        document = add_document(
            current_school_id(),
            current_act(),
            _record(form, serves),
            data,
            (file.filename or "") if file else "",
            actor(),
        )
    except FaultsError as error:
        return _page(form, serves, [_on_page(fault, form) for fault in error.faults])
    flash(f"Документ {document} сохранён. Посмотрите отчёт и включите его: тогда он появится в форме комплекта.")
    return redirect(url_for("template_report.show", document=document, number=FIRST), 303)


def _record(form: OwnDocumentForm, serves: dict[str, str]) -> dict[str, Any]:
    asked = [row for row in form.questions.data if row["label"] or row["key"]]
    return {
        "title": form.title.data or "",
        "kind": form.kind.data or "",
        "purpose": form.purpose.data or "",
        "acquaint": form.acquaint.data or Audience.NOBODY.value,
        "carries_out": [path for path, how in serves.items() if how == "carries_out"],
        "supports": [path for path, how in serves.items() if how == "supports"],
        "fields": [_question(row) for row in asked],
    }


def _question(row: dict[str, Any]) -> dict[str, Any]:
    plain = {name: row[name] or "" for name in ("label", "key", "kind", "hint")}
    typed = row["default"] or ""
    default = {} if not typed else {"default": _default(plain["kind"], typed)}
    return {**plain, "required": bool(row["required"]), **default}


def _default(kind: str, typed: str) -> Any:
    """What was typed as the kind of question wants it; what does not fit stays, and the reader says so."""
    number = int(typed) if re.fullmatch(r"-?\d{1,6}", typed) else None
    if kind == FieldKind.NUMBER:
        return typed if number is None else number
    if kind == FieldKind.DATE:
        return {"working_days": typed if number is None else number}
    if kind == FieldKind.LINES:
        return [part.strip() for part in typed.split(";") if part.strip()]
    if kind == FieldKind.FLAG and typed.casefold() in _YES | _NO:
        return typed.casefold() in _YES
    return typed


def _on_page(fault: Fault, form: OwnDocumentForm) -> Fault:
    """The fault at the field of this page: a question is known by its key, or by its place among those asked."""
    found = _PLACE.match(fault.place)
    if found is None:
        return fault
    keys = [row["key"] or "" for row in form.questions.data]
    asked = [place for place, row in enumerate(form.questions.data) if row["label"] or row["key"]]
    named = found[1]
    place = keys.index(named) if named in keys else _asked_at(named, asked)
    what = (found[2] or "key").partition(".")[0]
    return Fault(fault.code, f"questions-{place}-{what}", fault.values, fault.warning)


def _asked_at(named: str, asked: Sequence[int]) -> int:
    """The row of the question that stands at a place of the record, from 1."""
    number = digits(named) or 0
    return asked[number - 1] if 0 < number <= len(asked) else 0


def _page(form: OwnDocumentForm, serves: dict[str, str], faults: Sequence[Fault] = ()) -> str:
    return render_template(
        "admin/own_document.html",
        form=form,
        remarks=remarks(form, faults) if faults else FieldErrors(),
        clauses=[clause for clause in current_pack().directive.walk() if clause.for_school],
        serves=serves,
        choices=_SERVES,
    )
