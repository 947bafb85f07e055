"""The body itself: requisites, head, chats, responsible persons; its staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import FaultsError, errors
from sferum_docs.reading.records import Record
from sferum_docs.schools.chat_sheet import MAX_CHATS
from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.layout import LAYOUT, MARGINS
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.fields.requisites import HEAD, REQUISITES
from sferum_docs.schools.model import Word
from sferum_docs.schools.reader import read_school, read_staff
from sferum_docs.schools.staff_sheet import MAX_STAFF
from sferum_docs.schools.writer import person_record, school_record
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.services.school.save import save_school, save_staff
from sferum_docs.services.users.tokens import Scope
from sferum_docs.web.api.door import read_anew
from sferum_docs.web.api.operations import Answer, Call, Operation
from sferum_docs.web.api.parts.cursors import MOST, PAGING, part_of
from sferum_docs.web.api.schemas import many, named, page_of, record, record_of, texts
from sferum_docs.web.current import current_school

if TYPE_CHECKING:
    from sferum_docs.schools.model import School

_DECISIONS = many(
    record(
        {
            "word": {"type": "string", "enum": [*Word]},
            "nominative": {"type": "string", "maxLength": 500},
            "fixed": {"type": "boolean"},
            "forms": texts("падеж → как писать"),
        },
        ["word", "nominative"],
    ),
    len(Word),
    "решения о том, как склонять слова",
)
SCHEMAS = {
    "Person": record_of(PERSON, "работник", decisions=_DECISIONS),
    "School": record(
        {
            "requisites": record_of(REQUISITES, "наименования, коды, контакты"),
            "head": record_of(HEAD, "руководитель", decisions=_DECISIONS),
            "chats": many(record_of(CHAT), MAX_CHATS, "рабочие чаты; владелец — работник из списка"),
            "responsible": texts("ответственные: роль → ФИО работника"),
            "post_kinds": texts("что сказано о должностях, которых программа не знает"),
            "margins": record_of(MARGINS, "поля листа, мм"),
            "profile": record_of(LAYOUT, "оформление документов"),
        },
        ["requisites", "head"],
        "организация; чего нет в присланном, станет пустым",
    ),
    "Staff": record({"staff": many(named("Person"), MAX_STAFF)}, ["staff"], "весь список работников"),
    "StaffPage": page_of("Person", MOST),
}
_STAFF = "staff"


def _told(school: School) -> dict[str, Any]:
    return {key: part for key, part in school_record(school).items() if key != _STAFF}


def _state(_call: Call) -> object:
    return school_record(current_school())


def _read(_call: Call) -> Answer:
    return Answer(_told(current_school()))


def _save(call: Call) -> Answer:
    was = current_school()
    faults: list[Any] = []
    sent = Record(call.body, "", faults)
    if sent.has(_STAFF):
        sent.fault(_STAFF, "unknown_key")
    body = {**call.body, _STAFF: school_record(was)[_STAFF]} if isinstance(call.body, dict) else {}
    school = read_school(Record(body, "", faults), sex_of_name)
    if school is None or errors(faults):
        raise FaultsError(errors(faults))
    save_school(call.school_id, school, call.by, was)
    return Answer(_told(_again()))


def _again() -> School:
    """The body as it is kept after the change."""
    read_anew()
    return current_school()


def _staff(call: Call) -> Answer:
    return Answer(part_of(current_school().staff, call.query, person_record))


def _save_staff(call: Call) -> Answer:
    was = current_school()
    faults: list[Any] = []
    sent = Record(call.body, "", faults)
    staff = read_staff(sent, sex_of_name)
    sent.done()
    if wrong := errors(faults):
        raise FaultsError(wrong)
    save_staff(call.school_id, was, staff, {}, call.by)
    return Answer({_STAFF: [person_record(person) for person in _again().staff]})


OPERATIONS = (
    Operation(
        "school.read", "GET", "/school", Scope.SCHOOL_READ, "Данные организации", _read, named("School"),
        "Реквизиты, руководитель, чаты, ответственные, оформление. Сотрудники — отдельно.", state=_state,
    ),
    Operation(
        "school.save", "PUT", "/school", Scope.SCHOOL_WRITE, "Заменить данные организации", _save, named("School"),
        "Прочитайте данные, измените, пришлите целиком с тем ETag, что был в ответе.",
        takes=named("School"), state=_state,
    ),
    Operation(
        "staff.read", "GET", "/staff", Scope.SCHOOL_READ, "Сотрудники", _staff, named("StaffPage"),
        query=PAGING, state=_state,
    ),
    Operation(
        "staff.save", "PUT", "/staff", Scope.SCHOOL_WRITE, "Заменить список сотрудников", _save_staff, named("Staff"),
        "Список приходит целиком. Кто назначен ответственным или ведёт чат, не может исчезнуть из него.",
        takes=named("Staff"), state=_state,
    ),
)  # fmt: skip
