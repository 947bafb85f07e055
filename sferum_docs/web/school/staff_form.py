"""The staff table as a form, and as a sheet to fill in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_wtf.file import FileField
from wtforms import FieldList, FormField, HiddenField, StringField, TextAreaField

from sferum_docs.schools.names import split_full_name
from sferum_docs.schools.staff_sheet import sex_as_written
from sferum_docs.web.forms.edit_token import Part
from sferum_docs.web.forms.fields import OpenSelect, PageForm, RowForm
from sferum_docs.web.forms.tables import typed_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sferum_docs.schools.model import Person
    from sferum_docs.web.forms.tables import Typed

SEXES = [("", "по имени"), ("м", "м"), ("ж", "ж")]
KEYS = ("name", "post", "sex", "phone", "email", "form", "exempt")


class StaffRow(RowForm):
    """A worker; `was` is the name before it was edited."""

    name = StringField("Фамилия, имя, отчество")
    post = StringField("Должность")
    sex = OpenSelect("Пол", options=SEXES)
    phone = StringField("Телефон")
    email = StringField("Электронная почта")
    form = StringField("Классный руководитель")
    exempt = StringField("Не регистрируется, так как")
    was = HiddenField()


class StaffForm(PageForm):
    """The staff table with its two doors for Excel."""

    staff = FieldList(FormField(StaffRow))
    text = TextAreaField("Строки из Excel")
    file = FileField("Файл")

    @property
    def rows(self) -> tuple[Typed, ...]:
        """The rows with something in them."""
        return typed_rows(self.staff.data, but=frozenset({"was", "sex"}))


def staff_form(rows: Iterable[Typed], spare: int) -> StaffForm:
    """The form that shows these rows and some empty ones below."""
    return StaffForm(formdata=None, data={"staff": [*map(_shown, rows), *({} for _ in range(spare))]})


def staff_values(staff: Iterable[Person]) -> tuple[Typed, ...]:
    """The rows of a kept staff list."""
    return tuple(
        {
            "name": person.full_name,
            "was": person.full_name,
            "post": person.post,
            "sex": person.sex.value,
            "phone": person.phone,
            "email": person.email,
            "form": person.form,
            "exempt": person.exempt,
        }
        for person in staff
    )


def staff_parts(staff: Iterable[Person]) -> dict[str, Part]:
    """Each worker as a part of the list that another may have changed; a namesake has a number."""
    parts: dict[str, Part] = {}
    for person in staff:
        values = tuple(str(getattr(person, key)) for key in KEYS if key != "name")
        name, count = person.full_name, 1
        while name in parts:
            count += 1
            name = f"{person.full_name} ({count})"
        parts[name] = Part(person.full_name, values, ", ".join(filter(None, (person.post, *values[2:]))))
    return parts


def to_record(rows: Iterable[Typed]) -> dict[str, list[dict[str, Any]]]:
    """The rows as the reader of the domain takes them."""
    return {"staff": [{key: row.get(key) for key in KEYS} for row in rows]}


def renamed(rows: Iterable[Typed]) -> Mapping[str, str]:
    """Old name → new name of everybody whose name was edited.

    Who stands in another row now was moved, and who stood there before is no new name of somebody: a table
    pasted anew in another order renames nobody.
    """
    pairs = [(str(row.get("was") or ""), _full_name(str(row.get("name") or ""))) for row in rows]
    before, after = {was for was, _now in pairs}, {now for _was, now in pairs}
    return {was: now for was, now in pairs if was and now and was not in after and now not in before}


def _full_name(text: str) -> str:
    parts = split_full_name(text)
    return " ".join(part for part in (parts.last, parts.first, parts.middle) if part) if parts else ""


def _shown(row: Typed) -> dict[str, object]:
    sex = str(row.get("sex") or "")
    return {**row, "sex": sex_as_written(sex) or sex}
