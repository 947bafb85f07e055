"""The staff: who works at the school, and who was renamed when the list was edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.lists.same_entry import KnownWorkers
from sferum_docs.schools.names import is_short_name
from sferum_docs.schools.reader import read_staff
from sferum_docs.schools.staff_sheet import OFFERED_COLUMNS, sex_as_written, staff_drafts
from sferum_docs.schools.writer import person_record
from sferum_docs.services.school.cases import is_doubtful, short_name
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.services.school.save import save_staff
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.forms.tables import MORE_ROWS, SPARE_ROWS, TableImport
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.school.lists.form import EditedList
from sferum_docs.web.school.lists.merge import merged_rows, same_names
from sferum_docs.web.school.lists.page import ListPage, list_blueprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.schools.model import Person
    from sferum_docs.web.forms.tables import Typed


def _about(person: Person) -> tuple[str, ...]:
    return person.post, person.phone, person.email, person.class_name, person.exempt


STAFF = EditedList(
    "staff",
    "person",
    PERSON,
    lambda person: person.full_name,
    _about,
    person_record,
    said={"sex": sex_as_written},
    wrapped={"name", "post"},
)


def _save(staff: tuple[Any, ...], rows: Sequence[Typed]) -> str:
    save_staff(current_school_id(), current_school(), staff, renamed(rows, staff), actor())
    return f"Список сохранён: {counted(len(staff), 'работник', 'работника', 'работников')}."


def renamed(rows: Iterable[Typed], staff: Iterable[Person]) -> Mapping[str, str]:
    """Old name → new name of everybody whose name was edited; each row gave one worker.

    Who stands in another row now was moved, and who stood there before is no new name of somebody: a table
    pasted anew in another order renames nobody.
    """
    pairs = [(str(row.get("was") or ""), person.full_name) for row, person in zip(rows, staff, strict=True)]
    before, after = {was for was, _now in pairs}, {now for _was, now in pairs}
    return {was: now for was, now in pairs if was and was not in after and now not in before}


def _cautions(_rows: Sequence[Typed]) -> tuple[Fault, ...]:
    """What is to be told of people whom short forms of names would hide; the rows shown are those that are kept."""
    staff = current_school().staff
    found = [
        Fault("name_initials", f"staff[{number}].name", {"text": person.full_name}, warning=True)
        for number, person in enumerate(staff, start=1)
        if is_short_name(person.full_name)
    ]
    by_short: dict[str, int] = {}
    for number, person in enumerate(staff, start=1):
        short = short_name(person)
        other = by_short.setdefault(short, number)
        if other != number:
            values = {"text": short, "row": other}
            found.append(Fault("initials_alike", f"staff[{number}].name", values, warning=True))
    return tuple(found)


def _head_first() -> tuple[Typed, ...]:
    """The head, who was named on the page of the school already, as the first worker of an empty list."""
    head = current_school().head
    if head is None:
        return ()
    person = head.person
    return ({"name": person.full_name, "post": person.post, "sex": person.sex.value},)


blueprint = list_blueprint(
    ListPage(
        STAFF,
        TableImport(staff_drafts, OFFERED_COLUMNS, KnownWorkers),
        "Сотрудники",
        look="table",
        whole="Таблица сотрудников",
        one="строку",
        check="таблицу",
        read=lambda record: read_staff(record, sex_of_name),
        save=_save,
        shown=lambda rows: {"unsure": sum(map(is_doubtful, current_school().staff)), "same": same_names(rows)},
        actions={"merge": merged_rows},
        cautions=_cautions,
        proposed=_head_first,
        spare=SPARE_ROWS,
        first=MORE_ROWS,
    )
)
