"""The form of papers for many bodies: which act, documents, day, bodies, and what is answered for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, FormField, SelectMultipleField, StringField, TextAreaField

from sferum_docs.packs.model import FieldKind
from sferum_docs.schools.fields.reading import NO, YES
from sferum_docs.services.bulk.asked import BulkRequest, PlainAnswers
from sferum_docs.web.forms.fields import DayField, OpenSelect, PageForm, RowForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from wtforms.fields.core import UnboundField

    from sferum_docs.services.bulk.choose import CommonQuestion, CommonQuestions

ALL, SOME = "all", "some"
_AS_PROPOSED = "как предложит программа"
_FIELDS: Mapping[FieldKind, Any] = {
    FieldKind.TEXT: StringField,
    FieldKind.LINES: TextAreaField,
    FieldKind.DATE: DayField,
    FieldKind.NUMBER: StringField,
    FieldKind.FLAG: OpenSelect,
}


class BulkForm(PageForm):
    """What is asked whichever documents are chosen; their questions join it in `bulk_form`."""

    date = DayField("Дата документов", description="Одна для всех. Номера даст журнал каждой организации.")
    documents = SelectMultipleField("Документы", validate_choice=False)
    who = StringField("Для кого")
    bodies = SelectMultipleField("Организации", validate_choice=False)
    anew = BooleanField(
        "Составить заново и там, где черновик уже есть",
        description="Прежний черновик останется прежней версией. Зарегистрированное, отправленное на подпись и "
        "исправленное в Word программа не трогает никогда.",
    )
    holders = BooleanField(
        "Где ответственные не выбраны, взять тех, чья должность подходит, а нет таких — руководителя",
        description="Их увидит сама организация на странице «Ответственные» и сможет заменить. Где кто-то уже выбран, "
        "ничего не меняется.",
    )


def bulk_form(questions: Sequence[CommonQuestions], data: Mapping[str, Any], formdata: Any) -> Any:
    """The form with a group of questions for each document that has any for all."""
    groups: dict[str, Any] = {
        item.spec.id: FormField(
            type("AskedForm", (RowForm,), {asked.field.key: _field(asked) for asked in item.questions})
        )
        for item in questions
    }
    answers: Any = FormField(type("AnswersForm", (RowForm,), groups))
    return type("AskedBulkForm", (BulkForm,), {"answers": answers})(formdata=formdata, data=dict(data))


def _field(asked: CommonQuestion) -> UnboundField[Any]:
    spec = asked.field
    options: dict[str, Any] = {}
    if spec.kind is FieldKind.FLAG:
        options["options"] = [("", _AS_PROPOSED), (YES, YES), (NO, NO)]
    if spec.kind is FieldKind.NUMBER:
        options["render_kw"] = {"inputmode": "numeric"}
    hint = spec.hint if asked.needed else f"{spec.hint} Пусто — {_AS_PROPOSED}.".strip()
    return _FIELDS[spec.kind](spec.label, description=hint, **options)  # type: ignore[no-any-return]  # one of the table


def read_bulk(form: Any, pack_id: str, questions: Sequence[CommonQuestions], day: date) -> BulkRequest:
    """What was chosen; an answer that was left empty is proposed for each body."""
    return BulkRequest(
        pack_id,
        tuple(form.documents.data or ()),
        day,
        _answers(form, questions),
        bool(form.anew.data),
        bool(form.holders.data),
    )


def _answers(form: Any, questions: Sequence[CommonQuestions]) -> PlainAnswers:
    found: PlainAnswers = {}
    for item in questions:
        group = form.answers.form[item.spec.id].form
        for asked in item.questions:
            typed = group[asked.field.key].data or ""
            if typed.strip():
                value = typed == YES if asked.field.kind is FieldKind.FLAG else typed
                found.setdefault(item.spec.id, {})[asked.field.key] = value
    return found


def shown_answers(asked: BulkRequest) -> PlainAnswers:
    """The common answers of a job as the fields show them."""
    words = {True: YES, False: NO}
    return {
        document: {key: words[value] if isinstance(value, bool) else value for key, value in row.items()}
        for document, row in asked.answers.items()
    }
