"""The form of a packet, built from the questions of the chosen documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, FormField, SelectMultipleField, StringField, TextAreaField

from sferum_docs.packs.model import FieldKind
from sferum_docs.packs.tells import SENTENCES
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.web.current import act_words, current_pack, current_school, current_school_id
from sferum_docs.web.forms.fields import DayField, OpenSelect, PageForm, RowForm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from wtforms.fields.core import UnboundField

    from sferum_docs.documents.requests.packet_request import Answer, Answers
    from sferum_docs.documents.requests.proposals import Question
    from sferum_docs.packs.model import DocumentSpec, FieldSpec, Pack
    from sferum_docs.services.packet.plan import PlannedDocument

_FIELDS: Mapping[FieldKind, Any] = {
    FieldKind.TEXT: StringField,
    FieldKind.LINES: TextAreaField,
    FieldKind.DATE: DayField,
    FieldKind.NUMBER: StringField,
    FieldKind.FLAG: BooleanField,
    FieldKind.DOCUMENT: OpenSelect,
    FieldKind.PERSON: OpenSelect,
    FieldKind.WORKER: OpenSelect,
    FieldKind.BODY: OpenSelect,
}
_OF_STAFF = {FieldKind.PERSON, FieldKind.WORKER}


class PacketForm(PageForm):
    """What every packet is asked; the questions of the documents join it in `packet_form`."""

    date = DayField("Дата приказов", description="Номера приказов даст журнал.")
    documents = SelectMultipleField("Документы", validate_choice=False)


class OneForm(PageForm):
    """What a single document is asked beside its own questions, and how its pages are shown."""

    date = DayField("Дата документа")
    keep = BooleanField("Оставить прежние сроки")
    marked = BooleanField("Показать, что взято из данных")
    plain = BooleanField("Текстом, без листов")


def packet_form(documents: Sequence[PlannedDocument], data: Mapping[str, Any], formdata: Any) -> Any:
    """The form with a group of questions for each of these documents."""
    return _asking(PacketForm, documents, [item.spec for item in documents], data, formdata)


def one_form(planned: PlannedDocument, pack: Pack, data: Mapping[str, Any], formdata: Any) -> Any:
    """The form with the questions of one document."""
    return _asking(OneForm, [planned], pack.documents, data, formdata)


def _asking(
    base: type[PageForm],
    documents: Sequence[PlannedDocument],
    specs: Iterable[DocumentSpec],
    data: Mapping[str, Any],
    formdata: Any,
) -> Any:
    orders = [(spec.id, spec.title) for spec in specs if spec.is_order]
    groups = {
        item.spec.id: FormField(_form({question.field.key: _field(question, orders) for question in item.questions}))
        for item in documents
        if item.chosen and item.questions
    }
    form = type("AskedPacketForm", (base,), {"answers": FormField(_form(groups))})(formdata=formdata, data=data)
    form.date.description = f"Не раньше даты {act_words().named.genitive}. {form.date.description}".strip()
    return form


def shown(value: Answer) -> str | bool:
    """An answer as its field shows it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return "\n".join(value)
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def values(documents: Sequence[PlannedDocument], answers: Answers) -> dict[str, dict[str, str | bool]]:
    """What the groups show: the answer where there is one, else the proposal."""
    return {
        item.spec.id: {
            question.field.key: shown(answers.get(item.spec.id, {}).get(question.field.key, question.default))
            for question in item.questions
        }
        for item in documents
    }


def edited(
    posted: Mapping[str, str], now: Sequence[PlannedDocument], typed: Answers, asked: Collection[str] = ()
) -> dict[str, dict[str, Any]]:
    """Posted answers that were typed stay; the others follow the proposal of now.

    `asked` names documents whose questions surely stood on the page: a tick that did not come was taken off there.
    """
    kept: dict[str, dict[str, Any]] = values(now, {})
    for document, keys in kept.items():
        for key in keys:
            sent = posted.get(f"answers-{document}-{key}")
            if isinstance(keys[key], bool) and document in asked:
                keys[key] = sent is not None
            elif sent is not None and (isinstance(keys[key], bool) or key in typed.get(document, {})):
                keys[key] = sent
    return kept


def _form(fields: Mapping[str, Any]) -> type[RowForm]:
    return type("AskedForm", (RowForm,), dict(fields))


def _field(question: Question, orders: Sequence[tuple[str, str]]) -> UnboundField[Any]:
    spec: FieldSpec = question.field
    options: dict[str, Any] = {}
    if spec.kind is FieldKind.DOCUMENT:
        options["options"] = orders if spec.required else [("", "не выбран"), *orders]
    if spec.kind in _OF_STAFF:
        people = [(person.full_name, f"{person.full_name}, {person.post}") for person in current_school().staff]
        options["options"] = people if spec.required else [("", _nobody(spec)), *people]
    if spec.kind is FieldKind.BODY:
        bodies = [(str(body.id), body.short_name) for body in schools_in_scope(current_school_id())]
        options["options"] = [("", "не выбрана"), *bodies]
    if spec.kind is FieldKind.NUMBER:
        options["render_kw"] = {"inputmode": "numeric"}
    if spec.kind is FieldKind.LINES or spec.tells in SENTENCES:
        options["render_kw"] = {"rows": 6}
    kind = FieldKind.LINES if spec.tells in SENTENCES else spec.kind  # many sentences want as much room as lines
    return _FIELDS[kind](spec.label, description=_why(question), **options)  # type: ignore[no-any-return]  # one of the table


def _nobody(spec: FieldSpec) -> str:
    """What it means that nobody is chosen."""
    role = current_pack().roles.by_id.get(spec.role)
    return role.label if role else "предложит программа"


def _why(question: Question) -> str:
    reason = f"Предложено: {question.reason}." if question.reason else ""
    return " ".join(part for part in (question.field.hint, reason) if part)
