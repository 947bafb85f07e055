"""The staff: who works at the school, and who was renamed when the list was edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.names import split_full_name
from sferum_docs.schools.reader import read_staff
from sferum_docs.schools.staff_sheet import OFFERED_COLUMNS, sex_as_written, staff_drafts
from sferum_docs.schools.writer import person_record
from sferum_docs.services.school.cases import is_doubtful
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.services.school.save import save_staff
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.forms.tables import MORE_ROWS, SPARE_ROWS, TableImport
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.school.lists.form import EditedList
from sferum_docs.web.school.lists.page import ListPage, list_blueprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.schools.model import Person
    from sferum_docs.web.forms.tables import Typed


def _about(person: Person) -> tuple[str, ...]:
    return person.post, person.phone, person.email, person.class_name, person.exempt


STAFF = EditedList(
    "staff", "person", PERSON, lambda person: person.full_name, _about, person_record, said={"sex": sex_as_written}
)


def _save(staff: tuple[Any, ...], rows: Sequence[Typed]) -> str:
    save_staff(current_school_id(), current_school(), staff, renamed(rows), actor())
    return f"Список сохранён: {counted(len(staff), 'работник', 'работника', 'работников')}."


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


blueprint = list_blueprint(
    ListPage(
        STAFF,
        TableImport(staff_drafts, OFFERED_COLUMNS, ("name", "post")),
        "Сотрудники",
        look="table",
        whole="Таблица сотрудников",
        one="строку",
        check="таблицу",
        read=lambda record: read_staff(record, sex_of_name),
        save=_save,
        shown=lambda: {"unsure": sum(map(is_doubtful, current_school().staff))},
        spare=SPARE_ROWS,
        first=MORE_ROWS,
    )
)
