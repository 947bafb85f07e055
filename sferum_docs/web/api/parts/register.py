"""Registers: which there are, their entries, a paper entered, a document registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from sferum_docs.documents.registering.registers import asked_of
from sferum_docs.documents.requests.text_limits import limit_of
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.reading.records import Record
from sferum_docs.schools.fields.declaration import SchoolField, ValueKind
from sferum_docs.schools.fields.reading import read_fields, written
from sferum_docs.services.register.lists.listing import entries_before, find_entry
from sferum_docs.services.register.questions import day_question
from sferum_docs.services.register.register import register_document, register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.users.tokens import Scope
from sferum_docs.web.api.operations import Answer, Call, Operation
from sferum_docs.web.api.parts.cursors import MOST, PAGING, part_found, place_of
from sferum_docs.web.api.parts.documents import ONE, found_document
from sferum_docs.web.api.problems import NOT_FOUND, ProblemError
from sferum_docs.web.api.schemas import many, named, page_of, record, record_of
from sferum_docs.web.current import current_acts, current_registers

if TYPE_CHECKING:
    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.services.register.lists.listing import Entry

_DAY, _COUNT, _FLAG = ValueKind.DAY, ValueKind.COUNT, ValueKind.FLAG
_MOST_REGISTERS, _MOST_ID = 30, 2**31 - 1


def _text(name: str, about: str, *, required: bool = False) -> SchoolField:
    return SchoolField(name, ValueKind.TEXT, about, about, required=required, limit=limit_of(name))


_SHEETS = (
    SchoolField("sheets", _COUNT, "Листов", "сколько листов"),
    SchoolField("annexes", _COUNT, "Листов приложений", "сколько листов приложений"),
)
_SAID = (
    _text("executor", "исполнитель"), _text("file_index", "индекс дела"), _text("addressee", "адресат"),
    _text("reply_to", "на какой документ ответ"), _text("note", "примечание"),
    _text("reason", "почему дата раньше последней записи"),
)  # fmt: skip
_SIGNED_ON = SchoolField("signed_on", _DAY, "Дата", "дата подписания или поступления", required=True)
_SURE = SchoolField("confirmed", _FLAG, "Уверены", "давняя дата верна, и лист подписан другим днём: так и надо")
# what is said of a document of ours
OF_DOCUMENT = (
    _SIGNED_ON, *_SAID, *_SHEETS, _SURE,
    SchoolField("by_pen", _FLAG, "От руки", "номера ещё не зарегистрированных приказов впишут рукой"),
)  # fmt: skip
# what stands of a paper that was made elsewhere, by the columns of its register
_OF_REGISTER = (
    _text("kind", "вид документа, если в журнале их несколько"), _text("sender", "от кого"),
    _text("sender_number", "номер у отправителя"), SchoolField("sender_date", _DAY, "Дата", "дата у отправителя"),
    SchoolField("due", _DAY, "Срок", "срок исполнения"), _text("person", "о ком"), _text("basis", "основание"),
    _text("signer", "кто подписал"), _text("act", "код акта, о котором документ"),
)  # fmt: skip
OF_PAPER = (_text("title", "заголовок", required=True), *OF_DOCUMENT[:-1], *_OF_REGISTER)
ENTRY = (
    SchoolField("id", _COUNT, "Номер", "номер записи в программе", required=True, high=_MOST_ID),
    SchoolField("register", ValueKind.TEXT, "Журнал", "код журнала", required=True),
    _text("number", "регистрационный номер", required=True), *OF_PAPER,
    SchoolField("document_id", _COUNT, "Документ", "номер документа с этим файлом", high=_MOST_ID),
    SchoolField("state", ValueKind.TEXT, "Состояние", "ready, reserved (файла нет), held (номер занят)", required=True),
    SchoolField("trouble", ValueKind.TEXT, "Почему", "почему файла ещё нет"),
    SchoolField("void", _FLAG, "Аннулирована", "аннулирована ли", required=True),
    SchoolField("executed_on", _DAY, "Исполнен", "когда исполнен"),
    SchoolField("registered_by", ValueKind.TEXT, "Кто", "кто зарегистрировал", required=True),
    SchoolField("registered_at", ValueKind.TEXT, "Когда", "когда зарегистрирован", required=True),
)  # fmt: skip
_NOT_OF_ENTRY = {"confirmed", "by_pen"}
_ENTRY = tuple(field for field in ENTRY if field.name not in _NOT_OF_ENTRY)
_YEAR = SchoolField("year", _COUNT, "Год", "только этого года", low=1900, high=2100)
_LINE = {"type": "string"}
SCHEMAS = {
    "Register": record(
        {
            "register": {**_LINE, "description": "код журнала"},
            "title": _LINE,
            "kinds": many(_LINE, MOST, "виды документов, которые в нём регистрируют"),
            "closed": {"type": "boolean", "description": "новых записей не принимает"},
            "fields": many(_LINE, MOST, "какие поля спрашивает у внесённого документа"),
        },
        ["register", "title", "kinds", "closed", "fields"],
    ),
    "Registers": record({"items": many(named("Register"), _MOST_REGISTERS)}, ["items"]),
    "Entry": record_of(_ENTRY, "запись журнала"),
    "EntryPage": page_of("Entry", MOST),
    "NewEntry": record_of(OF_PAPER, "документ, составленный не здесь"),
    "Registration": record_of(OF_DOCUMENT, "что сказано о регистрируемом документе"),
}


def _registers(_call: Call) -> Answer:
    return Answer({"items": [_register(book) for book in current_registers().values()]})


def _register(book: Register) -> dict[str, Any]:
    return {
        "register": book.id, "title": book.title, "kinds": [*book.kinds], "closed": book.closed,
        "fields": sorted(_fields_of(book)),
    }  # fmt: skip


def _fields_of(book: Register) -> set[str]:
    """The fields of a paper that this register takes."""
    of_columns = {field.name for field in (*_OF_REGISTER, *_SHEETS)} | {"executor", "addressee", "reply_to"}
    return {field.name for field in OF_PAPER} - of_columns | (asked_of(book) & {field.name for field in OF_PAPER})


def _book(call: Call) -> Register:
    book = current_registers().get(call.values["book"])
    if book is None:
        raise ProblemError(NOT_FOUND, "api_not_found")
    return book


def entry_told(entry: Entry) -> dict[str, Any]:
    """An entry as it is answered."""
    return written(entry, _ENTRY)


def _entries(call: Call) -> Answer:
    limit = call.query["limit"]
    found = entries_before(call.school_id, _book(call).id, place_of(call.query), limit + 1, call.query.get("year"))
    return Answer(part_found(found, limit, lambda entry: entry.id, entry_told))


def _entry(call: Call) -> Answer:
    entry = find_entry(call.school_id, call.values["entry_id"])
    if entry is None:
        raise ProblemError(NOT_FOUND, "api_not_found")
    return Answer(entry_told(entry))


def _enter(call: Call) -> Answer:
    book, faults = _book(call), list[Fault]()
    record = Record(call.body, "", faults)
    values = read_fields(record, OF_PAPER)
    record.done()
    faults += [Fault("api_not_asked", name, {"title": book.title}) for name in values if record.has(name)
               and name not in _fields_of(book)]  # fmt: skip
    acts = [act.pack for act in current_acts()]
    if values.get("act") and values["act"] not in acts:
        faults.append(Fault("not_a_choice", "act", {"text": values["act"], "options": ", ".join(acts)}))
    if book.closed:
        faults.append(Fault("api_register_closed", values={"title": book.title}))
    if wrong := errors(faults):
        raise FaultsError(wrong)
    title = values.pop("title")
    entry = register_outside(call.school_id, book.id, title, RegistrationDetails(**values, once=True), call.by)
    return _entered(entry)


def _entered(entry: Entry) -> Answer:
    return Answer(entry_told(entry), url_for("api.entries_show", entry_id=entry.id))


def _register_document(call: Call) -> Answer:
    document, faults = found_document(call), list[Fault]()
    record = Record(call.body, "", faults)
    values = read_fields(record, OF_DOCUMENT)
    record.done()
    if wrong := errors(faults):
        raise FaultsError(wrong)
    details = RegistrationDetails(**values)
    asked = () if details.confirmed else day_question(call.school_id, document.id, details.signed_on)
    return _entered(register_document(call.school_id, document.id, details, call.by, asked))


_BOOK = {"book": "код журнала из списка /registers"}
OPERATIONS = (
    Operation(
        "registers.list", "GET", "/registers", Scope.REGISTER_READ, "Журналы", _registers, named("Registers"),
    ),
    Operation(
        "entries.list", "GET", "/registers/<book>/entries", Scope.REGISTER_READ, "Записи журнала", _entries,
        named("EntryPage"), "Сначала внесённые последними.", query=(*PAGING, _YEAR), arguments=_BOOK,
    ),
    Operation(
        "entries.add", "POST", "/registers/<book>/entries", Scope.REGISTER_WRITE, "Внести документ", _enter,
        named("Entry"), "Документ, составленный не в программе, получает следующий номер.",
        takes=named("NewEntry"), keyed=True, status=201, arguments=_BOOK,
        example={"title": "О проведении дня безопасности", "signed_on": "2023-10-16", "sheets": 2},
    ),
    Operation(
        "entries.show", "GET", "/entries/<int:entry_id>", Scope.REGISTER_READ, "Одна запись", _entry, named("Entry"),
        arguments={"entry_id": "номер записи"},
    ),
    Operation(
        "documents.register", "POST", "/documents/<int:document_id>/registration", Scope.REGISTER_WRITE,
        "Зарегистрировать документ", _register_document, named("Entry"),
        "Документ получает номер и новый файл с номером и датой.",
        takes=named("Registration"), keyed=True, status=201, arguments=ONE, example={"signed_on": "2023-10-16"},
    ),
)  # fmt: skip
