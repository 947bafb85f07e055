"""The forms of a review: a text to begin with, the fields of a node, the data of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms import FileField, StringField, TextAreaField

from sferum_docs.acts_reader.choices import NO, YES
from sferum_docs.acts_reader.review.words import DEMANDS, KINDS, PERIODS, WEEKDAYS
from sferum_docs.directives.model import DayType
from sferum_docs.web.forms.fields import DayField, OpenSelect, PageForm

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import ActDraft, Control, DraftNode

HIMSELF, PERSON, NOBODY = "himself", "person", ""
_CONTROL = ((NOBODY, "не сказано"), (HIMSELF, "оставил за собой тот, кто подписал"), (PERSON, "возложен на другого"))
_WEEKDAYS = (("", "не указан"), *((str(number), name) for number, name in enumerate(WEEKDAYS) if number))
_PERIODS = (("", "не указано"), *PERIODS.items())
_DAY_TYPES = (("", "не сказано"), (DayType.CALENDAR.value, "календарные"), (DayType.WORKING.value, "рабочие"))


class BeginForm(PageForm):
    """An act to read."""

    text = TextAreaField(
        "Текст акта",
        description="Скопируйте его целиком: с заголовком, подписью и приложениями.",
        render_kw={"rows": 14},
    )
    file = FileField("Или файл (DOCX, RTF, TXT, PDF с текстом)")


class NodeForm(PageForm):
    """The fields of a node."""

    number = StringField("Номер", description="Цифрами через точку. У строк с буквой или тире пусто.")
    marker = StringField("Как напечатан")
    text = TextAreaField("Текст", render_kw={"rows": 4})
    addressee = StringField("Кому", description="В именительном падеже. Пусто: тому же, что и в пункте выше.")
    addressee_raw = StringField("Кому, как напечатано")
    for_school = OpenSelect("Это школа?", ((YES, "да"), (NO, "нет")))
    demand = OpenSelect("Что требует", tuple((key.value, words) for key, words in DEMANDS.items()))
    deadline_kind = OpenSelect("Срок", tuple((key.value, words) for key, words in KINDS.items()))
    date_from = DayField("С какого дня")
    date = DayField("До какого дня")
    period = OpenSelect("Как часто", _PERIODS)
    weekday = OpenSelect("День недели", _WEEKDAYS)
    day = StringField("Число месяца")
    days = StringField("Сколько дней")
    day_type = OpenSelect("Какие дни", _DAY_TYPES)
    event = StringField("От какого события или к какому")
    raw = StringField("Срок, как напечатан")


class ActForm(PageForm):
    """The data of the act."""

    kind = StringField("Вид акта", description="Как напечатано над заголовком.")
    number = StringField("Номер")
    date = DayField("Дата")
    title = StringField("Заголовок")
    issuer = StringField("Кто издал")
    adopting_word = StringField("Распорядительное слово")
    signatory_post = StringField("Должность подписавшего")
    signatory_name = StringField("Кто подписал")
    control_kind = OpenSelect("Контроль", _CONTROL)
    control_person = StringField("На кого возложен")
    control_post = StringField("Должность, как напечатана")
    entry_into_force = StringField("Вступление в силу")


def node_form(node: DraftNode) -> NodeForm:
    """The form of a node as it stands."""
    deadline = node.deadline
    kept = {
        "number": node.number,
        "marker": node.marker,
        "text": node.text,
        "addressee": "" if node.addressee_inherited else node.addressee,
        "addressee_raw": node.addressee_raw,
        "for_school": YES if node.for_school else NO,
        "demand": node.demand.value,
        "deadline_kind": deadline.kind.value,
        "date_from": deadline.date_from,
        "date": deadline.date,
        "period": deadline.period,
        "weekday": str(deadline.weekday or ""),
        "day": str(deadline.day or ""),
        "days": str(deadline.days or ""),
        "day_type": deadline.day_type.value if deadline.day_type else "",
        "event": deadline.event,
        "raw": deadline.raw,
    }
    return NodeForm(formdata=None, data=kept)


def act_form(draft: ActDraft) -> ActForm:
    """The form of the act as it stands."""
    names = ("kind", "number", "date", "title", "issuer", "adopting_word", "entry_into_force")
    signatory, control = draft.signatory, draft.control
    kept = {name: getattr(draft, name) for name in names} | {
        "signatory_post": signatory.post if signatory else "",
        "signatory_name": signatory.name if signatory else "",
        "control_kind": control_kind(control),
        "control_person": control.person if control else "",
        "control_post": control.post_as_printed if control else "",
    }
    return ActForm(formdata=None, data=kept)


def control_kind(control: Control | None) -> str:
    """Who watches, as the form asks it."""
    return NOBODY if control is None else HIMSELF if control.himself else PERSON
