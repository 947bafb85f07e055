"""A worker in the staff list. The fields stand as the columns of the page and of the sheet do."""

from __future__ import annotations

from sferum_docs.schools.fields.declaration import SchoolField, SheetHeading, ValueKind
from sferum_docs.schools.model import Sex

_NAMES = (
    "фио", "ф и о", "ф и", "фамилия имя", "фамилия и", "фамилии", "полное имя", "работник", "сотрудник", "фам имя",
)  # fmt: skip
EMAIL_HEADINGS = ("e mail", "email", "эл почта", "электронн", "почта!", "адрес эл", "эл адрес", "mail!")

NAME = SchoolField(  # kept in its three parts
    "name", ValueKind.TEXT, "ФИО", "фамилия, имя, отчество",
    required=True, column="Фамилия, имя, отчество", tag="фио",
    sheet=SheetHeading("ФИО", _NAMES, 38, needed=True, full_name=True),
)  # fmt: skip
BESIDE_NAME = (
    SchoolField(
        "post", ValueKind.TEXT, "Должность", "должность", required=True, tag="должность",
        sheet=SheetHeading("Должность", ("должност", "профессия", "кем работает"), 42),
    ),
    SchoolField(
        "sex", ValueKind.CHOICE, "Пол", "пол; нужен, когда имя не говорит само", options=Sex,
        captions=(("", "по имени"), (Sex.MALE, "м"), (Sex.FEMALE, "ж")), sheet=SheetHeading("Пол", ("пол!",)),
    ),
    SchoolField(
        "phone", ValueKind.PHONE, "Телефон", "телефон, как записан", tag="телефон",
        sheet=SheetHeading("Телефон", ("телефон", "тел!", "моб", "номер тел", "сотовый", "контактный номер")),
    ),
    SchoolField(
        "email", ValueKind.EMAIL, "Электронная почта", "электронная почта",
        column="Эл. почта", tag="почта", sheet=SheetHeading("Электронная почта", EMAIL_HEADINGS, 26),
    ),
    SchoolField(
        "class_name", ValueKind.TEXT, "Класс, которым руководит", "класс", column="Класс", tag="класс", key="form",
        sheet=SheetHeading("Класс", ("класс", "кл рук")),
    ),
    SchoolField(
        "exempt", ValueKind.TEXT, "Не регистрируется, так как", "почему не регистрируется",
        column="Не регистрируется, так\u00a0как", tag="основание",
        sheet=SheetHeading("Не регистрируется, так как", ("не регистр", "освобожд", "основание осв"), 30),
    ),
)  # fmt: skip
PERSON = (NAME, *BESIDE_NAME)
