"""Documents: what an act has and asks, made, listed, taken as files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import url_for

from sferum_docs.packs.model import FieldKind
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.reading.records import Record
from sferum_docs.schools.fields.declaration import SchoolField, ValueKind
from sferum_docs.schools.fields.reading import written
from sferum_docs.services.documents.issued import document_bytes, find_document
from sferum_docs.services.documents.listing import listed_documents, saved_name
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.users.tokens import Scope
from sferum_docs.web.api.operations import Answer, Call, Operation
from sferum_docs.web.api.parts.acts import ACT, pack_of
from sferum_docs.web.api.parts.cursors import MOST, PAGING, part_of
from sferum_docs.web.api.problems import NOT_FOUND, ProblemError
from sferum_docs.web.api.schemas import many, named, page_of, record, record_of
from sferum_docs.web.current import current_school
from sferum_docs.web.files import file_answer
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from sferum_docs.packs.model import DocumentSpec, FieldSpec
    from sferum_docs.services.documents.listing import ListedDocument
    from sferum_docs.store.documents.issued import IssuedDocument

TEXT = ValueKind.TEXT
_always = partial(SchoolField, required=True)
DOCUMENT = (
    _always("id", ValueKind.COUNT, "Номер", "номер документа в программе", high=2**31 - 1),
    _always("pack", TEXT, "Акт", "код акта", key="act"),
    _always("document", TEXT, "Код", "код документа в комплекте: D04"),
    _always("version", ValueKind.COUNT, "Версия", "версия: составленный снова получает следующую"),
    _always("title", TEXT, "Заголовок", "заголовок", limit=1000),
    _always("kind", TEXT, "Вид", "вид: приказ, письмо, план …"),
    _always("file_name", TEXT, "Файл", "имя файла"),
    _always("order_date", ValueKind.DAY, "Дата", "дата документа"),
    _always("made_at", TEXT, "Составлен", "когда составлен"),
    _always("sha256", TEXT, "Сумма", "SHA-256 файла"),
    SchoolField("number", TEXT, "Номер", "регистрационный номер, если он уже есть"),
)
_STATUS = {
    "type": "string",
    "description": "одно из слов, что стоят на странице документа: «черновик», «зарегистрирован» и других",
}
_LINE = {"type": "string", "maxLength": 1000}
MOST_DOCUMENTS = 100
SCHEMAS = {
    "Document": record_of(DOCUMENT, "составленный документ", status=_STATUS),
    "DocumentPage": page_of("Document", MOST),
    "Documents": record({"items": many(named("Document"), MOST_DOCUMENTS)}, ["items"]),
    "Question": record(
        {
            "key": {**_LINE, "description": "имя ответа"},
            "label": {**_LINE, "description": "вопрос"},
            "hint": _LINE,
            "kind": {"type": "string", "enum": [*FieldKind], "description": "вид ответа"},
            "required": {"type": "boolean"},
        },
        ["key", "label", "kind", "required"],
    ),
    "PackDocument": record(
        {
            "document": {**_LINE, "description": "код: D04"},
            "title": _LINE,
            "kind": _LINE,
            "questions": many(named("Question"), MOST_DOCUMENTS, "о чём документ спрашивает; многое предложено само"),
        },
        ["document", "title", "kind", "questions"],
    ),
    "Pack": record({"items": many(named("PackDocument"), MOST_DOCUMENTS)}, ["items"]),
    "PacketRequest": record(
        {
            "date": {"type": "string", "format": "date", "description": "дата приказов"},
            "documents": many({"type": "string"}, MOST_DOCUMENTS, "коды; без них — обычный набор акта"),
            "preset": {"type": "string", "description": "код набора вместо перечня документов"},
            "answers": {
                "type": "object",
                "description": "код документа → имя ответа → ответ; чего нет, предложит программа",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": {
                        "type": ["string", "integer", "boolean", "array", "null"],
                        "items": {"type": "string"},
                    },
                },
            },
        },
        ["date"],
    ),
}


def document_told(document: IssuedDocument) -> dict[str, Any]:
    """A document as it is answered."""
    return written(document, DOCUMENT)


def _listed(item: ListedDocument) -> dict[str, Any]:
    status = {"status": item.standing.status.value} if item.standing else {}
    return document_told(item.document) | status


def found_document(call: Call) -> IssuedDocument:
    """The document that the address names. ProblemError."""
    found = find_document(call.school_id, call.values["document_id"])
    if found is None:
        raise ProblemError(NOT_FOUND, "api_not_found")
    return found


def _pack(call: Call) -> Answer:
    return Answer({"items": [_of_pack(spec) for spec in pack_of(call).documents]})


def _of_pack(spec: DocumentSpec) -> dict[str, Any]:
    questions = [_question(field) for field in spec.fields]
    return {"document": spec.id, "title": spec.title, "kind": spec.kind, "questions": questions}


def _question(field: FieldSpec) -> dict[str, Any]:
    hint = {"hint": field.hint} if field.hint else {}
    return {"key": field.key, "label": field.label, "kind": field.kind.value, "required": field.required, **hint}


def _list(call: Call) -> Answer:
    pack = pack_of(call)
    return Answer(part_of(listed_documents(call.school_id, current_school(), pack), call.query, _listed))


def _show(call: Call) -> Answer:
    return Answer(document_told(found_document(call)))


def _file(call: Call) -> Answer:
    document = found_document(call)
    answer = file_answer(document_bytes(document), saved_name(document))
    answer.set_etag(document.sha256)
    return Answer(file=answer)


def _make(call: Call) -> Answer:
    pack, faults = pack_of(call), list[Fault]()
    asked = read_asked(Record(call.body, "", faults), current_school(), pack)
    if asked is None or errors(faults):
        raise FaultsError(errors(faults))
    made = make_packet(call.school_id, pack.id, asked, call.by, current_press())
    return Answer({"items": [document_told(item) for item in made]}, url_for("api.documents_list", act=pack.id))


ONE = {"document_id": "номер документа"}
OPERATIONS = (
    Operation(
        "documents.kinds", "GET", "/acts/<act>/kinds", Scope.DOCUMENTS_READ, "Какие документы есть у акта", _pack,
        named("Pack"), "Коды документов и вопросы, на которые они ждут ответа.", arguments=ACT,
    ),
    Operation(
        "documents.list", "GET", "/acts/<act>/documents", Scope.DOCUMENTS_READ, "Документы акта", _list,
        named("DocumentPage"), "Новейшая версия каждого составленного документа.", query=PAGING, arguments=ACT,
    ),
    Operation(
        "documents.make", "POST", "/acts/<act>/documents", Scope.DOCUMENTS_MAKE, "Составить документы", _make,
        named("Documents"), "Составляет все названные документы или, при любой ошибке, ни одного.",
        takes=named("PacketRequest"), keyed=True, status=201, arguments=ACT,
        example={"date": "2023-10-16", "documents": ["D04"]},
    ),
    Operation(
        "documents.show", "GET", "/documents/<int:document_id>", Scope.DOCUMENTS_READ, "Один документ", _show,
        named("Document"), arguments=ONE,
    ),
    Operation(
        "documents.file", "GET", "/documents/<int:document_id>/file", Scope.DOCUMENTS_READ, "Файл документа", _file,
        None, "Файл Word; его ETag — SHA-256.", arguments=ONE,
        media="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
)  # fmt: skip
