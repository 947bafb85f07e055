"""The form of a school: requisites and head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, FormField, StringField

from sferum_docs.schools.model import SchoolKind
from sferum_docs.web.forms.fields import OpenSelect, PageForm, RowForm

if TYPE_CHECKING:
    from sferum_docs.schools.model import Head, Requisites, School

KINDS = {
    SchoolKind.SECONDARY: "средняя школа (СОШ)",
    SchoolKind.BASIC: "основная школа (ООШ)",
    SchoolKind.PRIMARY: "начальная школа (НОШ)",
    SchoolKind.GYMNASIUM: "гимназия",
    SchoolKind.LYCEUM: "лицей",
    SchoolKind.KINDERGARTEN: "детский сад (ДОУ)",
    SchoolKind.EXTRA: "дополнительное образование (ДО)",
}
SEXES = [("", "по имени"), ("м", "мужской"), ("ж", "женский")]


class HeadForm(RowForm):
    """Who signs."""

    name = StringField("Фамилия, имя, отчество", description="Полностью: Магомедова Патимат Гаджиевна")
    sex = OpenSelect("Пол", options=SEXES, description="Нужен для падежей. Обычно виден из отчества.")
    post = StringField("Должность", description="Со строчной буквы: директор")
    acting = BooleanField("Исполняет обязанности руководителя")
    ground = StringField(
        "На основании", description="Приказ учредителя: приказ Управления образования от 01.09.2023 № 45-к"
    )


class SchoolForm(PageForm):
    """Everything about the school but its people and chats."""

    inn = StringField("ИНН", description="10 цифр, например 0527001634")
    kpp = StringField("КПП", description="9 знаков, например 052701001")
    ogrn = StringField("ОГРН", description="13 цифр")
    okpo = StringField("ОКПО", description="8 цифр")
    full_name = StringField("Полное наименование", description="Как в уставе, с видом учреждения")
    short_name = StringField("Краткое наименование", description="Например: МБОУ «Верхнереченская СОШ № 1»")
    kind = OpenSelect("Вид организации", options=[(kind.value, caption) for kind, caption in KINDS.items()])
    place = StringField("Место издания документов", description="Например: с. Верхнереченское")
    founder = StringField("Учредитель", description="Если его печатают в шапке приказа")
    address = StringField("Адрес")
    phone = StringField("Телефон")
    email = StringField("Электронная почта")
    site = StringField("Сайт")
    students = StringField("Обучающихся")
    teachers = StringField("Педагогических работников")
    profile_active = BooleanField("Профиль школы в Сферуме активен")
    head = FormField(HeadForm)

    @property
    def requisites_names(self) -> list[str]:
        """Fields of the requisites."""
        return [field.name for field in self if field.name not in {"csrf_token", "head"}]

    def to_record(self) -> dict[str, Any]:
        """What was typed, as the reader of the domain takes it."""
        return {
            "requisites": {name: self[name].data for name in self.requisites_names},
            "head": self.head.data,
        }


def form_values(school: School | None) -> dict[str, Any]:
    """What the form shows of a school."""
    return {} if school is None else {**_shown(school.requisites), "head": _head_values(school.head)}


def _shown(requisites: Requisites) -> dict[str, Any]:
    names = type(requisites).__dataclass_fields__
    return {name: "" if (value := getattr(requisites, name)) is None else value for name in names}


def _head_values(head: Head | None) -> dict[str, Any]:
    if head is None:
        return {}
    person = head.person
    return {
        "name": person.full_name,
        "sex": person.sex.value,
        "post": person.post,
        "acting": head.acting,
        "ground": head.ground,
    }
