"""The forms about people: who and when, who takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, StringField

from sferum_docs.documents.staffing.model import ChangeKind
from sferum_docs.services.people.plan import CLASS, POST, Plan
from sferum_docs.web.forms.fields import DayField, OpenSelect, PageForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.model import School
    from sferum_docs.services.people.holdings import Holdings
    from sferum_docs.store.people.staff_changes import StaffChange

KINDS = (
    (ChangeKind.DISMISSED.value, "увольняется"),
    (ChangeKind.MOVED.value, "переходит на другую должность"),
    (ChangeKind.LEAVE.value, "уходит надолго: декрет, длительный отпуск"),
    (ChangeKind.HIRED.value, "принят на работу"),
)
ALL_CHATS = "chats"


class BeginForm(PageForm):
    """Who leaves or came, from which day, by which order."""

    name = OpenSelect("Кто")
    kind = OpenSelect("Что происходит", KINDS)
    day = DayField(
        "День",
        description="При увольнении — последний рабочий: дела перейдут со следующего дня. "
        "При переводе, отпуске, приёме — первый.",
    )
    ground = StringField(
        "Основание",
        description="Приказ с датой, номером и заголовком: приказ от 30.11.2026 № 15-л «Об увольнении»; "
        "для отпуска — какой. Можно не указывать.",
    )


class PapersForm(PageForm):
    """Of which day the papers are."""

    order_day = DayField("Дата бумаг")


def people_options(school: School, but: str = "") -> list[tuple[str, str]]:
    """The workers to choose from."""
    return [(item.full_name, f"{item.full_name} — {item.post}") for item in school.staff if item.full_name != but]


def plan_form(school: School, change: StaffChange, held: Holdings, plan: Plan, typed: Any = None) -> Any:
    """The form of who takes over, with what is kept or proposed."""
    people = people_options(school, change.name)
    nobody = ("", "никому: снять" if change.kind.leaves else "остаётся за этим человеком")
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for item in held.roles:
        fields[f"role_{item.key}"] = OpenSelect(item.label, (nobody, *people), name=f"role-{item.key}")
        data[f"role_{item.key}"] = plan.roles.get(item.key, "")
    if held.person.class_name:
        fields[CLASS] = OpenSelect(f"Класс {held.person.class_name}", (nobody, *people))
        data[CLASS] = plan.class_to
    fields, data = _with_chats(fields, data, held, plan, (("", "не выбрано"), *people))
    if change.kind is ChangeKind.MOVED:
        fields[POST] = StringField("Новая должность")
        data[POST] = plan.post
    for user in held.users:
        fields[f"close_{user.id}"] = BooleanField(f"Закрыть вход в программу: {user.login}", name=f"close-{user.id}")
        data[f"close_{user.id}"] = user.id in plan.close
    return type("PlanForm", (PageForm,), fields)(formdata=typed, data=data)


def _with_chats(
    fields: dict[str, Any], data: dict[str, Any], held: Holdings, plan: Plan, offered: Sequence[tuple[str, str]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """One choice for all chats; one that goes to somebody else says so itself."""
    if not held.chats:
        return fields, data
    names = [plan.chats.get(chat.name, "") for chat in held.chats]
    usual = max(names, key=names.count)
    fields[ALL_CHATS] = OpenSelect(f"Все чаты ({len(held.chats)})", offered)
    data[ALL_CHATS] = usual
    for number, (chat, name) in enumerate(zip(held.chats, names, strict=True)):
        fields[f"chat_{number}"] = StringField(
            chat.name, name=f"chat-{number}", render_kw={"list": "people-list", "maxlength": "200"}
        )
        data[f"chat_{number}"] = "" if name == usual else name
    return fields, data


def told_plan(held: Holdings, form: Any) -> Plan:
    """The plan as it was typed: names are looked up by who reads it."""
    usual = (form[ALL_CHATS].data or "") if held.chats else ""
    return Plan(
        {item.key: form[f"role_{item.key}"].data or "" for item in held.roles},
        {chat.name: form[f"chat_{number}"].data or usual for number, chat in enumerate(held.chats)},
        (form[CLASS].data or "") if held.person.class_name else "",
        (form[POST].data or "") if POST in form else "",
        tuple(user.id for user in held.users if form[f"close_{user.id}"].data),
    )
